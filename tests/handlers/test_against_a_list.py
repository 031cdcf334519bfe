"""What people write right under a reminder of several items: «все, кроме последнего», «первые два
сделаны, третий до пятницы», «1.1 выполнено, а 3.М2 перенесите».
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from handlers.reminding.messages import compose
from handlers.speaking.voice import Voice
from roadmap.model import (
    ControlPoint,
    Deadline,
    Draft,
    DraftItem,
    DueState,
    Kind,
    Measure,
    Period,
    Reminder,
    ReminderKind,
)
from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk
from tests.handlers.test_answers_of_every_kind import photo, reply_with

TODAY = datetime(2026, 11, 23, 11, 40, tzinfo=UTC)
_ORDER = ("1.М3", "1.1", "3.М2")


def by(day: date) -> Deadline:
    return Deadline(f"до {day:%d.%m.%Y}", Kind.BY_DATE, None, day)


def item(number: str, text: str, *parts: tuple[str, date]) -> DraftItem:
    """Control points are those whose words begin with a capital «К»."""
    measures, points = [], []
    for words, day in parts:
        if words.startswith("К "):
            points.append(ControlPoint(len(points) + 1, words[2:], by(day)))
        else:
            measures.append(Measure(str(len(measures) + 1), words, by(day)))
    return DraftItem(number, ("Раздел",), text, tuple(measures), tuple(points))


PLAN = Draft(
    "Дорожная карта города Верхнеозёрска",
    Period.school(2026),
    (
        item("1", "Ранняя помощь", ("Входные срезы", date(2026, 9, 30)),
             ("Занятия малыми группами", date(2027, 5, 30)),
             ("Открытые уроки наставников", date(2026, 11, 30)),
             ("К совещание завучей", date(2026, 11, 30))),
        item("3", "Честные работы", ("Независимые наблюдатели", date(2027, 1, 15)),
             ("Перекрёстная проверка работ", date(2026, 11, 30)),
             ("К сводка расхождений", date(2026, 12, 15))),
        item("4", "Экзамены", ("К разбор пробного экзамена", date(2027, 2, 28))),
        item("6", "Дорога в школу", ("Схемы маршрутов", date(2026, 12, 1)),
             ("К акт осмотра переходов", date(2026, 12, 25))),
        item("7", "Площадки", ("Расписание открытых часов", date(2026, 12, 15))),
        item("9", "Меньше бумаг", ("Перечень отменённых отчётов", date(2026, 11, 27))),
    ),
)  # fmt: skip


@pytest.fixture
async def plan(desk: Desk) -> Desk:
    """Иванова answers for everything; 1.М1 was due before the plan came."""
    desk.at = datetime(2026, 11, 2, 6, 0, tzinfo=UTC)
    await desk.send(COORDINATOR, "/start")
    preview = await desk.import_draft(PLAN)
    await desk.press(COORDINATOR, preview, "Сохранить")
    (invited,) = await desk.send(COORDINATOR, "/invite Иванова Анна")
    await desk.send(IVANOVA, f"/start {invited.text.rsplit('start=', 1)[1].strip()}")
    await desk.send(COORDINATOR, "/assign все Иванова")
    desk.at = TODAY
    await desk.sent()
    return desk


async def views_by_address(desk: Desk) -> dict[str, Any]:
    async with desk.store.read() as tx:
        found = {}
        for one in await tx.roadmaps.items(1):
            points = {point.id: point for point in await tx.roadmaps.points([one.id])}
            for due in await tx.roadmaps.dues(list(points)):
                point = points[due.point_id]
                mark = "М" if point.kind.value == "measure" else ""
                address = one.number if point.alone else f"{one.number}.{mark}{point.number}"
                found[address] = (one, point, due)
        return found


async def remind(desk: Desk, *addresses: str) -> Outgoing:
    """One message, an hour ago, that names these, in the order of the plan."""
    named = await views_by_address(desk)
    now, desk.at = desk.at, desk.at - timedelta(hours=1)
    async with desk.store.begin() as tx:
        person = await tx.people.by_telegram(IVANOVA)
        dues = [named[one][2] for one in addresses]
        await tx.reminders.add(
            [
                Reminder(0, person.id, due.id, ReminderKind.BY_HAND, desk.at.date(), desk.at)
                for due in dues
            ]
        )
        stored = await tx.reminders.of_dues([due.id for due in dues])
        mine = [one for one in stored if one.kind is ReminderKind.BY_HAND]
        message = await compose(Voice(tx, desk.at, desk.office).to(person), mine)
        assert message is not None
        added = await tx.messages.add(message)
        await tx.reminders.queued_as([one.id for one in mine], added.id)
    reminder = (await desk.sent())[-1]
    desk.at = now
    return reminder


async def placed(desk: Desk) -> list[tuple[str, str]]:
    """Where each answer stands, and its text."""
    named = {(one.id, point.id): a for a, (one, point, _) in (await views_by_address(desk)).items()}
    async with desk.store.read() as tx:
        found = []
        for one in await tx.roadmaps.items(1):
            for entry in await tx.answers.of_item(one.id):
                if entry.withdrawn_at is None:
                    address = named.get((entry.item_id, entry.point_id or 0), one.number)
                    found.append((address, entry.text))
        return sorted(found)


def labels(message: Outgoing) -> list[str]:
    return [one.text for row in message.buttons for one in row]


async def state(desk: Desk, address: str) -> DueState:
    found: DueState = (await views_by_address(desk))[address][2].state
    return found


@pytest.mark.parametrize(
    "words",
    [
        "1.М3 и 1.1 выполнены, а 3.М2 перенесите на 11.12",
        "перенесите 3.М2 на 11.12, а 1.М3 и 1.1 выполнены",
        "1.М3 и 1.1 выполнены. По 3.М2 прошу перенести срок на 11 декабря",
        "1.М3 и 1.1 выполнены, прошу продлить 3.М2 до 11 декабря",
        "1.М3 и 1.1 выполнены, с 3.М2 не успеваем, можно до 11.12?",
        "1.М3 и 1.1 выполнены, 3.М2 до 11 декабря",
    ],
)
async def test_what_is_done_is_recorded_and_what_needs_time_is_asked_for(
    plan: Desk, words: str
) -> None:
    taken, asked = await plan.send(IVANOVA, words)
    assert await placed(plan) == [("1.1", "выполнены"), ("1.М3", "выполнены")]
    assert labels(taken)[0] == "Закрыть 2: 1.М3, 1.1"
    assert "пункт 3, мероприятие 2" in asked.text
    assert "11 декабря" in asked.text
    await plan.press(IVANOVA, taken, "Закрыть 2")
    assert await state(plan, "1.1") is DueState.DONE
    said = await plan.press(IVANOVA, asked, "Да")
    assert any("Просьба о переносе" in one.text for one in said if one.chat_id == COORDINATOR)


async def test_two_requests_of_one_message_are_both_spoken_of(plan: Desk) -> None:
    taken, later, asked = await plan.send(
        IVANOVA, "9 готово, 3.М2 не успеваем до 11.12, 1.1 прошу до 15 декабря"
    )
    assert await placed(plan) == [("9", "готово")]
    assert "Записано" in taken.text
    assert "пункт 3" in asked.text
    assert "1.1" in later.text
    assert "до 15 декабря" in later.text
    (how,) = await plan.press(IVANOVA, later, "1.1: перенести")
    assert "пункт 1, контрольная точка 1" in how.text


async def test_words_before_a_request_are_of_what_was_replied_to(plan: Desk) -> None:
    reminder = await remind(plan, "9")
    await plan.reply(IVANOVA, reminder, "утвердили, а 3.М2 перенесите на 11.12")
    assert await placed(plan) == [("9", "утвердили")]


async def test_an_edited_message_files_no_request(plan: Desk) -> None:
    event = plan.writing(IVANOVA, "1.1 выполнено, а 3.М2 перенесите на 11.12")
    await plan.feed(**event)
    text = "1.1 выполнено 20 ноября, а 3.М2 перенесите на 11.12"
    date_of = event["message"]["date"] + 60
    await plan.feed(edited_message={**event["message"], "text": text, "edit_date": date_of})
    assert await placed(plan) == [("1.1", "выполнено 20 ноября")]


@pytest.mark.parametrize(
    "words",
    ["все сделано", "Всё выполнено!", "готово", "оба готовы", "все 2 сделаны", "выполнено в срок"],
)
async def test_all_done_after_a_list_is_asked_about_with_all_of_it_first(
    plan: Desk, words: str
) -> None:
    await remind(plan, "1.1", "3.М2")
    (asked,) = await plan.send(IVANOVA, words)
    assert await placed(plan) == []
    assert labels(asked)[0] == "Ко всем (2)"
    assert [one.split(" ")[0] for one in labels(asked)[1:3]] == ["1.1", "3.М2"]
    await plan.press(IVANOVA, asked, "Ко всем")
    assert await placed(plan) == [("1.1", words), ("3.М2", words)]


async def test_all_done_is_asked_about_though_one_of_the_list_was_just_answered(
    plan: Desk,
) -> None:
    await remind(plan, "1.1", "3.М2")
    await plan.send(IVANOVA, "3.М2 проверили 5 школ")
    (asked,) = await plan.send(IVANOVA, "все сделано")
    assert labels(asked)[0] == "Ко всем (2)"
    assert await placed(plan) == [("3.М2", "проверили 5 школ")]


async def test_a_word_after_done_was_tapped_is_of_that_though_a_list_waits(plan: Desk) -> None:
    reminder = await remind(plan, "1.1", "3.М2")
    await plan.press(IVANOVA, reminder, "Выполнено 1.1")
    await plan.send(IVANOVA, "готово")
    assert ("1.1", "готово") in await placed(plan)


@pytest.mark.parametrize(
    ("words", "filed"),
    [
        ("все кроме 3.М2", "выполнено"),
        ("все, кроме 3-го пункта", "выполнено"),
        ("готово все, кроме последнего", "готово"),
        ("всё кроме перекрёстной", "выполнено"),
        ("готово все, кроме перекрестной проверки", "готово"),
        ("все сделано, кроме третьего", "сделано"),
        ("всё, кроме последнего, выполнено", "выполнено"),
        ("кроме 3.М2 всё сделано", "сделано"),
    ],
)
@pytest.mark.parametrize("replied", [True, False])
async def test_all_but_one_is_all_of_the_list_without_it(
    plan: Desk, words: str, filed: str, replied: bool
) -> None:
    reminder = await remind(plan, *_ORDER)
    if replied:
        (asked,) = await plan.reply(IVANOVA, reminder, words)
    else:
        (asked,) = await plan.send(IVANOVA, words)
    assert labels(asked)[0] == "Ко всем, кроме 3.М2 (2)"
    assert not any(one.startswith("3.М2") for one in labels(asked))
    (taken,) = await plan.press(IVANOVA, asked, "Ко всем, кроме")
    assert await placed(plan) == [("1.1", filed), ("1.М3", filed)]
    assert labels(taken)[0] == "Закрыть 2: 1.М3, 1.1"


async def test_where_it_is_unknown_what_is_left_out_nothing_goes_to_all(plan: Desk) -> None:
    reminder = await remind(plan, *_ORDER)
    (asked,) = await plan.reply(IVANOVA, reminder, "всё кроме бассейна")
    assert not any(one.startswith("Ко всем") for one in labels(asked))


async def test_what_is_said_of_the_one_left_out_asks_for_its_time(plan: Desk) -> None:
    await remind(plan, *_ORDER)
    asked, until = await plan.send(IVANOVA, "все сделано кроме последнего, его до 11 декабря")
    assert labels(asked)[0] == "Ко всем, кроме 3.М2 (2)"
    assert "пункт 3, мероприятие 2" in until.text
    assert "11 декабря" in until.text


async def test_the_first_two_of_the_list_are_recorded_and_the_third_is_put_off(plan: Desk) -> None:
    await remind(plan, *_ORDER)
    taken, asked = await plan.send(IVANOVA, "первые два сделаны, третий до 11 декабря")
    assert await placed(plan) == [("1.1", "сделаны"), ("1.М3", "сделаны")]
    assert "1.М3, 1.1" in taken.text
    assert "пункт 3, мероприятие 2" in asked.text


@pytest.mark.parametrize(
    ("words", "recorded"),
    [
        ("первый и третий готовы", [("1.М3", "готовы"), ("3.М2", "готовы")]),
        ("вторая проведена", [("1.1", "проведена")]),
        ("второе проведено", [("1.1", "проведено")]),
        ("1-й и 3-й готовы", [("1.М3", "готовы"), ("3.М2", "готовы")]),
        ("по первому готово, по третьему нет", [("1.М3", "готово"), ("3.М2", "нет")]),
        ("первую провели, остальные в декабре",
         [("1.1", "в декабре"), ("1.М3", "провели"), ("3.М2", "в декабре")]),
        ("последние два сделаны", [("1.1", "сделаны"), ("3.М2", "сделаны")]),
        ("последний готов, остальные в работе",
         [("1.1", "в работе"), ("1.М3", "в работе"), ("3.М2", "готов")]),
        ("3.М2 проверили 11 школ, остальное сделано",
         [("1.1", "сделано"), ("1.М3", "сделано"), ("3.М2", "проверили 11 школ")]),
    ],
)  # fmt: skip
async def test_ordinals_are_places_of_the_list(
    plan: Desk, words: str, recorded: list[tuple[str, str]]
) -> None:
    await remind(plan, *_ORDER)
    await plan.send(IVANOVA, words)
    assert await placed(plan) == recorded


async def test_an_ordinal_that_is_another_items_number_is_asked_about(plan: Desk) -> None:
    await remind(plan, "9", "7")
    (asked,) = await plan.send(IVANOVA, "первый и второй готовы")
    assert await placed(plan) == []
    assert labels(asked)[0] == "Ко всем (2)"
    assert [one.split(" ")[0] for one in labels(asked)[1:3]] == ["9", "7"]
    await plan.press(IVANOVA, asked, "Ко всем")
    assert await placed(plan) == [("7", "готовы"), ("9", "готовы")]


async def test_one_ordinal_that_is_another_items_number_has_its_place_as_first_choice(
    plan: Desk,
) -> None:
    await remind(plan, "9", "6.М1", "7")
    _, asked = await plan.send(IVANOVA, "последний - готов, первый - нет")
    assert await placed(plan) == [("7", "готов")]
    assert labels(asked)[0].startswith("9 ·")


@pytest.mark.parametrize(
    "words",
    [
        "последний не успеваю",
        "не успеваю последний",
        "не успеваем по последнему",
        "сдвиньте третий",
    ],
)
async def test_the_last_of_the_list_is_put_off(plan: Desk, words: str) -> None:
    await remind(plan, *_ORDER)
    (asked,) = await plan.send(IVANOVA, words)
    assert "Перенос срока: пункт 3, мероприятие 2" in asked.text


async def test_the_rest_is_done_and_the_one_named_needs_time(plan: Desk) -> None:
    await remind(plan, *_ORDER)
    _, asked = await plan.send(IVANOVA, "3.М2 не успеваем, остальное сделано")
    assert await placed(plan) == [("1.1", "сделано"), ("1.М3", "сделано")]
    assert "пункт 3, мероприятие 2" in asked.text


async def test_one_is_done_and_of_the_rest_it_is_asked_which_to_put_off(plan: Desk) -> None:
    await remind(plan, *_ORDER)
    _, asked = await plan.send(IVANOVA, "1.1 готово, остальное до 11 декабря")
    assert await placed(plan) == [("1.1", "готово")]
    assert [one.split(" ")[0] for one in labels(asked)[:2]] == ["1.М3", "3.М2"]


async def test_an_ordinal_beyond_the_list_is_no_place_of_it(plan: Desk) -> None:
    await remind(plan, *_ORDER)
    await plan.send(IVANOVA, "седьмой готов")
    assert await placed(plan) == [("7", "готов")]


async def test_a_list_of_weeks_ago_is_remembered_by_nobody(plan: Desk) -> None:
    await remind(plan, "9", "7")
    plan.at += timedelta(days=20)
    await plan.send(IVANOVA, "первый готов")
    assert await placed(plan) == [("1", "готов")]


async def test_what_was_due_before_the_plan_came_is_never_the_first_choice(plan: Desk) -> None:
    assert await state(plan, "1.М1") is DueState.QUIET
    (asked,) = await plan.send(IVANOVA, "Отправила")
    assert not labels(asked)[0].startswith("1.М1")
    await remind(plan, *_ORDER)
    (asked,) = await plan.send(IVANOVA, "Отправила")
    assert {one.split(" ")[0] for one in labels(asked)[:3]} == set(_ORDER)


@pytest.mark.parametrize(
    ("caption", "where"),
    [
        ("акт по 3.М2", "3.М2"),
        ("к 3.М2", "3.М2"),
        ("по п. 6.1 протокол", "6.1"),
        ("скан для 1.М3", "1.М3"),
    ],
)
async def test_a_number_in_a_files_caption_says_where_it_belongs(
    plan: Desk, caption: str, where: str
) -> None:
    await remind(plan, *_ORDER)
    await plan.feed(message=plan.message(IVANOVA, caption=caption, **photo()))
    assert [one for one, _ in await placed(plan)] == [where]


@pytest.mark.parametrize("caption", ["фото к 7", "протокол 7"])
async def test_a_plain_number_in_a_caption_is_the_first_choice(plan: Desk, caption: str) -> None:
    await remind(plan, *_ORDER)
    (asked,) = await plan.feed(message=plan.message(IVANOVA, caption=caption, **photo()))
    assert labels(asked)[0].startswith("7 ·")


@pytest.mark.parametrize("words", ["не успеваю", "не успеваем", "нужен перенос"])
async def test_no_time_is_about_the_reminder_and_not_about_a_far_item_just_answered(
    plan: Desk, words: str
) -> None:
    await remind(plan, "3.М2")
    await plan.send(IVANOVA, "4.1 разбор готовим")
    (asked,) = await plan.send(IVANOVA, words)
    assert "пункт 3, мероприятие 2" in asked.text


async def test_no_time_right_after_an_answer_about_the_list_is_about_that(plan: Desk) -> None:
    await remind(plan, *_ORDER)
    await plan.send(IVANOVA, "1.1 собрали 12 завучей")
    (asked,) = await plan.send(IVANOVA, "не успеваю")
    assert "пункт 1, контрольная точка 1" in asked.text


async def test_no_time_after_a_far_item_without_a_reminder_asks_which(plan: Desk) -> None:
    await plan.send(IVANOVA, "4.1 разбор готовим")
    (asked,) = await plan.send(IVANOVA, "не успеваю")
    assert "Какой срок перенести" in asked.text
    assert labels(asked)[0].startswith("9 ·")


@pytest.mark.parametrize("words", ["не туда", "ой, не тот пункт", "другой срок"])
async def test_not_there_leads_out_of_a_question_for_a_day(plan: Desk, words: str) -> None:
    await remind(plan, *_ORDER)
    await plan.send(IVANOVA, "4.1 не успеваем, прошу до 15 марта")
    (asked,) = await plan.send(IVANOVA, words)
    assert "Какой срок перенести" in asked.text
    assert {one.split(" ")[0] for one in labels(asked)[:3]} == set(_ORDER)
    (sure,) = await plan.press(IVANOVA, asked, "3.М2")
    assert "с 30 ноября на 15 марта" in sure.text


async def test_not_there_with_a_number_asks_for_that_ones_day(plan: Desk) -> None:
    await plan.send(IVANOVA, "4.1 не успеваем")
    (asked,) = await plan.send(IVANOVA, "не туда, это 3.М2")
    assert "Перенос срока: пункт 3, мероприятие 2" in asked.text


async def test_of_several_items_done_as_a_whole_each_asks_which_of_its_deadlines(
    plan: Desk,
) -> None:
    (taken,) = await plan.send(IVANOVA, "7 и 6 готово")
    assert labels(taken)[:2] == ["Закрыть 7", "6: какой срок закрыть? (2)"]
    (which,) = await plan.press(IVANOVA, taken, "6: какой")
    assert "У пункта 6 открыто несколько сроков" in which.text
    await plan.press(IVANOVA, which, "Выполнено 6.1")
    assert await state(plan, "6.1") is DueState.DONE


async def test_one_item_done_as_a_whole_asks_which_of_its_deadlines(plan: Desk) -> None:
    (taken,) = await plan.send(IVANOVA, "6 готово")
    assert labels(taken)[0] == "6: какой срок закрыть? (2)"


@pytest.mark.parametrize("words", ["закрой 6", "закройте 6-7", "6 закрывай"])
async def test_closing_an_item_of_several_deadlines_offers_them(plan: Desk, words: str) -> None:
    (asked,) = await plan.send(IVANOVA, words)
    assert await placed(plan) == []
    assert "открыто несколько сроков" in asked.text
    await plan.press(IVANOVA, asked, "Выполнено 6.1")
    assert await state(plan, "6.1") is DueState.DONE


async def test_closing_what_has_nothing_open_says_so(plan: Desk) -> None:
    (asked,) = await plan.send(IVANOVA, "закрой 7")
    await plan.press(IVANOVA, asked, "Закрыть 7")
    (said,) = await plan.send(IVANOVA, "закрой 7")
    assert "открытых сроков нет" in said.text


async def test_a_photo_in_reply_to_a_list_with_an_ordinal_is_of_that_place(plan: Desk) -> None:
    reminder = await remind(plan, *_ORDER)
    await reply_with(plan, IVANOVA, reminder, caption="последний готов", **photo())
    assert await placed(plan) == [("3.М2", "готов")]
