"""Two records of one person are joined, and one of two people is parted, by buttons."""

from __future__ import annotations

import pytest

from handlers.people.people_file import people_arrived
from handlers.speaking.voice import Voice
from roadmap.model import Person, Role
from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, Desk
from tests.handlers.test_which_person import answering, hire, labels

STRANGER = 901


async def list_arrives(desk: Desk, *rows: tuple[str, str, str]) -> list[Outgoing]:
    """A coordinator's list of names, posts and items."""
    async with desk.store.begin() as tx:
        person = await tx.people.by_telegram(COORDINATOR)
        await people_arrived(Voice(tx, desk.at, desk.office, COORDINATOR, person=person), rows)
    return await desk.sent()


async def card_of(desk: Desk, name: str) -> Outgoing:
    (found,) = await desk.send(COORDINATOR, f"/people {name}")
    (card,) = await desk.press(COORDINATOR, found, name.split()[0])
    return card


async def names(desk: Desk) -> list[str]:
    async with desk.store.read() as tx:
        return [one.name for one in await tx.people.all([Role.OFFICIAL])]


async def test_a_list_says_whom_it_knew_and_asks_about_whom_it_may_know(office: Desk) -> None:
    await hire(office, ("Кузнецова Ольга Ивановна", "завуч"), ("Семёнов А.П.", ""))
    said = await list_arrives(
        office, ("Кузнецова О.И.", "", "5"), ("Семенов А.", "", "6"), ("Петров Олег", "", "")
    )
    taken = next(one for one in said if "Уже были" in one.text)
    assert "«Кузнецова О.И.» — это Кузнецова Ольга Ивановна" in taken.text
    assert "Петров" not in taken.text
    (asked,) = [one for one in said if "новая запись" in one.text]
    assert "Семенов А." in asked.text
    assert labels(asked) == ["Один человек: Семёнов А.П.", "Это разные люди"]
    change = next(one for one in said if "Что изменится" in one.text)
    await office.press(COORDINATOR, change, "Назначить")
    assert await answering(office, "5") == ["Кузнецова Ольга Ивановна завуч"]
    assert "Семёнов А.П." in await names(office), "nothing is merged before the answer"
    assert "Семенов А." in await names(office)
    (sure,) = await office.press(COORDINATOR, asked, "Один человек")
    assert "Семенов А.: 1 назначение" in sure.text
    await office.press(COORDINATOR, sure, "Объединить")
    assert "Семенов А." not in await names(office)
    assert await answering(office, "6") == ["Семёнов А.П."]


async def test_different_people_stay_apart(office: Desk) -> None:
    await hire(office, ("Семёнов А.П.", ""))
    said = await list_arrives(office, ("Семенов А.", "", "6"))
    (asked,) = [one for one in said if "новая запись" in one.text]
    (apart,) = await office.press(COORDINATOR, asked, "Это разные")
    assert "разные люди" in apart.text
    assert {"Семёнов А.П.", "Семенов А."} <= set(await names(office))


async def test_records_are_joined_from_a_card_after_it_was_said_what_follows(office: Desk) -> None:
    await hire(office, ("Иванова А. П.", "директор"))
    await office.send(COORDINATOR, "/assign 7 Иванова А. П.")
    await office.send(IVANOVA, "6.1 готовимся")
    card = await card_of(office, "Иванова директор")
    (asked,) = await office.press(COORDINATOR, card, "Это один человек")
    assert labels(asked)[0] == "Иванова Анна"
    (sure,) = await office.press(COORDINATOR, asked, "Иванова Анна")
    assert await answering(office, "7") == ["Иванова А. П. директор"], "not before the tap"
    said = await office.press(COORDINATOR, sure, "Объединить")
    assert [message.chat_id for message in said] == [COORDINATOR, IVANOVA]
    assert await answering(office, "7") == await answering(office, "6")
    async with office.store.read() as tx:
        ivanova = await tx.people.by_telegram(IVANOVA)
        assert ivanova is not None
        assert ivanova.job == "директор"
        (item,) = await tx.roadmaps.items_by_number(1, ["6"])
        assert [one.person_id for one in await tx.answers.of_item(item.id)] == [ivanova.id]
    (mine, *_) = await office.send(IVANOVA, "/my")
    assert "6.1" in mine.text


async def test_of_two_accounts_one_stays_and_the_other_hears_of_it(office: Desk) -> None:
    card = await card_of(office, "Петров Олег")
    (asked,) = await office.press(COORDINATOR, card, "Это один человек")
    (sure,) = await office.send(COORDINATOR, "Иванова")
    assert "Останется аккаунт записи «Петров Олег»" in sure.text
    (other,) = await office.press(COORDINATOR, sure, "Оставить другой")
    assert "Останется аккаунт записи «Иванова Анна»" in other.text
    said = await office.press(COORDINATOR, other, "Объединить")
    assert {PETROV, IVANOVA} <= {message.chat_id for message in said}
    (stranger,) = await office.send(PETROV, "/my")
    assert "по приглашению" in stranger.text
    assert asked


async def test_records_of_different_roles_are_not_joined(office: Desk) -> None:
    async with office.store.begin() as tx:
        guest = await tx.people.add(Person(0, "Иванова А.", Role.OBSERVER))
        ivanova = await tx.people.by_telegram(IVANOVA)
        assert ivanova is not None
    for verb in ("with", "join"):
        await office.tap(COORDINATOR, f"same:{verb}:{ivanova.id}:{guest.id}")
        assert "разные роли" in office.toasts[-1]
    await office.tap(COORDINATOR, f"same:join:{ivanova.id}:{ivanova.id}")
    async with office.store.read() as tx:
        assert await tx.people.get(guest.id) == guest


async def test_a_second_tap_joins_nobody_more(office: Desk) -> None:
    (one, two) = await hire(office, ("Ким Анна", ""), ("Ким А.", ""))
    await office.tap(COORDINATOR, f"same:join:{one.id}:{two.id}")
    await office.tap(COORDINATOR, f"same:join:{one.id}:{two.id}")
    assert "уже нет" in office.toasts[-1]
    assert (await names(office)).count("Ким Анна") == 1


async def test_a_coordinator_never_joins_themselves_away(office: Desk) -> None:
    async with office.store.begin() as tx:
        me = await tx.people.by_telegram(COORDINATOR)
        assert me is not None
        twin = await tx.people.add(Person(0, me.name, Role.COORDINATOR, telegram_id=STRANGER))
    await office.tap(COORDINATOR, f"same:join:{twin.id}:{me.id}")
    async with office.store.read() as tx:
        kept = await tx.people.by_telegram(COORDINATOR)
        assert kept is not None
        assert kept.id == me.id
        assert await tx.people.by_telegram(STRANGER) is None


async def test_items_joined_by_mistake_go_to_a_record_of_their_own(office: Desk) -> None:
    await office.send(COORDINATOR, "/assign 5-7 Иванова")
    card = await card_of(office, "Иванова Анна")
    (chosen,) = await office.press(COORDINATOR, card, "Разделить")
    (chosen,) = await office.press(COORDINATOR, chosen, "5.")
    assert labels(chosen)[0].startswith("✓ 5.")
    (chosen,) = await office.press(COORDINATOR, chosen, "7.")
    (chosen,) = await office.press(COORDINATOR, chosen, "✓ 7.")
    (how,) = await office.press(COORDINATOR, chosen, "Дальше")
    assert "через запятую" in how.text
    (sure,) = await office.send(COORDINATOR, "Иванова Анна Петровна, СОШ № 7")
    assert "перейдут пункты 5" in sure.text
    assert "останутся: 6, 7" in sure.text
    assert await answering(office, "5") == ["Иванова Анна"]
    said = await office.press(COORDINATOR, sure, "Разделить")
    assert await answering(office, "5") == ["Иванова Анна Петровна СОШ № 7"]
    assert await answering(office, "6") == ["Иванова Анна"]
    (link,) = [message for message in said if "start=" in message.text]
    (welcome, *_) = await office.send(
        STRANGER, f"/start {link.text.rsplit('start=', 1)[1].strip()}"
    )
    assert "Иванова Анна Петровна" in welcome.text
    assert any(message.chat_id == IVANOVA for message in said)


@pytest.mark.parametrize("words", ["Иванова Анна Петровна", "  "])
async def test_nothing_is_parted_where_no_item_is_chosen(office: Desk, words: str) -> None:
    card = await card_of(office, "Иванова Анна")
    await office.press(COORDINATOR, card, "Разделить")
    (said,) = await office.send(COORDINATOR, words)
    assert "Отметьте хотя бы один" in said.text
    await office.tap(COORDINATOR, card.buttons[2][1].data.replace("items", "now"))
    assert await answering(office, "6") == ["Иванова Анна"]
