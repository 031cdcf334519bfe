"""The program dies right before or right after its first, second, third … commit, until a run is
clean.
"""

from __future__ import annotations

import json
import shutil
import signal
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sandbox.people import say
from sandbox.server import Standin
from storage.migrate import migrate
from storage.version import HEAD, REVISIONS, schema_is_current
from tests.bot.running import Program
from tests.failures.town import (
    Town,
    move_in,
    note_duties,
    one_each,
    plan_reminders,
    populate,
    said_to,
    until,
)

OFFICIALS = 2
MOST_COMMITS = 60
DUTIES = ("plan", "tidy", "desk", "week", "backup")
#: Finds a row while there is work left.
_LEFT = (
    "select 1 from messages where state in ('planned', 'claimed', 'unknown')"
    " union all select 1 from reminders where state = 'planned'"
    " union all select 1 from inbox where state = 'new'"
    " union all select 1 where not exists (select 1 from entries)"
)


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_crash_at_any_commit_loses_no_reminder_and_repeats_one_message_at_most(
    program: Program, standin: Standin, when: str
) -> None:
    program.env["VEKHA_LOG__LEVEL"] = "INFO"
    town = await populate(program.database, officials=OFFICIALS)
    await plan_reminders(program.database, one_each(town, datetime.now(UTC) - timedelta(minutes=5)))
    await note_duties(program.database, DUTIES)
    fresh = program.copied()
    for number in range(1, MOST_COMMITS):
        _begin_anew(program, standin, town, fresh)
        program.start(crash=(when, number))
        clean = await program.works_off(_LEFT)
        await program.stop(signal.SIGKILL)
        if clean:
            assert number > 2 * OFFICIALS, "crashes must have met claims and records"
            return
        program.start()
        assert await program.works_off(_LEFT)
        await program.stop(signal.SIGKILL)
        _check(program, standin, town)
    pytest.fail("no run was clean")


def _begin_anew(program: Program, standin: Standin, town: Town, fresh: Path | str) -> None:
    """The database as it was, empty chats, and one official's answer on its way."""
    program.put_back(fresh)
    program.log.write_text("")
    standin.world.updates.pending.clear()
    move_in(standin, town)
    say(standin.world, town.chats[0], "1.1 текст")


def _check(program: Program, standin: Standin, town: Town) -> None:
    assert program.query("select count(*) from entries") == [(1,)]
    lines = (
        json.loads(line)
        for line in program.log.read_text().splitlines()
        if "possible repeat" in line
    )
    marked = {line["message"] for line in lines}
    repeated = 0
    for chat in town.chats:
        texts = Counter(said_to(standin, chat))
        assert any("Отчёт" in text for text in texts), f"the reminder of {chat} is lost"
        repeats = sum(count - 1 for count in texts.values())
        mine = {row[0] for row in program.query("select id from messages where chat_id = ?", chat)}
        assert repeats == 0 or mine & marked, "a repeat must be marked in the log"
        repeated += repeats
    assert repeated <= 1, "one crash may repeat one message at most"


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_first_start_that_is_cut_short_is_finished_by_the_next(
    program: Program, standin: Standin, when: str
) -> None:
    """The schema is made by the first commits, and the roadmap's first data come right after it."""
    program.env["VEKHA_LOG__LEVEL"] = "INFO"
    for number in range(1, 5):
        for file in program.directory.glob("vekha.db*"):
            file.unlink()
        program.start(crash=(when, number))
        assert await program.wait() == -signal.SIGKILL
        program.start()
        polls = standin.world.ledger.calls["getupdates"]
        await until(lambda seen=polls: standin.world.ledger.calls["getupdates"] > seen)  # type: ignore[misc]
        assert await schema_is_current(f"sqlite+aiosqlite:///{program.database}")
        assert program.query("select name from sqlite_master where name like '_alembic_tmp%'") == []
        await program.stop(signal.SIGKILL)


async def test_an_upgrade_that_is_cut_short_leaves_the_old_or_the_new_schema_and_is_finished_by_the_next_start(
    program: Program, standin: Standin
) -> None:
    program.env["VEKHA_LOG__LEVEL"] = "INFO"
    await populate(program.database, officials=OFFICIALS)
    await migrate(f"sqlite+aiosqlite:///{program.database}", REVISIONS[-2])
    older = shutil.copy(program.database, program.directory / "older.db")
    for when, left in (("before", REVISIONS[-2]), ("after", HEAD)):
        program.put_back(older)
        program.start(crash=(when, 1))
        assert await program.wait() == -signal.SIGKILL
        assert program.query("select version_num from alembic_version") == [(left,)]
        program.start()
        polls = standin.world.ledger.calls["getupdates"]
        await until(lambda seen=polls: standin.world.ledger.calls["getupdates"] > seen)  # type: ignore[misc]
        assert await schema_is_current(f"sqlite+aiosqlite:///{program.database}")
        assert program.query("select name from sqlite_master where name like '_alembic_tmp%'") == []
        assert program.query("select count(*) from people") == [(OFFICIALS + 1,)]
        await program.stop(signal.SIGKILL)
