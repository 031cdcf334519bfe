"""What `vekha check` says of the database, the token and the program for voices."""

from __future__ import annotations

import shutil

from aiogram.exceptions import AiogramError

from bot.configuration.settings import Settings, Telegram
from bot.configuration.settings_file import WrongSettings
from bot.configuration.token import REFUSED_BY_TELEGRAM
from bot.telegram.refusals import Unauthorized, delivery_error
from bot.telegram.session import open_bot
from roadmap.errors import DeliveryError, StorageError
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
    """Whether Telegram answers to the token; raises WrongSettings where it does not know it."""
    try:
        return f"токен: бот @{await bot_name(settings.telegram)}", True
    except DeliveryError as error:
        return f"telegram: сервер не отвечает ({error}); прокси задаёт telegram.proxy", False


async def bot_name(telegram: Telegram) -> str:
    """The bot's user name without @, as Telegram tells it.

    Raises WrongSettings where Telegram does not know the token, another DeliveryError where it
    does not answer.
    """
    bot = open_bot(telegram)
    try:
        return (await bot.get_me(request_timeout=10)).username or ""
    except AiogramError as error:
        meant = delivery_error(error)
        if isinstance(meant, Unauthorized):
            raise WrongSettings(f"telegram.token: {REFUSED_BY_TELEGRAM}") from None
        raise meant from error
    finally:
        await bot.session.close()


def check_speech(settings: Settings) -> Result | None:
    """Whether the program that writes down voices can be found; None where none is set."""
    if not settings.speech.command:
        return None
    program = settings.speech.command[0]
    if shutil.which(program) is None:
        return f"speech.command: программа не найдена: {program}", False
    return f"speech.command: программа {program} найдена", True
