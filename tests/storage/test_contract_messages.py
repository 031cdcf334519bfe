"""What roadmap/ports/messages.py promises, on both engines."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from roadmap.errors import NotFound
from roadmap.model.messages import About, Button, ButtonStyle, MessageState, Outgoing, Urgency
from roadmap.ports import Tx
from storage.store import SqlStore, open_store
from tests.storage.town import HOUR, NOON, found, reminder

UNTIL = NOON + HOUR
SECOND = timedelta(seconds=1)
UNSENT = (MessageState.PLANNED, MessageState.CLAIMED, MessageState.UNKNOWN)


async def say(tx: Tx, *messages: Outgoing) -> list[int]:
    """Put these into the outbox; their ids."""
    return [(await tx.messages.add(message)).id for message in messages]


async def claim(tx: Tx, at: datetime = NOON, limit: int = 9, **narrowed: object) -> list[int]:
    """The ids of what is claimed for an hour, in the order in which it is given."""
    claimed = await tx.messages.claim(at, at + HOUR, limit, **narrowed)  # type: ignore[arg-type]
    assert {one.state for one in claimed} <= {MessageState.CLAIMED}
    return [one.id for one in claimed]


async def in_each_state(tx: Tx, chat_id: int = 5) -> dict[MessageState, int]:
    """A message of this chat in each state, by the state."""
    ids = await say(tx, *(Outgoing(chat_id, state.value) for state in MessageState))
    by_state = dict(zip(MessageState, ids, strict=True))
    first = by_state[MessageState.PLANNED]
    await tx.messages.not_sent(first, MessageState.PLANNED, "", NOON + 50 * HOUR)
    assert by_state[MessageState.CLAIMED] in await claim(tx)
    await tx.messages.not_sent(first, MessageState.PLANNED, "")
    await tx.messages.sent(by_state[MessageState.SENT], 77, NOON)
    for state in (MessageState.UNKNOWN, MessageState.FAILED, MessageState.DROPPED):
        await tx.messages.not_sent(by_state[state], state, "почему")
    assert [(await tx.messages.get(one)).state for one in ids] == list(MessageState)
    return by_state


async def test_a_message_comes_back_as_it_was_said(store: SqlStore) -> None:
    row = (
        Button("Выполнено", "d:1", style=ButtonStyle.SUCCESS),
        Button("Сайт", url="https://example.org"),
    )
    async with store.begin() as tx:
        town = await found(tx)
        said = Outgoing(
            -100,
            "<b>6.1</b>",
            Urgency.BULK,
            (row, (Button("Позже", "s:1"), Button("Стол", url="https://a.ru", inside=True))),
            person_id=town.vetrova.id,
            reply_to=4,
            thread_id=2,
            edits=9,
            file_id=await tx.files.add("план", "", b""),
            as_photo=True,
            about=(About(1, 2, 3), About(4)),
            not_before=NOON,
            holds_until=NOON + HOUR,
        )
        added = await tx.messages.add(said)
        assert added == replace(said, id=added.id)
        assert await tx.messages.get(added.id) == added
        assert await tx.messages.claim(NOON, UNTIL, 9) == [
            replace(added, state=MessageState.CLAIMED)
        ]


async def test_the_most_urgent_are_claimed_first_then_the_oldest(store: SqlStore) -> None:
    async with store.begin() as tx:
        bulk, reminding, older, newer = await say(
            tx,
            *(
                Outgoing(1, "т", urgency)
                for urgency in (Urgency.BULK, Urgency.REMINDER, Urgency.AT_ONCE, Urgency.AT_ONCE)
            ),
        )
        assert await claim(tx, limit=1) == [older]
        assert await claim(tx, limit=2) == [newer, reminding]
        (last,) = await say(tx, Outgoing(1, "т"))
        assert await claim(tx, limit=9) == [last, bulk]
        assert await claim(tx) == []


async def test_less_urgent_ones_are_left_where_only_the_urgent_are_asked_for(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        change, bulk, reminding, answer = await say(
            tx, *(Outgoing(1, "т", urgency) for urgency in sorted(Urgency, reverse=True))
        )
        assert await claim(tx, urgency_up_to=Urgency.AT_ONCE) == [answer]
        assert await claim(tx, urgency_up_to=Urgency.AT_ONCE) == []
        assert await claim(tx, urgency_up_to=Urgency.REMINDER) == [reminding]
        assert await claim(tx, urgency_up_to=Urgency.BULK) == [bulk]
        assert await claim(tx) == [change]


async def test_nothing_is_claimed_before_its_time(store: SqlStore) -> None:
    async with store.begin() as tx:
        late, now, at_once = await say(
            tx,
            Outgoing(1, "т", not_before=NOON + SECOND),
            Outgoing(1, "т", not_before=NOON),
            Outgoing(1, "т"),
        )
        assert await claim(tx) == [now, at_once]
        assert await claim(tx, NOON + SECOND) == [late]


async def test_only_what_is_planned_or_perhaps_sent_is_claimed(store: SqlStore) -> None:
    async with store.begin() as tx:
        by_state = await in_each_state(tx)
        claimed = await claim(tx)
        assert claimed == [by_state[MessageState.PLANNED], by_state[MessageState.UNKNOWN]]
        assert await claim(tx) == []


async def test_a_claim_whose_lease_has_run_out_goes_again(store: SqlStore) -> None:
    async with store.begin() as tx:
        (message,) = await say(tx, Outgoing(1, "т"))
        assert await claim(tx) == [message]
        assert await claim(tx, NOON + HOUR - SECOND) == []
        assert await claim(tx, NOON + HOUR) == [message]
        assert await claim(tx, NOON + HOUR) == [], "it is leased anew"
        await tx.messages.sent(message, 1, NOON)
        assert await claim(tx, NOON + 9 * HOUR) == []


async def test_other_chats_pass_those_that_have_enough(store: SqlStore) -> None:
    async with store.begin() as tx:
        first, _, third = await say(tx, *(Outgoing(chat, "т") for chat in (7, 8, 9)))
        assert await claim(tx, not_to=[8]) == [first, third]
        assert await claim(tx, not_to=(8, 7)) == []


async def test_two_programs_never_claim_the_same_message(url: str) -> None:
    one, two = await open_store(url), await open_store(url)
    async with one.begin() as tx:
        ids = await say(tx, *(Outgoing(chat, "т") for chat in range(6)))

    async def take(store: SqlStore) -> list[int]:
        async with store.begin() as tx:
            claimed = await claim(tx, limit=3)
            await asyncio.sleep(0.05)
            return claimed

    both = await asyncio.gather(take(one), take(two))
    assert sorted(both[0] + both[1]) == ids
    await one.close()
    await two.close()


async def test_a_sent_message_keeps_when_and_as_what(store: SqlStore) -> None:
    async with store.begin() as tx:
        first, changed = await say(tx, Outgoing(5, "а"), Outgoing(5, "б", edits=77))
        await tx.messages.not_sent(first, MessageState.UNKNOWN, "ответ потерян", NOON)
        await claim(tx)
        await tx.messages.sent(first, 70, NOON + HOUR)
        await tx.messages.sent(changed, None, NOON)
        sent = await tx.messages.get(first)
        assert (sent.state, sent.telegram_id, sent.sent_at) == (
            MessageState.SENT,
            70,
            NOON + HOUR,
        )
        assert (sent.attempts, sent.reason) == (2, "")
        assert (await tx.messages.get(changed)).telegram_id == 77, "an edit keeps the message's id"


async def test_a_failed_attempt_is_recorded_and_goes_again_not_before_its_time(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        again, perhaps, failed, dropped, untouched = await say(
            tx, *(Outgoing(5, str(n)) for n in range(5))
        )
        await claim(tx, limit=4)
        await tx.messages.not_sent(again, MessageState.PLANNED, "нет связи", UNTIL)
        await tx.messages.not_sent(perhaps, MessageState.UNKNOWN, "ответ потерян", UNTIL)
        await tx.messages.not_sent(failed, MessageState.FAILED, "400")
        await tx.messages.not_sent(dropped, MessageState.DROPPED, "закрыто")
        assert await claim(tx, UNTIL - SECOND) == [untouched]
        claimed = await tx.messages.claim(UNTIL, UNTIL + HOUR, 9)
        assert [(one.id, one.attempts, one.reason) for one in claimed] == [
            (again, 1, "нет связи"),
            (perhaps, 1, "ответ потерян"),
        ]
        assert claimed[0].not_before == UNTIL
        kept = await tx.messages.get(failed)
        assert (kept.state, kept.reason, kept.not_before) == (MessageState.FAILED, "400", None)
        await tx.messages.not_sent(again, MessageState.PLANNED, "")
        assert await claim(tx, NOON) == [again], "without an hour it may go at once"


async def test_what_was_composed_for_another_day_is_outdated_with_what_else_the_chat_is_to_be_told(
    store: SqlStore,
) -> None:
    tomorrow = NOON + 24 * HOUR
    async with store.begin() as tx:
        old, new, _, _, _, told = await say(
            tx,
            Outgoing(7001001, "7 дней", Urgency.REMINDER, holds_until=NOON),
            Outgoing(7001001, "6 дней", Urgency.REMINDER, holds_until=tomorrow),
            Outgoing(7001001, "Записано"),
            Outgoing(7001001, "Сводка", Urgency.BULK),
            Outgoing(7002002, "6 дней", Urgency.REMINDER, holds_until=tomorrow),
            Outgoing(7001001, "8 дней", Urgency.REMINDER, holds_until=tomorrow),
        )
        await tx.messages.sent(told, 1, NOON)
        assert await tx.messages.outdated(NOON - SECOND) == []
        assert sorted(await tx.messages.outdated(NOON)) == [old, new]
        await tx.messages.not_sent(new, MessageState.UNKNOWN, "ответ потерян")
        assert sorted(await tx.messages.outdated(NOON)) == [old, new]


async def test_of_what_is_claimed_only_that_which_holds_no_longer_is_outdated(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        old, new = await say(
            tx,
            Outgoing(1, "7 дней", Urgency.REMINDER, holds_until=NOON),
            Outgoing(1, "6 дней", Urgency.REMINDER),
        )
        assert await claim(tx) == [old, new]
        assert await tx.messages.outdated(NOON) == [old]
        await tx.messages.sent(old, 1, NOON)
        assert await tx.messages.outdated(NOON) == [], "what was sent is nobody's concern"
        await tx.messages.not_sent(new, MessageState.PLANNED, "")
        assert await tx.messages.outdated(NOON) == []


async def test_what_a_dead_process_had_claimed_is_planned_again_in_the_order_of_sending(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        by_state = await in_each_state(tx)
        bulk, answer, reminding = await say(
            tx,
            *(
                Outgoing(9, "т", urgency)
                for urgency in (Urgency.BULK, Urgency.AT_ONCE, Urgency.REMINDER)
            ),
        )
        assert await claim(tx, not_to=[5]) == [answer, reminding, bulk]
        assert await tx.messages.release_claims() == [
            by_state[MessageState.CLAIMED],
            answer,
            reminding,
            bulk,
        ]
        assert await tx.messages.release_claims() == []
        assert (await tx.messages.get(answer)).state is MessageState.PLANNED
        for state in set(MessageState) - {MessageState.CLAIMED}:
            assert (await tx.messages.get(by_state[state])).state is state
        assert await claim(tx, not_to=[5]) == [answer, reminding, bulk]


async def test_a_group_that_moves_takes_along_what_is_still_to_be_said(store: SqlStore) -> None:
    async with store.begin() as tx:
        by_state = await in_each_state(tx, -5)
        (other,) = await say(tx, Outgoing(-6, "т"))
        await tx.messages.move_chat(-5, -1005)
        for state, message_id in by_state.items():
            chat_id = (await tx.messages.get(message_id)).chat_id
            assert chat_id == (-1005 if state in UNSENT else -5), state
        assert (await tx.messages.get(other)).chat_id == -6


async def test_everything_that_waits_for_a_blocked_chat_is_dropped(store: SqlStore) -> None:
    async with store.begin() as tx:
        by_state = await in_each_state(tx)
        (other,) = await say(tx, Outgoing(6, "т"))
        assert await tx.messages.drop_for(5, "заблокирован") == 3
        assert await tx.messages.drop_for(5, "ещё раз") == 0
        for state, message_id in by_state.items():
            kept = await tx.messages.get(message_id)
            if state in UNSENT:
                assert (kept.state, kept.reason) == (MessageState.DROPPED, "заблокирован")
            else:
                assert kept.state is state
                assert kept.reason != "заблокирован"
        assert await claim(tx, NOON + 9 * HOUR) == [other]


async def test_a_file_made_to_be_sent_is_kept_until_it_was_or_never_will_be(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        by_state = await in_each_state(tx)
        files = {}
        for state in MessageState:
            files[state] = await tx.files.add(state.value, "", b"")
            (with_file,) = await say(tx, Outgoing(5, "", file_id=files[state]))
            await tx.messages.not_sent(with_file, state, "")
            by_state[state] = with_file
        source = await tx.files.add("план", "", b"")
        assert await tx.messages.drop_files() == 3
        assert await tx.messages.drop_files() == 0
        for state, message_id in by_state.items():
            waits = state in UNSENT
            assert (await tx.messages.get(message_id)).file_id == (files[state] if waits else None)
            if waits:
                assert (await tx.files.get(files[state])).name == state.value
            else:
                with pytest.raises(NotFound):
                    await tx.files.get(files[state])
        assert (await tx.files.get(source)).name == "план"


async def test_a_message_is_found_by_the_id_that_telegram_gave_it(store: SqlStore) -> None:
    async with store.begin() as tx:
        first, changed, elsewhere, _ = await say(
            tx,
            Outgoing(5, "а"),
            Outgoing(5, "б", edits=77),
            Outgoing(6, "в"),
            Outgoing(5, "г", edits=77),
        )
        await tx.messages.sent(first, 77, NOON)
        assert await tx.messages.shown(5, 77) == await tx.messages.get(first)
        await tx.messages.sent(changed, None, NOON)
        await tx.messages.sent(elsewhere, 77, NOON)
        assert await tx.messages.shown(5, 77) == await tx.messages.get(changed), (
            "what stands there now"
        )
        assert await tx.messages.shown(6, 77) == await tx.messages.get(elsewhere)
        assert await tx.messages.shown(5, 78) is None


async def test_what_stands_in_a_message_is_the_change_that_waits_for_it(store: SqlStore) -> None:
    async with store.begin() as tx:
        first, pressed, elsewhere = await say(
            tx, Outgoing(5, "а"), Outgoing(5, "б", edits=77), Outgoing(6, "в", edits=77)
        )
        await tx.messages.sent(first, 77, NOON)
        assert await tx.messages.standing(5, 77) == await tx.messages.get(pressed)
        assert await tx.messages.standing(6, 77) == await tx.messages.get(elsewhere)
        await tx.messages.not_sent(pressed, MessageState.DROPPED, "stale")
        assert await tx.messages.standing(5, 77) == await tx.messages.get(first)
        assert await tx.messages.standing(5, 78) is None


async def test_only_refreshing_changes_give_way_to_a_later_one(store: SqlStore) -> None:
    async with store.begin() as tx:
        pressed, refreshing, other = await say(
            tx,
            Outgoing(5, "а", edits=77),
            Outgoing(5, "б", Urgency.REFRESH, edits=77),
            Outgoing(5, "в", Urgency.REFRESH, edits=78),
        )
        assert await tx.messages.supersede(5, 77, "changed again") == 1
        states = [(await tx.messages.get(one)).state for one in (pressed, refreshing, other)]
        assert states == [MessageState.PLANNED, MessageState.DROPPED, MessageState.PLANNED]


async def test_of_a_message_and_its_changes_the_newest_follows(store: SqlStore) -> None:
    async with store.begin() as tx:
        first, changed, other, waiting, old, _ = await say(
            tx,
            Outgoing(5, "а", follows="due:1"),
            Outgoing(5, "б", edits=77, follows="due:1"),
            Outgoing(6, "в", follows="due:2"),
            Outgoing(5, "г", follows="due:1"),
            Outgoing(5, "д", follows="due:1"),
            Outgoing(5, "е"),
        )
        await tx.messages.sent(first, 77, NOON)
        await tx.messages.sent(changed, None, NOON)
        await tx.messages.sent(other, 77, NOON)
        await tx.messages.sent(old, 70, NOON - timedelta(days=40))
        since = NOON - timedelta(days=31)
        assert await tx.messages.following({"due:1"}, since) == [changed, waiting]
        assert await tx.messages.following({"due:1", "due:2"}, since) == [changed, other, waiting]
        assert await tx.messages.following({"due:3"}, since) == []
        assert await tx.messages.following(set(), since) == []


async def test_what_waits_unclaimed_takes_other_words(store: SqlStore) -> None:
    async with store.begin() as tx:
        waiting, sent = await say(tx, Outgoing(5, "а"), Outgoing(5, "б"))
        await tx.messages.sent(sent, 77, NOON)
        for one in (waiting, sent):
            row = (Button("Закрыть", "close"),)
            await tx.messages.reword(
                replace(await tx.messages.get(one), text="в", buttons=(row,), about=(About(1),))
            )
        changed = await tx.messages.get(waiting)
        assert (changed.text, changed.buttons, changed.about) == ("в", (row,), (About(1),))
        assert (await tx.messages.get(sent)).text == "б"


async def test_messages_are_counted_by_state_and_the_unsettled_by_urgency(store: SqlStore) -> None:
    async with store.begin() as tx:
        assert await tx.messages.counts() == {}
        await in_each_state(tx)
        await say(tx, Outgoing(9, "т", Urgency.REMINDER), Outgoing(9, "т", Urgency.REMINDER))
        assert await tx.messages.counts() == dict.fromkeys(MessageState, 1) | {
            MessageState.PLANNED: 3
        }
        assert [await tx.messages.waiting(urgency) for urgency in Urgency] == [3, 2, 0, 0]


async def test_the_oldest_waiting_instant_tells_the_lag(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        assert await tx.messages.oldest_waiting() is None
        await tx.messages.add(Outgoing(5, "т"))
        assert await tx.messages.oldest_waiting() is None, "it waits for no hour"
        await tx.reminders.add([reminder(town.vetrova, town.dues[0], NOON - HOUR)])
        assert await tx.messages.oldest_waiting() is None, "it is not to be said yet"
        claimed = await tx.reminders.claim(NOON, 1)
        message, held_back = await say(
            tx,
            Outgoing(7001001, "т", Urgency.REMINDER),
            Outgoing(5, "т", not_before=NOON - HOUR / 2),
        )
        await tx.reminders.queued_as([claimed[0].id], message)
        assert await tx.messages.oldest_waiting() == NOON - HOUR
        await tx.messages.sent(message, 1, NOON)
        assert await tx.messages.oldest_waiting() == NOON - HOUR / 2
        await tx.messages.not_sent(held_back, MessageState.FAILED, "400", NOON)
        assert await tx.messages.oldest_waiting() is None


async def test_of_several_that_wait_the_earliest_hour_tells_the_lag(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        await say(tx, Outgoing(5, "т", not_before=NOON), Outgoing(6, "т", not_before=NOON - HOUR))
        assert await tx.messages.oldest_waiting() == NOON - HOUR
        await tx.reminders.add(
            [reminder(town.vetrova, town.dues[n], NOON - (2 + n) * HOUR) for n in range(2)]
        )
        for one in await tx.reminders.claim(NOON, 9):
            (message,) = await say(tx, Outgoing(7001001, "т", Urgency.REMINDER))
            await tx.reminders.queued_as([one.id], message)
        assert await tx.messages.oldest_waiting() == NOON - 3 * HOUR
