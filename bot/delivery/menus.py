"""The menus of commands that Telegram shows beside the field where people write."""

from __future__ import annotations

import asyncio

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods import SetMyCommands
from aiogram.types import BotCommandScopeChat

from bot.logs import log
from bot.telegram.refusals import delivery_error
from handlers.door.menus import commands_for
from roadmap.model import PersonState, Role
from roadmap.ports import Store

_log = log("menus")


class Menus:
    """Shows each person their role's commands in their language; a stranger's menu is empty."""

    def __init__(self, store: Store, bot: Bot) -> None:
        self._store, self._bot = store, bot
        self._shown: dict[int, tuple[Role, str, bool]] = {}

    async def refresh(self) -> None:
        """Tell Telegram which menus have changed; what fails is tried at the next call."""
        async with self._store.read() as tx:
            people = await tx.people.all()
            several = len(await tx.roadmaps.all()) > 1
            in_several = await tx.people.in_several_roadmaps() if several else set()
        for person in people:
            wanted = (person.role, person.language, person.id in in_several)
            chat_id = person.telegram_id
            if (
                chat_id is None
                or person.state is not PersonState.ACTIVE
                or self._shown.get(chat_id) == wanted
            ):
                continue
            try:
                scope = BotCommandScopeChat(chat_id=chat_id)
                role, language, of_several = wanted
                commands = commands_for(role, language, several=of_several)
                await self._bot(SetMyCommands(commands=commands, scope=scope), request_timeout=10)
            except AiogramError as error:
                _log.info("a menu was not set", error=type(delivery_error(error)).__name__)
            else:
                self._shown[chat_id] = wanted
            await asyncio.sleep(0.1)
