"""A reminder that was sent shows how things stand, and who has answered is not called silent."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from bot.jobs.context import JobContext
from bot.jobs.kinds import do_task
from handlers.reminding.messages import compose
from handlers.speaking.voice import Voice
from roadmap.actions.tasks import asker_of, task_of
from roadmap.model import Reminder, ReminderKind
from roadmap.model.messages import Job, Outgoing, Urgency
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk


async def reminded(desk: Desk, user: int, *addresses: str) -> Outgoing:
    """The reminder of these points, as the ticker sends it."""
    async with desk.store.begin() as tx:
        person = await tx.people.by_telegram(user)
        [roadmap] = await tx.roadmaps.all()
        views = await tx.roadmaps.views_between(roadmap.id, None, None)
        wanted = [v for v in views if f"{v.item.number}.{v.point.number}" in addresses
                  and v.point.about.startswith("control")]  # fmt: skip
        planned = [
            Reminder(0, person.id, view.due.id, ReminderKind.AHEAD, desk.at.date(), desk.at)
            for view in wanted
        ]
        await tx.reminders.add(planned)
        claimed = [
            one for one in await tx.reminders.claim(desk.at, 50)
            if one.due_id in {view.due.id for view in wanted}
        ]  # fmt: skip
        message = await compose(Voice(tx, desk.at, desk.office).to(person), claimed)
        assert message is not None
        added = await tx.messages.add(message)
        await tx.reminders.queued_as([one.id for one in claimed], added.id)
    (sent,) = await desk.sent()
    return sent


async def changes(desk: Desk) -> list[Outgoing]:
    """What the waiting jobs change of what was said before, sent."""
    await work(desk)
    return await desk.a_minute_later()


async def work(desk: Desk) -> None:
    """Do the waiting jobs that change messages; the changes that they make wait in the outbox."""
    context = JobContext(desk.store, desk.bot, desk.office, None)  # type: ignore[arg-type]
    for kind in ("refresh_reminder", "refresh_messages"):
        while (job := await _claimed(desk, kind)) is not None:
            object.__setattr__(context, "clock", _Clock(desk.at))
            outcome = await do_task(context, task_of(job), asker_of(job))
            async with desk.store.begin() as tx:
                await outcome(tx)
                await tx.jobs.done(job.id)


async def _claimed(desk: Desk, kind: str) -> Job | None:
    async with desk.store.begin() as tx:
        return await tx.jobs.claim(desk.at, desk.at + timedelta(minutes=1), only=kind)


class _Clock:
    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


def labels(message: Outgoing) -> list[str]:
    return [one.text for row in message.buttons for one in row]


async def test_a_tap_on_a_joint_reminder_ticks_its_row_off_and_takes_its_buttons(
    office: Desk,
) -> None:
    reminder = await reminded(office, IVANOVA, "6.1", "6.2")
    await office.press(IVANOVA, reminder, "Выполнено 6.1")
    (change,) = await changes(office)
    assert (change.edits, change.urgency) == (reminder.telegram_id, Urgency.REFRESH)
    assert "✅ выполнено 2 декабря, Иванова Анна" in change.text
    assert "до 30 апреля" in change.text
    assert labels(change) == ["Выполнено 6.2", "6.2 подробнее"]
    async with office.store.read() as tx:
        shown = await tx.messages.shown(IVANOVA, reminder.telegram_id)
    assert len(shown.about) == 2, "a reply to it still speaks of both"


async def test_several_changes_are_one_edit_and_the_last_leaves_no_buttons(office: Desk) -> None:
    reminder = await reminded(office, IVANOVA, "6.1", "6.2")
    await office.press(IVANOVA, reminder, "Выполнено 6.1")
    await office.press(IVANOVA, reminder, "Выполнено 6.2")
    (change,) = await changes(office)
    assert "Всё закрыто: 2 срока" in change.text
    assert labels(change) == []
    assert await changes(office) == []


async def test_an_edit_that_waits_gives_way_to_a_later_one(office: Desk) -> None:
    reminder = await reminded(office, IVANOVA, "6.1")
    (closed,) = await office.press(IVANOVA, reminder, "Выполнено")
    async with office.store.begin() as tx:
        assert reminder.telegram_id is not None
        await tx.messages.add(
            Outgoing(IVANOVA, "старое", Urgency.REFRESH, edits=reminder.telegram_id)
        )
    (change,) = await changes(office)
    assert "✅ выполнено" in change.text
    await office.press(IVANOVA, closed, "Вернуть")
    (change,) = await changes(office)
    assert labels(change)[0] == "Выполнено", "it is open again, and so are its buttons"


async def test_a_colleague_and_the_coordinator_close_it_for_everybody(office: Desk) -> None:
    await office.send(COORDINATOR, "/assign 6 Иванова")
    reminder = await reminded(office, IVANOVA, "6.1")
    (card,) = await office.tap(COORDINATOR, reminder.buttons[0][0].data)
    assert "Выполнено" in card.text
    (change,) = await changes(office)
    assert change.chat_id == IVANOVA
    assert "✅ выполнено 2 декабря" in change.text
    assert "Иванова" not in change.text


async def test_a_postponed_day_is_shown_in_the_reminder(office: Desk) -> None:
    reminder = await reminded(office, IVANOVA, "6.1")
    assert "31 декабря" in reminder.text
    async with office.store.read() as tx:
        [one] = await tx.reminders.of_message(reminder.id)
    await office.tap(IVANOVA, f"due:postpone:{one.due_id}")
    (sure,) = await office.send(IVANOVA, "до 15 февраля, ждём акт")
    said = await office.press(IVANOVA, sure, "Да")
    asked = next(message for message in said if message.chat_id == COORDINATOR)
    await office.tap(COORDINATOR, asked.buttons[0][0].data)
    found = await changes(office)
    assert any("15 февраля" in one.text and one.edits == reminder.telegram_id for one in found)


async def test_done_alone_gives_the_report_a_line_with_its_day_and_asks_for_a_word(
    office: Desk,
) -> None:
    reminder = await reminded(office, IVANOVA, "6.1")
    (closed,) = await office.press(IVANOVA, reminder, "Выполнено")
    assert "Выполнено 2 декабря 2019 г." in closed.text
    async with office.store.read() as tx:
        [item] = await tx.roadmaps.items_by_number(1, ["6"])
        [entry] = await tx.answers.of_item(item.id)
    assert (entry.text, entry.day) == ("Выполнено 2 декабря 2019 г.", date(2019, 12, 2))
    await office.press(IVANOVA, closed, "Вернуть")
    async with office.store.read() as tx:
        [entry] = await tx.answers.of_item(item.id)
    assert entry.withdrawn_at is not None


async def test_where_a_word_was_said_closing_adds_none(office: Desk) -> None:
    (confirmed,) = await office.send(IVANOVA, "6.1 протокол подписан")
    (closed,) = await office.press(IVANOVA, confirmed, "Выполнено")
    assert "В отчёте будет" not in closed.text
    async with office.store.read() as tx:
        [item] = await tx.roadmaps.items_by_number(1, ["6"])
        assert len(await tx.answers.of_item(item.id)) == 1


async def test_close_tapped_twice_says_who_closed_it_and_when(office: Desk) -> None:
    (confirmed,) = await office.send(IVANOVA, "6.1 выполнено, протокол подписан")
    await office.press(IVANOVA, confirmed, "Закрыть")
    await office.press(IVANOVA, confirmed, "Закрыть")
    assert office.toasts[-1] == "6.1 уже отмечено выполненным: 2 декабря, Иванова Анна."


async def test_who_has_answered_is_not_called_silent(office: Desk) -> None:
    office.at = datetime(2020, 5, 12, 6, 0, tzinfo=UTC)
    (silent,) = await office.send(COORDINATOR, "/silent")
    assert "Не ответил" in silent.text
    await office.send(IVANOVA, "6.2 этап проведён")
    (partly,) = await office.send(COORDINATOR, "/silent")
    assert "Не ответил " not in partly.text
    assert "ответы есть по 1 сроку, по 1 ответа пока нет" in partly.text
