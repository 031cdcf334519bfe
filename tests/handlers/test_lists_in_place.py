"""Lists turn their pages in place, say a thing once, and follow what is settled from them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from roadmap.drafts.adoption import adopt
from roadmap.drafts.edition import compare
from roadmap.model import Assignment, Person, PersonState, Role
from tests.handlers.conftest import COORDINATOR, Desk, month, sample_draft
from tests.handlers.test_bodies import coming_in, labels, naming, save, with_button
from tests.handlers.test_daily_message import LATE, morning


async def silent_people(office: Desk, count: int) -> None:
    """So many officials answer for item 6, and none of them says anything."""
    async with office.store.begin() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["6"])
        for number in range(count):
            person = await tx.people.add(
                Person(0, f"Молчунов Олег{number:02}", Role.OFFICIAL, state=PersonState.INVITED)
            )
            await tx.people.assign([Assignment(item.id, None, person.id)])
    office.at = datetime(2020, 1, 13, 6, tzinfo=UTC)


async def test_the_silent_turn_in_place_and_who_is_awaited_is_said_once(office: Desk) -> None:
    await silent_people(office, 20)
    (first,) = await office.send(COORDINATOR, "/silent")
    assert first.text.count("Ждём") == 1
    (second,) = await office.press(COORDINATOR, first, "›")
    assert second.edits == first.telegram_id
    assert "Ждём" not in second.text
    (again,) = await office.press(COORDINATOR, second, "‹")
    assert again.edits == first.telegram_id


async def test_after_a_body_is_given_to_somebody_those_left_are_listed_anew(desk: Desk) -> None:
    await coming_in(desk)
    said = await save(desk, naming(("Дума",), ("Музей",), ("Архив",)))
    (names,) = await desk.press(COORDINATOR, with_button(said, "Органы"), "Органы и должности")
    listed = with_button(await desk.press(COORDINATOR, names, "Создать"), "Дума")
    await desk.press(COORDINATOR, listed, "Дума")
    said = await desk.send(COORDINATOR, "Иванова")
    left = with_button(said, "Музей")
    assert [one for one in labels(left) if one in ("Дума", "Музей", "Архив")] == ["Архив", "Музей"]


async def test_the_beginning_of_a_word_finds_its_item(office: Desk) -> None:
    (card,) = await office.send(COORDINATOR, "/item муниципальн")
    assert "Пункт 6" in card.text
    (none,) = await office.send(COORDINATOR, "/item витаминиз")
    assert "не нашёлся" in none.text


async def test_questions_of_an_edition_are_counted_without_those_answered_before(
    office: Desk,
) -> None:
    preview = await office.import_draft(sample_draft())
    (asked,) = await office.press(COORDINATOR, preview, "Вопросы (1)")
    assert "Вопрос 1 из 1" in asked.text
    await office.press(COORDINATOR, asked, labels(asked)[0])
    await office.press(COORDINATOR, preview, "Обновить карту")
    draft = sample_draft()
    (question,) = draft.questions
    more = replace(question, item="6", about="control_point 2", phrase="Август", text="итоги")
    preview = await office.import_draft(replace(draft, questions=(question, more)))
    (asked,) = await office.press(COORDINATOR, preview, "Вопросы (1)")
    assert "Вопрос 1 из 1" in asked.text


async def test_a_corrected_number_that_an_edition_replaces_is_said(office: Desk) -> None:
    (card,) = await office.send(COORDINATOR, "/item 6")
    (menu,) = await office.press(COORDINATOR, card, "Исправить")
    await office.press(COORDINATOR, menu, "Номер пункта")
    (sure,) = await office.send(COORDINATOR, "12")
    await office.press(COORDINATOR, sure, "Да")
    draft = sample_draft()
    five, six, seven = draft.items
    preview = await office.import_draft(
        replace(draft, items=(five, replace(six, number="8"), seven))
    )
    saved = (await office.press(COORDINATOR, preview, "Обновить карту"))[0]
    assert "12 → 8" in saved.text


def test_only_what_an_edition_brings_of_the_past_is_newly_past() -> None:
    draft, today = sample_draft(), date(2020, 2, 1)
    old = adopt(draft, today)
    assert compare(old, adopt(draft, today)).newly_past(today) == 0
    five, six, seven = draft.items
    moved = replace(six.control_points[1], deadline=month("Январь", 2020, 1, 31))
    six = replace(six, control_points=(six.control_points[0], moved))
    found = compare(old, adopt(replace(draft, items=(five, six, seven)), today))
    assert found.newly_past(today) == 1


@pytest.mark.parametrize("count", [3, 12])
async def test_the_morning_brings_in_all_who_have_not_opened_the_bot(
    office: Desk, count: int
) -> None:
    await silent_people(office, count)
    await morning(office, LATE - timedelta(days=1))
    told = await morning(office, LATE)
    (daily,) = [one for one in told if one.chat_id == COORDINATOR]
    offered = [one for one in labels(daily) if one.startswith("Сообщение каждому")]
    assert offered == ([f"Сообщение каждому ({count})"] if count > 5 else []), labels(daily)
