"""The peer of `vekha run`: the shortest aiogram bot, which echoes what it is sent.

`python -m bench.bare_bot BASE TOKEN`, started by the benchmarks and ended by a signal.
"""

from __future__ import annotations

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message

dispatcher = Dispatcher()


@dispatcher.message()
async def echo(message: Message) -> None:
    """Say it back."""
    await message.answer(message.text or "…")


async def main(base: str, token: str) -> None:
    """Poll until a signal comes, each update in a task of its own, as aiogram does by default."""
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(base)))
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:3]))
