"""Words, or a surname, where a number goes: `/item олимпиада`, `/remind Иванова`, `/assign 6`."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from roadmap.model import ReminderState
from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, Desk


def labels(message: Outgoing) -> list[str]:
    return [one.text for row in message.buttons for one in row]


async def test_a_card_opens_by_a_word_of_the_item_in_any_case(office: Desk) -> None:
    (card,) = await office.send(COORDINATOR, "/item олимпиаду")
    assert card.text.startswith("<b>Пункт 6</b>")


async def test_where_words_mean_several_items_one_is_chosen_by_a_button(office: Desk) -> None:
    (asked,) = await office.send(COORDINATOR, "/item конкурсы или наставничество молодых")
    assert labels(asked) == ["7. Поддержка молодых", "5. Участие в конкурсах"]
    (card,) = await office.press(COORDINATOR, asked, "5.")
    assert card.text.startswith("<b>Пункт 5</b>")


async def test_words_that_no_item_has_are_said_to_find_nothing(office: Desk) -> None:
    (said,) = await office.send(COORDINATOR, "/item водопровод")
    assert said.text.startswith("По словам «водопровод» пункт не нашёлся.")


async def test_an_official_of_another_roadmap_finds_nothing_here(office: Desk) -> None:
    (said,) = await office.send(PETROV, "/item олимпиада")
    assert "не нашёлся" in said.text


async def test_a_surname_reminds_that_person_of_what_is_late_or_due_soon(office: Desk) -> None:
    office.at = datetime(2020, 1, 13, 6, tzinfo=UTC)
    (said,) = await office.send(COORDINATOR, "/remind Ивановой")
    assert said.text == "Напомним: Иванова Анна."
    async with office.store.read() as tx:
        ivanova = await tx.people.by_telegram(IVANOVA)
        planned = await tx.reminders.of_person(ivanova.id, [ReminderState.PLANNED])
        now = [one for one in planned if one.fire_at == office.at]
        views = await tx.roadmaps.views([one.due_id for one in now])
    assert [view.due.day and view.due.day.isoformat() for view in views] == ["2019-12-31"]


async def test_who_owes_nothing_is_not_reminded(office: Desk) -> None:
    (said,) = await office.send(COORDINATOR, "/remind Петров")
    assert said.text == "Петров Олег: открытых сроков нет, напоминать не о чем."


async def test_nobody_is_reminded_by_words_before_the_item_is_chosen(office: Desk) -> None:
    (asked,) = await office.send(COORDINATOR, "/remind олимпиада")
    assert labels(asked) == ["6. Результаты олимпиады"]
    (said,) = await office.press(COORDINATOR, asked, "6.")
    assert said.text == "Напомним: Иванова Анна."


async def test_a_word_of_an_item_reminds_nobody_whose_name_begins_so(office: Desk) -> None:
    office.at = datetime(2020, 1, 13, 6, tzinfo=UTC)
    async with office.store.begin() as tx:
        ivanova = await tx.people.by_telegram(IVANOVA)
        await tx.people.update(replace(ivanova, name="Молодцова Анна"))
    (asked,) = await office.send(COORDINATOR, "/remind молод")
    assert labels(asked) == ["7. Поддержка молодых"]
    (said,) = await office.send(COORDINATOR, "/remind Молодцова")
    assert said.text == "Напомним: Молодцова Анна."


async def test_assigning_an_item_without_a_name_asks_who(office: Desk) -> None:
    (asked,) = await office.send(COORDINATOR, "/assign 6")
    assert "✓ Иванова Анна" in labels(asked)
    (ticked,) = await office.press(COORDINATOR, asked, "Петров")
    (sure, *_) = await office.press(COORDINATOR, ticked, "Готово")
    assert "Петров Олег" in sure.text


async def test_assigning_by_a_word_asks_which_item_and_then_who(office: Desk) -> None:
    (asked,) = await office.send(COORDINATOR, "/assign олимпиада")
    (whom,) = await office.press(COORDINATOR, asked, "6.")
    assert "✓ Иванова Анна" in labels(whom)
