from __future__ import annotations

import asyncio
import time

import pytest

from documents.child import process
from documents.child.process import ChildFailed, run_in_child
from roadmap.errors import UnreadableDocument

TRICKS = "tests.documents.child_tricks:"


async def test_a_child_answers_with_bytes_larger_than_any_pipe() -> None:
    assert await run_in_child(TRICKS + "turn_round", b"ab" * 1_000_000) == b"ba" * 1_000_000


async def test_a_child_that_takes_too_long_is_killed_in_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(process, "WALL_SECONDS", 1.0)
    began = time.monotonic()
    with pytest.raises(ChildFailed) as failed:
        await run_in_child(TRICKS + "sleep_long", b"", seconds=0.5)
    assert failed.value.reason == "timeout"
    assert time.monotonic() - began < 30, "it would have slept for a minute"


async def test_a_child_that_eats_memory_is_stopped_at_its_limit() -> None:
    with pytest.raises(ChildFailed) as failed:
        await run_in_child(TRICKS + "eat_memory", b"")
    assert failed.value.reason == "memory"


async def test_a_child_that_answers_with_too_much_is_stopped() -> None:
    with pytest.raises(ChildFailed) as failed:
        await run_in_child(TRICKS + "turn_round", b"ab" * 1_000_000, largest=100_000)
    assert failed.value.reason == "memory"


async def test_a_child_that_dies_is_a_crash_and_not_an_answer() -> None:
    with pytest.raises(ChildFailed) as failed:
        await run_in_child(TRICKS + "die", b"x" * 500_000)
    assert failed.value.reason == "crash"


async def test_what_the_child_found_unreadable_arrives_with_its_key() -> None:
    with pytest.raises(UnreadableDocument) as refused:
        await run_in_child(TRICKS + "refuse", b"")
    assert (refused.value.key, refused.value.variables) == ("error-too-long", {"limit": 7})


async def test_a_child_reaches_no_network() -> None:
    with pytest.raises(ChildFailed):
        await run_in_child(TRICKS + "call_home", b"")


async def test_a_child_sees_no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEKHA_TELEGRAM__TOKEN", "123:abc")
    assert b"VEKHA" not in await run_in_child(TRICKS + "say_environment", b"")


async def test_the_loop_answers_others_while_a_child_works() -> None:
    ticks = 0
    child = asyncio.create_task(run_in_child(TRICKS + "turn_round", b"a" * 100_000))
    while not child.done():
        await asyncio.sleep(0.001)
        ticks += 1
    assert ticks > 5
    await child
