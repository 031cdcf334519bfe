"""Moving the running program's clock, and telling by it when messages arrived."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sandbox.server import Standin
from tests.bot.running import Program
from tests.failures.town import until


async def set_clock(program: Program, instant: datetime) -> None:
    """Let it be `instant` for the program, which notices it before this returns."""
    jumps = program.log.read_text().count("has jumped") if program.log.exists() else 0
    program.clock.write_text(str((instant - datetime.now(UTC)).total_seconds()))
    if program.process is not None and program.process.poll() is None:
        await until(lambda: program.log.read_text().count("has jumped") > jumps)


async def ticked(program: Program) -> None:
    """Return when the running program has looked twice for what is due, and has sent it: what has
    not been said then is not to be said yet.
    """
    next_written = program.clock.with_name(program.clock.name + ".next")
    for _ in range(2):
        seen = next_written.stat().st_mtime_ns if next_written.exists() else 0
        await until(
            lambda seen=seen: next_written.exists() and next_written.stat().st_mtime_ns != seen  # type: ignore[misc]
        )
    await program.until(
        "select 1 where not exists (select 1 from messages where state in ('planned', 'claimed'))"
    )


def last_arrival(program: Program, standin: Standin, chat: int) -> datetime:
    """When the bot's last message reached the chat, in UTC by the program's clock as it has been
    set.
    """
    at = max(at for at, whose, _ in standin.world.ledger.sends if whose == chat)
    return datetime.fromtimestamp(at, UTC) + timedelta(seconds=float(program.clock.read_text()))
