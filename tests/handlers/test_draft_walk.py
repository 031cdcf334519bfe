"""The walk through the report's draft goes to what is empty, and to an item that is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, Desk, sample_draft
from tests.handlers.test_ways_out import labels
from tests.handlers.written import write_files

ABOUT = (
    "Провести ярмарку школьных проектов",
    "Обследовать спортивные залы",
    "Утвердить перечень маршрутов подвоза",
    "Обновить программы воспитания",
    "Провести семинар директоров",
    "Отремонтировать кровлю гимназии",
)


async def walk(desk: Desk, told: tuple[str, ...] = ("2", "5")) -> Outgoing:
    """Six items, of which `told` have answers; the first page of the walk."""
    await desk.send(COORDINATOR, "/start")
    (_, six, _), draft = sample_draft().items, sample_draft()
    items = tuple(
        replace(six, number=str(number), recommendation=about, control_points=(), measures=())
        for number, about in enumerate(ABOUT, 1)
    )
    preview = await desk.import_draft(replace(draft, items=items, questions=()))
    await desk.press(COORDINATOR, preview, "Сохранить")
    for number in told:
        await desk.send(COORDINATOR, f"{number}: работа проведена")
    await desk.send(COORDINATOR, "/report")
    state = (await write_files(desk))[0]
    (shown,) = await desk.press(COORDINATOR, state, "Пройти по пунктам")
    return shown


async def test_only_the_empty_ones_are_gone_through_forwards_and_back(desk: Desk) -> None:
    shown = await walk(desk)
    assert "Пункт 1 (1-й из 6, пустых: 4)" in shown.text
    (shown,) = await desk.press(COORDINATOR, shown, "Только пустые (4)")
    seen = [shown.text.partition("Пункт ")[2][0]]
    for _ in range(3):
        (shown,) = await desk.press(COORDINATOR, shown, "К следующему пустому")
        seen.append(shown.text.partition("Пункт ")[2][0])
    assert seen == ["1", "3", "4", "6"]
    (shown,) = await desk.press(COORDINATOR, shown, "‹ Назад")
    assert "Пункт 4" in shown.text
    (shown,) = await desk.press(COORDINATOR, shown, "Все пункты")
    assert "Принять, дальше" in labels(shown)


async def test_what_gets_text_meanwhile_is_passed_by_and_not_counted(desk: Desk) -> None:
    shown = await walk(desk)
    await desk.send(COORDINATOR, "3: маршруты утверждены")
    (shown,) = await desk.press(COORDINATOR, shown, "Только пустые")
    (shown,) = await desk.press(COORDINATOR, shown, "К следующему пустому")
    assert "Пункт 4 (3-й из 6, пустых: 3)" in shown.text
    await desk.press(COORDINATOR, shown, "Другой текст")
    (taken,) = await desk.send(COORDINATOR, "Программы обновлены.")
    (shown,) = await desk.press(COORDINATOR, taken, "К следующему пустому")
    assert "Пункт 6 (4-й из 6, пустых: 2)" in shown.text
    (end,) = await desk.press(COORDINATOR, shown, "К следующему пустому")
    assert "всего осталось пустых: 2" in end.text
    (shown,) = await desk.press(COORDINATOR, end, "Только пустые (2)")
    assert "Пункт 1" in shown.text


async def test_where_nothing_is_empty_the_walk_says_so_and_offers_the_report(desk: Desk) -> None:
    shown = await walk(desk, ("1", "2", "3", "4", "6"))
    await desk.send(COORDINATOR, "5: семинар прошёл")
    (end,) = await desk.press(COORDINATOR, shown, "Только пустые (1)")
    assert "Пустых пунктов нет" in end.text
    assert labels(end) == ["Собрать отчёт", "Пройти ещё раз"]


@pytest.mark.parametrize(
    ("said", "number"),
    [("6", "6"), ("п. 3", "3"), ("ярмарка", "1"), ("спортзалы, залы спортивные", "2"),
     ("кровля гимназии", "6"), ("семинар директорв", "5")],
)  # fmt: skip
async def test_an_item_is_gone_to_by_its_number_or_by_words_of_it(
    desk: Desk, said: str, number: str
) -> None:
    shown = await walk(desk)
    await desk.press(COORDINATOR, shown, "К пункту…")
    (found,) = await desk.send(COORDINATOR, said)
    assert f"Пункт {number} (" in found.text
    assert "Другой текст" in labels(found)


async def test_words_of_several_items_give_a_choice_and_of_none_are_asked_again(
    desk: Desk,
) -> None:
    await desk.press(COORDINATOR, await walk(desk), "К пункту…")
    (said,) = await desk.send(COORDINATOR, "бассейн")
    assert "Не нашёл пункта со словами «бассейн»" in said.text
    (said,) = await desk.send(COORDINATOR, "99")
    assert "99" in said.text
    assert labels(said) == ["Отмена"]
    (which,) = await desk.send(COORDINATOR, "семинар или ярмарка")
    assert {one[:3] for one in labels(which)} == {"1 ·", "5 ·"}
    (found,) = await desk.press(COORDINATOR, which, "5 ·")
    assert "Пункт 5" in found.text


async def test_a_number_alone_leads_to_its_item_while_the_draft_is_gone_through(desk: Desk) -> None:
    shown = await walk(desk)
    await desk.press(COORDINATOR, shown, "К пункту…")
    await desk.send(COORDINATOR, "семинар или ярмарка")
    (found,) = await desk.send(COORDINATOR, "4")
    assert "Пункт 4 (" in found.text
    assert "Другой текст" in labels(found)
    (found,) = await desk.send(COORDINATOR, "п. 6")
    assert "Пункт 6 (" in found.text
    await desk.press(COORDINATOR, found, "Другой текст")
    await desk.send(COORDINATOR, "Кровля отремонтирована.")
    (found,) = await desk.send(COORDINATOR, "6")
    assert "Кровля отремонтирована." in found.text
    (unknown,) = await desk.send(COORDINATOR, "99")
    assert "Пункта 99 в карте нет." in unknown.text
    (found,) = await desk.send(COORDINATOR, "3")
    assert "Пункт 3 (" in found.text


async def test_an_answer_or_a_question_in_the_midst_of_the_walk_is_what_it_is(desk: Desk) -> None:
    await walk(desk)
    (said,) = await desk.send(COORDINATOR, "3: маршруты утверждены")
    assert said.text.startswith("✅ Записано: пункт 3")
    await desk.send(COORDINATOR, "/item 2")
    (said,) = await desk.send(COORDINATOR, "3")
    assert "Другой текст" not in labels(said)


async def test_the_walk_is_over_after_an_hour(desk: Desk) -> None:
    await walk(desk)
    desk.at += timedelta(minutes=61)
    (said,) = await desk.send(COORDINATOR, "3")
    assert "Другой текст" not in labels(said)
