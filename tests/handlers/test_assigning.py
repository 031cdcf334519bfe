"""Who answers for what is said to everybody whom it concerns, with the right numbers."""

from __future__ import annotations

from handlers.speaking.texts import in_ranges
from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, Desk


def to(said: list[Outgoing], user: int) -> str:
    return "\n".join(str(message.text) for message in said if message.chat_id == user)


async def test_whoever_answered_before_learns_that_somebody_else_does_now(office: Desk) -> None:
    (asked,) = await office.send(COORDINATOR, "/assign все Петров")
    assert asked.text == (
        "<b>Что изменится</b>\n5, 7: никто → Петров Олег\n6: Иванова Анна → Петров Олег"
    )
    said = await office.press(COORDINATOR, asked, "Назначить")
    assert "Петров Олег</b> отвечает за пункты 5–7." in to(said, COORDINATOR)
    assert "Раньше отвечали: Иванова Анна." in to(said, COORDINATOR)
    assert to(said, IVANOVA) == "За пункт 6 теперь отвечает Петров Олег. Остальные ваши пункты: /my"
    assert "Вам назначены пункты 5–7" in to(said, PETROV)


async def test_an_assignment_that_takes_nothing_from_anybody_tells_nobody_else(
    office: Desk,
) -> None:
    said = await office.send(COORDINATOR, "/assign 6 Иванова")
    assert "Раньше отвечали" not in to(said, COORDINATOR)
    said = await office.send(COORDINATOR, "/assign 6.1 Петров")
    assert to(said, IVANOVA) == ""


async def test_a_point_does_not_pass_for_its_whole_item_where_items_are_ticked(
    office: Desk,
) -> None:
    await office.send(COORDINATOR, "/assign 6.1 Петров")
    (people,) = await office.send(COORDINATOR, "/assign")
    (items,) = await office.press(COORDINATOR, people, "Петров")
    assert not any(one.text.startswith("✓") for row in items.buttons for one in row)
    await office.press(COORDINATOR, items, "7.")
    said = await office.press(COORDINATOR, items, "Готово")
    assert "отвечает за пункт 7." in to(said, COORDINATOR)
    assert to(said, PETROV) == "Вам назначен пункт 7. Список и сроки: /my"


def test_three_numbers_in_a_row_are_a_range_and_two_are_not() -> None:
    assert in_ranges(["1", "2", "3", "5", "6", "7.2", "8"]) == "1–3, 5, 6, 7.2, 8"
    assert in_ranges(["9", "10", "11", "12"]) == "9–12"
    assert in_ranges([]) == ""


async def test_an_observer_who_is_to_answer_for_an_item_is_said_to_read_only(office: Desk) -> None:
    await office.send(COORDINATOR, "/invite наблюдатель Лесная Мария")
    for command in ("/assign 6 Лесная", "/assign 6 Лесная Мария"):
        said = to(await office.send(COORDINATOR, command), COORDINATOR)
        assert "Лесная Мария — наблюдатель: у наблюдателей доступ только для чтения" in said
    assert "Участника «" in to(await office.send(COORDINATOR, "/assign 6 Ольхова"), COORDINATOR)
    await office.send(COORDINATOR, "/invite Лесная Ольга")
    assert "отвечает за" in to(await office.send(COORDINATOR, "/assign +6 Лесная"), COORDINATOR)


async def test_whom_to_assign_need_not_be_said(office: Desk) -> None:
    (people,) = await office.send(COORDINATOR, "/assign")
    assert "Кому назначить?" in people.text
    await office.press(COORDINATOR, people, "Отмена")
