"""Starts the unmodified program many times quickly: everything is imported once, and each start is
a fork.

Orders come by stdin, each a line of JSON, and are answered by a number: `{"start": {…}}` (see
`Start`) by the new process's id, `{"code": PID}`, once it has ended, by its exit code. When stdin
ends, so does everything that was started.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, NoReturn


@dataclass(frozen=True, slots=True)
class Start:
    """A call of `vekha` with these arguments; `out` and `err` are files that are written on. With
    `crash` it kills itself right «before» or «after» its n-th commit to the database.
    """

    arguments: list[str]
    environment: dict[str, str]
    directory: str
    out: str
    err: str
    crash: tuple[str, int] | None = field(default=None)


def preload() -> None:
    """Import what a start needs, as a start does it."""
    from bot.telegram.deferred_models import build_models_at_first_use

    build_models_at_first_use()
    import alembic.command  # noqa: F401
    import holidays  # noqa: F401

    import bot.cli
    import bot.commands.coordinator
    import bot.commands.maintenance
    import bot.commands.reading
    import bot.commands.run
    import bot.running.program  # noqa: F401
    from tests.measuring import be_patient

    be_patient()


def die_at_commit(when: str, number: int) -> None:
    """Let this process kill itself at its `number`-th commit, be it a migration's or anything
    else's.
    """
    from sqlalchemy.dialects import sqlite

    from storage.sqlite import SqliteConnection

    seen = 0

    def at_commit(happens: str, which: int) -> None:
        if which == number and when == happens:
            os.kill(os.getpid(), signal.SIGKILL)

    def next_commit() -> int:
        """Its number; another may begin before this one has ended."""
        nonlocal seen
        seen += 1
        at_commit("before", seen)
        return seen

    end, commit = SqliteConnection.end, sqlite.dialect.do_commit

    async def deadly_end(connection: SqliteConnection, word: str) -> None:
        which = next_commit()
        await end(connection, word)
        at_commit("after", which)

    def deadly_commit(dialect: Any, connection: Any) -> None:
        which = next_commit()
        commit(dialect, connection)
        at_commit("after", which)

    SqliteConnection.end = deadly_end  # type: ignore[method-assign]
    sqlite.dialect.do_commit = deadly_commit  # Alembic's transactions go through SQLAlchemy


def _become_vekha(start: Start) -> NoReturn:
    for number, file, way in (
        (0, os.devnull, os.O_RDONLY),
        (1, start.out, os.O_WRONLY | os.O_CREAT | os.O_APPEND),
        (2, start.err, os.O_WRONLY | os.O_CREAT | os.O_APPEND),
    ):
        descriptor = os.open(file, way, 0o600)
        os.dup2(descriptor, number)
        os.close(descriptor)
    os.chdir(start.directory)
    os.environ.clear()
    os.environ.update(start.environment)
    if start.crash:
        die_at_commit(*start.crash)
    sys.argv = ["vekha", *start.arguments]
    from bot.cli import main

    main()


def serve() -> None:
    """Carry out orders until there are no more."""
    preload()
    children: set[int] = set()
    print("ready", flush=True)  # noqa: T201
    for line in sys.stdin:
        match json.loads(line):
            case {"start": order}:
                start = Start(**order)
                if (answer := os.fork()) == 0:
                    _become_vekha(start)
                children.add(answer)
            case {"code": int(child)}:
                answer = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
                children.discard(child)
            case other:
                raise ValueError(other)
        print(answer, flush=True)  # noqa: T201
    for child in children:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)


if __name__ == "__main__":
    serve()
