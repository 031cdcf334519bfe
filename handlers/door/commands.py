"""Commands as people write them: in capitals, in Russian words, corrected by an edit."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, Router
from aiogram.types import Message, TelegramObject

from handlers.speaking.turn import Turn

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

#: Russian words for commands, «ё» as «е».
RUSSIAN = {
    "старт": "start",
    "начать": "start",
    "помощь": "help",
    "справка": "help",
    "мои": "my",
    "мое": "my",
    "пункты": "my",
    "сроки": "due",
    "срок": "due",
    "просрочено": "overdue",
    "пункт": "item",
    "календарь": "calendar",
    "настройки": "settings",
    "загрузить": "import",
    "импорт": "import",
    "сводка": "summary",
    "молчат": "silent",
    "назначить": "assign",
    "люди": "people",
    "участники": "people",
    "пригласить": "invite",
    "напомнить": "remind",
    "собрать": "collect",
    "отчет": "report",
    "карты": "roadmaps",
    "стол": "desk",
    "журнал": "log",
}


def respelt(text: str) -> str:
    """A command in small letters and by its English name: «/Item 6», «/Пункт 6» are «/item 6»."""
    words = text.lstrip()
    command, space, rest = words.partition(" ")
    if not command.startswith("/") or "\n" in command:
        return text
    name, at, bot = command[1:].partition("@")
    name = name.lower()
    name = RUSSIAN.get(name.replace("ё", "е"), name)
    return f"/{name}{at}{bot}{space}{rest}"


class SpellCommands(BaseMiddleware):
    """Hands on a command as its handler knows it."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Run `handler` with the message, its command spelt as in the menu."""
        if isinstance(event, Message) and event.text and event.text.lstrip().startswith("/"):
            text = respelt(event.text)
            if text != event.text:
                event = event.model_copy(update={"text": text})
        return await handler(event, data)


def register_corrected(router: Router) -> None:
    """Register what takes an edited message that is a command now: `router` does what it says."""

    async def corrected(message: Message, turn: Turn, **data: Any) -> Any:
        return await router.propagate_event("message", message, turn=turn, **data)

    router.edited_message.register(corrected, _is_command)


async def _is_command(message: Message) -> bool:
    return (message.text or "").startswith("/")
