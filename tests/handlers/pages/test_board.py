"""The board: filtered, searched by words, sorted, by pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.pages import board
from roadmap.errors import NotAllowed
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk
from tests.handlers.pages.conftest import Browser, redirected
from tests.handlers.pages.test_item import due

Opened = Callable[[int], Browser]


async def numbers(browser: Browser, address: str) -> list[str]:
    seen = await browser.get(address)
    return re.findall(r'class="number"><a href="/items/\d+">([^<]+)<', seen.html)


async def test_it_shows_every_item_with_its_days_and_who_answers(browser: Opened) -> None:
    seen = await browser(COORDINATOR).get("/")
    assert "3 пункта" in seen.text
    assert "6.1 результаты муниципального этапа до 31 декабря, осталось 29 дней" in seen.text
    assert "Иванова Анна" in seen.text
    assert "никто не назначен" in seen.text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=олимпиад", ["6"]),
        ("q=наставничеством", ["7"]),
        ("q=Иванова", ["6"]),
        ("q=6.", ["6"]),
        ("q=ярмарка", []),
        ("state=unassigned", ["5", "7"]),
        ("state=ahead", ["6"]),
        ("section=УПРАВЛЕНИЕ / 1.2. КАДРЫ", ["7"]),
        ("sort=day", ["6", "5", "7"]),
    ],
)
async def test_it_is_filtered_searched_and_sorted(
    browser: Opened, query: str, found: list[str]
) -> None:
    assert await numbers(browser(COORDINATOR), f"/?{query}") == found


async def test_the_last_answer_stands_beside_its_item_and_silence_is_marked(
    office: Desk, browser: Opened
) -> None:
    await office.send(IVANOVA, "6.1 протокол подписан")
    assert "2 декабря протокол подписан" in (await browser(COORDINATOR).get("/")).text
    office.at += timedelta(days=160)
    late = await browser(COORDINATOR).get("/?state=late")
    assert "просрочено" in late.text
    assert "нет ответа" in late.text


async def test_what_is_counted_as_done_is_found_by_its_count(office: Desk, browser: Opened) -> None:
    await office.send(IVANOVA, "6.1 протокол подписан")
    view = await due(office)
    await browser(IVANOVA).post(f"/dues/{view.due.id}", state="open", do="done")
    assert "выполнено 1" in (await browser(COORDINATOR).get("/")).text
    assert await numbers(browser(COORDINATOR), "/?state=done") == ["6"]


async def test_many_items_come_by_pages(
    office: Desk, browser: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board, "ITEMS", 2)
    assert await numbers(browser(COORDINATOR), "/") == ["5", "6"]
    first = await browser(COORDINATOR).get("/")
    assert "Ещё 1 пункт" in first.text
    assert await numbers(browser(COORDINATOR), "/?from=2") == ["7"]


async def test_hostile_words_stay_words(office: Desk, browser: Opened) -> None:
    async with office.store.begin() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["6"])
        await tx.roadmaps.update_item(replace(item, recommendation="<script>alert(1)</script>"))
    seen = await browser(COORDINATOR).get('/?q="><script>')
    assert "<script>alert" not in seen.html
    assert '"><script>' not in seen.html


async def test_officials_are_led_to_what_is_theirs(browser: Opened) -> None:
    assert redirected(await browser(IVANOVA).get("/")).to == "/mine"
    with pytest.raises(NotAllowed):
        await browser(IVANOVA).post("/roadmap", roadmap=1)


async def test_words_find_at_the_desk_what_they_find_in_chat(office: Desk, browser: Opened) -> None:
    async with office.store.begin() as tx:
        for number, text in (("5", "Ремонт площадки"), ("6", "Список площадок")):
            (item,) = await tx.roadmaps.items_by_number(1, [number])
            await tx.roadmaps.update_item(replace(item, recommendation=text))
    (said,) = await office.send(COORDINATOR, "/item площадки")
    assert [row[0].text for row in said.buttons][:2] == ["5. Ремонт площадки", "6. Список площадок"]
    seen = await browser(COORDINATOR).get("/?q=площадки")
    assert "Ремонт площадки" in seen.text
    assert "Список площадок" in seen.text
    assert "Поддержка молодых" not in seen.text
