"""What officials and coordinators say to the bot and not to the report: orders to close, requests
for another day, exceptions, questions.
"""

from __future__ import annotations

import pytest

from handlers.speaking.buttons import ListButton
from roadmap.model import DueState
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, Desk
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


@pytest.mark.parametrize(
    "words", ["кто не ответил", "кто молчит", "кто ещё не ответил?", "должники"]
)
async def test_who_has_not_answered_shows_the_silent(office: Desk, words: str) -> None:
    (said,) = await office.send(COORDINATOR, words)
    assert "В отчёте за" in said.text
    assert await kept(office) == []


async def kept(office: Desk) -> list[str]:
    """The texts that wait for their item."""
    async with office.store.read() as tx:
        return [one.text for one in await tx.answers.unplaced_of(None)]


async def test_remind_her_reminds_the_one_named(office: Desk) -> None:
    (said,) = await office.send(COORDINATOR, "напомни ивановой")
    assert "Напомним: Иванова Анна" in said.text


async def test_remind_of_an_item_reminds_those_who_answer_for_it(office: Desk) -> None:
    (said,) = await office.send(COORDINATOR, "напомни по 6.1")
    assert "Напомним: Иванова Анна" in said.text


async def test_remind_one_of_two_namesakes_asks_which(office: Desk) -> None:
    await office.send(COORDINATOR, "/invite Иванова Ольга")
    said = await office.send(COORDINATOR, "напомни ивановой")
    await office.press(COORDINATOR, said[-1], "Иванова Анна")
    assert "Напомним: Иванова Анна" in office.said[-1].text


async def test_a_later_deadline_is_said_back_as_a_postponement(office: Desk) -> None:
    (asked,) = await office.send(COORDINATOR, "срок 6.1 до 20 января")
    assert "20 января" in asked.text
    await office.press(COORDINATOR, asked, "Да")
    due = (await control_point(office)).due
    assert due.day is not None
    assert (due.day.day, due.day.month) == (20, 1)


async def test_an_earlier_deadline_is_corrected_by_buttons(office: Desk) -> None:
    (said,) = await office.send(COORDINATOR, "срок 6.1 до 20 декабря")
    assert "Что исправить в пункте 6?" in said.text


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("исправь 6.М1 десять тем", "Что исправить в пункте 6?"),
        ("сними 6.1 с контроля", "Что исправить в пункте 6?"),
        ("назначь Петрова на 7", "/assign"),
        ("пригласи Сидорову", "/invite"),
        ("собери ответы", "/collect"),
        ("передай Петрову, чтобы ответил", "Похоже на поручение"),
        ("участники", "Участники: 3"),
        ("покажи 6", "Результаты олимпиады"),
    ],
)
async def test_other_orders_are_followed_or_name_their_command(
    office: Desk, words: str, says: str
) -> None:
    (said,) = await office.send(COORDINATOR, words)
    assert says in said.text
    assert await kept(office) == []


@pytest.mark.parametrize(
    "words", ["6.1 протоколы получены", "п. 6: собрали отчёты", "6 кто не ответил, тем позвонили"]
)
async def test_a_coordinators_line_that_reports_is_an_answer(office: Desk, words: str) -> None:
    (said,) = await office.send(COORDINATOR, words)
    assert "Записано" in said.text
    assert len(await entries(office)) == 1


async def test_an_official_gives_no_orders(office: Desk) -> None:
    (said,) = await office.send(IVANOVA, "исправь 6.М1 десять тем")
    assert "Что исправить в пункте" not in said.text


@pytest.mark.parametrize(
    "words", ["а что такое 6.М1?", "что такое 6.1", "6.1 это что?", "а зачем 6.1?"]
)
async def test_a_question_that_names_an_item_shows_that_very_card(office: Desk, words: str) -> None:
    (card,) = await office.send(IVANOVA, words)
    assert "Результаты олимпиады" in card.text
    assert await entries(office) == []


async def test_a_question_of_a_day_names_no_item(office: Desk) -> None:
    (said,) = await office.send(IVANOVA, "что будет 6.12?")
    assert "Похоже на вопрос" in said.text


async def test_an_answer_to_somebody_elses_item_offers_no_items_of_ones_own(office: Desk) -> None:
    await office.send(COORDINATOR, "/assign 7 Петров")
    (said,) = await office.send(PETROV, "пункт 6 сделано")
    assert said.text.startswith("За пункт 6 отвечаете не вы.")
    assert "скажите координатору" in said.text
    assert [one.text for row in said.buttons for one in row] == ["Другой пункт", "Это не ответ"]


async def test_words_that_are_plainly_of_ones_own_item_are_offered_it(office: Desk) -> None:
    await office.send(COORDINATOR, "/assign 7 Петров")
    (said,) = await office.send(PETROV, "пункт 6: наставничество идёт, поддержка молодых")
    assert said.buttons[0][0].text.startswith("7")


async def test_a_coordinator_may_still_put_off_by_words(office: Desk) -> None:
    (asked,) = await office.send(COORDINATOR, "перенеси 6.1 на 20 января")
    assert "20 января" in asked.text


async def test_a_coordinator_may_correct_their_own_answer(office: Desk) -> None:
    await office.send(COORDINATOR, "6.1 провели 25 ноября")
    await office.send(COORDINATOR, "исправь 25 на 27")
    assert await entries(office) == ["провели 27 ноября"]
