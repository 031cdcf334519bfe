"""What becomes of a message after an attempt to send it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot.delivery.outcomes import PERHAPS_SENT, Outcome, perhaps_sent, record
from bot.telegram.refusals import Conflict, Unauthorized
from roadmap.errors import DeliveryError, Flood, Moved, Passing, Refused, Unreachable
from roadmap.model import Person, PersonState, Role
from roadmap.model.messages import MessageState, Outgoing
from tests.bot.moved_time import BEGINNING, Watched

AT = BEGINNING
SECOND = timedelta(seconds=1)
LOST = Passing("timeout", maybe_sent=True)
NO_CONNECTION = Passing("no connection")


async def said(store: Watched, chat_id: int = 5, **fields: object) -> Outgoing:
    """A message in the outbox."""
    async with store.begin() as tx:
        return await tx.messages.add(Outgoing(chat_id, "п. 6", **fields))  # type: ignore[arg-type]


async def after(
    store: Watched, message: Outgoing, *errors: DeliveryError | None, jitter: float = 0.0
) -> Outgoing:
    """The message after these attempts, each at AT; None is a success."""
    for error in errors:
        async with store.begin() as tx:
            message = await tx.messages.get(message.id)
            outcome = Outcome(message, 77 if error is None else None, error)
            await record(tx, outcome, AT, jitter)
    async with store.read() as tx:
        return await tx.messages.get(message.id)


def waits(message: Outgoing) -> float:
    """Seconds until it may go again."""
    assert message.not_before is not None
    return (message.not_before - AT) / SECOND


async def test_what_arrived_is_sent_for_good(store: Watched) -> None:
    sent = await after(store, await said(store), NO_CONNECTION, None)
    assert (sent.state, sent.telegram_id, sent.sent_at) == (MessageState.SENT, 77, AT)
    assert (sent.attempts, sent.reason) == (2, "")


async def test_whoever_asked_for_a_file_is_told_that_telegram_did_not_give_it_out(
    store: Watched,
) -> None:
    async with store.begin() as tx:
        asker = await tx.people.add(Person(0, "Орлова Вера", Role.COORDINATOR, telegram_id=5))
    message = await said(store, person_id=asker.id, attachment_id=3)
    failed = await after(store, message, Refused("Bad Request: wrong file identifier"))
    assert failed.state is MessageState.FAILED
    async with store.begin() as tx:
        (told,) = await tx.messages.claim(AT, AT, 10)
    assert (told.chat_id, told.attachment_id) == (5, None)
    assert told.text.startswith("⚠️ Файл не прислан: п. 6.")
    await after(store, await said(store), Refused("Bad Request: can't parse"))
    async with store.begin() as tx:
        others = [one for one in await tx.messages.claim(AT, AT, 10) if one.id != told.id]
    assert others == [], "of words nobody is told"


async def test_what_telegram_refuses_goes_no_more(store: Watched) -> None:
    failed = await after(store, await said(store), Refused("Bad Request: can't parse"))
    assert (failed.state, failed.reason) == (
        MessageState.FAILED,
        "Refused: Bad Request: can't parse",
    )
    assert (failed.not_before, failed.attempts) == (None, 1)


async def test_after_no_connection_the_wait_doubles_and_jitter_spreads_it(store: Watched) -> None:
    message = await said(store)
    found = [await after(store, message, NO_CONNECTION, jitter=jitter) for jitter in (0, 0, 1)]
    assert [waits(one) for one in found] == [0.5, 1.0, 4.0]
    assert {one.state for one in found} == {MessageState.PLANNED}
    assert found[0].reason == "Passing: no connection"


async def test_after_a_429_it_waits_as_long_as_telegram_says(store: Watched) -> None:
    held = await after(store, await said(store), Flood(17))
    assert (held.state, waits(held)) == (MessageState.PLANNED, 17)
    assert held.reason == "Flood: retry after 17 s"


@pytest.mark.parametrize("error", [Unauthorized("401"), Conflict("409")])
async def test_a_wrong_token_is_tried_again_half_a_minute_later(
    store: Watched, error: DeliveryError
) -> None:
    held = await after(store, await said(store), error)
    assert (held.state, waits(held)) == (MessageState.PLANNED, 30)


async def test_an_answer_that_was_lost_is_tried_once_more(store: Watched) -> None:
    lost = await after(store, await said(store), LOST, jitter=1)
    assert (lost.state, waits(lost)) == (MessageState.UNKNOWN, 1)
    assert lost.reason == f"{PERHAPS_SENT}: timeout"
    assert perhaps_sent(lost)
    given_up = await after(store, lost, LOST)
    assert (given_up.state, given_up.attempts) == (MessageState.FAILED, 2)
    assert given_up.reason == f"{PERHAPS_SENT} twice: timeout"
    assert given_up.not_before is None


async def test_a_change_whose_answer_is_lost_is_made_again_until_it_is_known(
    store: Watched,
) -> None:
    lost = await after(store, await said(store, edits=77), LOST, LOST, LOST)
    assert (lost.state, lost.attempts) == (MessageState.UNKNOWN, 3)
    assert (await after(store, lost, None)).state is MessageState.SENT


@pytest.mark.parametrize(
    "between",
    [[NO_CONNECTION], [Flood(1)], [Unauthorized("401")], [NO_CONNECTION, Flood(1), NO_CONNECTION]],
    ids=lambda errors: " ".join(type(one).__name__ for one in errors),
)
async def test_that_it_was_perhaps_sent_is_remembered_over_any_other_failure(
    store: Watched, between: list[DeliveryError]
) -> None:
    message = await after(store, await said(store), LOST, *between)
    assert perhaps_sent(message)
    assert message.state is MessageState.PLANNED
    last = between[-1]
    assert message.reason.endswith(f"; {type(last).__name__}: {last}")
    assert (await after(store, message, LOST)).state is MessageState.FAILED


async def test_a_message_that_never_left_was_not_perhaps_sent(store: Watched) -> None:
    message = await after(store, await said(store), NO_CONNECTION, Flood(1))
    assert not perhaps_sent(message)
    assert (await after(store, message, LOST)).state is MessageState.UNKNOWN


async def test_a_group_that_moved_takes_all_that_waits_along(store: Watched) -> None:
    first, second = await said(store, -9), await said(store, -9)
    moved = await after(store, first, Moved(-1009))
    assert (moved.chat_id, moved.state, moved.not_before) == (-1009, MessageState.PLANNED, None)
    assert moved.reason == "Moved: moved to -1009"
    assert (await after(store, second)).chat_id == -1009


async def people(store: Watched) -> tuple[Person, Person]:
    """A coordinator of chat 1 and an official of chat 5."""
    async with store.begin() as tx:
        kim = Person(0, "Ким", Role.COORDINATOR, telegram_id=1, state=PersonState.ACTIVE)
        official = replace(kim, name="Иванова", role=Role.OFFICIAL, telegram_id=5)
        return await tx.people.add(kim), await tx.people.add(official)


async def told_at(store: Watched, chat_id: int, at: datetime = AT) -> list[str]:
    """What waits for this chat."""
    async with store.begin() as tx:
        claimed = await tx.messages.claim(at, at, 100)
        return [one.text for one in claimed if one.chat_id == chat_id]


@pytest.mark.parametrize(
    "state", [PersonState.BLOCKED, PersonState.DEACTIVATED, PersonState.UNKNOWN_CHAT]
)
async def test_somebody_out_of_reach_gets_no_more_and_the_coordinator_learns_of_it_once(
    store: Watched, state: PersonState
) -> None:
    _, ivanova = await people(store)
    first, second = await said(store), await said(store)
    gone = Unreachable(state.value, "Forbidden")
    failed = await after(store, first, gone)
    assert (failed.state, failed.reason) == (MessageState.FAILED, "Unreachable: Forbidden")
    dropped = await after(store, second)
    assert (dropped.state, dropped.reason) == (
        MessageState.DROPPED,
        f"unreachable: {state.value}",
    )
    third = await said(store)
    await after(store, third, gone)
    assert await told_at(store, 5) == []
    [told] = await told_at(store, 1)
    assert "Иванова" in told
    async with store.read() as tx:
        assert (await tx.people.get(ivanova.id)).state is state
        [line] = await tx.log.lines(None, 5)
    assert (line.at, line.person_id, line.about) == (AT, ivanova.id, "Иванова")
    assert line.what == f"log-{state.value.replace('_', '-')}"


async def test_a_group_out_of_reach_is_told_of_once_whoever_is_answered_in_it(
    store: Watched,
) -> None:
    _, ivanova = await people(store)
    for _ in range(2):
        message = await said(store, -9, person_id=ivanova.id)
        await after(store, message, Unreachable("blocked", "kicked"))
    assert len(await told_at(store, 1)) == 1
    async with store.read() as tx:
        assert (await tx.people.get(ivanova.id)).state is PersonState.ACTIVE


async def test_a_coordinator_out_of_reach_is_not_written_to_about_it(store: Watched) -> None:
    await people(store)
    await after(store, await said(store, 1), Unreachable("blocked", "Forbidden"))
    assert await told_at(store, 1) == []


async def test_the_log_says_what_failed_and_how_and_nothing_of_what_was_said(
    store: Watched,
) -> None:
    message = await said(store)
    with capture_logs() as lines:
        await after(store, message, NO_CONNECTION, LOST, Unreachable("blocked", "Forbidden"))
    of_each = {"event": "not sent", "log_level": "warning", "message": message.id}
    assert lines == [
        {**of_each, "attempt": 1, "error": "Passing", "state": None, "perhaps_sent": False},
        {**of_each, "attempt": 2, "error": "Passing", "state": None, "perhaps_sent": True},
        {**of_each, "attempt": 3, "error": "Unreachable", "state": "blocked", "perhaps_sent": False},
    ]  # fmt: skip
    with capture_logs() as lines:
        await after(store, await said(store, 6), None)
    assert lines == []
