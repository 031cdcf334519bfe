"""`vekha demo`: Telegram's stand-in, a prepared installation, the unmodified program."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from bot.clock import Clock
from bot.commands.demo_office import Cast, prepare
from bot.configuration.settings_file import load
from bot.logs import set_up
from roadmap.errors import VekhaError

#: When the play begins (UTC): a Monday of the sample's year on which reminders have fallen due in
#: the morning.
OPENS = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
#: The roadmap has been running for a few days by then.
PREPARED = datetime(2026, 11, 19, 7, 0, tzinfo=UTC)

#: People of an invented town.
CAST = (
    Cast(1001, "Ольга", "Ветрова", "coordinator", "Координатор"),
    Cast(1002, "Ирина", "Полякова", "official", "Ответственный: пункты 1–6", "1-6"),
    Cast(1003, "Сергей", "Дубравин", "official", "Ответственный: пункты 7–12", "7-12"),
)


@click.command("demo", help="Показать бота в браузере, без токена.")
@click.option("--port", type=int, default=0, help="Порт страницы; по умолчанию любой свободный.")
def demo_command(port: int) -> int:
    """Everything at once, until Ctrl-C; the exit code."""
    set_up("console", "WARNING")
    with tempfile.TemporaryDirectory(prefix="vekha-demo-") as directory:
        return asyncio.run(_play(Path(directory), port))


async def _play(directory: Path, port: int) -> int:
    from sandbox.demo import serve

    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    clock_file = directory / "clock"
    set_clock(clock_file, PREPARED)
    environment = environment_of(directory, clock_file)
    os.environ.clear()
    os.environ.update(environment)
    await prepare(load(), Clock(clock_file), CAST)
    set_clock(clock_file, OPENS)
    try:
        standin = await serve(
            port, environment["VEKHA_TELEGRAM__TOKEN"], [_phone(one) for one in CAST], clock_file
        )
    except OSError as error:
        raise VekhaError(f"порт {port} занят: {error.strerror}") from error
    try:
        return await _run_bot(
            environment | {"VEKHA_TELEGRAM__API_BASE": standin.base}, directory, standin.base, stop
        )
    finally:
        await standin.stop()


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
    click.echo(f"Откройте в браузере: {page}\nОстановить: Ctrl-C")
    stopping, ended = asyncio.create_task(stop.wait()), asyncio.create_task(bot.wait())
    await asyncio.wait([stopping, ended], return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
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


def _phone(one: Cast) -> dict[str, Any]:
    return {
        "id": one.telegram_id,
        "first_name": one.first_name,
        "last_name": one.last_name,
        "label": one.label,
        "state": "started",
    }
