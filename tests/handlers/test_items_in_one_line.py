"""What people write of several items in one line: each clause goes to its own item, and where it is
not sure that a number names one, it is asked.
"""

from __future__ import annotations

import pytest

from tests.handlers.conftest import IVANOVA, Desk
from tests.handlers.test_against_a_list import labels, placed, plan, remind

__all__ = ["plan"]


@pytest.mark.parametrize("replied", [True, False])
@pytest.mark.parametrize(
    ("words", "filed"),
    [
        ("9 сделали 7 отправили 1.1 ждем подпись",
         [("1.1", "ждем подпись"), ("7", "отправили"), ("9", "сделали")]),
        ("9 готово 7 на подписи у юриста", [("7", "на подписи у юриста"), ("9", "готово")]),
        ("1.1 подписали 9 перечень у зама 7 сделали 18 паспортов",
         [("1.1", "подписали"), ("7", "сделали 18 паспортов"), ("9", "перечень у зама")]),
        ("7✅9❌", [("7", "✅"), ("9", "❌")]),
    ],
)  # fmt: skip
async def test_each_clause_of_a_line_goes_to_its_item(
    plan: Desk, words: str, filed: list[tuple[str, str]], replied: bool
) -> None:
    reminder = await remind(plan, "9", "7", "1.1")
    if replied:
        await plan.reply(IVANOVA, reminder, words)
    else:
        await plan.send(IVANOVA, words)
    assert await placed(plan) == filed


async def test_a_letter_begins_an_items_answer_with_none_of_its_own_words(plan: Desk) -> None:
    await plan.send(IVANOVA, "Сообщаю: пункт 9 исполнен 20.11.2026, пункт 7 в работе")
    assert await placed(plan) == [("7", "в работе"), ("9", "исполнен 20.11.2026")]


async def test_a_clause_that_asks_for_time_is_asked_for_and_the_others_are_filed(
    plan: Desk,
) -> None:
    await remind(plan, "9", "7", "3.М2")
    _, asked = await plan.send(IVANOVA, "9 сделали 7 отправили 3.М2 просим до 11 декабря")
    assert await placed(plan) == [("7", "отправили"), ("9", "сделали")]
    assert "пункт 3, мероприятие 2" in asked.text
    assert "11 декабря" in asked.text


async def test_a_number_that_may_be_what_was_sent_is_asked_about(plan: Desk) -> None:
    await remind(plan, "9", "7")
    (asked,) = await plan.send(IVANOVA, "9 сделали 7 на подпись")
    assert await placed(plan) == []
    assert [one.split(" ")[0] for one in labels(asked)[:2]] == ["9", "7"]


async def test_a_quantity_stays_with_its_item(plan: Desk) -> None:
    await remind(plan, "9", "7")
    await plan.send(IVANOVA, "9 отменили 7 отчётов, ещё 4 формы в работе")
    assert await placed(plan) == [("9", "отменили 7 отчётов, ещё 4 формы в работе")]


async def test_an_edited_line_is_cut_as_it_was(plan: Desk) -> None:
    await remind(plan, "9", "7")
    event = plan.writing(IVANOVA, "9 сделали 7 отправили")
    await plan.feed(**event)
    message = {**event["message"], "text": "9 сделали 7 отправили вчера"}
    await plan.feed(edited_message={**message, "edit_date": message["date"] + 60})
    assert await placed(plan) == [("7", "отправили вчера"), ("9", "сделали")]


@pytest.mark.parametrize(
    ("words", "filed"),
    [
        ("первое да второе нет", [("7", "нет"), ("9", "да")]),
        ("первая сдана вторая в работе", [("7", "в работе"), ("9", "сдана")]),
        ("первую сделали во второй половине ноября",
         [("9", "сделали во второй половине ноября")]),
    ],
)  # fmt: skip
async def test_places_of_a_list_need_no_comma_between_them(
    plan: Desk, words: str, filed: list[tuple[str, str]]
) -> None:
    await remind(plan, "9", "7")
    await plan.send(IVANOVA, words)
    assert await placed(plan) == filed


@pytest.mark.parametrize(
    "words",
    [
        "дайте до 10 декабря, 2 школы на карантине",
        "можно до 10 декабря, наставники в отпуске",
        "дайте время до 10 декабря: 3 школы на карантине",
        "дайте до 10 декабря школы на карантине",
        "2 школы на карантине, дайте до 10 декабря",
    ],
)
async def test_words_that_say_why_do_not_say_what_is_put_off(plan: Desk, words: str) -> None:
    await remind(plan, "9")
    (asked,) = await plan.send(IVANOVA, words)
    assert await placed(plan) == []
    assert "Перенести срок: пункт 9" in asked.text
    assert "10 декабря" in asked.text.replace("\xa0", " ")


async def test_words_that_name_what_is_put_off_go_before_the_reminder(plan: Desk) -> None:
    await remind(plan, "9")
    (asked,) = await plan.send(IVANOVA, "перекрёстную проверку работ перенесите на 11 декабря")
    assert "пункт 3, мероприятие 2" in asked.text
