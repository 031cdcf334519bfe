"""`/desk`: the link into the browser."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from roadmap.actions.entering import enter
from tests.handlers.conftest import COORDINATOR, IVANOVA, STRANGER, Desk

BASE = "https://vekha.example.ru"


async def test_the_link_lets_its_person_in(office: Desk) -> None:
    office.office = replace(office.office, feed_base=BASE)
    for who in (COORDINATOR, IVANOVA):
        (said,) = await office.send(who, "/desk")
        link = re.search(rf"{BASE}/enter/(\S+)", said.text)
        assert link is not None
        assert "5 минут" in said.text
        async with office.store.begin() as tx:
            session = await enter(tx, link[1], "secret" + str(who), office.at)
        assert session is not None
        assert session.person.telegram_id == who


async def test_in_a_group_it_comes_in_private(office: Desk) -> None:
    office.office = replace(office.office, feed_base=BASE)
    group = {"id": -100, "type": "supergroup", "title": "Отдел"}
    said = await office.send(IVANOVA, "/desk", chat=group)
    assert [("/enter/" in one.text, one.chat_id) for one in said] == [
        (True, IVANOVA),
        (False, -100),
    ]


async def test_where_it_is_off_who_can_turn_it_on_is_said(office: Desk) -> None:
    (said,) = await office.send(COORDINATOR, "/desk")
    assert "http.listen" in said.text


@pytest.mark.parametrize("words", ["/стол", "/Desk"])
async def test_it_is_asked_for_in_other_words(office: Desk, words: str) -> None:
    office.office = replace(office.office, feed_base=BASE)
    (said,) = await office.send(IVANOVA, words)
    assert "/enter/" in said.text


async def test_a_stranger_gets_no_link(office: Desk) -> None:
    office.office = replace(office.office, feed_base=BASE)
    said = await office.send(STRANGER, "/desk")
    assert all("/enter/" not in one.text for one in said)


@pytest.mark.parametrize(("base", "offered"), [(BASE, True), ("http://127.0.0.1:80", False)])
async def test_it_opens_within_the_messenger_where_that_takes_its_address(
    office: Desk, base: str, offered: bool
) -> None:
    office.office = replace(office.office, feed_base=base)
    (said,) = await office.send(IVANOVA, "/desk")
    buttons = [one for row in said.buttons for one in row]
    assert [(one.url, one.inside) for one in buttons] == [(f"{base}/launch", True)] * offered
