"""The timeline: where marks stand, what they say, and which are shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import pytest

from handlers.pages import timeline
from handlers.pages.timeline import axis_of
from handlers.speaking.texts import texts_in
from roadmap.errors import NotAllowed
from roadmap.model import Due, DueState, Period
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk
from tests.handlers.pages.conftest import Browser, Seen, redirected
from tests.handlers.pages.test_item import due

Opened = Callable[[int], Browser]


def marks(seen: Seen) -> list[tuple[str, float, int, str]]:
    """State, place in percent, line in pixels and words of each mark."""
    found = re.findall(
        r'<a class="due (\w+)" href="/items/\d+"><title>([^<]+)</title>'
        r'<use href="#m-\w+" x="([\d.]+)%" y="(\d+)"/>',
        seen.html,
    )
    return [(state, float(x), int(y), unescape(words)) for state, words, x, y in found]


def rows(seen: Seen) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/items/\d+">([^<]+)<', seen.html)


async def test_each_due_day_is_marked_at_its_day_with_its_state_and_words(browser: Opened) -> None:
    seen = await browser(COORDINATOR).get("/timeline")
    assert rows(seen) == ["5", "6", "7"]
    # Of 366 days of the school year 60 are before 31 October, 121 before 31 December.
    assert marks(seen) == [
        ("quiet", 16.39, 14, "6.М1 Контроль олимпиад\n31 октября · прошло до загрузки карты"),
        ("ahead", 33.06, 14, "6.1 результаты муниципального этапа\n31 декабря · впереди"),
        ("ahead", 66.12, 14, "6.2 результаты регионального этапа\n30 апреля 2020 · впереди"),
    ]
    assert f'x="{100 * 92 / 366:.2f}%" y="45" class="today' in seen.html
    assert "УПРАВЛЕНИЕ · 1.2. КАДРЫ" in seen.text
    assert "без даты" in seen.text, "item 7 has no day"


async def test_states_follow_what_is_done_and_what_is_not(office: Desk, browser: Opened) -> None:
    await browser(IVANOVA).post(f"/dues/{(await due(office)).due.id}", state="open", do="done")
    office.at += timedelta(days=160)
    seen = await browser(COORDINATOR).get("/timeline")
    told = {words.split()[0]: (state, words.split("\n")[1]) for state, _, _, words in marks(seen)}
    assert told["6.1"] == ("done", "31 декабря 2019 · выполнено")
    assert told["6.2"] == ("late", "30 апреля · просрочено · нет ответа")


async def test_every_state_has_a_shape_of_its_own(browser: Opened) -> None:
    seen = await browser(COORDINATOR).get("/timeline")
    shapes = re.findall(r'<g id="m-(\w+)">(.+?)</g>', seen.html)
    assert {state for state, _ in shapes} == set(timeline.MARKED)
    assert len({drawn for _, drawn in shapes}) == len(shapes)


async def test_days_of_one_day_stand_below_each_other(office: Desk, browser: Opened) -> None:
    async with office.store.begin() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["6"])
        points = await tx.roadmaps.points([item.id])
        days = [date(2019, 12, 31), date(2020, 1, 4), date(2020, 2, 20)]
        await tx.roadmaps.add_dues([Due(0, points[0].id, day, DueState.OPEN) for day in days])
    seen = await browser(COORDINATOR).get("/timeline")
    found = [(words.split("\n")[1].split(" ·")[0], y) for _, _, y, words in marks(seen)]
    assert found == [
        ("31 октября", 14),
        ("31 декабря", 14),
        ("31 декабря", 34),
        ("4 января 2020", 54),
        ("20 февраля 2020", 14),
        ("30 апреля 2020", 14),
    ]
    assert 'class="days" height="68"' in seen.html


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=олимпиад", ["6"]),
        ("state=ahead", ["6"]),
        ("section=УПРАВЛЕНИЕ / 1.2. КАДРЫ", ["7"]),
        ("state=late", []),
    ],
)
async def test_it_is_filtered_as_the_board_is(
    browser: Opened, query: str, found: list[str]
) -> None:
    assert rows(await browser(COORDINATOR).get(f"/timeline?{query}")) == found


async def test_of_one_person_only_theirs_is_shown(office: Desk, browser: Opened) -> None:
    async with office.store.begin() as tx:
        ivanova = await tx.people.by_telegram(IVANOVA)
    assert ivanova is not None
    seen = await browser(COORDINATOR).get(f"/timeline?person={ivanova.id}")
    assert rows(seen) == ["6"]
    assert len(marks(seen)) == 3


async def test_many_rows_come_by_pages_and_a_section_that_goes_on_is_not_named_again(
    office: Desk, browser: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline, "ROWS", 1)
    first = await browser(COORDINATOR).get("/timeline")
    assert rows(first) == ["5"]
    assert "Ещё 2 пункта" in first.text
    second = browser(COORDINATOR)
    whole = await second.get("/timeline?from=1")
    assert rows(whole) == ["6"]
    assert "1.1. КАЧЕСТВО" in whole.html.partition("<tbody>")[2]
    part = await second.part("/timeline?from=1")
    assert rows(part) == ["6"]
    assert "1.1. КАЧЕСТВО" not in part.html


async def test_hostile_words_stay_words(office: Desk, browser: Opened) -> None:
    hostile = "</title><script>alert(1)</script>"
    async with office.store.begin() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["6"])
        await tx.roadmaps.update_item(replace(item, recommendation=hostile))
        (point, *_) = await tx.roadmaps.points([item.id])
        await tx.roadmaps.update_point(replace(point, text=hostile))
    seen = await browser(COORDINATOR).get("/timeline")
    assert "<script>alert" not in seen.html
    assert "style=" not in seen.html, "the page's policy forbids it"


async def test_another_roadmap_is_chosen_without_leaving_the_timeline(browser: Opened) -> None:
    chosen = await browser(COORDINATOR).post("/roadmap", **{"roadmap": 1, "from": "/timeline"})
    assert redirected(chosen).to == "/timeline"
    elsewhere = {"roadmap": 1, "from": "https://example.org"}
    assert redirected(await browser(COORDINATOR).post("/roadmap", **elsewhere)).to == "/"


async def test_officials_have_days_of_their_own_only(browser: Opened) -> None:
    with pytest.raises(NotAllowed):
        await browser(IVANOVA).get("/timeline")


async def test_an_officials_own_page_begins_with_their_open_days_on_the_months(
    browser: Opened,
) -> None:
    seen = await browser(IVANOVA).get("/mine")
    assert [(state, x) for state, x, _, _ in marks(seen)] == [("ahead", 33.06), ("ahead", 66.12)]
    legend = seen.html.partition('class="legend"')[2].partition("</ul>")[0]
    assert "впереди" in legend
    assert "просрочено" not in legend, "there is none"


def test_months_reach_as_far_as_days_nearby_and_what_is_far_off_stands_at_the_edge() -> None:
    days = [date(2020, 10, 5), date(2035, 1, 1), None]
    axis = axis_of(Period.school(2019), days, date(2018, 1, 1), texts_in("ru"))
    assert (axis.first, axis.last) == (date(2019, 9, 1), date(2020, 10, 31))
    assert [one.name for one in axis.months if one.name] == [
        "сен", "ноя", "янв", "мар", "май", "июл", "сен"
    ]  # fmt: skip
    assert [one.year for one in axis.months if one.year] == ["2019", "2020"]
    assert axis.today == ""
    assert axis.x(date(2035, 1, 1)) == axis.x(date(2020, 10, 31)) == f"{100 * 426 / 427:.2f}%"
