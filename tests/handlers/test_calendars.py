"""`/calendar` says an address of one's own, and only to its owner."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from roadmap.actions.feeds import feed_behind
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, STRANGER, Desk

BASE = "https://calendar.example"


@pytest.fixture
def town(office: Desk) -> Desk:
    office.office = replace(office.office, feed_base=BASE)
    return office


def _secret(text: str) -> str:
    found = re.search(rf"{BASE}/calendar/(\S+)\.ics", text)
    assert found is not None, text
    return found[1]


async def test_each_is_told_an_address_of_their_own(town: Desk) -> None:
    secrets = {
        _secret((await town.send(user, "/calendar"))[-1].text) for user in (COORDINATOR, IVANOVA)
    }
    assert len(secrets) == 2


async def test_the_address_stays_until_it_is_changed(town: Desk) -> None:
    first = (await town.send(IVANOVA, "/calendar"))[-1]
    assert _secret((await town.send(IVANOVA, "/calendar"))[-1].text) == _secret(first.text)
    (renewed,) = await town.press(IVANOVA, first, "Сменить адрес")
    async with town.store.read() as tx:
        assert await feed_behind(tx, _secret(first.text)) is None
        behind = await feed_behind(tx, _secret(renewed.text))
    assert behind is not None
    assert behind[1].telegram_id == IVANOVA


async def test_a_pressed_foreign_button_changes_the_pressers_own_address(town: Desk) -> None:
    told = (await town.send(IVANOVA, "/calendar"))[-1]
    await town.press(COORDINATOR, told, "Сменить адрес")
    async with town.store.read() as tx:
        assert await feed_behind(tx, _secret(told.text)) is not None


async def test_in_a_group_the_address_goes_to_the_private_chat(town: Desk) -> None:
    chat = {"id": -1001, "type": "supergroup", "title": "Отдел"}
    said = await town.send(IVANOVA, "/calendar", chat=chat)
    told = {message.chat_id: message.text for message in said}
    assert BASE in told[IVANOVA]
    assert BASE not in told[-1001]


async def test_a_stranger_is_told_none(town: Desk) -> None:
    assert all(BASE not in message.text for message in await town.send(STRANGER, "/calendar"))
    assert all(BASE not in message.text for message in await town.tap(STRANGER, "rm:feed:1:0"))


async def test_where_no_feed_is_served_only_the_file_is_promised(office: Desk) -> None:
    said = await office.send(IVANOVA, "/calendar")
    assert [message.text for message in said] == ["Готовлю файл календаря."]


async def test_whoever_has_no_dates_is_told_so_and_gets_no_empty_file(office: Desk) -> None:
    (said,) = await office.send(PETROV, "/calendar")
    assert "за которые вы отвечаете, в этой дорожной карте пока нет" in said.text
    async with office.store.begin() as tx:
        assert await tx.jobs.claim(office.at, office.at) is None


async def test_whoever_has_a_date_gets_the_file_though_it_is_closed(office: Desk) -> None:
    await office.send(COORDINATOR, "/assign 6.1 Петров")
    (mine, *_) = await office.send(PETROV, "/my")
    (card,) = await office.press(PETROV, mine, "6.1")
    await office.press(PETROV, card, "Выполнено")
    assert "Готовлю файл календаря" in (await office.send(PETROV, "/calendar"))[0].text
