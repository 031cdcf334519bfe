"""`vekha demo`: Telegram's stand-in, a prepared installation, the unmodified program."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sys
import tempfile
from datetime import datetime
from pathlib import Path

import click

from bot.clock import Clock
from bot.commands.demo_cast import CAST, OLGA
from bot.logs import set_up
from bot.telegram.deferred_models import build_models_at_first_use
from roadmap.errors import VekhaError


@click.command("demo", help="Показать бота в браузере, без токена.")
@click.option("--port", type=int, default=0, help="Порт страницы; по умолчанию любой свободный.")
def demo_command(port: int) -> int:
    """Everything at once, until Ctrl-C; the exit code."""
    set_up("console", "WARNING")
    with tempfile.TemporaryDirectory(prefix="vekha-demo-") as directory:
        return asyncio.run(_play(Path(directory), port))


async def _play(directory: Path, port: int) -> int:
    from sandbox.demo import serve

    build_models_at_first_use()
    from bot.commands.demo_opening import BEGINS

    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    clock_file = directory / "clock"
    set_clock(clock_file, BEGINS)
    environment = environment_of(directory, clock_file)
    token = environment["VEKHA_TELEGRAM__TOKEN"]
    try:
        standin = await serve(port, token, [one.phone() for one in CAST], clock_file)
    except OSError as error:
        raise VekhaError(f"порт {port} занят или закрыт, укажите другой: --port") from error
    served = {
        "VEKHA_TELEGRAM__API_BASE": standin.base,
        "VEKHA_HTTP__LISTEN": f"127.0.0.1:{_free_port()}",
    }
    try:
        return await _run_bot(environment | served, directory, standin.base, stop)
    finally:
        await standin.stop()


def _free_port() -> int:
    """A port where the desk can listen."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def _open(page: str) -> None:
    """Fill the chats, then say where they are."""
    from bot.commands.demo_opening import play
    from sandbox.refusals import ControlError

    click.echo("Разыгрываю первые две недели: несколько секунд…", err=True)
    try:
        await play(page)
    except (TimeoutError, LookupError, ControlError) as error:
        # The bot is there and can be tried all the same.
        click.echo(f"Чаты заполнены не до конца: {error}", err=True)
    click.echo(f"Откройте в браузере: {page}\nОстановить: Ctrl-C")


def set_clock(file: Path, instant: datetime) -> None:
    """Make it `instant` now for the programs that read the file."""
    file.write_text(str((instant - Clock().now()).total_seconds()), encoding="ascii")


def environment_of(directory: Path, clock_file: Path) -> dict[str, str]:
    """The environment of the program, without the settings of the user who started it."""
    kept = {
        name: value for name, value in os.environ.items() if not name.upper().startswith("VEKHA_")
    }
    root = str(Path(__file__).resolve().parents[2])
    return kept | {
        "PYTHONPATH": os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", "")])),
        "VEKHA_CLOCK_FILE": str(clock_file),
        "VEKHA_TELEGRAM__TOKEN": "1:sandbox",
        "VEKHA_PEOPLE__COORDINATORS": str(OLGA.telegram_id),
        "VEKHA_DATABASE__URL": f"sqlite+aiosqlite:///{directory / 'vekha.db'}",
        "VEKHA_REMINDERS__TICK_SECONDS": "1",
        "VEKHA_BACKUP__DIRECTORY": "",
        "VEKHA_LOG__LEVEL": "WARNING",
    }


async def _run_bot(
    environment: dict[str, str], directory: Path, page: str, stop: asyncio.Event
) -> int:
    """Run the program until `stop`; 0 then, 1 where it ended by itself."""
    bot = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.cli",
        "run",
        env=environment,
        cwd=directory,
        start_new_session=True,
    )
    stopping, ended = asyncio.create_task(stop.wait()), asyncio.create_task(bot.wait())
    opening = asyncio.create_task(_open(page))
    await asyncio.wait([stopping, ended], return_when=asyncio.FIRST_COMPLETED)
    for task in (stopping, opening):
        task.cancel()
    await asyncio.gather(opening, return_exceptions=True)
    if ended.done():
        return 1
    with contextlib.suppress(ProcessLookupError):
        bot.send_signal(signal.SIGTERM)
    try:
        await asyncio.wait_for(ended, 12)
    except TimeoutError:
        bot.kill()
        await bot.wait()
    return 0
