"""Starts the unmodified program many times quickly: everything is imported once, and each start is
a fork.

Commands come by stdin, one a line: «start LOG» answers the new process's id, «wait PID» its exit
code, «end» ends. «crash WHEN N LOG» starts one that kills itself right before or after (WHEN) its
N-th commit to the database.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any, NoReturn


def preload() -> None:
    """Import what a start needs, as a start does it."""
    from bot.telegram.deferred_models import build_models_at_first_use

    build_models_at_first_use()
    import alembic.command  # noqa: F401
    import holidays  # noqa: F401

    import bot.cli
    import bot.commands.run
    import bot.running.program  # noqa: F401


def die_at_commit(when: str, number: int) -> None:
    """Let this process kill itself at its `number`-th commit, be it a migration's or anything
    else's.
    """
    from sqlalchemy.dialects import sqlite

    from storage.sqlite import SqliteConnection

    seen = 0

    def at_commit(happens: str) -> None:
        nonlocal seen
        seen += happens == "before"
        if seen == number and when == happens:
            os.kill(os.getpid(), signal.SIGKILL)

    end, commit = SqliteConnection.end, sqlite.dialect.do_commit

    async def deadly_end(connection: SqliteConnection, word: str) -> None:
        at_commit("before")
        await end(connection, word)
        at_commit("after")

    def deadly_commit(dialect: Any, connection: Any) -> None:
        at_commit("before")
        commit(dialect, connection)
        at_commit("after")

    SqliteConnection.end = deadly_end  # type: ignore[method-assign]
    sqlite.dialect.do_commit = deadly_commit  # Alembic's transactions go through SQLAlchemy


def _answer(value: object) -> None:
    sys.stdout.write(f"{value}\n")
    sys.stdout.flush()


def start(log: str, crash: tuple[str, int] | None = None) -> int:
    """Fork `vekha run`, which writes to `log`; its process id."""
    child = os.fork()
    if child == 0:
        _become_vekha(log, crash)
    return child


def _become_vekha(log: str, crash: tuple[str, int] | None) -> NoReturn:
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    os.close(0)
    if crash:
        die_at_commit(*crash)
    sys.argv = ["vekha", "run"]
    from bot.cli import main

    main()


def serve() -> None:
    """Carry out commands until «end»."""
    preload()
    _answer("ready")
    for line in sys.stdin:
        match line.split():
            case ["start", log]:
                _answer(start(log))
            case ["crash", when, number, log]:
                _answer(start(log, (when, int(number))))
            case ["wait", child]:
                _answer(os.waitstatus_to_exitcode(os.waitpid(int(child), 0)[1]))
            case _:
                return


if __name__ == "__main__":
    serve()
