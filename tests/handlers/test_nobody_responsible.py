"""After an edition, people whom the document names answer for its new items, and items for which
nobody answers are said.
"""

from __future__ import annotations

from dataclasses import replace

from roadmap.model import Draft, DraftItem, Measure
from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk, month, sample_draft


def edition(*more: tuple[str, str]) -> Draft:
    """The sample with items more: each a number and whom the document names."""
    draft = sample_draft()
    added = tuple(
        DraftItem(
            number,
            ("УПРАВЛЕНИЕ",),
            "",
            (Measure(None, f"Смотр кабинетов {number}", month("Март", 2020, 3, 31)),),
            responsible=(name,),
        )
        for number, name in more
    )
    return replace(draft, items=(*draft.items, *added))


async def updated(office: Desk, draft: Draft) -> Outgoing:
    """The sample becomes this edition."""
    preview = await office.import_draft(draft)
    return (await office.press(COORDINATOR, preview, "Обновить карту"))[0]


async def answering(office: Desk, number: str) -> set[str]:
    """Who answers for an item."""
    async with office.store.read() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, [number])
        found = await tx.people.assignments_of_item(item.id)
        return {(await tx.people.get(one.person_id)).name for one in found}


async def test_people_known_for_certain_answer_for_new_items_and_are_reminded(office: Desk) -> None:
    await updated(office, edition(("8", "Иванова Анна"), ("9", "Зуев К.О.")))
    assert await answering(office, "8") == {"Иванова Анна"}
    assert await answering(office, "9") == set()
    async with office.store.read() as tx:
        ivanova = await tx.people.by_telegram(IVANOVA)
        (item,) = await tx.roadmaps.items_by_number(1, ["8"])
        (point,) = await tx.roadmaps.points([item.id])
        (due,) = await tx.roadmaps.dues([point.id])
        assert {one.person_id for one in await tx.reminders.of_dues([due.id])} == {ivanova.id}


async def test_who_is_only_perhaps_meant_is_not_assigned(office: Desk) -> None:
    await updated(office, edition(("8", "Иванова А.П.")))
    assert await answering(office, "8") == set()


async def test_who_is_named_in_place_of_another_answers_in_place_of_them(office: Desk) -> None:
    await updated(office, edition(("8", "Иванова Анна")))
    await updated(office, edition(("8", "Петров Олег")))
    assert await answering(office, "8") == {"Петров Олег"}


async def test_who_was_assigned_by_hand_stays(office: Desk) -> None:
    await updated(office, edition(("8", "Зуев К.О.")))
    await office.send(COORDINATOR, "/assign 8 Иванова")
    await updated(office, edition(("8", "Петров Олег")))
    assert await answering(office, "8") == {"Иванова Анна", "Петров Олег"}


async def test_items_for_which_nobody_answers_are_said_and_led_to(office: Desk) -> None:
    saved = await updated(office, edition(("8", "Иванова Анна"), ("9", "Зуев К.О.")))
    assert "Никто не отвечает за 3 пункта: 5, 7, 9." in saved.text
    (listed,) = await office.press(COORDINATOR, saved, "Без ответственного: 3")
    (asked,) = await office.press(COORDINATOR, listed, "9. ")
    assert "9" in asked.text
    await office.send(COORDINATOR, "/assign 5, 7, 9 Петров")
    await office.press(COORDINATOR, saved, "Без ответственного")
    assert "есть ответственный" in office.toasts[-1]


async def test_its_pages_turn_in_place(office: Desk) -> None:
    saved = await updated(office, edition(*((str(n), "Зуев К.О.") for n in range(8, 20))))
    (first,) = await office.press(COORDINATOR, saved, "Без ответственного: 14")
    assert first.edits is None
    (second,) = await office.press(COORDINATOR, first, "›")
    assert second.edits == first.telegram_id
    (again,) = await office.press(COORDINATOR, second, "‹")
    assert again.edits == first.telegram_id


async def test_an_edition_taken_back_gives_everybody_back_what_they_answered_for(
    office: Desk,
) -> None:
    await updated(office, edition(("8", "Иванова Анна")))
    saved = await updated(office, edition(("8", "Петров Олег")))
    await office.press(COORDINATOR, saved, "Отменить импорт")
    assert await answering(office, "8") == {"Иванова Анна"}
