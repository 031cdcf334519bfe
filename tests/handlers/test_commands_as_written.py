"""Commands in capitals, in Russian words, corrected by an edit; plain questions."""

from __future__ import annotations

import pytest

from handlers.door.commands import respelt
from tests.handlers.conftest import COORDINATOR, IVANOVA, STRANGER, Desk
from tests.handlers.test_answers_of_every_kind import entries, in_group


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("/Item 6", "/item 6"),
        ("/HELP", "/help"),
        ("/Помощь", "/help"),
        ("/отчёт", "/report"),
        ("/Пункт 6", "/item 6"),
        ("/Start КОД-кОд", "/start КОД-кОд"),
        ("/item@vekha_bot 6", "/item@vekha_bot 6"),
        ("6 /item", "6 /item"),
    ],
)
def test_a_command_is_known_however_it_is_written(written: str, meant: str) -> None:
    assert respelt(written) == meant


@pytest.mark.parametrize(
    "words", ["/Item 6", "/пункт 6", "когда срок по 6.1?", "какой срок у пункта 6?"]
)
async def test_they_show_the_card(office: Desk, words: str) -> None:
    (card,) = await office.send(IVANOVA, words)
    assert "Результаты олимпиады" in card.text
    assert await entries(office) == []


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("что у меня на этой неделе?", "7 дней"),
        ("мои сроки", "Верхнеозёрска"),
        ("что просрочено?", "росроч"),
        ("помощь", "/my"),
        ("/Помощь", "/my"),
        ("как прикрепить фото?", "/my"),
        ("кому звонить?", "✉️ Иванова Анна"),
    ],
)
async def test_plain_questions_do_what_they_say_and_are_not_recorded(
    office: Desk, words: str, shown: str
) -> None:
    said = await office.send(IVANOVA, words)
    assert shown in said[0].text
    assert await entries(office) == []
    async with office.store.read() as tx:
        assert await tx.answers.unplaced_of(None) == []


async def test_a_command_corrected_by_an_edit_does_what_it_says(office: Desk) -> None:
    wrong = office.message(IVANOVA, text="/itm 6")
    await office.feed(message=wrong)
    (card,) = await office.feed(edited_message={**wrong, "text": "/item 6", "edit_date": 1})
    assert "Результаты олимпиады" in card.text


async def test_a_strangers_corrected_command_reveals_nothing(office: Desk) -> None:
    wrong = office.message(STRANGER, text="/itm 6")
    await office.feed(message=wrong)
    said = await office.feed(edited_message={**wrong, "text": "/item 6", "edit_date": 1})
    assert all("олимпиады" not in one.text for one in said)


async def test_a_question_in_a_group_is_left_to_the_group(office: Desk) -> None:
    assert await in_group(office, IVANOVA, "что у меня на этой неделе?") == []


async def test_the_coordinators_report_is_had_in_words(office: Desk) -> None:
    assert await office.send(COORDINATOR, "собери отчёт") == await office.send(
        COORDINATOR, "/report"
    )
