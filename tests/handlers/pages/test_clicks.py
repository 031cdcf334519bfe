"""How many clicks and typed characters everyday jobs take at the desk, played and held against the
second table of docs/taps.md. The first is played by tests/handlers/test_taps.py.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk, sample_draft
from tests.handlers.pages.conftest import Browser
from tests.handlers.pages.mouse import Mouse
from tests.handlers.test_taps import (
    OFFICIALS,
    ROOT,
    at_the_desk,
    reminder_of_ivanova,
    sixteen_items,
)


async def sitting(desk: Desk, person: int, page: str = "/") -> Mouse:
    """The person, at the page where they begin."""
    mouse = Mouse(Browser(desk, person))
    await mouse.open(page)
    return mouse


def first_choice(mouse: Mouse) -> str:
    """The words of the first answer that a question offers."""
    return str(mouse.page.xpath("//ul[@class='choices']//button")[0].text_content())


async def import_sample(desk: Desk) -> Mouse:
    await desk.send(COORDINATOR, "/start")
    mouse = await sitting(desk, COORDINATOR, "/mine")
    path = ROOT / "sandbox" / "sample" / "roadmap.docx"
    await mouse.click("Импорт")
    mouse.choose_file("Файл", path.name, path.read_bytes())
    await mouse.click("Прочитать")
    await mouse.wait()
    assert "Вопрос 1 из" in mouse.text
    while "Вопрос " in mouse.text:
        await mouse.click(first_choice(mouse))
    await mouse.click("Сохранить")
    assert "Сохранено" in mouse.said
    return mouse


async def answer_a_question(desk: Desk) -> Mouse:
    await desk.send(COORDINATOR, "/start")
    await desk.import_draft(sample_draft())
    mouse = await sitting(desk, COORDINATOR, "/import/1")
    await mouse.click("30 сентября 2020")
    async with desk.store.read() as tx:
        assert "0" in (await tx.drafts.get(1)).answers
    return mouse


async def assign_sixteen(desk: Desk) -> Mouse:
    """From the list of people with their items that the office has as a file."""
    await sixteen_items(desk)
    mouse = await sitting(desk, COORDINATOR)
    numbers = ("1-4", "5-7", "8-10", "11-13", "14-16")
    lines = [f"{name};{items}" for name, items in zip(OFFICIALS, numbers, strict=True)]
    await mouse.click("Участники")
    mouse.unfold("Список из файла")
    mouse.choose_file("Файл", "люди.csv", "\n".join(["ФИО;пункты", *lines]).encode())
    await mouse.click("Загрузить")
    await mouse.wait()
    assert "уже были в списке: 5" in mouse.text
    async with desk.store.read() as tx:
        people = [await tx.people.by_telegram(501 + number) for number in range(5)]
        held = [len(await tx.people.assignments_of_person(one.id)) for one in people]
    assert held == [4, 3, 3, 3, 3]
    return mouse


async def walk_empty(desk: Desk) -> Mouse:
    await sixteen_items(desk)
    for number in range(1, 14):
        await desk.send(COORDINATOR, f"{number}: проведено")
    mouse = await sitting(desk, COORDINATOR)
    await mouse.click("Отчёт")
    await mouse.click("3 пустых")
    assert [f"Пункт {number}" in mouse.text for number in (13, 14, 15, 16)] == [False, *[True] * 3]
    return mouse


async def find_by_words(desk: Desk) -> Mouse:
    await sixteen_items(desk)
    async with desk.store.begin() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["9"])
        changed = replace(item, recommendation="Провести ярмарку школьных проектов")
        await tx.roadmaps.update_item(changed)
    mouse = await sitting(desk, COORDINATOR)
    await mouse.write("Поиск", "ярмарка")
    assert "1 пункт из 16" in mouse.text
    assert "Провести ярмарку" in mouse.text
    return mouse


async def answer_three(office: Desk) -> Mouse:
    """6.М1 was past before the roadmap came: its item has it, «Мои сроки» has not."""
    mouse = await sitting(office, IVANOVA, "/mine")
    for address, words in (("6.1", "прошёл 16 декабря"), ("6.2", "готовимся")):
        mouse.unfold("Ответить", at=address)
        await mouse.write("Ответ", words, at=address)
        await mouse.click("Отправить", at=address)
        assert mouse.said == "Ответ записан."
    await mouse.click("6.2")
    mouse.choose("О чём", "6.М1")
    await mouse.write("Ответ", "проверены все школы", at="О чём")
    await mouse.click("Отправить", at="О чём")
    for words in ("прошёл 16 декабря", "готовимся", "проверены все школы"):
        assert words in mouse.text
    return mouse


async def close_point(office: Desk) -> Mouse:
    mouse = await sitting(office, IVANOVA, "/mine")
    await mouse.click("Выполнено", at="6.1")
    assert mouse.said == "Готово."
    assert "6.1" not in mouse.text
    return mouse


async def grant(office: Desk) -> Mouse:
    card = await reminder_of_ivanova(office)
    await office.press(IVANOVA, card, "Перенести срок")
    (sure,) = await office.send(IVANOVA, "до 15 февраля, ждём итоги")
    await office.press(IVANOVA, sure, "Да")
    mouse = await sitting(office, COORDINATOR)
    await mouse.click("6")
    await mouse.click("Согласовать")
    assert "до 15 февраля 2020" in mouse.text
    return mouse


async def find_silent(office: Desk) -> Mouse:
    office.at = office.at.replace(year=2020, month=1, day=9)
    mouse = await sitting(office, COORDINATOR)
    await mouse.click("без ответа")
    assert "1 пункт из 3" in mouse.text
    assert "Иванова Анна" in mouse.text
    return mouse


async def history(office: Desk) -> Mouse:
    await office.send(IVANOVA, "6.1 прошёл 16 декабря")
    mouse = await sitting(office, COORDINATOR)
    await mouse.click("6")
    assert "прошёл 16 декабря" in mouse.text
    return mouse


async def invite(office: Desk) -> Mouse:
    mouse = await sitting(office, COORDINATOR)
    await mouse.click("Участники")
    mouse.unfold("Пригласить")
    await mouse.write("Имя", "Сидоров Павел")
    await mouse.click("Пригласить", at="Имя")
    assert "start=" in mouse.text
    return mouse


async def correct(office: Desk) -> Mouse:
    mouse = await sitting(office, COORDINATOR)
    await mouse.click("6")
    mouse.unfold("Исправить срок", at="6.1")
    await mouse.write("Как в документе", "15 ноября", at="6.1")
    await mouse.click("Исправить", at="6.1")
    assert "до 15 ноября" in mouse.text
    return mouse


async def get_report(office: Desk) -> Mouse:
    mouse = await sitting(office, COORDINATOR)
    await mouse.click("Отчёт")
    await mouse.click("Word")
    await mouse.wait()
    await mouse.click("Скачать: Word")
    assert mouse.got is not None
    assert mouse.got.content.startswith(b"PK")
    return mouse


Job = Callable[[Desk], Awaitable[Mouse]]
ON_AN_EMPTY_DESK: dict[str, Job] = {
    "назначить 16 пунктов пятерым": assign_sixteen,
    "загрузить карту из 12 пунктов и ответить на её вопросы": import_sample,
    "ответить на вопрос при загрузке": answer_a_question,
    "пройти только пустые (три из шестнадцати)": walk_empty,
    "найти пункт по словам": find_by_words,
}
IN_THE_OFFICE: dict[str, Job] = {
    "ответить по трём точкам": answer_three,
    "закрыть точку": close_point,
    "согласовать перенос": grant,
    "узнать, кто молчит": find_silent,
    "узнать историю пункта": history,
    "пригласить человека": invite,
    "исправить срок": correct,
    "получить отчёт": get_report,
}


def test_the_desks_table_has_these_jobs_and_no_other() -> None:
    assert at_the_desk().keys() == ON_AN_EMPTY_DESK.keys() | IN_THE_OFFICE.keys()


@pytest.mark.parametrize("name", ON_AN_EMPTY_DESK)
async def test_a_job_of_a_new_office_takes_the_clicks_the_table_says(desk: Desk, name: str) -> None:
    mouse = await ON_AN_EMPTY_DESK[name](desk)
    assert (mouse.clicks, mouse.typed) == at_the_desk().get(name)


@pytest.mark.parametrize("name", IN_THE_OFFICE)
async def test_a_job_in_the_office_takes_the_clicks_the_table_says(office: Desk, name: str) -> None:
    mouse = await IN_THE_OFFICE[name](office)
    assert (mouse.clicks, mouse.typed) == at_the_desk().get(name)
