"""One question for what deadlines are counted from: one typed date gives all their rows a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from documents.tables.reading import read_document
from roadmap.model import Draft, Due, Period
from roadmap.model.messages import Outgoing
from tests.documents.sets.word import Plan
from tests.handlers.conftest import COORDINATOR, Desk

PHRASES = (
    "за 10 дней до дня голосования",
    "не позднее чем за 20 дней до дня голосования",
    "в день голосования",
    "в течение 3 рабочих дней со дня голосования",
    "до 15 ноября 2021 года",
    "по отдельному плану",
)
DAYS = ["2021-12-08", "2021-11-28", "2021-12-19", "2021-12-23", "2021-11-15", None]


class Holiday:
    """Monday to Friday, but for the Monday after the day of voting."""

    def is_working(self, day: date) -> bool:
        return day.weekday() < 5 and day != date(2021, 12, 20)


def election() -> Draft:
    rows = [(f"{n}", f"Работа {n}", text, "Ким О.А.") for n, text in enumerate(PHRASES, 1)]
    plan = Plan("КАЛЕНДАРНЫЙ ПЛАН", "выборов депутатов Совета города Верхнеозёрска")
    content = plan.table(("№", "Мероприятие", "Срок", "Исполнитель"), *rows).bytes()
    return read_document(content, "plan.docx", Period.calendar(2021), date(2021, 9, 1))


@pytest.fixture
async def preview(desk: Desk) -> Outgoing:
    desk.at = datetime(2021, 9, 1, 6, 0, tzinfo=UTC)
    desk.office = replace(desk.office, calendar=Holiday())
    await desk.send(COORDINATOR, "/start")
    return await desk.import_draft(election())


async def dues(desk: Desk) -> list[Due]:
    async with desk.store.read() as tx:
        points = await tx.roadmaps.points([item.id for item in await tx.roadmaps.items(1)])
        return list(await tx.roadmaps.dues([point.id for point in points]))


async def days(desk: Desk) -> list[str | None]:
    return [due.day.isoformat() if due.day else None for due in await dues(desk)]


async def test_the_question_names_the_items_that_hang_on_it(desk: Desk, preview: Outgoing) -> None:
    (asked,) = await desk.press(COORDINATOR, preview, "Вопросы")
    assert "Пункты: 1–4." in asked.text


async def test_the_question_says_how_many_deadlines_hang_on_it(
    desk: Desk, preview: Outgoing
) -> None:
    (asked,) = await desk.press(COORDINATOR, preview, "Вопросы (1)")
    assert "4 срока в документе отсчитываются от «дня голосования»" in asked.text
    assert "например «за 10 дней до дня голосования»" in asked.text
    labels = [button.text for row in asked.buttons for button in row]
    assert labels == ["Ввести дату", "Пропустить"]


async def test_one_typed_date_settles_all_rows_of_a_draft(desk: Desk, preview: Outgoing) -> None:
    (asked,) = await desk.press(COORDINATOR, preview, "Вопросы (1)")
    (how,) = await desk.press(COORDINATOR, asked, "Ввести дату")
    assert "Напишите дату для «дня голосования»" in how.text
    taken, done = await desk.send(COORDINATOR, "19 декабря 2021")
    assert taken.text == "Принято: 19 декабря 2021. Посчитано 4 срока."
    again = (await desk.press(COORDINATOR, done, "К карте"))[0]
    await desk.press(COORDINATOR, again, "Сохранить")
    assert await days(desk) == DAYS


async def test_it_settles_all_rows_of_a_saved_roadmap(desk: Desk, preview: Outgoing) -> None:
    (asked,) = await desk.press(COORDINATOR, preview, "Вопросы (1)")
    await desk.press(COORDINATOR, preview, "Сохранить")
    assert await days(desk) == [None] * 4 + ["2021-11-15", None]
    await desk.press(COORDINATOR, asked, "Ввести дату")
    await desk.send(COORDINATOR, "19.12.2021")
    assert sorted(map(str, await days(desk))) == sorted(map(str, DAYS))


async def test_another_date_moves_them_all_again(desk: Desk, preview: Outgoing) -> None:
    (asked,) = await desk.press(COORDINATOR, preview, "Вопросы (1)")
    await desk.press(COORDINATOR, preview, "Сохранить")
    for typed in ("18.12.2021", "19.12.2021"):
        await desk.press(COORDINATOR, asked, "Ввести дату")
        await desk.send(COORDINATOR, typed)
    assert sorted(map(str, await days(desk))) == sorted(map(str, DAYS))


async def test_a_day_given_by_hand_meanwhile_stays(desk: Desk, preview: Outgoing) -> None:
    (asked,) = await desk.press(COORDINATOR, preview, "Вопросы (1)")
    await desk.press(COORDINATOR, preview, "Сохранить")
    async with desk.store.begin() as tx:
        first = (await dues(desk))[0]
        await tx.roadmaps.update_due(replace(first, day=date(2021, 12, 1)))
    await desk.press(COORDINATOR, asked, "Ввести дату")
    await desk.send(COORDINATOR, "19.12.2021")
    found = await days(desk)
    assert "2021-12-01" in found
    assert "2021-12-08" not in found


@pytest.mark.parametrize("typed", ["декабрь", "с 17 по 19 декабря", "скоро"])
async def test_only_one_day_can_be_counted_from(desk: Desk, preview: Outgoing, typed: str) -> None:
    (asked,) = await desk.press(COORDINATOR, preview, "Вопросы (1)")
    await desk.press(COORDINATOR, asked, "Ввести дату")
    (said,) = await desk.send(COORDINATOR, typed)
    assert "Принято" not in said.text


async def test_a_question_that_is_skipped_leaves_the_rows_without_a_day(
    desk: Desk, preview: Outgoing
) -> None:
    (asked,) = await desk.press(COORDINATOR, preview, "Вопросы (1)")
    (left,) = await desk.press(COORDINATOR, asked, "Пропустить")
    assert "Остался 1 вопрос" in left.text
    await desk.press(COORDINATOR, preview, "Сохранить")
    assert await days(desk) == [None] * 4 + ["2021-11-15", None]


async def test_a_typed_day_without_a_year_in_a_plan_of_two_years_is_said_back(desk: Desk) -> None:
    desk.at = datetime(2021, 9, 1, 6, 0, tzinfo=UTC)
    desk.office = replace(desk.office, calendar=Holiday())
    await desk.send(COORDINATOR, "/start")
    years = Period("2021–2022 годы", date(2021, 1, 1), date(2022, 12, 31))
    preview = await desk.import_draft(replace(election(), period=years))
    (question,) = await desk.press(COORDINATOR, preview, "Вопросы")
    await desk.press(COORDINATOR, question, "Ввести")
    (sure,) = await desk.send(COORDINATOR, "19 декабря")
    assert "19 декабря" in sure.text
    taken = await desk.press(COORDINATOR, sure, "Да")
    assert any("19 декабря" in one.text for one in taken)
