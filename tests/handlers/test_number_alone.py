"""«6.1» and nothing else: the answer to «К какому пункту?», or the beginning of one."""

from __future__ import annotations

import pytest

from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk
from tests.handlers.test_answers_of_every_kind import entries, point_of, remind
from tests.handlers.test_living_reminders import changes


async def test_the_question_where_an_answer_belongs_is_answered_by_the_number_too(
    office: Desk,
) -> None:
    (asked,) = await office.send(IVANOVA, "всё проведено")
    assert "напишите номер" in asked.text
    (said,) = await office.send(IVANOVA, "6.2")
    (ended,) = await changes(office)
    assert "✅ Записано: пункт 6, контрольная точка 2" in said.text
    assert (ended.edits, ended.buttons) == (asked.telegram_id, ())
    assert ended.text == "Ответ записан: пункт 6, контрольная точка 2."
    (entry,) = await entries(office)
    assert (entry.text, await point_of(office, entry)) == ("всё проведено", "2")


async def test_a_plain_number_places_a_kept_answer_as_well(office: Desk) -> None:
    await office.send(IVANOVA, "всё проведено")
    await office.send(IVANOVA, "6")
    (entry,) = await entries(office)
    assert entry.text == "всё проведено"


@pytest.mark.parametrize("number", ["6.1", "п. 6", "6 КТ1"])
async def test_a_number_with_no_words_asks_for_them_and_records_nothing_empty(
    office: Desk, number: str
) -> None:
    (said,) = await office.send(IVANOVA, number)
    assert "Напишите ответ по пункту 6" in said.text
    assert await entries(office) == []
    await office.send(IVANOVA, "семинар прошёл")
    (entry,) = await entries(office)
    assert entry.text == "семинар прошёл"


async def test_a_number_alone_in_reply_to_a_reminder_is_no_empty_answer(office: Desk) -> None:
    (said,) = await office.reply(IVANOVA, await remind(office, "1", "2"), "6.1")
    assert "Напишите ответ по пункту 6.1" in said.text
    assert await entries(office) == []


async def test_a_point_that_does_not_exist_leaves_the_kept_answer_where_it_is(office: Desk) -> None:
    await office.send(IVANOVA, "всё проведено")
    (said,) = await office.send(IVANOVA, "6.9")
    assert "нет мероприятия или контрольной точки 9" in said.text
    async with office.store.read() as tx:
        person = await tx.people.by_telegram(IVANOVA)
        assert [kept.text for kept in await tx.answers.unplaced_of(person.id)] == ["всё проведено"]


async def test_an_answer_of_the_coordinator_is_placed_by_number_too(office: Desk) -> None:
    await office.send(COORDINATOR, "всё проведено")
    await office.send(COORDINATOR, "7")
    assert [entry.text for entry in await entries(office, "7")] == ["всё проведено"]


@pytest.mark.parametrize(
    ("first", "number", "stays"),
    [
        ("всё проведено", "5", "Ответ сохранён"),
        ("6.1 протокол подписан", "ой не туда, это 5", "Ответ остался на прежнем месте"),
    ],
)
async def test_what_others_answer_for_is_no_place_for_an_answer(
    office: Desk, first: str, number: str, stays: str
) -> None:
    await office.send(IVANOVA, first)
    before = await entries(office)
    (said,) = await office.send(IVANOVA, number)
    assert "За пункт 5 отвечаете не вы." in said.text
    assert stays in said.text
    assert await entries(office) == before
