"""Questions about one cell hang together: a line of deadlines belongs to one thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from documents.tables.items import build_items
from documents.tables.raw_items import Piece, RawItem
from handlers.speaking.texts import texts_in
from roadmap.deadlines import read_deadline
from roadmap.model import Deadline, Draft, DueState, Option, Period, Reason
from roadmap.model.messages import Outgoing
from roadmap.reading.cell import Line, parse_cell
from tests.handlers.conftest import COORDINATOR, Desk, sample_draft

YEAR = Period.school(2019)


def two_lines_for_three() -> Draft:
    """«Октябрь» and «Март» beside three measures, a control point with «Май» below them."""
    return two_lines_for("1. Сбор", "2. Показ", "3. Слёт")


def two_lines_for(*measures: str) -> Draft:
    """The same beside any `measures`."""
    content = parse_cell([Line(line) for line in (*measures, "Контрольная точка: отчёт")])
    deadlines = [read_deadline(text, YEAR) for text in ("Октябрь", "Март", "Май")]
    read = build_items([RawItem("1", (), "", [Piece(content, deadlines, False)])], YEAR)
    return Draft("План", YEAR, read.items, read.questions)


async def test_a_reading_that_an_answer_made_impossible_is_not_offered_any_more(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    preview = await desk.import_draft(two_lines_for("1. Сбор", "2. Показ", "3. Слёт", "4. Обзор"))
    (first,) = await desk.press(COORDINATOR, preview, "Вопросы")
    assert "Показ" in first.text
    (second,) = await desk.press(COORDINATOR, first, "31 октября 2019")
    assert "Слёт" in second.text
    assert [row[0].text for row in second.buttons[:-2]] == ["Без даты", "31 марта 2020 – «Март»"]
    (done,) = await desk.press(COORDINATOR, second, "31 марта 2020")
    assert "не осталось" in done.text


async def test_who_has_the_most_readings_is_asked_about_first_and_one_answer_settles_the_cell(
    desk: Desk,
) -> None:
    await desk.send(COORDINATOR, "/start")
    preview = await desk.import_draft(two_lines_for_three())
    (first,) = await desk.press(COORDINATOR, preview, "Вопросы")
    assert "Показ" in first.text
    (done,) = await desk.press(COORDINATOR, first, "31 октября 2019")
    assert "не осталось" in done.text


async def test_after_saving_all_that_an_answer_settles_has_its_days(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    preview = await desk.import_draft(two_lines_for_three())
    await desk.press(COORDINATOR, preview, "Сохранить")
    said = await desk.send(COORDINATOR, "/import")
    (first,) = await desk.press(COORDINATOR, said[-1], "Вопросы")
    await desk.press(COORDINATOR, first, "Без даты")
    async with desk.store.read() as tx:
        (roadmap,) = await tx.roadmaps.all()
        views = await tx.roadmaps.views_between(roadmap.id, date(2019, 9, 1), None)
    assert [(view.point.number, view.due.day) for view in views] == [
        ("3", date(2020, 3, 31)),
        ("1", date(2020, 5, 31)),
    ]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_reason_has_two_words_of_its_own(language: str) -> None:
    said = [texts_in(language)("option-reason", reason=reason) for reason in Reason]
    assert len(set(said)) == len(said)
    assert all(len(reason.split()) == 2 for reason in said)


async def test_an_english_reader_has_reasons_in_english(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    async with desk.store.begin() as tx:
        person = await tx.people.by_telegram(COORDINATOR)
        assert person is not None
        await tx.people.update(replace(person, language="en"))
    preview = await desk.import_draft(two_lines_for_three())
    (first,) = await desk.press(COORDINATOR, preview, "Questions")
    assert first.buttons[0][0].text == "31 October 2019 – “Октябрь”"
    assert first.buttons[2][0].text == "No date"
    assert "<b>31 october 2019:</b> “Октябрь” → measure 2" in first.text


async def test_one_answer_serves_all_like_it(desk: Desk) -> None:
    rows = [parse_cell([Line(text)]) for text in ("Сбор", "Показ", "Слёт")]
    raw = [
        RawItem(
            str(number),
            (f"Раздел {number}",),
            "",
            [Piece(row, [read_deadline("Август", YEAR)], True)],
        )
        for number, row in enumerate(rows, 1)
    ]
    read = build_items(raw, YEAR)
    await desk.send(COORDINATOR, "/start")
    preview = await desk.import_draft(Draft("План", YEAR, read.items, read.questions))
    (first,) = await desk.press(COORDINATOR, preview, "Вопросы")
    assert not any("Так же" in row[0].text for row in first.buttons)
    (second,) = await desk.press(COORDINATOR, first, "31 августа 2020")
    (done,) = await desk.press(COORDINATOR, second, "Так же для всех похожих (2)")
    (preview,) = await desk.press(COORDINATOR, done, "К карте")
    await desk.press(COORDINATOR, preview, "Сохранить")
    async with desk.store.read() as tx:
        (roadmap,) = await tx.roadmaps.all()
        views = await tx.roadmaps.views_between(roadmap.id, date(2020, 8, 31), date(2020, 8, 31))
    assert len(views) == 3


async def test_an_answer_that_has_passed_already_can_be_decided_about(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    draft = sample_draft()
    preview = await desk.import_draft(replace(draft, items=draft.items[:1]))
    assert not _offers(preview, "Прошедшие сроки")
    (question,) = await desk.press(COORDINATOR, preview, "Вопросы")
    await desk.press(COORDINATOR, question, "30 сентября 2019")
    (preview,) = await desk.tap(COORDINATOR, "draft:preview:1")
    assert "1 срок уже прошёл" in preview.text
    assert _offers(preview, "Прошедшие сроки")


async def _stored_point(desk: Desk) -> tuple[Deadline | None, list[tuple[date | None, DueState]]]:
    """What is stored of the point of the sample's question: deadline, days, their states."""
    async with desk.store.read() as tx:
        (roadmap,) = await tx.roadmaps.all()
        (item,) = await tx.roadmaps.items_by_number(roadmap.id, ["5"])
        (point,) = [
            one for one in await tx.roadmaps.points([item.id]) if one.about == "control_point 1"
        ]
        return point.deadline, [(due.day, due.state) for due in await tx.roadmaps.dues([point.id])]


@pytest.mark.parametrize(
    "said", ["30 сентября 2020", "30 сентября 2019", "Без даты", "до 15 марта 2020"]
)
@pytest.mark.parametrize("past", [0, 1, 2])
async def test_an_answer_means_the_same_before_and_after_saving(
    desk: Desk, said: str, past: int
) -> None:
    await desk.send(COORDINATOR, "/start")
    draft, stored = sample_draft(), list[object]()
    (question,) = draft.questions
    draft = replace(
        draft,
        questions=(replace(question, options=(*question.options, Option(None, Reason.NO_DATE))),),
    )
    for number, steps in enumerate(("answer, save", "save, answer"), 1):
        await desk.import_draft(draft)
        for _ in range(past):
            await desk.tap(COORDINATOR, f"draft:past:{number}")
        for step in steps.split(", "):
            if step == "save":
                _, saved, *_ = await desk.tap(COORDINATOR, f"draft:save:{number}")
            else:
                (asked,) = await desk.tap(COORDINATOR, f"draft:questions:{number}")
                await _say(desk, asked, said)
        stored.append(await _stored_point(desk))
        await desk.press(COORDINATOR, saved, "Отменить импорт")
    assert stored[0] == stored[1]


async def test_a_second_thought_after_saving_changes_the_days_too(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    preview = await desk.import_draft(sample_draft())
    await desk.press(COORDINATOR, preview, "Сохранить")
    (asked,) = await desk.tap(COORDINATOR, "draft:questions:1")
    for said, day in (
        ("30 сентября 2019", date(2019, 9, 30)),
        ("30 сентября 2020", date(2020, 9, 30)),
    ):
        await desk.press(COORDINATOR, asked, said)
        _, dues = await _stored_point(desk)
        assert [due for due, _ in dues] == [day]


async def test_a_day_of_one_s_own_that_only_today_tells_is_said_back(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    preview = await desk.import_draft(sample_draft())
    await desk.press(COORDINATOR, preview, "Сохранить")
    (asked,) = await desk.tap(COORDINATOR, "draft:questions:1")
    await desk.press(COORDINATOR, asked, "Ввести дату")
    (sure,) = await desk.send(COORDINATOR, "до пятницы")
    assert "Взять 6 декабря (пт)?" in sure.text
    _, dues = await _stored_point(desk)
    assert [due for due, _ in dues] == [None]
    (taken, *_) = await desk.press(COORDINATOR, sure, "Да")
    _, dues = await _stored_point(desk)
    assert [due for due, _ in dues] == [date(2019, 12, 6)]
    await desk.press(COORDINATOR, taken, "Другая дата")
    await desk.send(COORDINATOR, "март")  # a document's words mean the plan's year
    _, dues = await _stored_point(desk)
    assert [due for due, _ in dues] == [date(2020, 3, 31)]


async def _say(desk: Desk, question: Outgoing, said: str) -> None:
    """The option that begins so, or words of one's own."""
    if _offers(question, said):
        await desk.press(COORDINATOR, question, said)
    else:
        await desk.press(COORDINATOR, question, "Ввести дату")
        await desk.send(COORDINATOR, said)


def _offers(message: Outgoing, beginning: str) -> bool:
    return any(one.text.startswith(beginning) for row in message.buttons for one in row)


async def test_a_question_shows_its_cell_and_what_each_choice_means_for_the_other_lines(
    desk: Desk,
) -> None:
    await desk.send(COORDINATOR, "/start")
    preview = await desk.import_draft(two_lines_for_three())
    (first,) = await desk.press(COORDINATOR, preview, "Вопросы")
    assert "пункт 1, мероприятие 2\nПоказ" in first.text
    assert "<b>▸ мероприятие 2 Показ</b>" in first.text
    assert "· мероприятие 1 Сбор" in first.text
    lines = first.text.split("Сроки в ячейке, по строкам:\n")[1].split("\n\n")[0]
    assert lines == "▶ <b>«Октябрь»</b>\n· «Март»\n· «Май»"
    assert "<b>31 октября 2019:</b> «Октябрь» → мероприятие 2, «Март» → мероприятие 3, " \
        "без даты – мероприятие 1" in first.text  # fmt: skip
    assert "<b>31 марта 2020:</b> «Октябрь» → мероприятие 1, «Март» → мероприятие 2, " \
        "без даты – мероприятие 3" in first.text  # fmt: skip
    (done,) = await desk.press(COORDINATOR, first, "31 октября 2019")
    assert "Вместе с этим: " in done.text
    assert "пункт 1, мероприятие 3 – 31 марта 2020" in done.text


async def test_lines_that_stand_twice_are_shown_twice_and_one_that_stands_once_is_shown_once(
    desk: Desk,
) -> None:
    content = parse_cell([Line(f"{n}. Дело {n}") for n in range(1, 6)])
    told = ("В течение года", "В течение года", "Октябрь", "Март")
    deadlines = [read_deadline(text, YEAR) for text in told]
    read = build_items([RawItem("1", (), "", [Piece(content, deadlines, False)])], YEAR)
    await desk.send(COORDINATOR, "/start")
    preview = await desk.import_draft(Draft("План", YEAR, read.items, read.questions))
    (first,) = await desk.press(COORDINATOR, preview, "Вопросы")
    lines = first.text.split("Сроки в ячейке, по строкам:\n")[1].split("\n\n")[0].splitlines()
    assert [line.strip("·▶ </b>") for line in lines] == [f"«{text}»" for text in told]
    assert sum(line.startswith("▶") for line in lines) == 1


async def test_choices_that_leave_the_lines_as_they_are_say_nothing_of_them(desk: Desk) -> None:
    content = parse_cell([Line("1. Сбор"), Line("2. Показ"), Line("Контрольная точка: отчёт")])
    deadlines = [read_deadline(text, YEAR) for text in ("Октябрь", "Постоянно", "Сентябрь")]
    read = build_items([RawItem("1", (), "", [Piece(content, deadlines, False)])], YEAR)
    await desk.send(COORDINATOR, "/start")
    preview = await desk.import_draft(Draft("План", YEAR, read.items, read.questions))
    (first,) = await desk.press(COORDINATOR, preview, "Вопросы")
    assert "Сентябрь" in first.text
    assert "Что значит выбор" not in first.text
    assert _offers(first, "30 сентября 2020 (после октября)")


async def test_what_followed_is_told_on_a_second_tap_and_after_going_back(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    preview = await desk.import_draft(two_lines_for_three())
    (first,) = await desk.press(COORDINATOR, preview, "Вопросы")
    for _ in range(2):
        (done,) = await desk.press(COORDINATOR, first, "31 октября 2019")
        assert "Вместе с этим: пункт 1, мероприятие 1 – без даты; " in done.text
        assert "пункт 1, мероприятие 3 – 31 марта 2020" in done.text
    (again,) = await desk.press(COORDINATOR, done, "‹ Назад")
    assert "Показ" in again.text
    (done,) = await desk.press(COORDINATOR, again, "31 марта 2020")
    assert "пункт 1, мероприятие 1 – 31 октября 2019" in done.text
    assert "пункт 1, мероприятие 3 – без даты" in done.text


async def test_there_is_a_way_back_after_the_last_question_of_a_saved_roadmap(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    preview = await desk.import_draft(two_lines_for_three())
    await desk.press(COORDINATOR, preview, "Сохранить")
    (first,) = await desk.tap(COORDINATOR, "draft:questions:1")
    (done,) = await desk.press(COORDINATOR, first, "31 октября 2019")
    assert "Вопросов не осталось" in done.text
    (again,) = await desk.press(COORDINATOR, done, "‹ Назад")
    assert "Показ" in again.text
    await desk.press(COORDINATOR, again, "31 марта 2020")
    async with desk.store.read() as tx:
        (item,) = await tx.roadmaps.items(1)
        dues = await tx.roadmaps.dues([one.id for one in await tx.roadmaps.points([item.id])])
    assert date(2019, 10, 31) in {due.day for due in dues}


async def test_a_question_calls_points_by_the_numbers_of_the_document(desk: Desk) -> None:
    draft = sample_draft()
    seven = draft.items[2]
    alone = replace(draft.questions[0], item="7", about="measure 1", text="Наставничество")
    measures = tuple(replace(seven.measures[0], number=number) for number in ("3", "4"))
    await desk.send(COORDINATOR, "/start")
    for items, about, told in (
        ((seven,), alone, "пункт 7\nНаставничество"),
        ((replace(seven, measures=measures),), alone, "пункт 7, мероприятие 3\n"),
    ):
        preview = await desk.import_draft(replace(draft, items=items, questions=(about,)))
        (first,) = await desk.press(COORDINATOR, preview, "Вопросы")
        assert told in first.text


async def test_the_same_answer_once_more_leaves_alone_what_was_put_off_meanwhile(
    desk: Desk,
) -> None:
    await desk.send(COORDINATOR, "/start")
    preview = await desk.import_draft(two_lines_for_three())
    await desk.press(COORDINATOR, preview, "Сохранить")
    (first,) = await desk.tap(COORDINATOR, "draft:questions:1")
    await desk.press(COORDINATOR, first, "31 октября 2019")
    async with desk.store.begin() as tx:
        (item,) = await tx.roadmaps.items(1)
        third = (await tx.roadmaps.points([item.id]))[2]
        (due,) = await tx.roadmaps.dues([third.id])
        put_off = replace(due, day=date(2020, 4, 10), first_day=due.day)
        await tx.roadmaps.update_due(put_off)
    await desk.press(COORDINATOR, first, "31 октября 2019")
    async with desk.store.read() as tx:
        assert await tx.roadmaps.dues([third.id]) == [put_off]


async def test_going_back_opens_the_question_before_and_what_had_followed_from_it(
    desk: Desk,
) -> None:
    await desk.send(COORDINATOR, "/start")
    draft = two_lines_for("1. Сбор", "2. Показ", "3. Слёт", "4. Обзор")
    preview = await desk.import_draft(draft)
    (first,) = await desk.press(COORDINATOR, preview, "Вопросы")
    assert not _offers(first, "‹ Назад")
    (second,) = await desk.press(COORDINATOR, first, "31 октября 2019")
    assert "Вместе с этим" in second.text
    (again,) = await desk.press(COORDINATOR, second, "‹ Назад")
    assert "Показ" in again.text
    assert {row[0].text for row in again.buttons[:-1]} == {
        row[0].text for row in first.buttons[:-1]
    }
    (other,) = await desk.press(COORDINATOR, again, "Без даты")
    async with desk.store.read() as tx:
        answers = (await tx.drafts.get(1)).answers
    assert answers["0"] == {"none": True}
    assert "Вопрос" in other.text
