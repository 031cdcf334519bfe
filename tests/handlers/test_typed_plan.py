"""A roadmap that is typed in chat: read, saved, answered, and reported through the template."""

from __future__ import annotations

import io
from datetime import date

import docx
import pytest

from documents.tables.reading import read_document
from roadmap.actions.reporting import report_lines
from roadmap.model.messages import Outgoing
from roadmap.report.composing import ReportLine
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk
from tests.handlers.written import write_files

TITLE = "План методической работы школы № 7 города Заречинска на 2019/2020 учебный год"
FIRST = """Раздел: Качество знаний
1. Провести семинар «Читаем вслух» — до 15 декабря — Иванова А.П.
2. Подготовить школьную олимпиаду — сентябрь — октябрь — Петров В.С.
КТ: заявки собраны — 20 сентября
КТ: итоги подведены — до 30 октября"""
SECOND = """Раздел: Кадры
3. Вести наставничество молодых учителей — в течение года — Сидорова О.Н."""


async def typed(desk: Desk) -> Outgoing:
    """The preview of the plan typed in two messages."""
    (how,) = (await desk.send(COORDINATOR, "/import"))[:1]
    await desk.press(COORDINATOR, how, "Набрать в чате")
    await desk.send(COORDINATOR, TITLE)
    await desk.send(COORDINATOR, FIRST)
    (taken,) = await desk.send(COORDINATOR, SECOND)
    assert "3 пункта" in taken.text
    assert "Без даты" not in taken.text
    assert await desk.press(COORDINATOR, taken, "Готово") == []
    (preview,) = await write_files(desk)
    return preview


async def test_what_was_typed_is_shown_before_it_is_saved(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    preview = await typed(desk)
    assert TITLE in preview.text
    assert "Пунктов: 3, контрольных точек: 2" in preview.text
    assert "Названы 3 ответственных" in preview.text
    async with desk.store.read() as tx:
        assert await tx.roadmaps.all() == []


async def test_a_typed_roadmap_is_reported_with_the_same_items_and_texts(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    await desk.press(COORDINATOR, await typed(desk), "Сохранить")
    (invited,) = await desk.send(COORDINATOR, "/invite Иванова Анна Петровна")
    await desk.send(IVANOVA, f"/start {invited.text.rsplit('start=', 1)[1].strip()}")
    await desk.send(COORDINATOR, "/assign 1, 3 Иванова")
    await desk.send(IVANOVA, "1 Семинар проведён 16.12.2019, участвовали 30 педагогов.")
    await desk.send(IVANOVA, "3 За каждым молодым учителем закреплён наставник.")
    await desk.send(COORDINATOR, "/report")
    _, sent = await write_files(desk)
    async with desk.store.read() as tx:
        file = await tx.files.get(sent.file_id or 0)
        (roadmap,) = await tx.roadmaps.all()
        items = await tx.roadmaps.items(roadmap.id)
        lines = await report_lines(tx, roadmap, roadmap.period.halves()[0])
    words = [paragraph.text for paragraph in docx.Document(io.BytesIO(file.content)).paragraphs]
    assert words == [
        "Отчет о выполнении плана методической работы школы № 7 города Заречинска",
        "за 1 полугодие 2019-2020 учебного года",
    ]
    again = read_document(file.content, file.name, None, date(2019, 12, 31))
    assert [(item.number, item.section) for item in again.items] == [
        (item.number, item.section) for item in items
    ]
    assert [
        ReportLine(n, item.number, item.progress) for n, item in enumerate(again.items)
    ] == lines
    assert [line.text for line in lines][1] == ""
    assert [
        [one.text for one in (*item.measures, *item.control_points)] for item in again.items
    ] == [
        ["Провести семинар «Читаем вслух»"],
        ["Подготовить школьную олимпиаду", "заявки собраны", "итоги подведены"],
        ["Вести наставничество молодых учителей"],
    ]
    assert [item.responsible for item in again.items] == [
        ("Иванова А.П.",),
        ("Петров В.С.",),
        ("Сидорова О.Н.",),
    ]


async def test_a_plan_without_recommendations_is_spoken_of_by_its_work(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    await desk.press(COORDINATOR, await typed(desk), "Сохранить")
    (invited,) = await desk.send(COORDINATOR, "/invite Иванова Анна Петровна")
    await desk.send(IVANOVA, f"/start {invited.text.rsplit('start=', 1)[1].strip()}")
    (choice,) = await desk.send(COORDINATOR, "/assign")
    (items,) = await desk.press(COORDINATOR, choice, "Иванова")
    assert "2. Подготовить школьную олимпиаду" in [
        button.text for row in items.buttons for button in row
    ]
    (ticked,) = await desk.press(COORDINATOR, items, "2. ")
    await desk.press(COORDINATOR, ticked, "Готово")
    (sure,) = await desk.send(COORDINATOR, "/collect")
    said = await desk.press(COORDINATOR, sure, "Написать")
    (asked,) = [message for message in said if message.chat_id == IVANOVA]
    assert "<b>2</b> · Подготовить школьную олимпиаду" in asked.text
    (taken,) = await desk.send(IVANOVA, "2 Олимпиада прошла.")
    assert "Подготовить школьную олимпиаду" in taken.text
    await desk.send(COORDINATOR, "/report")
    state, _ = await write_files(desk)
    (shown,) = await desk.press(COORDINATOR, state, "Пройти по пунктам")
    assert "Провести семинар «Читаем вслух»" in shown.text


async def test_the_year_is_asked_for_where_the_title_names_none(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    (how,) = (await desk.send(COORDINATOR, "/import"))[:1]
    await desk.press(COORDINATOR, how, "Набрать в чате")
    (asked,) = await desk.send(COORDINATOR, "План работы библиотеки")
    await desk.press(COORDINATOR, asked, "2019/2020 учебный год")
    (taken,) = await desk.send(COORDINATOR, "Провести выставку — март — Орлова И.К.\nОбновить фонд")
    assert "2 пункта" in taken.text
    assert "Без даты: 2" in taken.text
    await desk.press(COORDINATOR, taken, "Готово")
    (preview,) = await write_files(desk)
    assert "2019/2020 учебный год" in preview.text
    assert "сроков с датой: 1" in preview.text


async def test_a_year_in_words_is_taken_too(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    await desk.tap(COORDINATOR, "draft:type:0")
    await desk.send(COORDINATOR, "План работы библиотеки")
    (said,) = await desk.send(COORDINATOR, "не знаю")
    assert "Не понял год" in said.text
    (said,) = await desk.send(COORDINATOR, "2027")
    assert "каждый с новой строки" in said.text


async def test_without_any_deadline_the_plan_can_still_be_mended(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    await desk.tap(COORDINATOR, "draft:type:0")
    await desk.send(COORDINATOR, TITLE)
    (taken,) = await desk.send(COORDINATOR, "1. Провести семинар")
    assert await desk.press(COORDINATOR, taken, "Готово") == []
    assert "Не нашёл пунктов со сроками" in desk.toasts[-1]
    (taken,) = await desk.send(COORDINATOR, "2. Собрать заявки — 1 марта")
    assert "Без даты: 1" in taken.text


@pytest.mark.parametrize("pressed", ["draft:typed:0", "draft:school:2026"])
async def test_a_button_of_what_was_given_up_does_nothing(desk: Desk, pressed: str) -> None:
    await desk.send(COORDINATOR, "/start")
    (title,) = await desk.tap(COORDINATOR, "draft:type:0")
    await desk.press(COORDINATOR, title, "Отмена")
    assert await desk.tap(COORDINATOR, pressed) == []
    assert "устарела" in desk.toasts[-1]


async def test_more_than_a_chat_is_good_for_is_to_come_as_a_file(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    await desk.tap(COORDINATOR, "draft:type:0")
    await desk.send(COORDINATOR, TITLE)
    for _ in range(7):
        await desk.send(COORDINATOR, "1. Провести семинар — до 15 декабря — Иванова А.П.\n" * 78)
    (said,) = await desk.send(
        COORDINATOR, "1. Провести семинар — до 15 декабря — Иванова А.П.\n" * 78
    )
    assert "файлом" in said.text
