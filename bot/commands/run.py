"""`vekha run` and `vekha check`."""

from __future__ import annotations

import asyncio
import re
import stat
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any

import click

from bot.clock import Clock
from bot.configuration.settings import Settings
from bot.configuration.settings_file import WrongSettings, find_file, load
from bot.logs import set_up
from bot.telegram.deferred_models import build_models_at_first_use, lasting

#: What Telegram allows in a webhook's secret [Bot API, setWebhook].
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


@click.command("run", help="Запустить бота.")
@click.pass_obj
def run_command(config: str | None) -> int:
    """Run until a signal; the exit code."""
    return asyncio.run(prepared(load(config))())


def prepared(settings: Settings) -> Callable[[], Coroutine[Any, Any, int]]:
    """Check the settings, set up the log, import everything; what is left is to run it."""
    check_complete(settings)
    set_up(settings.log.format, settings.log.level, settings.secrets())
    with lasting():
        _prepare(settings)
        from bot.running.program import run

    return partial(run, settings, Clock.from_settings(settings.clock.offset_file))


@click.command("check", help="Проверить настройки, базу, токен и программу для голоса.")
@click.pass_obj
def check_command(config: str | None) -> int:
    """Say whether settings, database, token and the program for voices are in order; 1 where one is
    not.
    """
    settings = load(config)
    check_complete(settings)
    set_up(settings.log.format, "ERROR", settings.secrets())
    click.echo("настройки: в порядке")
    for path in _told_to_all(find_file(config), settings):
        click.echo(
            f"настройки: {path} могут прочесть все, кто входит на эту машину; закройте: chmod 600 "
            f"{path}"
        )
    _prepare(settings)
    from bot.commands.checks import check_database, check_speech, check_token

    results = [asyncio.run(check_database(settings)), asyncio.run(check_token(settings))]
    speech = check_speech(settings)
    results += [speech] if speech is not None else []
    for line, _ in results:
        click.echo(line)
    return 0 if all(fine for _, fine in results) else 1


def _told_to_all(path: Path | None, settings: Settings) -> list[Path]:
    """The settings' file, where it has a secret and everybody on the machine may read it."""
    if path is None or not path.stat().st_mode & stat.S_IROTH:
        return []
    written = path.read_text(encoding="utf8")
    return [path] if any(secret in written for secret in settings.secrets()) else []


def check_complete(settings: Settings) -> None:
    """Raise WrongSettings where running needs a key that other commands do without."""
    if not settings.telegram.token.get_secret_value():
        raise WrongSettings("telegram.token: нужен токен бота, его выдаёт @BotFather")
    if settings.telegram.mode == "webhook":
        hook = settings.telegram.webhook
        if not _SECRET.fullmatch(hook.secret.get_secret_value()):
            raise WrongSettings(
                "telegram.webhook.secret: нужен секрет: 1–256 знаков A–Z a–z 0–9 _ -"
            )
        if not hook.url.startswith(("https://", "http://")):
            raise WrongSettings("telegram.webhook.url: нужен открытый адрес бота")
        if not hook.path.startswith("/"):
            raise WrongSettings("telegram.webhook.path: путь начинается с /")


def _prepare(settings: Settings) -> None:
    """Must come before aiogram is imported for the first time."""
    if settings.telegram.lean:
        build_models_at_first_use()
