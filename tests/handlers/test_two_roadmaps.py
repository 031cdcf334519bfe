"""Somebody who answers in two roadmaps: all that is theirs counts, and nothing is placed wrong in
silence.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from aiogram import Bot

from bot.delivery.menus import Menus
from handlers.reminding.messages import compose
from handlers.speaking.buttons import RoadmapButton
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
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, Desk
from tests.handlers.spoken import Said

OBSERVER = 400
READING, SUMMER = "План методической службы", "План летнего отдыха"
TODAY = datetime(2026, 12, 2, 6, 0, tzinfo=UTC)


def by(day: date) -> Deadline:
    return Deadline(f"до {day:%d.%m.%Y}", Kind.BY_DATE, None, day)


def plan(title: str, *items: tuple[str, str, date], points: dict[str, str] | None = None) -> Draft:
    """A plan of items with one measure each, and a control point for some."""
    rows = [
        DraftItem(
            number,
            ("Раздел",),
            text,
            (Measure("1", text, by(day)),),
            (ControlPoint(1, (points or {})[number], by(day)),) if number in (points or {}) else (),
        )
        for number, text, day in items
    ]
    return Draft(title, Period.school(2026), tuple(rows))


READING_PLAN = plan(
    READING,
    ("1", "Заседание совета по чтению", date(2026, 12, 10)),
    ("2", "Читательская грамотность учеников", date(2026, 12, 4)),
    ("3", "Открыть клуб наставников", date(2026, 12, 20)),
    ("5", "Провести фестиваль музеев", date(2026, 12, 25)),
    points={"5": "Подписан приказ о фестивале"},
)
SUMMER_PLAN = plan(
    SUMMER,
    ("1", "Чистый двор у лагеря", date(2026, 12, 7)),
    ("2", "Конкурс чтецов", date(2026, 12, 3)),
    ("4", "Закупить палатки", date(2026, 12, 30)),
    ("5", "Ремонт столовой лагеря", date(2026, 12, 28)),
)


async def save(desk: Desk, draft: Draft) -> None:
    preview = await desk.import_draft(draft)
    await desk.press(COORDINATOR, preview, "Сохранить")


@pytest.fixture
async def two(desk: Desk) -> Desk:
    """Иванова answers for 1, 2, 3 and 5 of the one plan, and for 1, 2, 4 and 5 of the other; Петров
    for nothing.
    """
    desk.at = TODAY
    await desk.send(COORDINATOR, "/start")
    await save(desk, READING_PLAN)
    for user, name in ((IVANOVA, "Иванова Анна"), (PETROV, "Петров Олег")):
        (invited,) = await desk.send(COORDINATOR, f"/invite {name}")
        await desk.send(user, f"/start {invited.text.rsplit('start=', 1)[1].strip()}")
    await desk.send(COORDINATOR, "/assign 1-3, 5 Иванова")
    await save(desk, SUMMER_PLAN)
    await desk.send(COORDINATOR, "/assign 1-2, 4-5 Иванова")
    await desk.a_minute_later()
    return desk


async def entries(desk: Desk) -> list[tuple[str, str, str]]:
    """What is recorded: roadmap, item, text."""
    async with desk.store.read() as tx:
        found = []
        for roadmap in await tx.roadmaps.all():
            for item in await tx.roadmaps.items(roadmap.id):
                found += [
                    (roadmap.title, item.number, one.text)
                    for one in await tx.answers.of_item(item.id)
                ]
    return found


def labels(message: Outgoing) -> list[str]:
    return [one.text for row in message.buttons for one in row]


async def test_the_notice_of_an_assignment_names_the_roadmap_where_there_are_several(
    two: Desk,
) -> None:
    told = [one.text for one in two.said if "назначен" in one.text and one.chat_id == IVANOVA]
    assert len(told) == 2
    assert "методической" not in told[0]
    assert "летнего отдыха" in told[1]


async def test_what_was_taken_away_names_its_roadmap(two: Desk) -> None:
    (asked,) = await two.send(COORDINATOR, "/assign 4 Петров")
    said = await two.press(COORDINATOR, asked, "Назначить")
    (lost,) = [one for one in said if one.chat_id == IVANOVA]
    (gained,) = [one for one in said if one.chat_id == PETROV]
    assert "летнего отдыха" in lost.text
    assert "отдыха" not in gained.text, "he has this one only"


async def test_my_items_are_those_of_all_roadmaps_each_under_its_name(two: Desk) -> None:
    (said,) = await two.send(IVANOVA, "/my")
    assert "2 карты" in said.text
    assert "9 открытых сроков" in said.text
    summer, reading = said.text.index("летнего отдыха"), said.text.index("методической")
    assert summer < said.text.index("Конкурс чтецов") < reading, "the nearest deadline first"
    assert reading < said.text.index("Читательская грамотность")


async def test_two_buttons_with_one_number_say_of_which_roadmap_they_are(two: Desk) -> None:
    (said,) = await two.send(IVANOVA, "/due 14")
    assert "2 · летнего отдыха" in labels(said)
    assert "2 · методической службы" in labels(said)


@pytest.mark.parametrize("words", ["/due", "что у меня на этой неделе?"])
async def test_what_falls_due_is_that_of_all_roadmaps(two: Desk, words: str) -> None:
    (said,) = await two.send(IVANOVA, words)
    assert "Конкурс чтецов" in said.text
    assert "Читательская грамотность" in said.text


async def test_what_is_overdue_is_that_of_all_roadmaps(two: Desk) -> None:
    two.at = datetime(2026, 12, 8, 6, 0, tzinfo=UTC)
    (said,) = await two.send(IVANOVA, "/overdue")
    for words in ("Конкурс чтецов", "Читательская грамотность", "Чистый двор", "летнего отдыха"):
        assert words in said.text


async def test_a_number_that_is_hers_in_both_is_asked_about_the_one_of_its_words_first(
    two: Desk,
) -> None:
    (asked,) = await two.send(IVANOVA, "2 конкурс чтецов, 40 участников")
    assert await entries(two) == []
    first, second = labels(asked)[:2]
    assert first.startswith("2 · Конкурс чтецов")
    assert "летнего отдыха" in first
    assert second.startswith("2 · Читательская грамотность")
    assert "методической" in second
    (said,) = await two.press(IVANOVA, asked, "2 · Конкурс")
    assert "летнего отдыха" in said.text
    assert [one[:2] for one in await entries(two)] == [(SUMMER, "2")]


async def test_a_number_that_is_hers_in_one_roadmap_goes_there(two: Desk) -> None:
    for words, there in (("4: палатки закуплены", SUMMER), ("3 клуб открыт", READING)):
        (said,) = await two.send(IVANOVA, words)
        assert there.removeprefix("План ") in said.text
    assert {(one[0], one[1]) for one in await entries(two)} == {(SUMMER, "4"), (READING, "3")}


async def test_a_point_that_only_one_roadmap_has_goes_there(two: Desk) -> None:
    await two.send(IVANOVA, "5.1 приказ подписан")
    assert [one[:2] for one in await entries(two)] == [(READING, "5")]


async def test_of_several_lines_those_in_doubt_are_asked_about(two: Desk) -> None:
    said = await two.send(IVANOVA, "4: палатки закуплены\n2 провели, 40 участников\n3 клуб открыт")
    assert {(one[0], one[1]) for one in await entries(two)} == {(SUMMER, "4"), (READING, "3")}
    assert "летнего отдыха" in said[0].text
    assert "методической" in said[0].text
    assert sum(text.startswith("2 · ") for text in labels(said[1])) == 2


async def test_the_item_that_was_just_touched_decides(two: Desk) -> None:
    (asked,) = await two.send(IVANOVA, "/item 2")
    await two.press(IVANOVA, asked, "2. Конкурс")
    await two.send(IVANOVA, "2 провели, 40 участников")
    assert [one[:2] for one in await entries(two)] == [(SUMMER, "2")]


async def test_the_roadmap_that_was_just_touched_stands_first(two: Desk) -> None:
    for words, name in (("4: палатки закуплены", "летнего"), ("3 клуб открыт", "методической")):
        await two.send(IVANOVA, words)
        (asked,) = await two.send(IVANOVA, "1 всё сделали")
        assert name in labels(asked)[0]
        await two.press(IVANOVA, asked, "Это не ответ")


async def test_a_reply_decides_the_roadmap(two: Desk) -> None:
    (_, card) = await two.send(IVANOVA, "/item 3, 4")
    assert "Закупить палатки" in card.text
    await two.reply(IVANOVA, card, "2 провели, 40 участников")
    assert [one[:2] for one in await entries(two)] == [(SUMMER, "2")]


async def test_what_was_asked_for_decides_the_roadmap(two: Desk) -> None:
    (card,) = await two.send(IVANOVA, "/item 3")
    assert "методической" in card.text
    (asked,) = await two.press(IVANOVA, card, "Ответить")
    assert "методической" in asked.text
    await two.send(IVANOVA, "2 провели, 40 участников")
    assert [one[:2] for one in await entries(two)] == [(READING, "2")]


async def test_a_reply_to_a_reminder_of_two_roadmaps_is_of_what_it_shows(two: Desk) -> None:
    shown = await reminded(two, ("План летнего отдыха", "4"), ("План методической службы", "2"))
    assert "летнего отдыха" in shown.text
    assert "методической службы" in shown.text
    await two.reply(IVANOVA, shown, "2 провели, 40 участников")
    assert [one[:2] for one in await entries(two)] == [(READING, "2")]


async def test_a_reply_to_a_reminder_of_the_same_number_twice_is_asked_about(two: Desk) -> None:
    shown = await reminded(two, ("План летнего отдыха", "2"), ("План методической службы", "2"))
    assert "Выполнено 2 · летнего отдыха" in labels(shown)
    (asked,) = await two.reply(IVANOVA, shown, "2 провели, 40 участников")
    assert await entries(two) == []
    assert sum(text.startswith("2 · ") for text in labels(asked)) == 2


async def reminded(desk: Desk, *items: tuple[str, str]) -> Outgoing:
    """What Иванова gets of these items in one message."""
    async with desk.store.begin() as tx:
        person = await tx.people.by_telegram(IVANOVA)
        found = []
        for roadmap in await tx.roadmaps.all():
            for view in await tx.roadmaps.views_between(roadmap.id, None, None):
                if (roadmap.title, view.item.number) in items:
                    found.append(
                        Reminder(0, person.id, view.due.id, ReminderKind.BY_HAND, desk.at, desk.at)
                    )
        voice = Voice(tx, desk.at, desk.office).to(person)
        message = await compose(voice, found)
        assert message is not None
        await tx.messages.add(message)
    return (await desk.sent())[-1]


async def test_words_are_matched_over_all_that_is_hers(two: Desk) -> None:
    (asked,) = await two.send(IVANOVA, "чистый двор провели")
    assert await entries(two) == []
    assert labels(asked)[0].startswith("1 · Чистый двор у лагеря · летнего отдыха")
    (asked,) = await two.send(IVANOVA, "грамотность проверили у всех")
    assert labels(asked)[0].startswith("2 · Читательская грамотность")


async def test_a_number_alone_that_is_hers_in_both_is_asked_about(two: Desk) -> None:
    (asked,) = await two.send(IVANOVA, "2")
    assert sum(text.startswith("2 · ") for text in labels(asked)) == 2
    (awaited,) = await two.press(IVANOVA, asked, "2 · Конкурс")
    assert "летнего отдыха" in awaited.text
    await two.send(IVANOVA, "провели, 40 участников")
    assert [one[:2] for one in await entries(two)] == [(SUMMER, "2")]


async def test_not_here_and_the_same_number_moves_it_to_the_other_roadmap(two: Desk) -> None:
    (asked,) = await two.send(IVANOVA, "2 провели, 40 участников")
    (said,) = await two.press(IVANOVA, asked, "2 · Конкурс")
    await two.press(IVANOVA, said, "Не сюда")
    await two.send(IVANOVA, "2")
    assert [one[:2] for one in await entries(two)] == [(READING, "2")]


async def test_not_there_in_words_and_the_same_number_moves_it_to_the_other_roadmap(
    two: Desk,
) -> None:
    (asked,) = await two.send(IVANOVA, "2 провели, 40 участников")
    await two.press(IVANOVA, asked, "2 · Конкурс")
    await two.send(IVANOVA, "ой не туда, это 2")
    assert [one[:2] for one in await entries(two)] == [(READING, "2")]


async def test_an_answer_that_speaks_of_a_mistake_stays_where_the_one_before_it_went(
    two: Desk,
) -> None:
    (asked,) = await two.send(IVANOVA, "2 провели, 40 участников")
    await two.press(IVANOVA, asked, "2 · Конкурс")
    await two.send(IVANOVA, "2 провели, 41 участник, в прошлый раз ошиблась")
    assert [one[:2] for one in await entries(two)] == [(SUMMER, "2"), (SUMMER, "2")]


async def test_of_three_roadmaps_the_one_where_the_answer_is_cannot_be_chosen_again(
    two: Desk,
) -> None:
    await save(two, plan("План питания", ("2", "Новое меню", date(2026, 12, 20))))
    await two.send(COORDINATOR, "/assign 2 Иванова")
    (asked,) = await two.send(IVANOVA, "2 провели, 40 участников")
    (said,) = await two.press(IVANOVA, asked, "2 · Конкурс")
    (where,) = await two.press(IVANOVA, said, "Не сюда")
    await two.press(IVANOVA, where, "Другой пункт")
    (which,) = await two.send(IVANOVA, "2")
    places = [text for text in labels(which) if text.startswith("2 · ")]
    assert len(places) == 2
    assert not any("Конкурс" in text for text in places)


async def test_another_item_by_a_number_of_both_is_asked_about(two: Desk) -> None:
    (asked,) = await two.send(IVANOVA, "провели, 40 участников")
    await two.press(IVANOVA, asked, "Другой пункт")
    (which,) = await two.send(IVANOVA, "2")
    assert await entries(two) == []
    await two.press(IVANOVA, which, "2 · Читательская")
    assert [one[:2] for one in await entries(two)] == [(READING, "2")]


async def test_an_edited_line_stays_in_its_roadmap(two: Desk) -> None:
    written = two.message(IVANOVA, text="2 провели, 40 участников")
    (asked,) = await two.feed(message=written)
    await two.press(IVANOVA, asked, "2 · Конкурс")
    edited = {**written, "text": "2 провели, 41 участник", "edit_date": written["date"] + 60}
    await two.feed(edited_message=edited)
    ((title, number, text),) = await entries(two)
    assert (title, number) == (SUMMER, "2")
    assert "41 участник" in text


async def test_an_edit_that_names_an_item_of_the_other_roadmap_moves_the_answer(two: Desk) -> None:
    written = two.message(IVANOVA, text="3 клуб открыли")
    await two.feed(message=written)
    edited = {**written, "text": "4. Палатки закуплены", "edit_date": written["date"] + 60}
    await two.feed(edited_message=edited)
    assert await entries(two) == [(SUMMER, "4", "Палатки закуплены")]


async def test_confirmed_words_that_name_an_item_of_the_other_roadmap_move_the_voice(
    two: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = Said(two, monkeypatch)
    await two.send(IVANOVA, "3")
    await said.send(IVANOVA, "Пункт 4: палатки закуплены")
    (offer,) = await said.written()
    await two.press(IVANOVA, offer, "Верно")
    assert await entries(two) == [(SUMMER, "4", "палатки закуплены")]


async def test_confirmed_words_with_a_number_of_both_stay_in_the_answers_roadmap(
    two: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = Said(two, monkeypatch)
    await two.send(IVANOVA, "4")
    await said.send(IVANOVA, "Пункт 2: конкурс прошёл")
    (offer,) = await said.written()
    await two.press(IVANOVA, offer, "Верно")
    assert await entries(two) == [(SUMMER, "2", "конкурс прошёл")]


async def test_a_card_by_a_number_of_both_is_asked_about(two: Desk) -> None:
    for words in ("/item 2", "когда срок по 2?"):
        (asked,) = await two.send(IVANOVA, words)
        assert "нескольких картах" in asked.text
        assert len(labels(asked)) == 2
    (card,) = await two.send(IVANOVA, "/item 4")
    assert "Закупить палатки" in card.text
    assert "летнего отдыха" in card.text


async def test_items_to_choose_from_and_items_by_words_are_of_both(two: Desk) -> None:
    (said,) = await two.send(IVANOVA, "/item")
    assert len([text for text in labels(said) if "летнего отдыха" in text]) == 4
    (card,) = await two.send(IVANOVA, "/item палатки")
    assert "Закупить палатки" in card.text


async def test_more_time_for_a_number_of_both_is_asked_about(two: Desk) -> None:
    (asked,) = await two.send(IVANOVA, "перенести 2 на 15 декабря")
    assert len([text for text in labels(asked) if text.startswith("2 · ")]) == 2
    assert "летнего отдыха" in "".join(labels(asked))


async def test_a_roadmap_that_has_ended_counts_while_something_of_hers_is_open(two: Desk) -> None:
    last = plan("План прошлого года", ("2", "Итоги прошлого года", date(2026, 6, 1)))
    ended = Draft(last.title, Period.school(2025), last.items)
    await save(two, ended)
    await two.send(COORDINATOR, "/assign 2 Иванова")
    for state, roadmaps in ((DueState.OPEN, 3), (DueState.DONE, 2)):
        async with two.store.begin() as tx:
            (roadmap, *_) = await tx.roadmaps.all()
            items = await tx.roadmaps.items(roadmap.id)
            points = await tx.roadmaps.points([items[0].id])
            for due in await tx.roadmaps.dues([points[0].id]):
                await tx.roadmaps.update_due(replace(due, state=state))
        said, *_ = await two.send(IVANOVA, "/my")
        assert f"{roadmaps} карты" in said.text
        (asked,) = await two.send(IVANOVA, "2 провели")
        assert ("прошлого года" in "".join(labels(asked))) == (state is DueState.OPEN)


async def test_who_answers_in_one_of_two_roadmaps_is_told_of_none(two: Desk) -> None:
    await two.send(COORDINATOR, "/assign +4 Петров")
    (said,) = await two.send(PETROV, "/my")
    assert "Закупить палатки" in said.text
    assert "<b>летнего отдыха" not in said.text
    (said,) = await two.send(PETROV, "4 закупили")
    assert "отдыха" not in said.text
    assert [one[:2] for one in await entries(two)] == [(SUMMER, "4")]


async def test_an_observer_sees_the_roadmap_to_which_they_were_invited(two: Desk) -> None:
    async with two.store.read() as tx:
        _, older = await tx.roadmaps.all()
    await two.tap(COORDINATOR, RoadmapButton(verb="choose", roadmap_id=older.id).pack())
    (invited,) = await two.send(COORDINATOR, "/invite наблюдатель Сидоров Павел")
    assert READING in invited.text
    await two.send(OBSERVER, f"/start {invited.text.rsplit('start=', 1)[1].strip()}")
    (said,) = await two.send(OBSERVER, "/summary")
    assert READING in said.text
    (said,) = await two.send(OBSERVER, "/help")
    assert "/roadmaps" in said.text


class Telegram(Bot):
    """Keeps the menus that it is told."""

    def __init__(self) -> None:
        super().__init__("42:TEST")
        self.menus: dict[int, list[str]] = {}

    async def __call__(self, method: Any, request_timeout: int | None = None) -> Any:
        self.menus[method.scope.chat_id] = [one.command for one in method.commands]
        return True


async def test_who_answers_in_several_finds_the_roadmaps_in_the_menu(two: Desk) -> None:
    (said,) = await two.send(IVANOVA, "/help")
    assert "/roadmaps" in said.text
    assert "приёмк" not in said.text
    (said,) = await two.send(PETROV, "/help")
    assert "/roadmaps" not in said.text
    telegram = Telegram()
    await Menus(two.store, telegram).refresh()
    assert "roadmaps" in telegram.menus[IVANOVA]
    assert "roadmaps" not in telegram.menus[PETROV]


async def test_who_stands_in_for_somebody_answers_in_their_roadmaps_too(two: Desk) -> None:
    await two.send(COORDINATOR, "/assign +4 Петров")
    async with two.store.begin() as tx:
        petrov = await tx.people.by_telegram(PETROV)
        ivanova = await tx.people.by_telegram(IVANOVA)
        assert petrov is not None
        assert ivanova is not None
        day = two.at.date()
        on_leave = replace(ivanova, leave_from=day, leave_to=day, deputy_id=petrov.id)
        await tx.people.update(on_leave)
    (asked,) = await two.send(PETROV, "2 провели, 40 участников")
    assert sum(text.startswith("2 · ") for text in labels(asked)) == 2
    await two.send(PETROV, "3 клуб открыт")
    assert [one[:2] for one in await entries(two)] == [(READING, "3")]


async def test_a_request_for_a_number_of_both_takes_the_one_that_is_tapped(two: Desk) -> None:
    (asked,) = await two.send(IVANOVA, "не успеваю по 2, дайте до 20 декабря")
    (sure,) = await two.press(IVANOVA, asked, "2 · Конкурс")
    assert "20 декабря" in sure.text


async def test_what_is_collected_names_its_roadmap(two: Desk) -> None:
    (asked,) = await two.send(COORDINATOR, "/collect")
    said = await two.press(COORDINATOR, asked, "Написать")
    (hers,) = [one for one in said if one.chat_id == IVANOVA]
    assert "летнего отдыха" in hers.text


async def closed(desk: Desk) -> list[tuple[str, str]]:
    """What is done: roadmap and item."""
    async with desk.store.read() as tx:
        return [
            (roadmap.title, view.item.number)
            for roadmap in await tx.roadmaps.all()
            for view in await tx.roadmaps.views_between(
                roadmap.id, None, None, (DueState.DONE, DueState.CLAIMED_DONE)
            )
        ]


async def test_an_order_to_close_a_number_of_both_closes_the_one_that_is_tapped(two: Desk) -> None:
    (asked,) = await two.send(IVANOVA, "закройте 2")
    assert "в нескольких картах" in asked.text
    assert await closed(two) == []
    await two.press(IVANOVA, asked, "Выполнено 2 · методической")
    assert await closed(two) == [(READING, "2")]


async def test_an_order_to_close_finds_an_item_of_the_other_roadmap_and_names_it(two: Desk) -> None:
    for number, there in (("3", READING), ("4", SUMMER)):
        (asked,) = await two.send(IVANOVA, f"закройте {number}")
        assert there.removeprefix("План ") in asked.text
        await two.press(IVANOVA, asked, f"Закрыть {number}")
    assert sorted(await closed(two)) == [(SUMMER, "4"), (READING, "3")]
    assert not any("закройте" in text for _, _, text in await entries(two))


async def test_close_both_means_the_last_two_answers_also_of_two_roadmaps(two: Desk) -> None:
    for words in ("5.1 приказ подписан", "4: палатки закуплены", "3 клуб открыт"):
        await two.send(IVANOVA, words)
    (asked,) = await two.send(IVANOVA, "оба закрывай")
    assert "4 · летнего отдыха, 3 · методической службы" in asked.text
    await two.press(IVANOVA, asked, "Закрыть 2")
    assert sorted(await closed(two)) == [(SUMMER, "4"), (READING, "3")]


async def test_an_order_to_close_a_range_means_all_of_it(desk: Desk) -> None:
    desk.at = TODAY
    await desk.send(COORDINATOR, "/start")
    await save(desk, READING_PLAN)
    (asked,) = await desk.send(COORDINATOR, "закройте 1–3")
    assert "Закрыть пункты 1–3?" in asked.text


async def test_all_but_one_of_a_reminder_of_two_roadmaps_goes_to_all_but_that(two: Desk) -> None:
    shown = await reminded(two, (SUMMER, "2"), (READING, "2"), (SUMMER, "4"))
    (asked,) = await two.reply(IVANOVA, shown, "все кроме 4 готовы")
    assert await entries(two) == []
    await two.press(IVANOVA, asked, "Ко всем, кроме 4 (2)")
    assert sorted(one[:2] for one in await entries(two)) == [(SUMMER, "2"), (READING, "2")]
