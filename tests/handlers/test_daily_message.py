"""What the program says by itself each morning and each Monday, through its own daily duties."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.configuration.settings import Backup, Settings
from bot.schedule.duties import do_duties
from bot.schedule.duty_list import duties_of
from roadmap.actions.looking import views_of_items
from roadmap.model import Draft, DraftItem, DueState, Period, PersonState
from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, Desk, sample_draft

OBSERVER = 400
SETTINGS = Settings(backup=Backup(directory=""))
#: Wednesday, 09:20 in Moscow: five minutes after the desk's time. Item 6.1 was due on 31 December.
LATE = datetime(2020, 1, 15, 6, 20, tzinfo=UTC)


async def morning(desk: Desk, at: datetime) -> list[Outgoing]:
    """Everything that the duties say when the program looks at the instant `at`."""
    desk.at = at
    await do_duties(
        desk.store, duties_of(SETTINGS, desk.store, desk.office), at, desk.office.policy.timezone
    )
    return await desk.sent()


@pytest.fixture
async def troubled(office: Desk) -> Desk:
    """Иванова was reminded of 6.1 and is silent, Петров, who answers for 5, has blocked the bot."""
    await office.send(COORDINATOR, "/assign 5 Петров")
    await morning(office, LATE - timedelta(days=1))
    async with office.store.begin() as tx:
        await tx.reminders.claim(LATE - timedelta(hours=1), 100)
        petrov = await tx.people.by_telegram(PETROV)
        await tx.people.update(replace(petrov, state=PersonState.BLOCKED))
    return office


def labels(message: Outgoing) -> list[str]:
    return [one.text for row in message.buttons for one in row]


async def test_the_coordinator_is_told_what_is_new_and_the_rest_in_one_line(
    troubled: Desk,
) -> None:
    (told,) = await morning(troubled, LATE)
    assert told.chat_id == COORDINATOR
    assert told.text.splitlines() == [
        "<b>На контроле, 15 января 2020</b>",
        "",
        "❗ <b>Просрочен 1 срок больше чем на 3 рабочих дня</b>",
        "<b>6.1</b> результаты муниципального этапа",
        "Иванова Анна, просрочено на 15 дней",
        "",
        "📵 <b>Сообщения не доходят до 1 человека</b>",
        "<b>Петров Олег</b>: бот заблокирован, сообщения не доходят",
        "Пункт: 5",
        "",
        "Всего на контроле 2 срока, из них просрочено 1. Не ответили: 1.",
    ]
    assert labels(told) == ["Напомнить не ответившим (1)", "Что просрочено (1)"]


async def test_what_passed_its_grace_is_named_on_the_first_morning_only(office: Desk) -> None:
    await morning(office, LATE - timedelta(days=1))
    (first,) = await morning(office, LATE)
    assert "❗ <b>Просрочен 1 срок больше чем на 3 рабочих дня</b>\n<b>6.1</b>" in first.text
    assert "Иванова Анна, просрочено на 15 дней" in first.text
    (second,) = await morning(office, LATE + timedelta(days=1))
    assert second.text == (
        "Нового нет. Всего на контроле 2 срока, из них просрочено 1. Не ответили: 1."
    )


async def passing_on(desk: Desk, day: date) -> None:
    """Item 6.1 is open and due on `day`."""
    async with desk.store.begin() as tx:
        (view,) = await tx.roadmaps.views_between(1, None, LATE.date())
        await tx.roadmaps.update_due(replace(view.due, day=day))


async def test_a_deadline_is_named_on_the_morning_after_it_passed_and_its_people_after_the_grace(
    office: Desk,
) -> None:
    monday = date(2020, 1, 13)
    await passing_on(office, monday)
    assert await morning(office, LATE - timedelta(days=2)) == []
    (after,) = await morning(office, LATE - timedelta(days=1))
    assert after.text.splitlines()[2:] == [
        "⌛ <b>Вчера истёк 1 срок</b>",
        "<b>6.1</b> результаты муниципального этапа",
        "",
        "Всего на контроле 2 срока, из них просрочено 1. Не ответили: 1.",
    ]
    assert labels(after) == ["Напомнить не ответившим (1)", "Что просрочено (1)"]
    for days in (0, 1):
        (said,) = await morning(office, LATE + timedelta(days=days))
        assert said.text.startswith("Нового нет.")
    (named,) = await morning(office, LATE + timedelta(days=2))
    assert "больше чем на 3 рабочих дня</b>\n<b>6.1</b>" in named.text
    assert "Иванова Анна, просрочено на 4 дня" in named.text
    assert "истёк" not in named.text


async def test_what_passed_at_the_weekend_is_named_on_monday_with_its_day(office: Desk) -> None:
    await passing_on(office, date(2020, 1, 18))
    assert await morning(office, LATE + timedelta(days=2)) == []
    (monday,) = await morning(office, LATE + timedelta(days=5))
    assert "⌛ <b>Истёк 1 срок</b>\n<b>6.1</b> результаты" in monday.text
    assert "этапа, срок был 18 января" in monday.text
    (tuesday,) = await morning(office, LATE + timedelta(days=6))
    assert tuesday.text.startswith("Нового нет.")


async def test_answers_closings_and_requests_of_yesterday_stand_in_it(troubled: Desk) -> None:
    await morning(troubled, LATE)
    troubled.at = LATE + timedelta(hours=3)
    await troubled.send(IVANOVA, "6.1 муниципальный этап прошёл 16 декабря")
    async with troubled.store.begin() as tx:
        (view, *_) = await tx.roadmaps.views_between(1, None, LATE.date())
    await troubled.tap(IVANOVA, f"due:done:{view.due.id}")
    (told,) = await morning(troubled, LATE + timedelta(days=1))
    assert "✍️ <b>Ответы:</b> Иванова Анна (6.1)" in told.text
    assert "✅ <b>Выполнено:</b> 6.1\n" in told.text, "6.2 is open"
    assert "Просрочен 1" not in told.text
    (shown,) = await troubled.press(COORDINATOR, told, "Новые ответы")
    assert "<b>6</b> · Иванова Анна: муниципальный этап прошёл 16 декабря" in shown.text
    (card,) = await troubled.press(COORDINATOR, shown, "6")
    assert card.text.startswith("<b>Пункт 6</b>")
    assert await morning(troubled, LATE + timedelta(days=2)) == [], "said already"


async def test_an_item_of_which_all_is_done_stands_for_its_points(troubled: Desk) -> None:
    await morning(troubled, LATE)
    troubled.at = LATE + timedelta(hours=3)
    async with troubled.store.begin() as tx:
        views = await tx.roadmaps.views_between(1, None, None)
        (item,) = {view.item for view in views}
        everything = await views_of_items(tx, [item])
    for view in reversed(everything):
        await troubled.tap(COORDINATOR, f"due:done:{view.due.id}")
    (told,) = await morning(troubled, LATE + timedelta(days=1))
    assert "✅ <b>Выполнено:</b> 6\n" in told.text


async def test_a_request_for_more_time_is_news_until_it_is_decided(troubled: Desk) -> None:
    await morning(troubled, LATE)
    troubled.at = LATE + timedelta(hours=3)
    async with troubled.store.begin() as tx:
        (view, *_) = await tx.roadmaps.views_between(1, None, LATE.date())
    await troubled.tap(IVANOVA, f"due:postpone:{view.due.id}")
    (sure,) = await troubled.send(IVANOVA, "до 15 февраля, ждём итоги")
    await troubled.press(IVANOVA, sure, "Да")
    (told,) = await morning(troubled, LATE + timedelta(days=1))
    assert "⏳ <b>Просят перенести срок:</b> Иванова Анна (6.1)" in told.text


async def test_who_has_joined_is_named_in_it(troubled: Desk) -> None:
    await morning(troubled, LATE)
    troubled.at = LATE + timedelta(hours=3)
    (invited,) = await troubled.send(COORDINATOR, "/invite Новикова Ольга")
    await troubled.send(OBSERVER, f"/start {invited.text.rsplit('start=', 1)[1].strip()}")
    await troubled.a_minute_later()
    told = await morning(troubled, LATE + timedelta(days=1))
    (daily,) = [one for one in told if "На контроле" in one.text]
    assert "👋 <b>Подключились:</b> Новикова Ольга" in daily.text


async def test_who_joined_and_was_erased_since_leaves_no_gap_in_it(troubled: Desk) -> None:
    await morning(troubled, LATE)
    troubled.at = LATE + timedelta(hours=3)
    (invited,) = await troubled.send(COORDINATOR, "/invite Новикова Ольга")
    await troubled.send(OBSERVER, f"/start {invited.text.rsplit('start=', 1)[1].strip()}")
    async with troubled.store.begin() as tx:
        await tx.people.erase((await tx.people.by_telegram(OBSERVER)).id)
    told = await morning(troubled, LATE + timedelta(days=1))
    assert "Нового нет." in told[-1].text
    assert "Подключились" not in told[-1].text


async def test_one_message_speaks_of_all_roadmaps_and_its_buttons_of_their_own(
    troubled: Desk,
) -> None:
    second = await troubled.import_draft(replace(sample_draft(), title="План посёлка Ключи"))
    await troubled.press(COORDINATOR, second, "Сохранить")
    await troubled.send(COORDINATOR, "/assign 6 Иванова")
    async with troubled.store.begin() as tx:
        for view in await tx.roadmaps.views_between(2, None, LATE.date(), list(DueState)):
            await tx.roadmaps.update_due(replace(view.due, state=DueState.OPEN))
    told = [one for one in await morning(troubled, LATE) if one.chat_id == COORDINATOR]
    (daily,) = [one for one in told if "контроле" in one.text]
    assert "из них просрочено 3" in daily.text
    (shown,) = await troubled.press(COORDINATOR, daily, "Просрочено (2): План посёлка")
    assert shown.text.startswith("<b>Просрочено</b> · План посёлка Ключи")
    assert "<b>6.1</b>" in shown.text


async def test_it_is_said_once_a_day_and_on_working_days_only(troubled: Desk) -> None:
    told = []
    for hours in range(0, 24 * 7, 3):  # until the next Wednesday, before its message
        said = await morning(troubled, LATE + timedelta(hours=hours))
        told += [message.sent_at for message in said if "контроле" in message.text]
    assert [at and at.weekday() for at in told] == [2, 3, 4, 0, 1]


async def test_who_answered_is_no_longer_silent_and_what_is_done_no_longer_late(
    troubled: Desk,
) -> None:
    await morning(troubled, LATE)
    await troubled.send(IVANOVA, "6.1 муниципальный этап прошёл 16 декабря")
    (told,) = await morning(troubled, LATE + timedelta(days=1))
    assert "из них просрочено 1. Не ответили: 0." in told.text
    async with troubled.store.begin() as tx:
        (view, *_) = await tx.roadmaps.views_between(1, None, LATE.date())
    await troubled.tap(IVANOVA, f"due:done:{view.due.id}")
    (told,) = await morning(troubled, LATE + timedelta(days=2))
    assert "из них просрочено 0" in told.text


async def test_who_answered_in_part_is_silent_neither_in_the_morning_nor_in_the_list(
    office: Desk,
) -> None:
    await office.send(COORDINATOR, "/assign +6 Петров")
    await morning(office, LATE - timedelta(days=1))
    async with office.store.begin() as tx:
        views = await tx.roadmaps.views_between(1, None, None)
        await tx.roadmaps.update_due(replace(views[1].due, day=date(2020, 1, 14)))
    office.at = LATE - timedelta(hours=12)
    await office.send(IVANOVA, "6.2 региональный этап прошёл")
    (told,) = await morning(office, LATE)
    assert "из них просрочено 2. Не ответили: 1." in told.text
    (said,) = await office.press(COORDINATOR, told, "Напомнить не ответившим (1)")
    assert said.text == "Напомним: Петров Олег."
    (listed,) = await office.send(COORDINATOR, "/silent")
    assert listed.text.split("\n\n")[1:] == [
        "<b>Не ответил 1 человек</b>",
        "<b>Петров Олег</b>: срок был 31 декабря 2019, ответа нет\nПункт: 6.1",
        "<b>1 человек ответил не по всем срокам</b>",
        "<b>Иванова Анна</b>: ответы есть по 1 сроку, по 1 ответа пока нет\nПункт: 6.1",
    ]
    (both,) = await office.press(COORDINATOR, listed, "Напомнить всем, от кого ждём ответ")
    assert both.text == "Напомнить 2 участникам о 1 сроке?\nИванова Анна, Петров Олег"


async def test_whom_messages_do_not_reach_is_not_counted_as_not_answering(troubled: Desk) -> None:
    troubled.at = LATE
    (listed,) = await troubled.send(COORDINATOR, "/silent")
    headings = [
        block for block in listed.text.split("\n\n") if block.startswith(("<b>1", "📵", "<b>Н"))
    ]
    assert headings == [
        "📵 <b>Сообщения не доходят до 1 человека</b>",
        "<b>Не ответил 1 человек</b>",
    ]
    assert "заполнено пунктов: 0 из 3" in listed.text


async def test_the_summary_says_how_many_deadlines_there_are_in_all(office: Desk) -> None:
    office.at = LATE
    (said,) = await office.send(COORDINATOR, "/summary")
    total = re.search(r"Всего (\d+): (.+)", said.text)
    assert total is not None
    assert int(total[1]) == sum(map(int, re.findall(r"\d+", total[2]))) > 0


async def test_who_was_asked_before_the_day_is_not_told_that_it_has_come(office: Desk) -> None:
    async with office.store.begin() as tx:
        await tx.reminders.claim(datetime(2019, 12, 17, 7, tzinfo=UTC), 100)
    office.at = datetime(2019, 12, 18, 7, tzinfo=UTC)
    (listed,) = await office.send(COORDINATOR, "/silent")
    assert "Иванова Анна</b>: спросили 17 декабря, ответа пока нет\nПункт: 6.1" in listed.text
    (sure,) = await office.send(COORDINATOR, "/assign 6 Петров")
    await office.press(COORDINATOR, sure, "Назначить")
    (listed,) = await office.send(COORDINATOR, "/silent")
    assert "Не ответил" not in listed.text, "nobody has asked Петров yet"


async def test_where_nothing_is_new_late_or_silent_nothing_is_said(troubled: Desk) -> None:
    await morning(troubled, LATE)
    await troubled.send(IVANOVA, "6.1 муниципальный этап прошёл 16 декабря")
    async with troubled.store.begin() as tx:
        (view, *_) = await tx.roadmaps.views_between(1, None, LATE.date())
    await troubled.tap(IVANOVA, f"due:done:{view.due.id}")
    await morning(troubled, LATE + timedelta(days=1))
    assert await morning(troubled, LATE + timedelta(days=2)) == []


async def test_the_observer_is_told_each_monday_where_the_roadmap_stands(troubled: Desk) -> None:
    (invited,) = await troubled.send(COORDINATOR, "/invite наблюдатель Орлова Вера")
    await troubled.send(OBSERVER, f"/start {invited.text.rsplit('start=', 1)[1].strip()}")
    told = []
    for day in range(14):
        at = LATE + timedelta(days=day, minutes=15)
        told += [one for one in await morning(troubled, at) if one.chat_id == OBSERVER]
    assert [message.sent_at and message.sent_at.date().isoformat() for message in told] == [
        "2020-01-20",
        "2020-01-27",
    ]
    assert "просрочено" in told[0].text
    assert "Исполнительская дисциплина: <b>0" in told[0].text
    assert "Коэффициент = выполнено в срок ÷ наступило сроков" in told[0].text


async def test_a_button_under_the_weekly_message_is_about_its_own_roadmap(troubled: Desk) -> None:
    (invited,) = await troubled.send(COORDINATOR, "/invite наблюдатель Орлова Вера")
    await troubled.send(OBSERVER, f"/start {invited.text.rsplit('start=', 1)[1].strip()}")
    later = await morning(troubled, LATE + timedelta(days=5, minutes=15))
    weekly = next(one for one in later if one.chat_id == OBSERVER)
    empty = Draft("План посёлка Ключи", Period.school(2019), (DraftItem("1", (), "Ремонт"),))
    preview = await troubled.import_draft(empty)
    await troubled.press(COORDINATOR, preview, "Сохранить")
    await troubled.tap(OBSERVER, "rm:choose:2:0")
    (said,) = await troubled.press(OBSERVER, weekly, "Дисциплина")
    assert "Иванова Анна" in said.text


async def test_whoever_has_not_opened_the_bot_is_named_weekly_with_a_button_for_a_new_link(
    office: Desk,
) -> None:
    await morning(office, LATE - timedelta(days=1))
    await office.send(COORDINATOR, "/invite Новикова Ольга")
    (asked,) = await office.send(COORDINATOR, "/assign 6 Новикова")
    await office.press(COORDINATOR, asked, "Назначить")
    told = []
    for day in range(8):
        said = await morning(office, LATE + timedelta(days=day))
        told += [
            one for one in said if "Новикова Ольга</b>: бот по ссылке ещё не открыт" in one.text
        ]
    assert [one.sent_at and one.sent_at.date().isoformat() for one in told] == [
        "2020-01-15",
        "2020-01-22",
    ]
    (link,) = await office.press(COORDINATOR, told[0], "Новая ссылка: Новикова Ольга")
    await office.send(OBSERVER, f"/start {link.text.rsplit('start=', 1)[1].strip()}")
    later = await morning(office, LATE + timedelta(days=14))
    assert not any("Новикова Ольга</b>: бот" in one.text for one in later)


@pytest.mark.parametrize(
    ("back", "days"),
    [
        (LATE.replace(hour=19), 1),  # ten in the evening
        (LATE.replace(hour=2) + timedelta(days=1), 1),  # five in the morning
        (LATE.replace(hour=23) + timedelta(days=2), 5),  # Saturday, 02:00: Monday
    ],
)
async def test_a_daily_message_that_was_missed_waits_for_the_next_working_morning(
    troubled: Desk, back: datetime, days: int
) -> None:
    assert [one for one in await morning(troubled, back) if "контроле" in one.text] == []
    told = [
        one
        for one in await morning(troubled, LATE + timedelta(days=days))
        if "контроле" in one.text
    ]
    assert len(told) == 1


async def test_a_daily_message_that_was_missed_is_made_up_for_during_work(troubled: Desk) -> None:
    noon = LATE + timedelta(hours=3)
    told = [one for one in await morning(troubled, noon) if "контроле" in one.text]
    assert len(told) == 1
