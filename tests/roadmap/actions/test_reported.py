"""What a document says was done already, taken over at import."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from roadmap.actions import reported
from roadmap.model import (
    DraftItem,
    Period,
    Postponement,
    PostponementState,
    ProgressEntry,
    ReportingPeriod,
)
from tests.roadmap.actions.town import MORNING, TODAY, Town

FIRST, SECOND = Period.school(2019).halves()


async def take_over(town: Town, *progress: str) -> list[Postponement]:
    """The document's report column says this of items 1, 2 and 3."""
    rows = [
        (item, DraftItem(item.number, (), "", progress=text))
        for item, text in zip(town.items, progress, strict=False)
    ]
    return await reported.take_over(town.tx, town.roadmap, rows, town.points, TODAY)


async def reword_point(town: Town, n: int, text: str) -> None:
    """Item `n`'s control point has another text."""
    town.points[n] = replace(town.points[n], text=text)
    await town.tx.roadmaps.update_point(town.points[n])


@pytest.mark.parametrize(
    ("title", "half"),
    [
        ("Отчёт за 1 полугодие", FIRST),
        ("Отчёт за 2-е полугодие", SECOND),
        ("ОТЧЁТ ЗА I ПОЛУГОДИЕ", FIRST),
        ("Отчёт за II полугодие 2019/2020 года", SECOND),
        ("Отчёт о 2-го  полугодия", SECOND),
        ("Дорожная карта", FIRST),
        ("Отчёт за 12 полугодие", FIRST),
    ],
)
async def test_a_report_tells_of_the_half_year_in_its_title(
    town: Town, title: str, half: ReportingPeriod
) -> None:
    roadmap = replace(town.roadmap, title=title)
    assert reported.half_told(roadmap, TODAY) == half


@pytest.mark.parametrize(("number", "half"), [("1", FIRST), ("2", SECOND)])
async def test_the_title_goes_before_the_day(
    town: Town, number: str, half: ReportingPeriod
) -> None:
    roadmap = replace(town.roadmap, title=f"Отчёт за {number} полугодие")
    assert [reported.half_told(roadmap, day) for day in (TODAY, date(2020, 3, 1))] == [half, half]


async def test_without_one_in_the_title_it_is_that_of_today(town: Town) -> None:
    assert reported.half_told(town.roadmap, date(2020, 3, 1)) == SECOND


async def test_a_half_year_that_the_period_has_not_is_not_told_of(town: Town) -> None:
    short = Period("осень", date(2019, 9, 1), date(2019, 12, 31))
    roadmap = replace(town.roadmap, title="Отчёт за 2 полугодие", period=short)
    assert reported.half_told(roadmap, TODAY) == short.halves()[0]


async def test_what_was_reported_becomes_an_entry_without_author(town: Town) -> None:
    assert await take_over(town, "Проведено совещание", " ") == []
    (entry,) = await town.entries()
    assert entry == ProgressEntry(
        entry.id, town.items[0].id, None, None, "Проведено совещание", FIRST.end,
        town.roadmap.imported_at,
    )  # fmt: skip
    assert await town.entries(1) == []
    assert await town.tx.roadmaps.item(town.items[0].id) == town.items[0]


async def test_the_entry_belongs_to_the_half_year_of_today_in_the_roadmap(town: Town) -> None:
    rows = [(town.items[0], DraftItem("1", (), "", progress="Проведено"))]
    await reported.take_over(town.tx, town.roadmap, rows, town.points, date(2020, 2, 1))
    assert [entry.day for entry in await town.entries()] == [SECOND.end]


async def test_a_percentage_becomes_the_criterion_s_value(town: Town) -> None:
    await take_over(town, "", "Охват 89 %")
    assert [entry.value for entry in await town.entries(1)] == ["89%"]
    item = await town.tx.roadmaps.item(town.items[1].id)
    assert item == replace(town.items[1], criterion_value="89%")


async def test_what_was_put_off_is_proposed_with_both_days(town: Town) -> None:
    await reword_point(town, 0, "Диагностика будущих первоклассников")
    said = "Сбор проведён.\nДиагностика будущих первоклассников перенесена на 2 полугодие"
    (one,) = await take_over(town, said)
    assert one == Postponement(
        one.id, town.dues[0].id, None, town.dues[0].day, date(2020, 5, 31),
        "Диагностика будущих первоклассников на 2 полугодие", town.roadmap.imported_at,
        PostponementState.PROPOSED,
    )  # fmt: skip
    assert await town.tx.answers.postponements(town.roadmap.id) == [one]
    assert await town.due() == town.dues[0]
    assert town.roadmap.imported_at != MORNING


async def test_each_line_that_was_put_off_is_proposed_about_its_own_point(town: Town) -> None:
    texts = ("Смотр школьных кабинетов", "Ремонт спортивного зала")
    town.points += await town.tx.roadmaps.add_points(
        [
            replace(
                town.points[0], id=0, position=1, number="2", text=texts[1], about="control_point 2"
            )
        ]
    )
    await reword_point(town, 0, texts[0])
    (due,) = await town.tx.roadmaps.add_dues(
        [replace(town.dues[0], id=0, point_id=town.points[3].id)]
    )
    said = [f"{text} перенесён на 2 полугодие" for text in reversed(texts)]
    found = await take_over(town, "\n".join(["Праздник перенесён на март", *said]))
    assert [one.due_id for one in found] == [due.id, town.dues[0].id]


async def test_a_line_about_another_item_s_point_proposes_nothing(town: Town) -> None:
    await reword_point(town, 1, "Диагностика будущих первоклассников")
    said = "Диагностика будущих первоклассников перенесена на 2 полугодие"
    assert await take_over(town, said) == []
    assert len(await take_over(town, "", said)) == 1
    await reword_point(town, 0, "Диагностика будущих первоклассников")
    both = await take_over(town, said, said)
    assert [one.due_id for one in both] == [town.dues[0].id, town.dues[1].id]


async def test_what_was_put_off_to_no_day_proposes_nothing_and_the_rest_is_read(town: Town) -> None:
    await reword_point(town, 0, "Диагностика будущих первоклассников")
    lost = "Диагностика будущих первоклассников перенесена на неопределённый срок"
    known = "Диагностика будущих первоклассников перенесена на 2 полугодие"
    assert [one.new_day for one in await take_over(town, f"{lost}\n{known}")] == [date(2020, 5, 31)]
