"""An item that is due on many days: its card, its buttons, and how its deadline is corrected."""

from __future__ import annotations

import re
from datetime import date

import pytest

from roadmap.deadlines import read_deadline
from roadmap.model import Draft, DraftItem, DueState, Measure, Period, ReminderState
from roadmap.model.messages import Outgoing
from roadmap.ports import DueView
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk

PHRASE = "еженедельно по пятницам"
YEAR = Period.school(2019)


def draft(phrase: str = PHRASE) -> Draft:
    """One item that is due each Friday of the school year."""
    measure = Measure(None, "Отчёт о питании школьников", read_deadline(phrase, YEAR))
    return Draft("Питание", YEAR, (DraftItem("37", ("РАЗДЕЛ",), "", (measure,)),))


@pytest.fixture
async def weekly(office: Desk) -> Desk:
    """The weekly plan beside the sample; it is current, and Иванова answers for its item."""
    preview = await office.import_draft(draft())
    await office.press(COORDINATOR, preview, "Сохранить")
    await office.send(COORDINATOR, "/assign 37 Иванова")
    await office.a_minute_later()
    return office


async def dues(office: Desk) -> list[DueView]:
    """The due days of item 37, without those that are gone."""
    async with office.store.read() as tx:
        (item,) = await tx.roadmaps.items_by_number(2, ["37"])
        points = await tx.roadmaps.points([item.id])
        found = await tx.roadmaps.dues([one.id for one in points])
        return list(await tx.roadmaps.views([one.id for one in found if one.state != "dropped"]))


def captions(message: Outgoing) -> list[str]:
    return [one.text for row in message.buttons for one in row]


async def test_the_card_tells_a_text_once_and_counts_its_days(weekly: Desk) -> None:
    (card,) = await weekly.send(COORDINATOR, "/item 37")
    assert card.text.count("Отчёт о питании") == 1
    assert f"{PHRASE}: 52 даты, 39 впереди, ближайшая 6 декабря" in card.text


async def test_a_few_days_of_one_point_are_told_one_by_one_below_its_text(office: Desk) -> None:
    preview = await office.import_draft(draft("январь, апрель"))
    await office.press(COORDINATOR, preview, "Сохранить")
    (card,) = await office.send(COORDINATOR, "/item 37")
    assert card.text.count("Отчёт о питании") == 1
    assert "31 января" in card.text
    assert "30 апреля" in card.text


async def test_its_buttons_carry_the_days_the_nearest_first_and_turn_pages(weekly: Desk) -> None:
    (card,) = await weekly.send(COORDINATOR, "/item 37")
    days = [one for one in captions(card) if one.startswith("37")]
    assert days[:2] == ["37 · 6 декабря", "37 · 13 декабря"]
    assert len(set(days)) == len(days) == 8
    (second,) = await weekly.press(COORDINATOR, card, "›")
    assert second.edits == card.telegram_id
    assert captions(second)[0] == "37 · 31 января 2020"


async def test_overdue_days_are_counted_and_stand_beside_the_next_ones(weekly: Desk) -> None:
    weekly.at = weekly.at.replace(day=10)
    (card,) = await weekly.send(COORDINATOR, "/item 37")
    assert "просрочено 1" in card.text
    assert captions(card)[0] == "37 · 6 декабря"
    (closed,) = await weekly.press(COORDINATOR, card, "37 · 6 декабря")
    assert "6 декабря" in closed.text


async def test_a_list_with_several_days_of_one_point_tells_them_apart(weekly: Desk) -> None:
    (listed,) = await weekly.send(COORDINATOR, "/due 30")
    days = [one for one in captions(listed) if re.match(r"37\b", one)]
    assert days
    assert all("·" in one for one in days)
    assert len(set(days)) == len(days)


async def test_correcting_reaches_the_coming_days_first(weekly: Desk) -> None:
    (card,) = await weekly.send(COORDINATOR, "/item 37")
    (menu,) = await weekly.press(COORDINATOR, card, "Исправить")
    days = [one for one in captions(menu) if one.startswith("Срок 37:")]
    assert days[0] == "Срок 37: 6 декабря"
    assert len(days) == 8
    (second,) = await weekly.press(COORDINATOR, menu, "›")
    assert second.edits == menu.telegram_id
    assert "Срок 37: 31 января 2020" in captions(second)


async def whole(office: Desk, phrase: str) -> Outgoing:
    """«Срок 37 целиком» becomes `phrase`; the confirmation."""
    (card,) = await office.send(COORDINATOR, "/item 37")
    (menu,) = await office.press(COORDINATOR, card, "Исправить")
    (how,) = await office.press(COORDINATOR, menu, "Срок 37 целиком")
    assert f"«{PHRASE}», 52 даты" in how.text
    (sure,) = await office.send(COORDINATOR, phrase)
    assert f"«{PHRASE}» → «{phrase}»" in sure.text
    (said,) = await office.press(COORDINATOR, sure, "Да")
    return said


async def test_the_whole_rule_is_corrected_and_closed_days_stay(weekly: Desk) -> None:
    friday = next(one for one in await dues(weekly) if one.due.day == date(2019, 12, 6))
    await weekly.tap(IVANOVA, f"due:done:{friday.due.id}")
    said = await whole(weekly, "ежемесячно до 5 числа")
    assert "«ежемесячно до 5 числа»" in said.text
    assert "ближайшая 5 декабря" in said.text
    now = await dues(weekly)
    open_days = [one.due.day for one in now if one.due.state is DueState.OPEN]
    assert open_days[:2] == [date(2019, 12, 5), date(2020, 1, 5)]
    assert [one.due.day for one in now if one.due.state is DueState.DONE] == [date(2019, 12, 6)]
    assert all(one.due.day.day in (5, 6) for one in now if one.due.day)
    async with weekly.store.read() as tx:
        planned = {
            (await tx.roadmaps.due(one.due_id)).day
            for one in await tx.reminders.of_dues([one.due.id for one in now])
            if one.state is ReminderState.PLANNED
        }
    assert date(2019, 12, 5) in planned


async def test_the_correction_of_a_rule_is_undone_whole(weekly: Desk) -> None:
    before = [(one.due.id, one.due.day, one.due.state) for one in await dues(weekly)]
    said = await whole(weekly, "ежемесячно до 5 числа")
    (undone,) = await weekly.press(COORDINATOR, said, "Отменить")
    assert f"«{PHRASE}»" in undone.text
    assert [(one.due.id, one.due.day, one.due.state) for one in await dues(weekly)] == before
    await weekly.press(COORDINATOR, said, "Отменить")
    assert "уже" in weekly.toasts[-1]


async def test_a_corrected_rule_holds_in_a_new_edition_with_the_same_phrase(weekly: Desk) -> None:
    await whole(weekly, "ежемесячно до 5 числа")
    before = [one.due.day for one in await dues(weekly)]
    preview = await weekly.import_draft(draft())
    await weekly.press(COORDINATOR, preview, "Обновить карту")
    assert [one.due.day for one in await dues(weekly)] == before


@pytest.mark.parametrize(("phrase", "told"), [("чушь", "Не понял"), (PHRASE, "и стоит")])
async def test_what_gives_no_other_days_is_asked_for_again(
    weekly: Desk, phrase: str, told: str
) -> None:
    (card,) = await weekly.send(COORDINATOR, "/item 37")
    (menu,) = await weekly.press(COORDINATOR, card, "Исправить")
    await weekly.press(COORDINATOR, menu, "Срок 37 целиком")
    (said,) = await weekly.send(COORDINATOR, phrase)
    assert told in said.text
