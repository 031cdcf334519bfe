"""What the first message needs, made beside the loop: it takes a third of a second."""

from __future__ import annotations

import asyncio
from functools import cache
from threading import Lock

from aiogram.methods import AnswerCallbackQuery, Response, SendChatAction, SetMyCommands
from aiogram.types import BotCommand, BotCommandScopeChat, Update
from pydantic import BaseModel

from bot.telegram.deferred_models import lasting
from handlers.speaking.texts import read_all

#: What a start needs, which shows everybody their menu.
_MENUS = (BotCommand, BotCommandScopeChat, SetMyCommands)
_METHODS = (AnswerCallbackQuery, SendChatAction)

#: Two who need the same at the same time wait for one to make it.
_MAKING = Lock()


async def texts_read() -> None:
    """Return once catalogues are read and menus can be shown; the first call does it."""
    await asyncio.to_thread(_read)


async def models_built() -> None:
    """Return when the catalogues have been read and the models of what comes and goes are built."""
    if not _models.cache_info().currsize:
        await asyncio.to_thread(_build)


def _read() -> None:
    with _MAKING, lasting():
        read_all()
        for model in _MENUS:
            model.model_rebuild()


def _build() -> None:
    _read()
    with _MAKING, lasting():
        _models()


@cache
def _models() -> tuple[type[BaseModel], ...]:
    """They are held here: pydantic forgets the models of answers, which it makes for each kind of
    result, whenever nobody holds them, and would build them again.
    """
    answers: list[type[BaseModel]] = [Response[method.__returning__] for method in _METHODS]  # type: ignore[name-defined]
    models: tuple[type[BaseModel], ...] = (Update, *_METHODS, *answers)
    for model in models:
        model.model_rebuild()
    return models
