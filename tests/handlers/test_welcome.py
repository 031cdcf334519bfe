"""The first words of the bot: who opens it learns in two lines what it is and does."""

from __future__ import annotations

import pytest

from handlers.speaking.texts import texts_in
from tests.handlers.conftest import COORDINATOR, Desk

RU = texts_in("ru")
STRANGER, OFFICIAL, OBSERVER = 9001, 9002, 9003


async def let_in(desk: Desk, user: int, role: str) -> str:
    """What somebody hears who is invited as `role` and opens the link."""
    await desk.send(COORDINATOR, "/start")
    (link,) = await desk.send(COORDINATOR, f"/invite {role}Зимина Алла")
    said = await desk.send(user, f"/start {link.text.rsplit('start=', 1)[1].strip()}")
    return next(one.text for one in said if one.chat_id == user)


async def test_a_stranger_is_told_what_the_bot_is_and_whom_to_ask(desk: Desk) -> None:
    (said,) = await desk.send(STRANGER, "/start")
    first, second = said.text.splitlines()
    assert "напоминает ответственным о сроках" in first
    assert "обратитесь к координатору" in second


async def test_the_first_coordinator_is_told_what_the_bot_does_and_what_to_do_first(
    desk: Desk,
) -> None:
    welcome, help_text = await desk.send(COORDINATOR, "/start")
    hello, *two = welcome.text.splitlines()
    assert "Вы подключены" in hello
    assert len(two) == 2
    assert "читает дорожную карту из файла Word" in two[0]
    assert "отчёт в форме того же документа" in two[1]
    assert help_text.text.startswith("Пришлите файл дорожной карты")


@pytest.mark.parametrize(
    ("user", "role", "key"), [(OFFICIAL, "", "official"), (OBSERVER, "наблюдатель ", "observer")]
)
async def test_who_is_invited_is_told_what_the_bot_asks_of_them(
    desk: Desk, user: int, role: str, key: str
) -> None:
    welcome = await let_in(desk, user, role)
    assert welcome.splitlines()[1:] == RU(f"welcome-{key}").splitlines()
    assert len(welcome.splitlines()) == 3
