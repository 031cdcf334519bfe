"""The coordinator corrects what was misread: a deadline either way, an item's text and number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from roadmap.actions.looking import load_board
from roadmap.actions.reporting import item_stories
from roadmap.model import Deadline, Draft, DueState, Kind, Period, ReminderState
from roadmap.model.messages import Outgoing
from roadmap.ports import DueView
from roadmap.standing.discipline import discipline
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk, month, sample_draft
from tests.handlers.test_living_reminders import changes, reminded
from tests.handlers.test_the_archive import archive

DECEMBER = date(2019, 12, 31)


async def control_point(office: Desk) -> DueView:
    """6.1 as it stands."""
    async with office.store.read() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["6"])
        points = await tx.roadmaps.points([item.id])
        point = next(one for one in points if one.kind.value == "control_point")
        (due,) = await tx.roadmaps.dues([point.id])
        view: DueView = await tx.roadmaps.view(due.id)
    return view


async def planned(office: Desk, due_id: int) -> set[date]:
    """The days of the reminders of a due day that are still to come."""
    async with office.store.read() as tx:
        found = await tx.reminders.of_dues([due_id])
    return {one.day for one in found if one.state is ReminderState.PLANNED}


async def asked(office: Desk, label: str) -> Outgoing:
    """«Исправить» on the card of item 6, and what is to be corrected."""
    (card,) = await office.send(COORDINATOR, "/item 6")
    (menu,) = await office.press(COORDINATOR, card, "Исправить")
    return (await office.press(COORDINATOR, menu, label))[-1]


async def corrected(office: Desk, phrase: str) -> Outgoing:
    """6.1 gets the day of `phrase`; the confirmation."""
    await asked(office, "Срок 6.1")
    (sure,) = await office.send(COORDINATOR, phrase)
    (said,) = await office.press(COORDINATOR, sure, "Да")
    return said


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("15 декабря", date(2019, 12, 15)),
        ("15 ноября", date(2019, 11, 15)),
        ("ноябрь", date(2019, 11, 30)),
        ("до 15 марта", date(2020, 3, 15)),
        ("01.10.2019", date(2019, 10, 1)),
        ("до пятницы", date(2019, 12, 6)),
    ],
)
async def test_a_misread_deadline_is_corrected_either_way(
    office: Desk, phrase: str, day: date
) -> None:
    before = await control_point(office)
    said = await corrected(office, phrase)
    assert "Срок исправлен (пункт 6, контрольная точка 1)" in said.text
    view = await control_point(office)
    assert (view.due.day, view.due.first_day, view.due.state) == (day, None, DueState.OPEN)
    assert view.point.deadline is not None
    assert before.point.deadline is not None
    assert view.point.deadline.text == before.point.deadline.text
    assert view.point.deadline.due_days() == (day,)


async def test_the_day_is_said_back_before_it_holds(office: Desk) -> None:
    question = await asked(office, "Срок 6.1: 31 декабря")
    assert "«Декабрь»" in question.text
    (sure,) = await office.send(COORDINATOR, "15 ноября")
    assert "(пункт 6, контрольная точка 1): 31 декабря → 15 ноября, как в документе" in sure.text
    assert (await control_point(office)).due.day == DECEMBER
    (said,) = await office.send(COORDINATOR, "да")
    assert "(пункт 6, контрольная точка 1): 31 декабря → 15 ноября, как в документе" in said.text
    assert (await control_point(office)).due.day == date(2019, 11, 15)


async def test_another_day_may_be_said_in_place_of_the_one_said_back(office: Desk) -> None:
    await asked(office, "Срок 6.1")
    await office.send(COORDINATOR, "15 ноября")
    (sure,) = await office.send(COORDINATOR, "16 декабря")
    await office.press(COORDINATOR, sure, "Да")
    assert (await control_point(office)).due.day == date(2019, 12, 16)


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("чушь", "Не понял дату"),
        ("октябрь, март", "несколько дней"),
        ("31 декабря", "Этот срок и стоит"),
    ],
)
async def test_what_gives_no_one_other_day_is_asked_for_again(
    office: Desk, phrase: str, told: str
) -> None:
    await asked(office, "Срок 6.1")
    (said,) = await office.send(COORDINATOR, phrase)
    assert told in said.text
    assert (await control_point(office)).due.day == DECEMBER
    (sure,) = await office.send(COORDINATOR, "16 декабря")
    assert "16 декабря" in sure.text


async def test_yes_after_a_day_that_was_not_understood_is_no_yes_to_the_one_before(
    office: Desk,
) -> None:
    await asked(office, "Срок 6.1")
    await office.send(COORDINATOR, "15 ноября")
    (said,) = await office.send(COORDINATOR, "октябрь, март")
    assert "несколько дней" in said.text
    await office.send(COORDINATOR, "да")
    assert (await control_point(office)).due.day == DECEMBER


@pytest.mark.parametrize(
    ("phrase", "day"),
    [("20 мая", date(2020, 5, 20)), ("до 1 марта", date(2020, 3, 1)), ("15 ноября", None)],
)
async def test_a_day_without_a_year_in_a_plan_of_two_years_is_the_next_one_or_in_doubt(
    office: Desk, phrase: str, day: date | None
) -> None:
    async with office.store.begin() as tx:
        roadmap = await tx.roadmaps.get(1)
        years = Period("2019–2020 годы", date(2019, 1, 1), date(2020, 12, 31))
        await tx.roadmaps.update(replace(roadmap, period=years))
    if day is None:
        await asked(office, "Срок 6.1")
        (said,) = await office.send(COORDINATOR, phrase)
        assert "Какого года?" in said.text
        return
    await corrected(office, phrase)
    assert (await control_point(office)).due.day == day


async def test_reminders_follow_a_corrected_deadline_and_its_undoing(office: Desk) -> None:
    before = await control_point(office)
    days = await planned(office, before.due.id)
    said = await corrected(office, "до 20 марта")
    assert date(2020, 3, 20) in await planned(office, before.due.id)
    assert DECEMBER not in await planned(office, before.due.id)
    (undone,) = await office.press(COORDINATOR, said, "Отменить")
    assert "Срок снова: 31 декабря" in undone.text
    assert await control_point(office) == before
    assert await planned(office, before.due.id) == days


@pytest.mark.parametrize(
    ("phrase", "state"), [("20 ноября", DueState.QUIET), ("5 декабря", DueState.OPEN)]
)
async def test_a_day_that_came_after_the_roadmap_was_loaded_is_past_as_any_other(
    office: Desk, phrase: str, state: DueState
) -> None:
    async with office.store.begin() as tx:
        loaded = (await tx.roadmaps.get(1)).imported_at
        view = await control_point(office)
        await tx.roadmaps.update_due(replace(view.due, state=DueState.QUIET))
    office.at = loaded + timedelta(days=10)
    await corrected(office, phrase)
    assert (await control_point(office)).due.state is state


async def test_a_correction_undone_is_not_undone_again_nor_the_one_after_it(office: Desk) -> None:
    first = await corrected(office, "15 ноября")
    second = await corrected(office, "16 ноября")
    await office.press(COORDINATOR, first, "Отменить")
    assert (await control_point(office)).due.day == date(2019, 11, 16)
    await office.press(COORDINATOR, second, "Отменить")
    assert (await control_point(office)).due.day == date(2019, 11, 15)
    await office.press(COORDINATOR, second, "Отменить")
    assert (await control_point(office)).due.day == date(2019, 11, 15)
    await office.press(COORDINATOR, first, "Отменить")
    assert (await control_point(office)).due.day == DECEMBER


async def test_a_reminder_that_was_sent_shows_the_corrected_day(office: Desk) -> None:
    shown = await reminded(office, IVANOVA, "6.1")
    assert "31 декабря" in shown.text
    await corrected(office, "25 декабря")
    told = await changes(office)
    assert any("25 декабря" in one.text for one in told)


async def test_a_closed_due_day_stays_closed(office: Desk) -> None:
    await office.send(IVANOVA, "6.1 выполнено 2 декабря")
    view = await control_point(office)
    async with office.store.begin() as tx:
        done = replace(view.due, state=DueState.DONE, closed_on=date(2019, 12, 2))
        await tx.roadmaps.update_due(done)
    await asked(office, "Срок 6.1")
    (sure,) = await office.send(COORDINATOR, "15 ноября")
    assert "Отметка о выполнении останется" in sure.text
    (said,) = await office.press(COORDINATOR, sure, "Да")
    due = (await control_point(office)).due
    assert (due.state, due.closed_on, due.day) == (
        DueState.DONE, date(2019, 12, 2), date(2019, 11, 15),
    )  # fmt: skip
    assert await planned(office, due.id) == set()
    await office.press(COORDINATOR, said, "Отменить")
    assert (await control_point(office)).due == replace(due, day=DECEMBER)


async def test_a_correction_is_no_postponement_anywhere(office: Desk) -> None:
    await corrected(office, "до 20 марта")
    async with office.store.read() as tx:
        roadmap = await tx.roadmaps.get(1)
        assert await tx.answers.postponements(1) == []
        board = await load_board(tx, roadmap, office.office.policy.timezone)
        kept = discipline(board, await tx.answers.postponements(1), office.at.date())
        items = await tx.roadmaps.items(1)
        stories = await item_stories(tx, roadmap, items, roadmap.period.halves()[0])
    assert kept.total.postponed == 0
    assert all(not story.shifts for story in stories.values())
    (card,) = await office.send(COORDINATOR, "/item 6")
    assert "перенос" not in card.text.lower()


async def test_the_log_tells_who_corrected_what_and_who_undid_it(office: Desk) -> None:
    said = await corrected(office, "15 ноября")
    await office.press(COORDINATOR, said, "Отменить")
    (log,) = await office.send(COORDINATOR, "/log")
    assert "исправлен срок 6.1: 31.12.2019 → 15.11.2019" in log.text
    assert "исправление отменено: 6.1" in log.text
    assert "перенос" not in log.text


def edition(deadline: Deadline) -> Draft:
    """The sample with another deadline of 6.1."""
    five, six, seven = sample_draft().items
    first = replace(six.control_points[0], deadline=deadline)
    return replace(
        sample_draft(),
        items=(five, replace(six, control_points=(first, six.control_points[1])), seven),
    )


async def test_a_new_edition_with_the_same_phrase_keeps_the_correction(office: Desk) -> None:
    await corrected(office, "15 декабря")
    preview = await office.import_draft(sample_draft())
    assert "6.1: 15 декабря" not in preview.text
    await office.press(COORDINATOR, preview, "Обновить карту")
    assert (await control_point(office)).due.day == date(2019, 12, 15)


async def test_a_new_edition_with_another_phrase_moves_it_and_its_undoing_restores_the_correction(
    office: Desk,
) -> None:
    await corrected(office, "15 декабря")
    preview = await office.import_draft(edition(month("Январь", 2020, 1, 31)))
    assert "6.1: 15 декабря → 31 января 2020" in preview.text
    (saved,) = await office.press(COORDINATOR, preview, "Обновить карту")
    assert (await control_point(office)).due.day == date(2020, 1, 31)
    await office.press(COORDINATOR, saved, "Отменить импорт")
    assert (await control_point(office)).due.day == date(2019, 12, 15)


async def test_a_deadline_misread_again_in_a_new_edition_is_corrected_for_good(
    office: Desk,
) -> None:
    await corrected(office, "15 декабря")
    again = edition(month("Январь", 2020, 1, 31))
    preview = await office.import_draft(again)
    await office.press(COORDINATOR, preview, "Обновить карту")
    await corrected(office, "15 января")
    preview = await office.import_draft(again)
    await office.press(COORDINATOR, preview, "Обновить карту")
    assert (await control_point(office)).due.day == date(2020, 1, 15)


async def text_corrected(office: Desk, words: str) -> Outgoing:
    """Item 6 gets the text `words`; the confirmation."""
    await asked(office, "Текст пункта")
    (sure,) = await office.send(COORDINATOR, words)
    (said,) = await office.press(COORDINATOR, sure, "Да")
    return said


async def test_an_item_with_a_text_quite_unlike_the_misread_one_outlives_a_new_edition(
    office: Desk,
) -> None:
    await office.send(IVANOVA, "6.1 готовимся")
    await text_corrected(office, "Обновить программы школ")
    preview = await office.import_draft(sample_draft())
    await office.press(COORDINATOR, preview, "Обновить карту")
    async with office.store.read() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["6"])
        assert item.recommendation == "Обновить программы школ"
        assert len(await tx.answers.of_item(item.id)) == 1


async def test_what_is_kept_of_corrections_grows_with_their_number_alone(office: Desk) -> None:
    said = [await text_corrected(office, f"Текст {letter}") for letter in "абвгдежз"]
    async with office.store.read() as tx:
        (kept,) = (await tx.facts.beginning("corrected:")).values()
    assert len(kept) < 200 * len(said)
    for one in reversed(said):
        await office.press(COORDINATOR, one, "Отменить")
    async with office.store.read() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["6"])
        assert item.recommendation == "Результаты олимпиады"
        assert await tx.facts.beginning("corrected:") == {}


async def test_a_text_is_corrected_said_back_and_undone(office: Desk) -> None:
    async with office.store.read() as tx:
        (before,) = await tx.roadmaps.items_by_number(1, ["6"])
    await asked(office, "Текст пункта")
    (sure,) = await office.send(COORDINATOR, "Обновить программы школ")
    assert "Обновить программы школ" in sure.text
    assert before.recommendation in sure.text
    (said,) = await office.press(COORDINATOR, sure, "Да")
    async with office.store.read() as tx:
        assert (await tx.roadmaps.item(before.id)).recommendation == "Обновить программы школ"
    await office.press(COORDINATOR, said, "Отменить")
    async with office.store.read() as tx:
        assert await tx.roadmaps.item(before.id) == before


async def test_a_number_is_corrected_and_answers_find_the_item_by_it(office: Desk) -> None:
    await asked(office, "Номер пункта")
    (taken,) = await office.send(COORDINATOR, "7")
    assert "Пункт 7 в карте уже есть" in taken.text
    (wrong,) = await office.send(COORDINATOR, "шестнадцать")
    assert "не номер пункта" in wrong.text
    (sure,) = await office.send(COORDINATOR, "п. 16")
    (said,) = await office.press(COORDINATOR, sure, "Да")
    assert "6 → 16" in said.text
    (taken,) = await office.send(IVANOVA, "16.1 готовимся")
    assert "16" in taken.text
    (undone,) = await office.press(COORDINATOR, said, "Отменить")
    assert "снова 6" in undone.text
    (card,) = await office.send(COORDINATOR, "/item 6")
    assert "готовимся" in card.text


async def test_an_undated_point_gets_the_day_that_the_document_has(office: Desk) -> None:
    view = await control_point(office)
    async with office.store.begin() as tx:
        await tx.roadmaps.update_due(replace(view.due, day=None))
        unread = Deadline("дек.", Kind.UNKNOWN)
        await tx.roadmaps.update_point(replace(view.point, deadline=unread))
    await asked(office, "Срок 6.1: без даты")
    (sure,) = await office.send(COORDINATOR, "25 декабря")
    (said,) = await office.press(COORDINATOR, sure, "Да")
    corrected_view = await control_point(office)
    assert (corrected_view.due.day, corrected_view.due.first_day) == (date(2019, 12, 25), None)
    await office.press(COORDINATOR, said, "Отменить")
    undone = await control_point(office)
    assert (undone.due.day, undone.point.deadline) == (None, unread)


async def test_a_correction_holds_whatever_the_spelling_of_the_next_edition(office: Desk) -> None:
    await corrected(office, "15 декабря")
    await text_corrected(office, "Обновить программы школ")
    again = edition(month("декабрь.", 2019, 12, 31))
    five, six, seven = again.items
    six = replace(six, recommendation="«результаты  Олимпиады».")
    preview = await office.import_draft(replace(again, items=(five, six, seven)))
    await office.press(COORDINATOR, preview, "Обновить карту")
    view = await control_point(office)
    assert view.due.day == date(2019, 12, 15)
    assert view.item.recommendation == "Обновить программы школ"


# ── outside the period, never due ────────────────────────────────────────────────────────────────


async def test_a_day_outside_the_period_is_said_to_be_one_before_it_holds(office: Desk) -> None:
    await asked(office, "Срок 6.1")
    (sure,) = await office.send(COORDINATOR, "1 октября 2012")
    assert "1 октября 2012 – вне периода карты: 2019/2020 учебный год" in sure.text
    assert "Исправить срок" in sure.text
    assert (await control_point(office)).due.day == DECEMBER
    (sure,) = await office.send(COORDINATOR, "1 октября 2019")
    assert "вне периода" not in sure.text
    await asked(office, "Срок 6.1")
    (sure,) = await office.send(COORDINATOR, "1 октября 2012")
    await office.press(COORDINATOR, sure, "Да")
    assert (await control_point(office)).due.day == date(2012, 10, 1)


async def test_no_in_place_of_yes_asks_again(office: Desk) -> None:
    await asked(office, "Срок 6.1")
    await office.send(COORDINATOR, "1 октября 2012")
    (again,) = await office.send(COORDINATOR, "нет")
    assert "В документе записано: «Декабрь»" in again.text
    assert (await control_point(office)).due.day == DECEMBER


@pytest.mark.parametrize(
    "phrase",
    ["без даты", "без срока", "Без срока.", "срока нет", "постоянно", "нет", "–", "в течение года"],
)
async def test_a_deadline_misread_where_there_is_none_is_taken_away_and_put_back(
    office: Desk, phrase: str
) -> None:
    before = await control_point(office)
    days = await planned(office, before.due.id)
    await asked(office, "Срок 6.1")
    (sure,) = await office.send(COORDINATOR, phrase)
    assert "31 декабря → без даты" in sure.text
    (said,) = await office.press(COORDINATOR, sure, "Да")
    view = await control_point(office)
    assert (view.due.day, view.due.state) == (None, DueState.OPEN)
    assert view.point.deadline is not None
    assert view.point.deadline.text == "Декабрь"
    assert await planned(office, view.due.id) == set()
    preview = await office.import_draft(sample_draft())
    await office.press(COORDINATOR, preview, "Обновить карту")
    assert (await control_point(office)).due.day is None
    await office.press(COORDINATOR, said, "Отменить")
    assert await control_point(office) == before
    assert await planned(office, before.due.id) == days


async def test_one_of_several_deadlines_cannot_be_without_a_day(office: Desk) -> None:
    view = await control_point(office)
    async with office.store.begin() as tx:
        await tx.roadmaps.add_dues([replace(view.due, id=0, day=date(2020, 3, 31))])
    await asked(office, "Срок 6.1: 31 декабря")
    (said,) = await office.send(COORDINATOR, "без срока")
    assert "Здесь несколько сроков" in said.text


# ── the text of a measure or a control point ─────────────────────────────────────────────────────


async def point_corrected(office: Desk, label: str, words: str) -> Outgoing:
    await asked(office, label)
    (sure,) = await office.send(COORDINATOR, words)
    (said,) = await office.press(COORDINATOR, sure, "Да")
    return said


async def test_the_text_of_a_control_point_is_corrected_said_back_and_undone(office: Desk) -> None:
    before = await control_point(office)
    await asked(office, "Текст 6.1")
    (sure,) = await office.send(COORDINATOR, "протокол школьного этапа")
    assert "(пункт 6, контрольная точка 1)" in sure.text
    assert "<s>результаты муниципального этапа</s>" in sure.text
    (said,) = await office.press(COORDINATOR, sure, "Да")
    assert (await control_point(office)).point.text == "протокол школьного этапа"
    (log,) = await office.send(COORDINATOR, "/log")
    assert "исправлен текст пункта 6.1" in log.text
    await office.press(COORDINATOR, said, "Отменить")
    assert await control_point(office) == before
    await office.press(COORDINATOR, said, "Отменить")
    assert "Решение уже принято" in office.toasts[-1]


async def test_a_corrected_text_of_a_measure_outlives_a_new_edition_and_a_reworded_one_does_not(
    office: Desk,
) -> None:
    await point_corrected(office, "Текст 6.М1", "Сверка списков участников")
    await point_corrected(office, "Текст 6.1", "протокол")

    async def texts() -> list[str]:
        async with office.store.read() as tx:
            (item,) = await tx.roadmaps.items_by_number(1, ["6"])
            return [one.text for one in await tx.roadmaps.points([item.id])]

    five, six, seven = sample_draft().items
    first, second = six.control_points
    new = replace(first, number=1, text="приказ о проведении")
    points = (new, replace(first, number=2), replace(second, number=3))
    preview = await office.import_draft(
        replace(sample_draft(), items=(five, replace(six, control_points=points), seven))
    )
    await office.press(COORDINATOR, preview, "Обновить карту")
    assert sorted(await texts()) == sorted(
        ["Сверка списков участников", "приказ о проведении", "протокол", second.text]
    )
    measure = replace(six.measures[0], text="Контроль за ходом олимпиад")
    preview = await office.import_draft(
        replace(
            sample_draft(),
            items=(five, replace(six, measures=(measure,), control_points=points), seven),
        )
    )
    assert "«Сверка списков участников» → «Контроль за ходом олимпиад»" in preview.text
    await office.press(COORDINATOR, preview, "Обновить карту")
    assert "Контроль за ходом олимпиад" in await texts()


async def test_the_item_s_own_words_are_not_offered_twice(office: Desk) -> None:
    async with office.store.begin() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["7"])
        await tx.roadmaps.update_item(replace(item, recommendation=""))
    (card,) = await office.send(COORDINATOR, "/item 7")
    (menu,) = await office.press(COORDINATOR, card, "Исправить")
    assert [b.text for row in menu.buttons for b in row if b.text.startswith("Текст")] == [
        "Текст пункта"
    ]


# ── who answers is told ──────────────────────────────────────────────────────────────────────────


async def told_to_officials(office: Desk) -> list[str]:
    """What is told a minute later, but for reminders that change."""
    office.at += timedelta(minutes=1)
    return [one.text for one in await office.sent() if one.chat_id == IVANOVA and not one.edits]


async def test_an_official_is_told_in_one_line_that_a_deadline_of_theirs_was_corrected(
    office: Desk,
) -> None:
    said = await corrected(office, "25 декабря")
    line = "✏️ Срок исправлен по документу: пункт 6, контрольная точка 1, теперь 25 декабря."
    assert await told_to_officials(office) == [line]
    await office.press(COORDINATOR, said, "Отменить")
    (undone,) = await told_to_officials(office)
    assert "Исправление отменено" in undone
    assert "31 декабря" in undone


async def test_what_was_corrected_and_taken_back_within_a_minute_is_not_told(office: Desk) -> None:
    said = await corrected(office, "25 декабря")
    await office.press(COORDINATOR, said, "Отменить")
    assert await told_to_officials(office) == []


async def test_nobody_is_told_of_a_correction_in_the_archive(office: Desk) -> None:
    said = await corrected(office, "25 декабря")
    assert len(await told_to_officials(office)) == 1
    await archive(office)
    (undone,) = await office.press(COORDINATOR, said, "Отменить")
    assert "31 декабря" in undone.text
    assert await told_to_officials(office) == []


async def test_of_two_corrections_within_a_minute_the_last_is_told(office: Desk) -> None:
    await corrected(office, "25 декабря")
    await corrected(office, "26 декабря")
    (told,) = await told_to_officials(office)
    assert "26 декабря" in told
