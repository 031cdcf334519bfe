"""Whatever the bot asks for, one tap ends the asking; what cannot be read is asked for again with
the same way out.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk


def labels(message: Outgoing) -> list[str]:
    return [one.text for row in message.buttons for one in row]


async def _asked(office: Desk, what: str) -> tuple[int, Outgoing]:
    if what == "/invite":
        return COORDINATOR, (await office.send(COORDINATOR, "/invite"))[-1]
    who = COORDINATOR if what in ("Исправить", "Отпуск", "Передать пункты") else IVANOVA
    if what in ("Отпуск", "Передать пункты"):
        (people,) = await office.send(COORDINATOR, "/people Иванова")
        (card,) = await office.press(COORDINATOR, people, "Иванова")
    else:
        (card,) = await office.send(who, "/item 6")
    if what == "Исправить":
        (card,) = await office.press(who, card, "Исправить")
        return who, (await office.press(who, card, "Добавить контрольную"))[-1]
    if what == "Перенести срок":
        (card,) = await office.press(who, card, "6.1")
    return who, (await office.press(who, card, what))[-1]


@pytest.mark.parametrize(
    ("what", "nonsense"),
    [
        ("Ответить", ""),
        ("Перенести срок", "когда-нибудь"),
        ("Исправить", "чушь"),
        ("Отпуск", "не знаю"),
        ("Передать пункты", "Никто"),
        ("/invite", ""),
    ],
)
async def test_whatever_is_asked_can_be_left(office: Desk, what: str, nonsense: str) -> None:
    who, asked = await _asked(office, what)
    assert "Отмена" in labels(asked)
    if nonsense:
        (asked,) = await office.send(who, nonsense)
        assert "Отмена" in labels(asked)
    (said,) = await office.press(who, asked, "Отмена")
    assert "отменено" in said.text
    async with office.store.read() as tx:
        assert await tx.people.dialog(who) is None


async def test_erasing_somebody_can_be_thought_better_of(office: Desk) -> None:
    (people,) = await office.send(COORDINATOR, "/people Иванова")
    (card,) = await office.press(COORDINATOR, people, "Иванова")
    (sure,) = await office.press(COORDINATOR, card, "Удалить данные")
    await office.press(COORDINATOR, sure, "Отмена")
    (people,) = await office.send(COORDINATOR, "/people Иванова")
    assert "Иванова Анна" in people.text


async def test_a_word_file_after_people_is_a_roadmap_all_the_same(office: Desk) -> None:
    await office.send(COORDINATOR, "/people")
    file = {"document": {"file_id": "d", "file_unique_id": "du", "file_name": "план.docx"}}
    await office.feed(message=office.message(COORDINATOR, **file))
    async with office.store.begin() as tx:
        job = await tx.jobs.claim(office.at, office.at + timedelta(minutes=1))
    assert job is not None
    assert job.kind == "read_document"


@pytest.mark.parametrize("word", ["отмена", "Отменить!"])
@pytest.mark.parametrize("what", ["Перенести срок", "Исправить", "Отпуск", "Передать пункты"])
async def test_whatever_is_asked_can_be_left_by_a_word(office: Desk, what: str, word: str) -> None:
    who, _ = await _asked(office, what)
    (said,) = await office.send(who, word)
    assert "отменено" in said.text
    async with office.store.read() as tx:
        assert await tx.people.dialog(who) is None
