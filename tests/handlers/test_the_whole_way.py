"""From the preview to the summary, as the people in it would go."""

from __future__ import annotations

from datetime import date

from roadmap.model import ReminderState
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, STRANGER, Desk, sample_draft
from tests.handlers.written import write_files


async def test_a_stranger_learns_nothing_but_whom_to_ask(desk: Desk) -> None:
    for text in ("/start", "/summary", "привет", "/item 6"):
        (said,) = await desk.send(STRANGER, text)
        assert "координатору" in said.text
        assert not said.buttons
    (said,) = await desk.send(STRANGER, "/start guess")
    assert "недействительна" in said.text


async def test_the_preview_counts_what_was_read(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    preview = await desk.import_draft(sample_draft())
    for words in ("Верхнеозёрска", "2019/2020", "Пунктов: 3", "контрольных точек: 3", "1 вопрос"):
        assert words in preview.text
    assert [row[0].text for row in preview.buttons][:2] == ["Сохранить", "Вопросы (1)"]
    assert preview.buttons[-1][0].text == "Отмена"


async def test_a_question_offers_the_likely_readings(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    preview = await desk.import_draft(sample_draft())
    (question,) = await desk.press(COORDINATOR, preview, "Вопросы")
    assert "пункт 5, контрольная точка 1" in question.text
    assert "«Сентябрь»" in question.text
    labels = [row[0].text for row in question.buttons]
    assert labels[0].startswith("30 сентября 2020")
    assert labels[-2:] == ["Ввести дату", "Пропустить"]
    (done,) = await desk.press(COORDINATOR, question, "30 сентября 2020")
    (preview,) = await desk.press(COORDINATOR, done, "К карте")
    await desk.press(COORDINATOR, preview, "Сохранить")
    async with desk.store.read() as tx:
        (roadmap,) = await tx.roadmaps.all()
        views = await tx.roadmaps.views_between(roadmap.id, date(2020, 9, 1), None)
    assert [view.due.day for view in views] == [date(2020, 9, 30)]


async def test_a_typed_date_answers_a_question_after_saving(office: Desk) -> None:
    said = await office.send(COORDINATOR, "/import")
    (question,) = await office.press(COORDINATOR, said[-1], "Вопросы")
    await office.press(COORDINATOR, question, "Ввести дату")
    said = await office.send(COORDINATOR, "15.02.2020")
    assert "15 февраля 2020" in said[0].text
    async with office.store.read() as tx:
        (roadmap,) = await tx.roadmaps.all()
        views = await tx.roadmaps.views_between(roadmap.id, date(2020, 2, 15), date(2020, 2, 15))
    assert len(views) == 1


async def test_assigning_plans_the_reminders_of_item_6(office: Desk) -> None:
    async with office.store.read() as tx:
        ivanova = await tx.people.by_telegram(IVANOVA)
        planned = await tx.reminders.of_person(ivanova.id, [ReminderState.PLANNED])
    days = [
        reminder.day
        for reminder in planned
        if reminder.day.year == 2019 and reminder.day.month == 12
    ]
    assert days[:5] == [date(2019, 12, day) for day in (17, 24, 27, 30, 31)]


async def test_an_official_sees_what_they_answer_for(office: Desk) -> None:
    (said, *_) = await office.send(IVANOVA, "/my")
    assert "6.1" in said.text
    assert "до 31 декабря" in said.text
    (said, *_) = await office.send(PETROV, "/my")
    assert "не числится" in said.text


async def test_an_answer_by_number_goes_to_its_point_and_names_it(office: Desk) -> None:
    (said,) = await office.send(IVANOVA, "6.1 проведён 16 декабря, участвовали <b>все</b> школы")
    assert "пункт 6, контрольная точка 1" in said.text
    (card,) = await office.send(COORDINATOR, "/item 6")
    assert "участвовали &lt;b&gt;все&lt;/b&gt; школы" in card.text
    assert "Иванова Анна" in card.text


async def test_several_lines_go_to_several_points(office: Desk) -> None:
    (said,) = await office.send(IVANOVA, "6.1 – завершён 16 декабря\n6.2 – готовимся")
    assert "<b>6.1</b> · завершён 16 декабря\n<b>6.2</b> · готовимся" in said.text


async def test_an_edit_edits_and_keeps_what_stood_before(office: Desk) -> None:
    message = office.message(IVANOVA, text="6.1 завершён")
    await office.feed(message=message)
    await office.feed(edited_message={**message, "text": "6.1 завершён 16.12", "edit_date": 1})
    async with office.store.read() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["6"])
        (entry,) = await tx.answers.of_item(item.id)
    assert "16.12" in entry.text
    assert entry.revisions[0][1] == "завершён"


async def test_done_closes_the_point_and_stops_its_reminders(office: Desk) -> None:
    (mine, *_) = await office.send(IVANOVA, "/my")
    (card,) = await office.press(IVANOVA, mine, "6.1")
    (closed,) = await office.press(IVANOVA, card, "Выполнено")
    assert "Выполнено: пункт 6, контрольная точка 1" in closed.text
    async with office.store.read() as tx:
        ivanova = await tx.people.by_telegram(IVANOVA)
        planned = await tx.reminders.of_person(ivanova.id, [ReminderState.PLANNED])
    assert min(reminder.day for reminder in planned) > date(2020, 4, 1)
    await office.press(IVANOVA, card, "Выполнено")
    assert "уже отмечено" in office.toasts[-1]


async def test_a_bare_message_is_kept_and_asked_about(office: Desk) -> None:
    (asked,) = await office.send(IVANOVA, "провели два совещания")
    assert "К какому пункту" in asked.text
    (said,) = await office.press(IVANOVA, asked, "6.2")
    assert "контрольная точка 2" in said.text
    assert said.edits == asked.telegram_id
    (card,) = await office.send(COORDINATOR, "/item 6")
    assert "провели два совещания" in card.text


async def test_a_reply_to_a_card_goes_to_its_point(office: Desk) -> None:
    (mine, *_) = await office.send(IVANOVA, "/my")
    (card,) = await office.press(IVANOVA, mine, "6.2")
    (said,) = await office.reply(IVANOVA, card, "готовимся")
    assert "контрольная точка 2" in said.text


async def test_a_postponement_is_granted_with_one_tap(office: Desk) -> None:
    (mine, *_) = await office.send(IVANOVA, "/my")
    (card,) = await office.press(IVANOVA, mine, "6.1")
    await office.press(IVANOVA, card, "Перенести срок")
    (sure,) = await office.send(IVANOVA, "до 15 февраля, ждём итоги")
    said = await office.press(IVANOVA, sure, "Да")
    assert "15 февраля 2020" in said[0].text
    request = next(message for message in said if message.chat_id == COORDINATOR)
    assert "ждём итоги" in request.text
    said = await office.press(COORDINATOR, request, "Согласовать")
    told = next(message for message in said if message.chat_id == IVANOVA)
    assert "новый срок 15 февраля 2020" in told.text
    await office.press(COORDINATOR, request, "Не согласовать")
    assert "✅ Согласовано" in office.toasts[-1]


async def test_the_summary_tells_done_from_late_by_section(office: Desk) -> None:
    (said,) = await office.send(COORDINATOR, "/summary")
    assert "1.1. КАЧЕСТВО" in said.text
    assert "1.2. КАДРЫ" in said.text


async def test_everything_the_coordinator_can_ask_is_answered(office: Desk) -> None:
    words = "due/overdue/silent/people/roadmaps/help/log/report/calendar/settings/assign/invite/summary/import/collect"
    commands = [*(f"/{word}" for word in words.split("/")), "/due 200", "/remind 6", "/item 6"]
    for command in commands:
        assert await office.send(COORDINATOR, command) or await write_files(office), command


async def test_a_wrong_command_gets_the_nearest_right_one(office: Desk) -> None:
    (said,) = await office.send(COORDINATOR, "/sumary")
    assert "/summary" in said.text


async def test_an_official_cannot_act_for_the_coordinator(office: Desk) -> None:
    for command in ("/assign 6 Петров", "/invite Некто", "/people", "/log", "/remind 6", "/report"):
        (said,) = await office.send(IVANOVA, command)
        assert "недоступно" in said.text, command


async def test_nobody_answers_for_what_is_not_theirs(office: Desk) -> None:
    (said,) = await office.send(PETROV, "6.1 готово")
    assert "отвечаете не вы" in said.text
    async with office.store.read() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["6"])
        assert await tx.answers.of_item(item.id) == []
