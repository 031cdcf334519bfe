"""The start, once Telegram responds: who the bot is, and the first coordinator's code."""

from __future__ import annotations

from collections.abc import Callable

from aiogram import Bot
from aiogram.types import User

from bot.retrying import until_telegram_responds
from bot.telegram.refusals import Unauthorized
from roadmap.actions.joining import FIRST_CODE_FACT, code_hash, new_code
from roadmap.model import Role
from roadmap.model.policy import Office
from roadmap.ports import Store

#: The bot's name without @, as Telegram last told it.
USERNAME_FACT = "bot_username"


async def who_am_i(bot: Bot, jitter: Callable[[], float]) -> User:
    """The bot's own account, asked for until it comes; raises Unauthorized for a wrong token."""
    return await until_telegram_responds(bot.get_me, jitter, final=Unauthorized)


async def note_name(store: Store, username: str) -> None:
    """Keep the bot's name, so that the shell can write invite links without asking Telegram."""
    async with store.begin() as tx:
        if await tx.facts.get(USERNAME_FACT) != username:
            await tx.facts.set(USERNAME_FACT, username)


async def noted_name(store: Store) -> str:
    """The bot's name as it was last known; empty before the first start."""
    async with store.read() as tx:
        return await tx.facts.get(USERNAME_FACT) or ""


async def first_code(store: Store, office: Office) -> str | None:
    """A new code for the first coordinator, at the first start where the settings name none."""
    if office.coordinators:
        return None
    async with store.begin() as tx:
        if (
            await tx.people.all([Role.COORDINATOR])
            or await tx.facts.get(FIRST_CODE_FACT) is not None
        ):
            return None
        code = new_code()
        await tx.facts.set(FIRST_CODE_FACT, code_hash(code))
        return code
