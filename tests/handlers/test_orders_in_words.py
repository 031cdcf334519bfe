"""What officials and coordinators say to the bot and not to the report: orders to close, requests
for another day, exceptions, questions.
"""

from __future__ import annotations

import pytest

from handlers.speaking.buttons import ListButton
from roadmap.model import DueState
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk
from tests.handlers.test_correcting import control_point
from tests.handlers.test_living_reminders import reminded


async def entries(office: Desk) -> list[str]:
    """The texts of the answers about item 6."""
    async with office.store.read() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["6"])
        return [one.text for one in await tx.answers.of_item(item.id)]


async def test_close_both_offers_to_close_the_two_just_answered_and_records_nothing(
    office: Desk,
) -> None:
    await office.send(IVANOVA, "6.1 протоколы получены")
    await office.send(IVANOVA, "6.2 заявки собраны")
    (asked,) = await office.send(IVANOVA, "оба закрывай")
    assert "Закрыть пункты 6.1, 6.2?" in asked.text
    assert "оба закрывай" not in await entries(office)
    (said,) = await office.press(IVANOVA, asked, "Закрыть 2")
    assert "Выполнено: 6.1, 6.2" in said.text
    assert (await control_point(office)).due.state is DueState.DONE


async def test_close_all_in_reply_means_what_the_reminder_showed(office: Desk) -> None:
    reminder = await reminded(office, IVANOVA, "6.1", "6.2")
    (asked,) = await office.reply(IVANOVA, reminder, "все закройте, пожалуйста")
    assert "6.1, 6.2" in asked.text
    assert await entries(office) == []


async def test_an_order_to_close_may_name_its_items(office: Desk) -> None:
    (asked,) = await office.send(IVANOVA, "закрой 6.1")
    assert "Закрыть пункт 6.1?" in asked.text
    assert await entries(office) == []


async def test_words_that_tell_of_closed_work_stay_an_answer(office: Desk) -> None:
    reminder = await reminded(office, IVANOVA, "6.1")
    (said,) = await office.reply(IVANOVA, reminder, "закрыли, акт у меня")
    assert "Записано" in said.text


async def test_a_forged_tap_closes_nothing(office: Desk) -> None:
    await office.tap(IVANOVA, ListButton(name="close_shown", page=0).pack())
    assert (await control_point(office)).due.state is DueState.OPEN


@pytest.mark.parametrize(
    "words", ["не смогу до 15го, давайте 25", "не сделаем к 15, можно 25?", "лучше 25-го"]
)
async def test_a_day_wished_in_reply_is_a_request_and_no_answer(office: Desk, words: str) -> None:
    office.at = office.at.replace(day=31)
    reminder = await reminded(office, IVANOVA, "6.1")
    (asked,) = await office.reply(IVANOVA, reminder, words)
    assert "25 января" in asked.text
    assert await entries(office) == []


async def test_what_is_named_as_an_exception_is_taken_out(office: Desk) -> None:
    reminder = await reminded(office, IVANOVA, "6.1", "6.2")
    (asked,) = await office.reply(IVANOVA, reminder, "все, кроме 6.2, сделано")
    labels = [one.text for row in asked.buttons for one in row]
    assert labels[0].startswith("6.1 · ")
    assert not any(one.startswith(("6.2", "Ко всем")) for one in labels)


async def test_a_question_is_answered_also_while_somebody_is_being_chosen(office: Desk) -> None:
    await office.send(COORDINATOR, "/assign")
    (card,) = await office.send(COORDINATOR, "кто отвечает за 6?")
    assert "Пункт 6" in card.text
    assert "Иванова" in card.text


async def test_an_order_to_remind_others_is_no_report(office: Desk) -> None:
    (said,) = await office.send(COORDINATOR, "напомни всем про отчёт")
    assert "/silent" in said.text
