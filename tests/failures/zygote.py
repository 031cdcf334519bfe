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
from collections.abc import Awaitable, Callable
from typing import NoReturn


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
    from storage.inline_sqlite import InlineConnection

    seen = 0

    def deadly(original: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
        async def end(self: InlineConnection, *word: str) -> None:
            nonlocal seen
            seen += 1
            if seen == number and when == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            await original(self, *word)
            if seen == number:
                os.kill(os.getpid(), signal.SIGKILL)

        return end

    InlineConnection.end = deadly(InlineConnection.end)  # type: ignore[assignment, method-assign]
    # Alembic's transactions go through SQLAlchemy, which ends them by the driver's own method.
    InlineConnection.commit = deadly(InlineConnection.commit)  # type: ignore[assignment, method-assign]


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
