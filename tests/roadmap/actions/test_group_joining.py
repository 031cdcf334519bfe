"""Coming in by one link for a group."""

from __future__ import annotations

import pytest

from roadmap.actions import group_joining, joining
from roadmap.errors import NotAllowed, UserError
from roadmap.model import Guest, Person, PersonState, Role
from tests.roadmap.actions.town import HOUR, MORNING, Town, line

CODE, OWN = "group-code", "fresh-code"


async def guest_as(town: Town, person: Person, telegram_id: int = 77) -> Guest:
    """Somebody who has opened the link and picked `person`."""
    guest = await group_joining.enter(town.tx, CODE, telegram_id, "Ира", MORNING)
    assert guest is not None
    await group_joining.pick(town.tx, guest, person.id, MORNING)
    picked = await town.tx.group_links.guest(guest.id)
    assert picked is not None
    return picked


@pytest.fixture
async def zimina(town: Town) -> Person:
    """An official who has not joined, with a link open for her."""
    person = await town.tx.people.add(Person(0, "Зимина Алла", Role.OFFICIAL))
    await group_joining.make_group_link(town.tx, town.head, CODE, MORNING)
    return person


@pytest.mark.parametrize("who", ["vetrova", "guest"])
async def test_only_a_coordinator_makes_closes_and_confirms(
    town: Town, zimina: Person, who: str
) -> None:
    actor, guest = getattr(town, who), await guest_as(town, zimina)
    with pytest.raises(NotAllowed):
        await group_joining.make_group_link(town.tx, actor, "other", MORNING)
    with pytest.raises(NotAllowed):
        await group_joining.close_group_link(town.tx, actor, MORNING)
    with pytest.raises(NotAllowed):
        await group_joining.admit(town.tx, actor, guest, OWN, MORNING)
    with pytest.raises(NotAllowed):
        await group_joining.refuse(town.tx, actor, guest, MORNING)
    assert await town.tx.group_links.waiting(MORNING) == [guest]


async def test_officials_alone_come_in_by_it(town: Town, zimina: Person) -> None:
    await town.tx.people.add(Person(0, "Орлова Вера", Role.OBSERVER))
    head = await town.tx.people.add(Person(0, "Второй Глава", Role.COORDINATOR))
    assert await group_joining.not_joined(town.tx) == [zimina]
    guest = await group_joining.enter(town.tx, CODE, 77, "Ира", MORNING)
    assert guest is not None
    for person in (head, town.vetrova):
        with pytest.raises(UserError, match="group-name-taken"):
            await group_joining.pick(town.tx, guest, person.id, MORNING)


async def test_who_is_confirmed_has_joined_and_their_other_links_end(
    town: Town, zimina: Person
) -> None:
    await joining.invite(town.tx, "Зимина Алла", Role.OFFICIAL, "personal", MORNING)
    guest = await guest_as(town, zimina)
    person, others = await group_joining.admit(town.tx, town.head, guest, OWN, MORNING + HOUR)
    assert (person.id, person.telegram_id, person.state) == (zimina.id, 77, PersonState.ACTIVE)
    assert others == []
    for code in ("personal", OWN):
        used = await town.tx.people.use_invite(joining.code_hash(code), MORNING + HOUR)
        assert used is None
    assert (await town.log())[-2:] == [
        line(person, None, "log-joined", "Зимина Алла", MORNING + HOUR),
        line(town.head, None, "log-admitted", "Зимина Алла", MORNING + HOUR),
    ]
    with pytest.raises(UserError, match="group-decided"):
        await group_joining.admit(town.tx, town.head, guest, "another", MORNING + HOUR)


async def test_it_says_how_many_have_come_of_those_who_were_expected(
    town: Town, zimina: Person
) -> None:
    await town.tx.people.add(Person(0, "Лугов Пётр", Role.OFFICIAL))
    link = await town.tx.group_links.open_now(MORNING)
    assert link is not None
    guest = await guest_as(town, zimina)
    assert await group_joining.progress(town.tx, link, MORNING) == group_joining.Progress(0, 2, 1)
    await group_joining.admit(town.tx, town.head, guest, OWN, MORNING + HOUR)
    found = await group_joining.progress(town.tx, link, MORNING + HOUR)
    assert found == group_joining.Progress(1, 2, 0)


async def test_a_new_link_ends_the_former(town: Town, zimina: Person) -> None:
    await guest_as(town, zimina)
    await group_joining.make_group_link(town.tx, town.head, "newer", MORNING + HOUR)
    assert await group_joining.enter(town.tx, CODE, 78, "Олег", MORNING + HOUR) is None
    assert await town.tx.group_links.waiting(MORNING + HOUR) == []
    assert await group_joining.enter(town.tx, "newer", 78, "Олег", MORNING + HOUR) is not None
    late = MORNING + HOUR + joining.INVITE_LIFETIME
    assert await group_joining.enter(town.tx, "newer", 78, "Олег", late) is None
