"""The time that goes on by itself, which other tests rely on."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest

from tests.bot.moved_time import MovingPolicy


@pytest.fixture
def event_loop_policy() -> asyncio.AbstractEventLoopPolicy:
    """Loops whose time goes on by itself."""
    return MovingPolicy()


@pytest.mark.parametrize("seconds", [1e-10, 0.001, 60, 86_400])
async def test_what_waits_until_a_time_gets_there(seconds: float) -> None:
    loop = asyncio.get_running_loop()
    until, rounds = loop.time() + seconds, 0
    while loop.time() < until and rounds < 100:
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.Event().wait(), until - loop.time())
        rounds += 1
    assert loop.time() >= until, "a wait shorter than the loop's resolution never ends"
