"""Which of the claimed messages goes next."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.delivery.rates import CHAT_BURST, Rates
from bot.delivery.send_queue import SendQueue
from roadmap.model.messages import Outgoing, Urgency
from tests.bot.moved_time import BEGINNING

LONGEST = 1.0


def message(
    number: int, chat: int | None = None, urgency: Urgency = Urgency.AT_ONCE, **fields: object
) -> Outgoing:
    """A message with this id; to a chat of its own where none is named."""
    return Outgoing(chat or 100 + number, str(number), urgency, id=number, **fields)  # type: ignore[arg-type]


def queue(*messages: Outgoing, per_chat: float = 1000) -> SendQueue:
    """A queue of these."""
    made = SendQueue(Rates(1000, per_chat, 1000))
    made.add(messages)
    return made


def sent(waiting: SendQueue, now: float = 10.0) -> list[int]:
    """The ids in the order in which they go, each recorded before the next goes."""
    order = []
    while waiting:
        wait, following = waiting.next(now, LONGEST)
        now += wait
        if following is not None:
            order.append(following.id)
            waiting.start(following, now)
            waiting.finish(following)
    return order


def test_the_most_urgent_go_first_then_the_oldest() -> None:
    waiting = queue(message(3), message(1, urgency=Urgency.BULK), message(2))
    waiting.add([message(4, urgency=Urgency.REMINDER), message(0)])
    assert sent(waiting) == [0, 2, 3, 4, 1]


def test_a_queue_knows_what_it_holds_and_what_is_on_its_way() -> None:
    one, other = message(1), message(2)
    waiting = queue(one)
    assert (one in waiting, other in waiting) == (True, False)
    assert waiting.on_their_way == frozenset()
    waiting.start(one, 10)
    assert not waiting
    assert one in waiting
    assert waiting.on_their_way == {1}
    waiting.finish(one)
    assert one not in waiting
    assert waiting.on_their_way == frozenset()
    waiting.finish(one)
    assert not waiting, "what was recorded twice is no matter"


def test_an_empty_queue_waits_as_long_as_it_may() -> None:
    assert queue().next(10, LONGEST) == (LONGEST, None)


def test_one_goes_to_a_chat_at_a_time_and_others_pass_it() -> None:
    first, second, elsewhere = message(1, 7), message(2, 7), message(3, 8)
    waiting = queue(first, second, elsewhere)
    waiting.start(first, 10)
    assert waiting.next(11, LONGEST) == (0, elsewhere)
    waiting.start(elsewhere, 11)
    wait, nothing = waiting.next(12, LONGEST)
    assert nothing is None
    assert 0 < wait <= 0.01, "it is looked at again soon"
    waiting.finish(first)
    assert waiting.next(12, LONGEST) == (0, second)


def test_a_chats_limit_lets_others_pass_and_is_waited_for() -> None:
    writing_much = [message(n, 7) for n in range(CHAT_BURST + 1)]
    waiting = queue(*writing_much, message(99, 8, Urgency.BULK), per_chat=1)
    for _ in range(CHAT_BURST):
        _, following = waiting.next(10, LONGEST)
        assert following is not None
        assert following.chat_id == 7
        waiting.start(following, 10)
        waiting.finish(following)
    assert waiting.may_go(10)
    _, following = waiting.next(10.5, LONGEST)
    assert following is not None
    assert following.id == 99
    waiting.start(following, 10.5)
    assert not waiting.may_go(10.6)
    assert waiting.next(10.6, LONGEST) == (LONGEST, None)
    assert not waiting.may_go(10 + CHAT_BURST * 1.02 - 0.1)
    assert waiting.may_go(10 + CHAT_BURST * 1.02)
    wait, _ = waiting.next(10.6, 60.0)
    assert wait == pytest.approx(10 + CHAT_BURST * 1.02 - 10.6)
    assert waiting.next(10 + CHAT_BURST * 1.02, 60.0) == (0, writing_much[-1])


def test_a_429_holds_for_all_chats() -> None:
    rates = Rates(10)
    rates.hold(5, 10)
    held = SendQueue(rates)
    held.add([message(1)])
    assert held.next(10, LONGEST) == (LONGEST, None)
    assert held.next(10, 60) == (5, None)
    assert held.next(15, 60) == (0, message(1))
    assert held.may_go(10), "its chat would let it"


def test_a_429_is_waited_out_and_a_busy_chat_not_looked_at_meanwhile() -> None:
    rates = Rates(1000, 1000)
    waiting = SendQueue(rates)
    first, second = message(1, 7), message(2, 7)
    waiting.add([first, second])
    waiting.start(first, 10)
    rates.hold(0.5, 10)
    assert waiting.next(10, LONGEST) == (0.5, None)


def test_a_chat_to_which_one_is_on_its_way_lets_none_go() -> None:
    first, second = message(1, 7), message(2, 7)
    waiting = queue(first, second)
    assert waiting.may_go(10)
    waiting.start(first, 10)
    assert not waiting.may_go(10)
    assert not queue().may_go(10)


def test_chats_that_have_enough_in_hand_are_named() -> None:
    enough = 2 * CHAT_BURST
    waiting = queue(
        *(message(n, 9) for n in range(enough)),
        *(message(100 + n, 8) for n in range(enough - 1)),
        *(message(200 + n, 7) for n in range(enough + 1)),
    )
    assert waiting.full_chats() == [7, 9]
    assert queue().full_chats() == []


def test_what_must_wait_too_long_is_given_back_with_its_wait() -> None:
    busy = [message(n, 7) for n in range(CHAT_BURST + 2)]
    waiting = queue(*busy, message(99, 8), per_chat=0.5)
    for one in busy[:CHAT_BURST]:
        waiting.start(one, 10)
        waiting.finish(one)
    window = CHAT_BURST / 0.5 * 1.02
    assert waiting.set_aside(10, window) == [], "so long it may wait"
    given_back = waiting.set_aside(10, window - 0.1)
    assert given_back == [(one, pytest.approx(window)) for one in busy[CHAT_BURST:]]
    assert sent(waiting) == [99]


def test_what_holds_no_longer_is_let_go() -> None:
    at = BEGINNING
    second = timedelta(seconds=1)
    waiting = queue(message(1, holds_until=at), message(2, holds_until=at + second), message(3))
    assert not waiting.forget_outdated(at - second)
    assert waiting.forget_outdated(at)
    assert not waiting.forget_outdated(at)
    assert sent(waiting) == [2, 3]


def test_a_chat_out_of_reach_is_forgotten_and_one_that_moved_is_followed() -> None:
    waiting = queue(message(1, 7), message(2, 8), message(3, 9))
    waiting.forget_chat(7)
    waiting.move_chat(8, -1008)
    found = []
    while waiting:
        _, following = waiting.next(10, LONGEST)
        assert following is not None
        waiting.start(following, 10)
        found.append((following.id, following.chat_id))
    assert found == [(2, -1008), (3, 9)]


def test_what_is_sent_counts_against_the_limits_of_its_chat() -> None:
    waiting = queue(*(message(n, 7) for n in range(CHAT_BURST + 1)), per_chat=1)
    for _ in range(CHAT_BURST):
        _, following = waiting.next(10, LONGEST)
        assert following is not None
        waiting.start(following, 10)
        waiting.finish(following)
    assert waiting.next(10, LONGEST)[1] is None
