"""The way in: who is asked about an update, and in which order."""

from __future__ import annotations

import pytest
from aiogram.types import Update

from handlers.door.dispatcher import build_dispatcher
from tests.handlers.conftest import IVANOVA, Desk


@pytest.mark.parametrize(("words", "asked"), [("6.1 сделано", False), ("/help", True)])
async def test_an_answer_in_words_is_not_offered_to_any_command(
    desk: Desk, words: str, asked: bool
) -> None:
    commands, rest = desk.dispatcher.sub_routers
    update = Update.model_validate({"update_id": 1, **desk.writing(IVANOVA, words)})
    taken, _ = await commands.message.check_root_filters(update.event, bot=desk.bot)
    assert taken is asked
    names = [handler.callback.__name__ for handler in rest.message.handlers]
    assert names == ["pasted", "anything_else"]


def test_each_dispatcher_is_built_anew() -> None:
    first, second = build_dispatcher(), build_dispatcher()
    assert first.sub_routers
    assert not {id(router) for router in first.sub_routers} & set(map(id, second.sub_routers))
