"""Courtesies, and answers that are somebody else's to give."""

from __future__ import annotations

import pytest

from roadmap.answers.courtesies import courtesy
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, Desk
from tests.handlers.test_answers_of_every_kind import entries, photo, remind


@pytest.mark.parametrize(
    "text", ["Спасибо!", "ОК", "Хорошо, спасибо.", "Добрый день!", "👍", "??", "Понятно"]
)
async def test_a_courtesy_is_no_answer_even_in_reply_to_a_reminder(office: Desk, text: str) -> None:
    reminder = await remind(office, "1")
    for said in (await office.reply(IVANOVA, reminder, text), await office.send(IVANOVA, text)):
        assert "это не записано" in said[0].text
    assert await entries(office) == []


@pytest.mark.parametrize(
    "text", ["Готово", "Выполнено, спасибо", "Принято 14 заявок", "Хорошо прошёл семинар", "да"]
)
async def test_an_answer_that_begins_or_ends_with_a_courtesy_is_one(
    office: Desk, text: str
) -> None:
    assert courtesy(text) is None
    await office.reply(IVANOVA, await remind(office, "1"), text)
    assert [entry.text for entry in await entries(office)] == [text.removesuffix(", спасибо")]


async def test_an_awaited_answer_may_be_as_short_as_people_like(office: Desk) -> None:
    (card,) = await office.send(IVANOVA, "/item 6")
    await office.press(IVANOVA, card, "Ответить")
    await office.send(IVANOVA, "Принято")
    assert [entry.text for entry in await entries(office)] == ["Принято"]


async def test_thanks_under_a_picture_are_an_answer(office: Desk) -> None:
    reminder = await remind(office, "1")
    shown = {
        "message_id": reminder.telegram_id,
        "date": 1,
        "chat": {"id": IVANOVA, "type": "private"},
        "text": "-",
    }
    await office.feed(
        message=office.message(IVANOVA, caption="спасибо", reply_to_message=shown, **photo())
    )
    (entry,) = await entries(office)
    assert len(entry.attachments) == 1


async def test_somebody_elses_item_is_said_to_be_so(office: Desk) -> None:
    (said,) = await office.send(PETROV, "6.1 сделано")
    assert said.text.startswith("За пункт 6 отвечаете не вы.")


async def test_a_card_says_of_which_point_each_answer_speaks(office: Desk) -> None:
    await office.send(IVANOVA, "6.1 готовимся")
    await office.feed(message=office.message(IVANOVA, caption="6.2", **photo()))
    await office.send(COORDINATOR, "п. 6: собран отчёт")
    (card,) = await office.send(IVANOVA, "/item 6")
    assert "<b>6.1</b> · 2 декабря, Иванова Анна: готовимся" in card.text
    assert "<b>6.2</b> · 2 декабря, Иванова Анна: 📎 1 файл" in card.text
    assert "<b>6</b> · 2 декабря" in card.text


@pytest.mark.parametrize(
    "text", ["Когда срок по п. 6?", "6.1 уже выполнено или ещё нет?", "а что по 6.1?"]
)
async def test_a_question_about_an_item_is_answered_by_its_card(office: Desk, text: str) -> None:
    (card,) = await office.send(IVANOVA, text)
    assert "Результаты олимпиады" in card.text
    assert await entries(office) == []


async def test_a_request_with_a_question_mark_is_no_answer(office: Desk) -> None:
    (said,) = await office.send(IVANOVA, "6.1 можно перенести на март?")
    assert "на 31 марта 2020 (вт)?" in said.text
    assert await entries(office) == []
