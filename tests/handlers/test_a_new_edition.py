"""The document is changed and sent again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from roadmap.drafts.edition import Changes, compare
from roadmap.model import Deadline, Draft, Kind, ReminderState
from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk, month, sample_draft
from tests.handlers.test_living_reminders import changes as said_later
from tests.handlers.test_living_reminders import labels, reminded


async def changes(office: Desk) -> list[Outgoing]:
    """What changes of what was said before; that the edition moves deadlines is said beside it."""
    return [one for one in await said_later(office) if one.edits]


async def test_a_new_edition_moves_deadlines_and_keeps_progress_and_people(office: Desk) -> None:
    await office.send(IVANOVA, "6.1 готовимся")
    preview = await office.import_draft(_edition())
    assert "6.1: 31 декабря → 31 января 2020" in preview.text
    (saved,) = await office.press(COORDINATOR, preview, "Обновить карту")
    async with office.store.read() as tx:
        ivanova = await tx.people.by_telegram(IVANOVA)
        planned = await tx.reminders.of_person(ivanova.id, [ReminderState.PLANNED])
        (item,) = await tx.roadmaps.items_by_number(1, ["6"])
        assert [entry.text for entry in await tx.answers.of_item(item.id)] == ["готовимся"]
    assert date(2019, 12, 31) not in {reminder.day for reminder in planned}
    assert date(2020, 1, 31) in {reminder.day for reminder in planned}

    await office.press(COORDINATOR, saved, "Отменить импорт")
    async with office.store.read() as tx:
        planned = await tx.reminders.of_person(ivanova.id, [ReminderState.PLANNED])
    assert date(2019, 12, 31) in {reminder.day for reminder in planned}


def _edition() -> Draft:
    """The sample with control point 6.1 a month later and item 7 gone."""
    draft = sample_draft()
    five, six, _ = draft.items
    later = replace(six.control_points[0], deadline=month("Январь", 2020, 1, 31))
    return replace(draft, items=(five, replace(six, control_points=(later, six.control_points[1]))))


async def test_a_postponement_granted_before_holds_again_when_the_new_edition_is_taken_back(
    office: Desk,
) -> None:
    (card, *_) = await office.send(IVANOVA, "/item 6")
    (due,) = await office.press(IVANOVA, card, "6.1")
    await office.press(IVANOVA, due, "Перенести срок")
    (sure,) = await office.send(IVANOVA, "до 15 марта, ждём протокол")
    said = await office.press(IVANOVA, sure, "Да")
    request = next(message for message in said if message.chat_id == COORDINATOR)
    await office.press(COORDINATOR, request, "Согласовать")
    preview = await office.import_draft(_edition())
    (saved,) = await office.press(COORDINATOR, preview, "Обновить карту")
    await office.press(COORDINATOR, saved, "Отменить импорт")
    (card, *_) = await office.send(IVANOVA, "/item 6")
    assert "до 15 марта 2020" in card.text


async def test_an_import_is_undone_within_a_day_only(office: Desk) -> None:
    saved = next(
        message
        for message in office.said
        if any("Отменить импорт" in b.text for r in message.buttons for b in r)
    )
    office.at = office.at.replace(day=4)
    await office.press(COORDINATOR, saved, "Отменить импорт")
    assert "в течение суток" in office.toasts[-1]


async def test_the_day_to_undo_an_import_begins_when_it_is_saved(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    preview = await desk.import_draft(sample_draft())
    desk.at += timedelta(days=2)
    _, saved = await desk.press(COORDINATOR, preview, "Сохранить")
    edition = await desk.import_draft(_edition())
    desk.at += timedelta(days=2)
    (updated,) = await desk.press(COORDINATOR, edition, "Обновить карту")
    desk.at += timedelta(hours=23)
    (undone, *_) = await desk.press(COORDINATOR, updated, "Отменить импорт")
    assert "Обновление отменено" in undone.text
    await desk.press(COORDINATOR, saved, "Отменить импорт")
    assert "в течение суток" in desk.toasts[-1]


async def test_an_import_saved_apart_is_undone_and_the_roadmap_that_it_resembles_stays(
    office: Desk,
) -> None:
    preview = await office.import_draft(_edition())
    _, saved = await office.press(COORDINATOR, preview, "Сохранить как новую")
    await office.press(COORDINATOR, saved, "Отменить импорт")
    async with office.store.read() as tx:
        assert [roadmap.id for roadmap in await tx.roadmaps.all()] == [1]


async def test_a_split_item_keeps_its_first_half_and_its_answers_and_the_other_is_new(
    office: Desk,
) -> None:
    await office.send(IVANOVA, "6.1 готовимся")
    draft = sample_draft()
    five, six, seven = draft.items
    first = replace(six, control_points=six.control_points[:1])
    second = replace(
        six,
        number="7",
        recommendation="Региональный этап",
        control_points=six.control_points[1:],
        measures=(),
    )
    renumbered = replace(seven, number="8")
    preview = await office.import_draft(replace(draft, items=(five, first, second, renumbered)))
    assert "новых пунктов: 1, исключено: 0, с другим номером: 1" in preview.text
    await office.press(COORDINATOR, preview, "Обновить карту")
    async with office.store.read() as tx:
        (roadmap,) = [one for one in await tx.roadmaps.all() if one.title == draft.title]
        items = {item.number: item for item in await tx.roadmaps.items(roadmap.id)}
        assert [entry.text for entry in await tx.answers.of_item(items["6"].id)] == ["готовимся"]
    assert items["8"].recommendation == seven.recommendation


def _without_second() -> Draft:
    """The sample with control point 6.2 gone."""
    five, six, seven = sample_draft().items
    return replace(
        sample_draft(), items=(five, replace(six, control_points=six.control_points[:1]), seven)
    )


async def test_a_reminder_sent_before_shows_the_new_day_and_what_was_taken_out(
    office: Desk,
) -> None:
    both = await reminded(office, IVANOVA, "6.1", "6.2")
    preview = await office.import_draft(_edition())
    await office.press(COORDINATOR, preview, "Обновить карту")
    (change,) = await changes(office)
    assert change.edits == both.telegram_id
    assert "Срок теперь 31 января 2020." in change.text
    assert change.text.count("Срок теперь") == 1, "the other deadline stands as it did"
    assert labels(change)[:2] == labels(both)[:2], "its buttons follow the same due day"
    preview = await office.import_draft(_without_second())
    await office.press(COORDINATOR, preview, "Обновить карту")
    (change,) = await changes(office)
    assert "➖ больше не требуется" in change.text
    assert len(labels(change)) == 2


async def test_a_reminder_of_an_item_that_is_gone_is_struck_through(office: Desk) -> None:
    alone = await reminded(office, IVANOVA, "6.1")
    five, _, seven = sample_draft().items
    preview = await office.import_draft(replace(sample_draft(), items=(five, seven)))
    await office.press(COORDINATOR, preview, "Обновить карту")
    (change,) = await changes(office)
    assert (change.edits, labels(change)) == (alone.telegram_id, [])
    assert change.text.startswith("<s>")
    assert change.text.endswith("➖ исключено из дорожной карты")
    await office.press(IVANOVA, alone, "Выполнено")
    assert office.toasts[-1], "a stale tap is told something"


async def test_a_confirmation_follows_its_item_to_another_number(office: Desk) -> None:
    (said,) = await office.send(IVANOVA, "6.1 готовимся")
    five, six, seven = sample_draft().items
    renumbered = (five, replace(seven, number="6"), replace(six, number="7"))
    preview = await office.import_draft(replace(sample_draft(), items=renumbered))
    await office.press(COORDINATOR, preview, "Обновить карту")
    (change,) = await changes(office)
    assert change.edits == said.telegram_id
    assert "пункт 7, контрольная точка 1" in change.text


async def test_a_confirmation_of_a_point_that_is_gone_offers_to_close_nothing(
    office: Desk,
) -> None:
    (said,) = await office.send(IVANOVA, "6.2 готовимся")
    preview = await office.import_draft(_without_second())
    await office.press(COORDINATOR, preview, "Обновить карту")
    (change,) = await changes(office)
    assert change.edits == said.telegram_id
    assert "➖ больше не требуется" in change.text
    assert labels(change) == ["Не сюда", "Отозвать"]


async def test_a_request_about_an_item_that_is_gone_has_no_buttons(office: Desk) -> None:
    async with office.store.begin() as tx:
        views = await tx.roadmaps.views_between(1, None, None)
        due_id = next(view.due.id for view in views if view.item.number == "6")
    await office.tap(IVANOVA, f"due:postpone:{due_id}")
    (sure,) = await office.send(IVANOVA, "до 15 июня 2020, ждём акт")
    said = await office.press(IVANOVA, sure, "Да")
    five, _, seven = sample_draft().items
    preview = await office.import_draft(replace(sample_draft(), items=(five, seven)))
    await office.press(COORDINATOR, preview, "Обновить карту")
    found = {(one.chat_id, one.edits): one for one in await changes(office)}
    for message in said:
        assert labels(found[(message.chat_id, message.telegram_id or message.edits)]) == []
        assert "исключено" in found[(message.chat_id, message.telegram_id or message.edits)].text


async def test_an_edition_taken_back_shows_the_former_day_again(office: Desk) -> None:
    alone = await reminded(office, IVANOVA, "6.1")
    preview = await office.import_draft(_edition())
    (saved,) = await office.press(COORDINATOR, preview, "Обновить карту")
    (change,) = await changes(office)
    assert "Срок теперь 31 января 2020." in change.text
    await office.press(COORDINATOR, saved, "Отменить импорт")
    (change,) = await changes(office)
    assert (change.edits, "Срок теперь" in change.text) == (alone.telegram_id, False)
    assert "31 декабря" in change.text


async def test_the_same_document_again_keeps_the_answers_to_its_questions(office: Desk) -> None:
    (asked,) = await office.tap(COORDINATOR, "draft:questions:1")
    await office.press(COORDINATOR, asked, "30 сентября 2020")
    preview = await office.import_draft(sample_draft())
    assert "Вопросов нет" in preview.text
    assert "0 сроков изменится" in preview.text
    await office.press(COORDINATOR, preview, "Обновить карту")
    assert await _days_of(office, "5", "результаты отбора") == [date(2020, 9, 30)]


async def test_an_answer_holds_for_the_same_words_under_another_number_and_not_for_others(
    office: Desk,
) -> None:
    (asked,) = await office.tap(COORDINATOR, "draft:questions:1")
    await office.press(COORDINATOR, asked, "Ввести дату")
    await office.send(COORDINATOR, "15 марта 2020")
    draft = sample_draft()
    five, *rest = draft.items
    (question,) = draft.questions
    moved = replace(
        draft,
        items=(replace(five, number="9"), *rest),
        questions=(replace(question, item="9"),),
    )
    assert "Вопросов нет" in (await office.import_draft(moved)).text
    reworded = replace(draft, questions=(replace(question, phrase="Сентябрь-октябрь"),))
    assert "Есть 1 вопрос" in (await office.import_draft(reworded)).text


async def test_a_day_set_by_hand_for_a_phrase_without_one_outlives_an_edition(
    office: Desk,
) -> None:
    async with office.store.begin() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["7"])
        (point,) = await tx.roadmaps.points([item.id])
        (due,) = await tx.roadmaps.dues([point.id])
        await tx.roadmaps.update_due(replace(due, day=date(2020, 5, 20)))
    preview = await office.import_draft(sample_draft())
    assert "0 сроков изменится" in preview.text
    await office.press(COORDINATOR, preview, "Обновить карту")
    assert await _days_of(office, "7", "Наставничество") == [date(2020, 5, 20)]


async def _days_of(office: Desk, number: str, text: str) -> list[date | None]:
    async with office.store.read() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, [number])
        points = [one for one in await tx.roadmaps.points([item.id]) if one.text == text]
        return [due.day for due in await tx.roadmaps.dues([one.id for one in points])]


def _words(message: Outgoing) -> list[str]:
    return [button.text for row in message.buttons for button in row]


async def test_the_preview_names_the_roadmap_and_each_change(office: Desk) -> None:
    _, six, seven = sample_draft().items
    points = (six.control_points[0], replace(six.control_points[1], text="итоги сезона"))
    six = replace(six, recommendation="Результаты олимпиады школьников", control_points=points)
    new = replace(seven, number="8", recommendation="Ярмарка педагогических идей", measures=())
    preview = await office.import_draft(replace(sample_draft(), items=(six, seven, new)))
    assert "Похоже на новую редакцию карты «Дорожная карта города Верхнеозёрска»" in preview.text
    for told in (
        "✏️ 6: «Результаты олимпиады» → «Результаты олимпиады школьников»",
        "✏️ 6.2: «результаты регионального этапа» → «итоги сезона»",
        "➕ 8. Ярмарка педагогических идей",
        "➖ 5. Участие в конкурсах",
        "новых пунктов: 1, исключено: 1, с другим номером: 0, с другим текстом: 2.",
    ):
        assert told in preview.text
    assert _words(preview)[:2] == ["Обновить карту", "Сохранить как новую"]


async def test_more_changes_than_a_phone_shows_have_pages(office: Desk) -> None:
    draft = sample_draft()
    new = tuple(replace(draft.items[2], number=str(n), recommendation=f"Сад {n}", measures=())
                for n in range(8, 23))  # fmt: skip
    preview = await office.import_draft(replace(draft, items=(*draft.items, *new)))
    assert "➕ 17. Сад 17" in preview.text
    assert "➕ 18. Сад 18" not in preview.text
    (page,) = await office.press(COORDINATOR, preview, "Показать изменения")
    assert "Что изменится в карте «Дорожная карта города Верхнеозёрска»" in page.text
    (page,) = await office.press(COORDINATOR, page, "›")
    assert "➕ 22. Сад 22" in page.text
    (back,) = await office.press(COORDINATOR, page, "‹ Назад")
    assert "Обновить карту" in _words(back)


async def test_a_plan_that_may_be_another_is_offered_as_a_new_one_first(office: Desk) -> None:
    _, _, seven = sample_draft().items
    preview = await office.import_draft(replace(sample_draft(), items=(seven,), questions=()))
    assert (
        "Возможно, это новая редакция карты «Дорожная карта города Верхнеозёрска»" in preview.text
    )
    assert "Общих пунктов: 1 из 3" in preview.text
    assert _words(preview)[:2] == ["Сохранить как новую", "Обновить карту"]


async def test_another_plan_of_the_same_year_is_no_new_edition(office: Desk) -> None:
    fairs = replace(sample_draft().items[2], recommendation="Ярмарка мёда", measures=())
    draft = replace(sample_draft(), title="Дорожная карта ярмарок", items=(fairs,), questions=())
    preview = await office.import_draft(draft)
    assert _words(preview)[0] == "Сохранить"
    assert "редакц" not in preview.text
    assert "Обновить карту" not in _words(preview)


async def test_a_deadline_about_which_a_question_is_open_is_said_to_have_one(office: Desk) -> None:
    draft = sample_draft()
    five, six, seven = draft.items
    asked = replace(draft.questions[0], item="6", about="control_point 1", phrase="Декабрь-январь")
    unsure = replace(six.control_points[0], deadline=Deadline("Декабрь-январь", Kind.MONTH))
    six = replace(six, control_points=(unsure, six.control_points[1]))
    preview = await office.import_draft(
        replace(draft, items=(five, six, seven), questions=(*draft.questions, asked))
    )
    assert "6.1: 31 декабря → есть вопрос" in preview.text


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Итоговый  отчет: «Успех» - 1", "до 10 декабря 2019 года — 2"),
        ("итоговый отчёт: \"успех\" – 1.", "До 10 декабря 2019–2."),
        ("Итоговый отчёт: „Успех“ — 1", "до 10 декабря 2019 г. - 2"),
    ],
)  # fmt: skip
async def test_an_answer_holds_whatever_the_spelling_of_the_next_edition(
    office: Desk, text: str, phrase: str
) -> None:
    draft = sample_draft()
    five, *rest = draft.items
    point = replace(five.control_points[0], text="Итоговый отчёт: «Успех» — 1")
    first = replace(draft.questions[0], text=point.text, phrase="до 10 декабря 2019 — 2")
    saved = replace(
        draft, items=(replace(five, control_points=(point,)), *rest), questions=(first,)
    )
    preview = await office.import_draft(saved)
    (asked,) = await office.press(COORDINATOR, preview, "Вопросы")
    await office.press(COORDINATOR, asked, "30 сентября 2020")
    await office.tap(COORDINATOR, "draft:update:2")
    again = replace(
        saved,
        items=(replace(five, control_points=(replace(point, text=text),)), *rest),
        questions=(replace(first, text=text, phrase=phrase),),
    )
    assert "Вопросов нет" in (await office.import_draft(again)).text


async def test_after_an_update_the_questions_that_are_open_and_its_undoing_are_offered(
    office: Desk,
) -> None:
    preview = await office.import_draft(sample_draft())
    (saved, *_) = await office.press(COORDINATOR, preview, "Обновить карту")
    assert _words(saved) == ["Вопросы (1)", "Без ответственного: 2", "Отменить импорт"]
    (asked,) = await office.press(COORDINATOR, saved, "Вопросы")
    assert "Вопрос 1 из 1" in asked.text


async def test_a_preview_compares_the_editions_once(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[int] = []

    def counting(*given: Any) -> Changes:
        compared.append(1)
        return compare(*given)

    monkeypatch.setattr("roadmap.actions.editing.compare", counting)
    preview = await office.import_draft(_edition())
    assert "6.1: 31 декабря → 31 января 2020" in preview.text
    assert len(compared) == 1
