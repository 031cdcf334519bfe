"""Killed -9 again and again while officials answer: nothing is lost, nothing stored twice."""

from __future__ import annotations

import os

from sandbox.server import Standin
from tests.bot.running import Program
from tests.failures.killing import kill_while_answers_arrive
from tests.failures.town import move_in, populate

#: The hundred of docs/benchmarks.md: TEST_KILLS=100.
KILLS = int(os.environ.get("TEST_KILLS", "25"))
ANSWERS = 3 * KILLS


async def test_kills_lose_no_answer_and_store_none_twice(
    program: Program, standin: Standin
) -> None:
    program.env["VEKHA_LOG__LEVEL"] = "INFO"  # at DEBUG half of the time would go into the log
    town = await populate(program.database, officials=30)
    move_in(standin, town)
    found = await kill_while_answers_arrive(standin, program, town, KILLS, ANSWERS)
    assert (found.lost, found.stored_twice, found.confirmed) == (0, 0, ANSWERS)
    assert max(found.repeats) <= 1, "a kill may repeat at most one confirmation"
    assert program.log.read_text().count("possible repeat") >= sum(found.repeats), (
        "each repeat is told in the log"
    )
    assert found.kills == KILLS
