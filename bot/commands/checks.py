"""What `vekha check` says of the database, the token and the program for voices."""

from __future__ import annotations

import shutil

from aiogram.exceptions import AiogramError

from bot.configuration.settings import Settings
from bot.telegram.refusals import Unauthorized, delivery_error
from bot.telegram.session import open_bot
from roadmap.errors import StorageError
from storage.store import open_store
from storage.version import schema_is_current

Result = tuple[str, bool]


async def check_database(settings: Settings) -> Result:
    """Whether the database can be used; one that is not there yet is made by the first start."""
    try:
        if not await schema_is_current(settings.database.url):
            return "база: будет создана или обновлена при запуске", True
        store = await open_store(settings.database.url)
        try:
            await store.check()
        finally:
            await store.close()
    except StorageError as error:
        return f"база: {error}", False
    return "база: в порядке", True


async def check_token(settings: Settings) -> Result:
    """Whether Telegram knows the token."""
    bot = open_bot(settings.telegram)
    try:
        me = await bot.get_me(request_timeout=10)
    except AiogramError as error:
        meant = delivery_error(error)
        if isinstance(meant, Unauthorized):
            return "telegram.token: Telegram не знает такого токена", False
        return f"telegram: сервер не отвечает ({type(meant).__name__}: {meant})", False
    finally:
        await bot.session.close()
    return f"токен: бот @{me.username}", True


def check_speech(settings: Settings) -> Result | None:
    """Whether the program that writes down voices can be found; None where none is set."""
    if not settings.speech.command:
        return None
    program = settings.speech.command[0]
    if shutil.which(program) is None:
        return f"speech.command: программа не найдена: {program}", False
    return f"speech.command: программа {program} найдена", True
