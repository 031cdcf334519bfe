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
from bot.configuration.settings_file import WrongSettings, find_file, load, read_text
from bot.configuration.token import fault_of_token
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
    """Say whether settings, database, the program for voices and token are in order; 1 where one
    is not. Raises WrongSettings where Telegram does not know the token.
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

    checks: tuple[Callable[[], tuple[str, bool] | None], ...] = (
        lambda: asyncio.run(check_database(settings)),
        lambda: check_speech(settings),
        lambda: asyncio.run(check_token(settings)),
    )
    everything_is_fine = True
    for check in checks:
        if (result := check()) is not None:
            line, is_fine = result
            click.echo(line)
            everything_is_fine &= is_fine
    return 0 if everything_is_fine else 1


def _told_to_all(path: Path | None, settings: Settings) -> list[Path]:
    """The settings' file, where it has a secret and everybody on the machine may read it."""
    if path is None or not path.stat().st_mode & stat.S_IROTH:
        return []
    written = read_text(path)
    return [path] if any(secret in written for secret in settings.secrets()) else []


def check_complete(settings: Settings) -> None:
    """Raise WrongSettings where running needs a key that other commands do without."""
    token = settings.telegram.token.get_secret_value()
    fault = fault_of_token(token, of_public_server=settings.telegram.is_public)
    if fault:
        how = "" if token else "; настройки спросит и запишет vekha init"
        raise WrongSettings(f"telegram.token: {fault}{how}")
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
