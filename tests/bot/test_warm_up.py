"""The first message of a process must not make others wait for what it needs."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

from aiogram.methods import AnswerCallbackQuery, Response

from bot.telegram.warm_up import models_built

ROOT = Path(__file__).parents[2]

_BESIDE = """
import asyncio
from bot.telegram.deferred_models import build_models_at_first_use
build_models_at_first_use()
from aiogram.methods import AnswerCallbackQuery
from aiogram.types import Update
from bot.telegram.warm_up import models_built

async def main():
    print(Update.__pydantic_complete__, AnswerCallbackQuery.__pydantic_complete__)
    making, turns = asyncio.gather(models_built(), models_built()), 0
    while not making.done():
        await asyncio.sleep(0.001)
        turns += 1
    print(Update.__pydantic_complete__, AnswerCallbackQuery.__pydantic_complete__, turns > 10)

asyncio.run(main())
"""


def test_models_are_built_at_the_first_message_and_the_loop_goes_on_meanwhile() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _BESIDE], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["False False", "True True True"]


async def test_the_models_of_answers_are_not_forgotten_between_two_messages() -> None:
    await models_built()
    first = id(Response[AnswerCallbackQuery.__returning__])  # type: ignore[name-defined]
    gc.unfreeze()
    gc.collect()
    kept = [
        one
        for one in Response.__subclasses__()
        if one.__pydantic_generic_metadata__["args"] == (bool,)
    ]
    assert [id(one) for one in kept] == [first]
