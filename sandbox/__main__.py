"""`python -m sandbox`: the stand-in as a process, for benchmarks and tests from outside."""

from __future__ import annotations

import asyncio
import json
import signal
from pathlib import Path

import click

from sandbox.flood import Limits
from sandbox.server import TOKEN, Standin


@click.command()
@click.option("--port", default=0, help="Port on loopback; 0 takes any free one.")
@click.option("--token", default=TOKEN, help="The bot's token.")
@click.option(
    "--clock-file", type=click.Path(path_type=Path), help="Where the clock's offset is kept."
)
@click.option("--no-flood", is_flag=True, help="No limits on sending.")
@click.option("--lenient", is_flag=True, help="Let pass what only strict servers refuse.")
def main(port: int, token: str, clock_file: Path | None, no_flood: bool, lenient: bool) -> None:
    """Run a stand-in of the Bot API; prints one line of JSON when it listens."""
    standin = Standin(
        token, clock_file=clock_file, limits=Limits(enabled=not no_flood), strict=not lenient
    )
    asyncio.run(_run(standin, port))


async def _run(standin: Standin, port: int) -> None:
    await standin.start(port)
    click.echo(json.dumps({"url": standin.base, "token": standin.token}))
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    await stopped.wait()
    await standin.stop()


if __name__ == "__main__":
    main()
