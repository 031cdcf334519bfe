"""Telegram's limits, held under a clock of the test's own."""

from __future__ import annotations

import math
from collections import deque

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.rates import Rates
from bot.retrying import backoff


def _send_as_fast_as_allowed(
    rates: Rates, chats: list[int], seconds: float, lateness: float = 0.0
) -> list[float]:
    at, sent, waiting = 0.0, [], deque(chats)
    while waiting and at < seconds:
        wait = rates.wait(waiting[0], at)
        if wait > 0:
            at += wait + lateness
            continue
        rates.take(waiting.popleft(), at)
        sent.append(at)
    return sent


def _most_within(sent: list[float], seconds: float) -> int:
    return max(sum(1 for one in sent if first <= one < first + seconds) for first in sent)


@pytest.mark.parametrize("lateness", [0.0, 0.0005, 0.002])
def test_thirty_a_second_are_never_exceeded_and_nearly_reached(lateness: float) -> None:
    sent = _send_as_fast_as_allowed(Rates(), list(range(1, 2000)), 60, lateness)
    assert _most_within(sent, 1.0) <= 30
    assert len(sent) >= 29 * 60


def _arrival(at: float) -> float:
    """When what is sent then arrives: soon, but for the line that stands still for 0.15 s again and
    again.
    """
    still = at + 0.004
    return math.ceil(still / 1.3) * 1.3 if still % 1.3 > 1.15 else still


def test_what_a_line_holds_up_makes_no_crowd_where_it_arrives() -> None:
    rates, at = Rates(), 0.0
    arrived, on_their_way = list[float](), list[float]()
    for chat in range(1, 2000):
        while len(on_their_way) == 3 or rates.wait(chat, at) > 0:
            may_go = at + rates.wait(chat, at) if len(on_their_way) < 3 else math.inf
            at = min([may_go, *on_their_way])
            for answer in [one for one in on_their_way if one <= at]:
                on_their_way.remove(answer)
                rates.answered(at)
        rates.take(chat, at)
        arrived.append(_arrival(at))
        on_their_way.append(arrived[-1])
    assert _most_within(sorted(arrived), 0.95) <= 30
    assert len(arrived) / at >= 29


def test_a_chat_gets_five_at_once_and_then_one_a_second_on_the_whole() -> None:
    sent = _send_as_fast_as_allowed(Rates(), [7] * 100, 60)
    assert _most_within(sent, 5.0) <= 5
    assert sent[4] < 0.5
    assert 50 <= len(sent) <= 61


def test_a_group_gets_twenty_a_minute() -> None:
    sent = _send_as_fast_as_allowed(Rates(), [-7] * 100, 300)
    assert _most_within(sent, 60.0) <= 20


def test_after_a_429_nobody_is_sent_anything() -> None:
    rates = Rates()
    rates.hold(35, at=100)
    assert rates.wait(1, 100.5) == pytest.approx(34.5)
    assert rates.held(134.9)
    assert not rates.held(135.1)


def test_a_shorter_429_does_not_shorten_a_longer_one() -> None:
    rates = Rates()
    rates.hold(35, at=100)
    rates.hold(1, at=101)
    assert rates.wait_any(101) == pytest.approx(34)


@given(st.integers(0, 1000), st.floats(0, 1))
def test_backing_off_grows_to_five_minutes_at_most(attempts: int, jitter: float) -> None:
    wait = backoff(attempts, jitter)
    assert min(300, 2 ** min(attempts, 9)) / 2 <= wait <= 300
