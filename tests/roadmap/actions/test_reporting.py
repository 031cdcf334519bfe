"""What the half-year's report says: entries put together, the coordinator's own words, and the book
that workbook and timeline show.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from roadmap.actions import reporting
from roadmap.errors import NotAllowed, UserError
from roadmap.model import (
    DueState,
    InTable,
    Period,
    Postponement,
    PostponementState,
    ProgressEntry,
    Roadmap,
    Source,
)
from roadmap.report.composing import DisciplineLine, ItemStory, ReportLine, Shift
from tests.roadmap.actions.town import DAY, DUE_DAYS, MORNING, TODAY, Town, line, told

FIRST, SECOND = Period.school(2019).halves()
KAMCHATKA = ZoneInfo("Asia/Kamchatka")


async def tell(town: Town, n: int, text: str, **fields: object) -> ProgressEntry:
    """Something is told of item `n`."""
    said = replace(told(town, n, text=text), **fields)  # type: ignore[arg-type] # by name
    entry = await town.tx.answers.add(said)
    assert entry is not None
    return entry


async def put_off(
    town: Town, n: int, state: PostponementState = PostponementState.GRANTED
) -> Postponement:
    """Item `n`'s day was put off to March, or was to be."""
    return await town.tx.answers.add_postponement(
        Postponement(
            0,
            town.dues[n].id,
            town.vetrova.id,
            DUE_DAYS[n],
            date(2020, 3, 15),
            "болезнь",
            MORNING,
            state,
        )
    )


async def texts(town: Town, half: object = FIRST) -> list[str]:
    """The report's text of each item; the same must come of each by itself."""
    assert half in (FIRST, SECOND)
    chosen = FIRST if half == FIRST else SECOND
    lines = await reporting.report_lines(town.tx, town.roadmap, chosen)
    items = await town.tx.roadmaps.items(town.roadmap.id)
    alone = [await reporting.report_line(town.tx, town.roadmap, item, chosen) for item in items]
    assert alone == lines
    assert [(one.position, one.number, one.origin) for one in lines] == [
        (item.position, item.number, item.origin) for item in items
    ]
    return [one.text for one in lines]


async def reword(town: Town, n: int, text: str | None, who: str = "head") -> None:
    """Somebody gives item `n`'s cell other words."""
    person = getattr(town, who)
    said = line(person, town.roadmap, "log-reworded", town.items[n].number)
    await reporting.reword(town.tx, person, town.roadmap, FIRST, town.items[n], text, said)


async def test_a_half_year_is_chosen_by_its_number_or_by_the_day(town: Town) -> None:
    chosen = [reporting.chosen_half(town.roadmap, number, TODAY) for number in (1, 2, None)]
    assert chosen == [FIRST, SECOND, FIRST]
    assert reporting.chosen_half(town.roadmap, None, date(2020, 2, 1)) == SECOND


@pytest.mark.parametrize("number", [0, 3, -1])
async def test_a_half_year_that_is_not_there_is_refused(town: Town, number: int) -> None:
    with pytest.raises(UserError) as refused:
        reporting.chosen_half(town.roadmap, number, TODAY)
    assert (refused.value.key, refused.value.variables) == ("error-no-such-half", {"count": 2})


async def test_each_item_s_cell_has_what_was_told_of_it_in_the_half_year(town: Town) -> None:
    await tell(town, 0, "Осенью")
    await tell(town, 0, "Весной", day=SECOND.start)
    await tell(town, 2, "Зимой", day=FIRST.end)
    assert await texts(town) == ["Осенью.", "", "Зимой."]
    assert await texts(town, SECOND) == ["Весной.", "", ""]


async def test_a_withdrawn_answer_is_not_reported(town: Town) -> None:
    await tell(town, 0, "Ошибка", withdrawn_at=MORNING)
    assert await texts(town) == ["", "", ""]


async def test_items_of_the_same_number_say_each_its_own(town: Town) -> None:
    await town.tx.roadmaps.update_item(replace(town.items[1], number="1"))
    await tell(town, 0, "Первый")
    await tell(town, 1, "Второй")
    await reword(town, 2, "Третий")
    assert await texts(town) == ["Первый.", "Второй.", "Третий"]


async def test_a_line_of_the_report_knows_where_its_item_stands_in_the_document(town: Town) -> None:
    for n, item in enumerate(town.items[:2]):
        await town.tx.roadmaps.update_item(replace(item, origin=InTable(0, n, n, 1, 3)))
    await tell(town, 0, "Осенью")
    await reword(town, 1, "Своими словами")
    assert await texts(town) == ["Осенью.", "Своими словами", ""]
    lines = await reporting.report_lines(town.tx, town.roadmap, FIRST)
    assert [one.origin for one in lines] == [
        InTable(0, 0, 0, 1, 3), InTable(0, 1, 1, 1, 3), None,
    ]  # fmt: skip


async def test_a_bare_word_is_told_with_its_point(town: Town) -> None:
    await tell(town, 0, "выполнено", point_id=town.points[0].id)
    assert (await texts(town))[0] == "Отчёт 1 – выполнено 02.12.2019."


async def test_the_criterion_and_what_was_put_off_are_told(town: Town) -> None:
    await town.tx.roadmaps.update_item(
        replace(town.items[0], criterion="Охват", criterion_value="75%")
    )
    await put_off(town, 0)
    assert (await texts(town))[0].splitlines() == [
        "Охват – 75%.", "Отчёт 1 – срок перенесён на 2 полугодие.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "state", [one for one in PostponementState if one is not PostponementState.GRANTED]
)
async def test_what_was_only_asked_for_is_not_told(town: Town, state: PostponementState) -> None:
    await put_off(town, 0, state)
    assert await texts(town) == ["", "", ""]


async def test_a_story_holds_all_that_is_told_of_an_item(town: Town) -> None:
    await town.tx.roadmaps.update_item(
        replace(town.items[0], criterion="Охват", criterion_value="75%")
    )
    items = await town.tx.roadmaps.items(town.roadmap.id)
    on_first = await tell(town, 0, "Начало", day=FIRST.start)
    on_last = await tell(town, 0, "Конец", day=FIRST.end, at=MORNING + DAY)
    await tell(town, 0, "Летом", day=FIRST.end + DAY)
    await put_off(town, 1)
    stories = await reporting.item_stories(town.tx, town.roadmap, items, FIRST)
    of_point = [{point.id: point.text} for point in town.points]
    shift = Shift("Отчёт 2", DUE_DAYS[1], date(2020, 3, 15))
    numbers = [{"1", "1.1"}, {"2", "2.1"}]
    assert stories == {
        items[0].id: ItemStory([on_first, on_last], of_point[0], "Охват", "75%", [], numbers[0]),
        items[1].id: ItemStory([], of_point[1], "", "", [shift], numbers[1]),
        items[2].id: ItemStory([], {}, "", "", [], {"3"}),
    }


async def test_the_coordinator_s_words_stand_in_place_of_the_entries_until_taken_back(
    town: Town,
) -> None:
    await tell(town, 0, "Осенью")
    await reword(town, 0, "Своими словами")
    assert await texts(town) == ["Своими словами", "", ""]
    assert await texts(town, SECOND) == ["", "", ""]
    await reword(town, 0, "")
    assert await texts(town) == ["", "", ""]
    await reword(town, 0, None)
    assert await texts(town) == ["Осенью.", "", ""]
    assert len(await town.entries()) == 1
    said = line(town.head, town.roadmap, "log-reworded", "1")
    assert await town.log() == [said, said, said]


@pytest.mark.parametrize("who", ["vetrova", "lugovoy", "guest"])
async def test_only_a_coordinator_words_the_report(town: Town, who: str) -> None:
    with pytest.raises(NotAllowed):
        await reword(town, 0, "Своими словами", who)
    assert (await texts(town), await town.log()) == (["", "", ""], [])


async def test_own_words_of_one_roadmap_are_not_another_s(town: Town) -> None:
    await reword(town, 0, "Своими словами")
    other = await town.tx.roadmaps.add(Roadmap(0, "Другая", Period.school(2019), MORNING))
    (item,) = await town.tx.roadmaps.add_items([replace(town.items[0], id=0, roadmap_id=other.id)])
    lines = await reporting.report_lines(town.tx, other, FIRST)
    assert lines == [ReportLine(0, "1", "")]
    assert await reporting.report_line(town.tx, other, item, FIRST) == lines[0]


async def test_a_book_holds_all_that_the_workbook_shows(town: Town) -> None:
    for item, section in zip(town.items, [("Часть", "Глава", "Раздел")] * 2 + [()], strict=True):
        await town.tx.roadmaps.update_item(replace(item, section=section))
    await town.set_due(0, state=DueState.DONE, closed_on=DUE_DAYS[0])
    await put_off(town, 1)
    # On the other side of midnight in Kamchatka: fourteen days before the due day.
    late = datetime(2019, 12, 9, 20, tzinfo=UTC)
    last = await tell(town, 2, "Сделано", at=late, source=Source(1, 1))
    early = await tell(town, 0, "Давно", day=date(2001, 1, 1))
    future = await tell(town, 1, "Потом", day=date(2099, 1, 1), at=late - timedelta(days=300))
    today = date(2019, 12, 25)
    book = await reporting.load_book(town.tx, town.roadmap, FIRST, today, KAMCHATKA)
    items = await town.tx.roadmaps.items(town.roadmap.id)
    assert (book.roadmap, book.half, book.today) == (town.roadmap, FIRST, today)
    assert (book.items, book.points) == (items, town.points)
    assert book.dues == [await town.due(n) for n in range(3)]
    assert sorted(one.id for one in book.entries) == [last.id, early.id, future.id]
    assert book.people == sorted(town.everybody(), key=lambda person: person.name)
    assert book.responsible == {
        items[0].id: ["Ветрова Анна"], items[1].id: ["Луговой Пётр"], items[2].id: [],
    }  # fmt: skip
    assert book.co_executors == {item.id: [] for item in items}
    assert book.formula == "Коэффициент = выполнено в срок ÷ наступило сроков"
    assert book.discipline == [
        DisciplineLine("Всего", 3, 1, 2, 3, 1, 1, 0.33),
        DisciplineLine("Раздел", 2, 1, 1, 2, 1, 1, 0.5),
        DisciplineLine("Без раздела", 1, 0, 1, 1, 0, 0, 0.0),
        DisciplineLine("Ветрова Анна", 1, 1, 0, 0, 0, 0, 1.0),
        DisciplineLine("Луговой Пётр", 1, 0, 1, 2, 1, 1, 0.0),
        DisciplineLine("Никому не назначено", 1, 0, 1, 1, 0, 0, 0.0),
    ]
