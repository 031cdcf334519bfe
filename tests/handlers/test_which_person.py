"""Whom a name means: found however it is written, asked where it is in doubt, never guessed."""

from __future__ import annotations

from roadmap.model import Person, Role
from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, Desk


async def hire(desk: Desk, *people: tuple[str, str]) -> list[Person]:
    """More officials, with their posts."""
    async with desk.store.begin() as tx:
        return [
            await tx.people.add(Person(0, name, Role.OFFICIAL, job=job)) for name, job in people
        ]


async def answering(desk: Desk, number: str) -> list[str]:
    """Who answers for an item, with their posts."""
    async with desk.store.read() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, [number])
        found = [
            await tx.people.get(one.person_id)
            for one in await tx.people.assignments_of_item(item.id)
        ]
        return sorted(f"{one.name} {one.job}".strip() for one in found)


def labels(message: Outgoing) -> list[str]:
    return [one.text for row in message.buttons for one in row]


async def test_a_colleague_is_found_by_initials_or_by_first_name_and_surname(office: Desk) -> None:
    await hire(office, ("Кузнецова Ольга Ивановна", ""))
    for number, written in (
        ("5", "Кузнецова О.И."),
        ("6", "Ольга Кузнецова"),
        ("7", "кузнецовой о и"),
    ):
        (said,) = await office.send(COORDINATOR, f"/assign {number} {written}")
        if said.buttons:  # Иванова answers for item 6
            await office.press(COORDINATOR, said, "Назначить")
        assert await answering(office, number) == ["Кузнецова Ольга Ивановна"]


async def test_of_two_namesakes_the_one_tapped_gets_the_item(office: Desk) -> None:
    await hire(office, ("Иванова А.П.", "директор, СОШ № 5"), ("Иванова А.П.", "директор, СОШ № 7"))
    (asked,) = await office.send(COORDINATOR, "/assign 7 Ивановой А.П.")
    assert "Иванова А.П. (СОШ № 5), Иванова А.П. (СОШ № 7)" in asked.text
    assert labels(asked)[:2] == ["Иванова А.П., СОШ № 5", "Иванова А.П., СОШ № 7"]
    assert await answering(office, "7") == []
    said = await office.press(COORDINATOR, asked, "Иванова А.П., СОШ № 7")
    assert await answering(office, "7") == ["Иванова А.П. директор, СОШ № 7"]
    assert said
    (again,) = await office.press(COORDINATOR, asked, "Иванова А.П., СОШ № 5") or [None]
    assert again is None
    assert "устарела" in office.toasts[-1]


async def test_of_more_namesakes_than_a_page_holds_each_can_be_tapped(office: Desk) -> None:
    await hire(office, *(("Иванова А.П.", f"СОШ № {number}") for number in range(1, 20)))
    (asked,) = await office.send(COORDINATOR, "/assign 7 Иванова А.П.")
    (second,) = await office.press(COORDINATOR, asked, "›")
    (third,) = await office.press(COORDINATOR, second, "›")
    shown = labels(asked) + labels(second) + labels(third)
    assert sum(name.startswith("Иванова А.П., СОШ №") for name in shown) == 19
    assert third.edits == second.telegram_id
    chosen = labels(third)[0]
    await office.press(COORDINATOR, third, chosen)
    assert await answering(office, "7") == [chosen.replace(",", "")]


async def test_a_better_name_may_be_written_instead_of_a_tap(office: Desk) -> None:
    await hire(office, ("Иванова А.П.", "СОШ № 5"), ("Иванова А.П.", "СОШ № 7"))
    await office.send(COORDINATOR, "/assign 7 Иванова А.П.")
    await office.send(COORDINATOR, "Иванова СОШ 5")
    assert await answering(office, "7") == ["Иванова А.П. СОШ № 5"]


async def test_a_doubt_is_asked_even_where_there_is_one_person_only(office: Desk) -> None:
    await hire(office, ("Кузнецов Олег Иванович", "завуч"))
    (asked,) = await office.send(COORDINATOR, "/assign 7 Кузнецова О.И.")
    assert labels(asked)[0] == "Кузнецов Олег Иванович, завуч"
    assert await answering(office, "7") == []
    await office.press(COORDINATOR, asked, "Отмена")
    assert await answering(office, "7") == []
    async with office.store.read() as tx:
        assert await tx.people.dialog(COORDINATOR) is None


async def test_a_question_that_waits_for_a_name_goes_on_after_the_choice(office: Desk) -> None:
    await hire(office, ("Иванова А.П.", "СОШ № 5"), ("Иванова А.П.", "СОШ № 7"))
    (found,) = await office.send(COORDINATOR, "/people Петров")
    (card,) = await office.press(COORDINATOR, found, "Петров")
    (sure,) = await office.send(COORDINATOR, "/assign 6 Петров")
    await office.press(COORDINATOR, sure, "Назначить")
    await office.press(COORDINATOR, card, "Передать")
    (asked,) = await office.send(COORDINATOR, "Иванова А.П.")
    await office.press(COORDINATOR, asked, "Иванова А.П., СОШ № 5")
    assert await answering(office, "6") == ["Иванова А.П. СОШ № 5"]


async def test_the_list_of_people_tells_namesakes_apart(office: Desk) -> None:
    await hire(office, ("Зуева А.П.", "директор, СОШ № 5"), ("Зуева А.П.", "директор, СОШ № 7"))
    (said,) = await office.send(COORDINATOR, "/people зуева")
    assert labels(said) == ["Зуева А.П., СОШ № 5", "Зуева А.П., СОШ № 7"]


async def test_a_card_tells_namesakes_apart(office: Desk) -> None:
    one, _ = await hire(office, ("Зуева А.П.", "СОШ № 5"), ("Зуева А.П.", "СОШ № 7"))
    await office.send(COORDINATOR, "/assign 7 Зуева СОШ 5")
    (card, *_) = await office.send(COORDINATOR, "/item 7")
    assert "Зуева А.П. (СОШ № 5)" in card.text
    assert one.id


async def test_yo_is_sorted_among_e_wherever_people_are_listed(office: Desk) -> None:
    await hire(office, ("Дубравин", ""), ("Дёмин", ""), ("Демидов", ""))
    (said,) = await office.send(COORDINATOR, "/people")
    places = [said.text.index(name) for name in ("Демидов", "Дёмин", "Дубравин")]
    assert places == sorted(places)
    await office.send(COORDINATOR, "/assign 7 Дубравин")
    async with office.store.begin() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["7"])
        people = {one.name: one.id for one in await tx.people.all()}
        from roadmap.model import Assignment

        await tx.people.assign([Assignment(item.id, None, people["Дёмин"])])
    (card, *_) = await office.send(COORDINATOR, "/item 7")
    assert "Дёмин, Дубравин" in card.text


async def test_a_name_with_initials_never_ends_in_two_dots(office: Desk) -> None:
    await hire(office, ("Зайцев О.Н.", ""), ("Белов П.П.", ""))
    await office.send(COORDINATOR, "/assign 7 Зайцев")
    await office.send(COORDINATOR, "/assign 7 Белов")
    await office.send(COORDINATOR, "/summary")
    await office.send(COORDINATOR, "/silent")
    await office.send(COORDINATOR, "/item 7")
    assert any("Зайцев О.Н." in message.text for message in office.said)
    for message in office.said:
        assert ".." not in message.text.replace("</b>", "").replace("...", "…"), message.text


async def test_of_several_named_the_one_in_doubt_is_asked_about_and_both_answer(
    office: Desk,
) -> None:
    await hire(office, ("Иванова А.П.", "СОШ № 5"), ("Иванова А.П.", "СОШ № 7"))
    (asked,) = await office.send(COORDINATOR, "/assign 7 Петров, Иванова А.П.")
    (sure,) = await office.press(COORDINATOR, asked, "Иванова А.П., СОШ № 5")
    await office.press(COORDINATOR, sure, "Назначить")
    assert await answering(office, "7") == ["Иванова А.П. СОШ № 5", "Петров Олег"]
