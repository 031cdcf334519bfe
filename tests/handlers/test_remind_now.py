"""The coordinator has people reminded now, and is told whom."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from handlers.reminding.messages import compose
from handlers.speaking.texts import texts_in
from handlers.speaking.voice import Voice
from roadmap.actions.leaving import set_leave
from roadmap.actions.planning import Rules
from roadmap.model import DueState, ReminderKind, ReminderState
from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, Desk

RU = texts_in("ru")
OTHER = 400


def labels(message: Outgoing) -> list[str]:
    return [one.text for row in message.buttons for one in row]


async def test_a_command_from_the_menu_asks_which_item_is_meant(office: Desk) -> None:
    (asked,) = await office.send(COORDINATOR, "/remind")
    assert labels(asked) == [
        "5. Участие в конкурсах",
        "6. Результаты олимпиады",
        "7. Поддержка молодых",
    ]
    (said,) = await office.press(COORDINATOR, asked, "6.")
    assert said.text == "Напомним: Иванова Анна."


async def test_an_official_chooses_among_their_own_items(office: Desk) -> None:
    (asked,) = await office.send(IVANOVA, "/item")
    assert labels(asked) == ["6. Результаты олимпиады"]
    (card,) = await office.press(IVANOVA, asked, "6.")
    assert "<b>Пункт 6</b>" in card.text
    (said,) = await office.send(PETROV, "/item")
    assert "За вами нет пунктов" in said.text


async def test_somebody_who_answers_for_several_items_is_named_once(office: Desk) -> None:
    await office.send(COORDINATOR, "/assign 5, 7 Иванова")
    said = await office.send(COORDINATOR, "/remind 5-7")
    assert said[-1].text == "Напомним: Иванова Анна."


async def test_a_second_reminder_by_hand_on_one_day_is_not_promised(office: Desk) -> None:
    await office.send(COORDINATOR, "/remind 6")
    (said,) = await office.send(COORDINATOR, "/remind 6")
    assert said.text == "Сегодня уже напоминали: Иванова Анна."


async def test_everybody_who_is_silent_is_reminded_by_one_tap(office: Desk) -> None:
    office.at = datetime(2020, 1, 13, 6, tzinfo=UTC)
    (silent,) = await office.send(COORDINATOR, "/silent")
    (said,) = await office.press(COORDINATOR, silent, "Напомнить всем")
    assert said.text == "Напомним: Иванова Анна."
    async with office.store.begin() as tx:
        ivanova = await tx.people.by_telegram(IVANOVA)
        planned = await tx.reminders.of_person(ivanova.id, [ReminderState.PLANNED])
        message = await compose(
            Voice(tx, office.at, office.office).to(ivanova),
            [one for one in planned if one.fire_at == office.at],
        )
    assert message is not None
    assert "Координатор просит ответить" in message.text


async def test_before_many_are_reminded_the_coordinator_is_asked(office: Desk) -> None:
    await office.send(COORDINATOR, "/assign +6 Петров")
    office.at = datetime(2020, 1, 13, 6, tzinfo=UTC)
    (silent,) = await office.send(COORDINATOR, "/silent")
    (sure,) = await office.press(COORDINATOR, silent, "Напомнить всем")
    assert sure.text == "Напомнить 2 участникам о 1 сроке?\nИванова Анна, Петров Олег"
    async with office.store.read() as tx:
        ivanova = await tx.people.by_telegram(IVANOVA)
        planned = await tx.reminders.of_person(ivanova.id, [ReminderState.PLANNED])
        assert not [one for one in planned if one.kind is ReminderKind.BY_HAND]
    (said,) = await office.press(COORDINATOR, sure, "Напомнить")
    assert said.text == "Напомним: Иванова Анна, Петров Олег."
    assert said.buttons == ()


async def test_where_nobody_is_silent_there_is_nobody_to_remind(office: Desk) -> None:
    (silent,) = await office.send(COORDINATOR, "/silent")
    assert "Напомнить всем, от кого ждём ответ" not in labels(silent)


async def _on_leave(office: Desk) -> None:
    """Иванова is on leave in December and January, Петров stands in for her."""
    async with office.store.begin() as tx:
        coordinator, ivanova, petrov = [
            await tx.people.by_telegram(user) for user in (COORDINATOR, IVANOVA, PETROV)
        ]
        rules = Rules(office.office.policy, office.office.calendar, office.at)
        await set_leave(
            tx, coordinator, ivanova, date(2019, 12, 1), date(2020, 1, 31), petrov, rules
        )


@pytest.mark.parametrize("item", ["6", "7"])
async def test_a_deputy_is_reminded_by_hand_in_place_of_who_is_on_leave(
    office: Desk, item: str
) -> None:
    await office.send(COORDINATOR, "/assign 7 Иванова")
    await _on_leave(office)
    said = await office.send(COORDINATOR, f"/remind {item}")
    assert said[-1].text == "Напомним: Петров Олег."
    assert IVANOVA not in {message.chat_id for message in said}


async def test_the_tap_that_reminds_all_who_are_silent_reminds_a_deputy_too(office: Desk) -> None:
    office.at = datetime(2020, 1, 13, 6, tzinfo=UTC)
    await _on_leave(office)
    (silent,) = await office.send(COORDINATOR, "/silent")
    (said,) = await office.press(COORDINATOR, silent, "Напомнить всем")
    assert said.text == "Напомним: Петров Олег."


async def test_a_deputys_deputy_is_reminded_and_may_answer(office: Desk) -> None:
    await _on_leave(office)
    (invited,) = await office.send(COORDINATOR, "/invite Орлова Вера")
    await office.send(OTHER, f"/start {invited.text.rsplit('start=', 1)[1].strip()}")
    async with office.store.begin() as tx:
        coordinator, petrov, other = [
            await tx.people.by_telegram(user) for user in (COORDINATOR, PETROV, OTHER)
        ]
        rules = Rules(office.office.policy, office.office.calendar, office.at)
        await set_leave(tx, coordinator, petrov, date(2019, 12, 1), date(2020, 1, 31), other, rules)
    (said,) = await office.send(COORDINATOR, "/remind 6")
    assert said.text == "Напомним: Орлова Вера."
    await office.send(OTHER, "6.1 готовимся")
    await office.send(PETROV, "6.2 отвечаю из отпуска")
    async with office.store.read() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["6"])
        assert [entry.text for entry in await tx.answers.of_item(item.id)] == [
            "готовимся",
            "отвечаю из отпуска",
        ]


async def test_an_official_reminds_nobody(office: Desk) -> None:
    assert await office.tap(IVANOVA, "list:remind_silent:0:0") == []
    assert await office.tap(IVANOVA, "item:remind:2") == []
    assert "недоступно" in office.toasts[-1]


async def _by_hand(office: Desk, user: int) -> int:
    """How many reminders by hand are planned for this person."""
    async with office.store.read() as tx:
        person = await tx.people.by_telegram(user)
        planned = await tx.reminders.of_person(person.id, [ReminderState.PLANNED])
    return sum(one.kind is ReminderKind.BY_HAND for one in planned)


@pytest.mark.parametrize("words", ["все", "5-7"])
async def test_before_a_range_or_all_write_to_several_the_coordinator_is_asked(
    office: Desk, words: str
) -> None:
    await office.send(COORDINATOR, "/assign 5, 7 Петров")
    said = await office.send(COORDINATOR, f"/remind {words}")
    (sure,) = said
    assert sure.text == "Напомнить 2 участникам о пунктах 5–7?\nИванова Анна, Петров Олег"
    assert labels(sure) == ["Напомнить", "Отмена"]
    assert await _by_hand(office, IVANOVA) == 0
    said = await office.press(COORDINATOR, sure, "Напомнить")
    assert {one.chat_id for one in said[:-1]} == {PETROV}, "asked about items without a date"
    assert said[-1].text == "Напомним: Иванова Анна, Петров Олег."
    assert (said[-1].edits, said[-1].buttons) == (sure.telegram_id, ())
    assert await _by_hand(office, IVANOVA) == 1


async def test_after_cancelling_nobody_is_reminded_by_the_older_button(office: Desk) -> None:
    await office.send(COORDINATOR, "/assign +6 Петров")
    (sure,) = await office.send(COORDINATOR, "/remind 6")
    await office.press(COORDINATOR, sure, "Отмена")
    await office.press(COORDINATOR, sure, "Напомнить")
    assert office.toasts[-1] == RU("error-stale-button")
    assert (await _by_hand(office, IVANOVA), await _by_hand(office, PETROV)) == (0, 0)


async def test_several_people_are_named_in_one_command(office: Desk) -> None:
    await office.send(COORDINATOR, "/assign +6 Петров")
    for words in ("Иванова, Петров", "Иванова и Петров"):
        (sure,) = await office.send(COORDINATOR, f"/remind {words}")
        assert sure.text == "Напомнить 2 участникам о пункте 6?\nИванова Анна, Петров Олег"
    await office.press(COORDINATOR, sure, "Напомнить")
    assert (await _by_hand(office, IVANOVA), await _by_hand(office, PETROV)) == (1, 1)


async def test_of_several_names_one_that_nobody_bears_stops_all(office: Desk) -> None:
    (said,) = await office.send(COORDINATOR, "/remind Иванова, Зюзин")
    assert said.text == RU("error-person-unknown", name="Зюзин")
    assert await _by_hand(office, IVANOVA) == 0


async def test_what_was_closed_before_the_tap_is_not_reminded_of(office: Desk) -> None:
    await office.send(COORDINATOR, "/assign 5, 7 Петров")
    (sure,) = await office.send(COORDINATOR, "/remind 5-7")
    async with office.store.read() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["6"])
        points = await tx.roadmaps.points([item.id])
        dues = await tx.roadmaps.dues([point.id for point in points])
    soonest = min(
        (one for one in dues if one.state is DueState.OPEN), key=lambda one: one.day or date.max
    )
    await office.tap(IVANOVA, f"due:done:{soonest.id}")
    said = await office.press(COORDINATOR, sure, "Напомнить")
    assert said[-1].text == "Напомним: Петров Олег."
    assert await _by_hand(office, IVANOVA) == 0


async def test_of_somebody_who_has_never_opened_the_bot_that_is_said_with_a_new_link(
    office: Desk,
) -> None:
    await office.send(COORDINATOR, "/invite Ильина Ольга")
    (sure,) = await office.send(COORDINATOR, "/assign 6 Ильина")
    await office.press(COORDINATOR, sure, "Назначить")
    for words in ("/remind ильина", "/remind 6"):
        said = (await office.send(COORDINATOR, words))[-1]
        assert "бот по ссылке ещё не открыт (Ильина Ольга)" in said.text
    (link,) = await office.press(COORDINATOR, said, "Новая ссылка: Ильина Ольга")
    assert "start=" in link.text


async def test_a_name_that_nobody_has_is_no_item(office: Desk) -> None:
    (said,) = await office.send(COORDINATOR, "/remind Сидоров")
    assert "Участника «Сидоров» нет" in said.text
    (said,) = await office.send(COORDINATOR, "/assign Сидоров")
    assert "Участника «Сидоров» нет" in said.text
    (said,) = await office.send(COORDINATOR, "/assign Петров")
    assert "Какие пункты назначить: Петров Олег?" in said.text
