"""What roadmap/ports/group_links.py promises, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from roadmap.model import GroupLink, Guest, Invite, Person, PersonState, Role
from storage.store import SqlStore, SqlTx
from tests.storage.town import HOUR, NOON, found

DAY = timedelta(days=1)


async def _link(tx: SqlTx, code: str = "a", days: int = 14) -> GroupLink:
    return await tx.group_links.add(GroupLink(0, code * 64, NOON, NOON + days * DAY))


async def _new(tx: SqlTx, name: str, role: Role = Role.OFFICIAL) -> Person:
    return await tx.people.add(Person(0, name, role))


async def test_a_link_is_found_by_its_code_until_it_expires(store: SqlStore) -> None:
    async with store.begin() as tx:
        link = await _link(tx)
        assert await tx.group_links.by_hash("a" * 64, NOON) == link
        assert await tx.group_links.by_hash("b" * 64, NOON) is None
        assert await tx.group_links.open_now(NOON + 14 * DAY - HOUR) == link
        assert await tx.group_links.by_hash("a" * 64, NOON + 14 * DAY) is None
        assert await tx.group_links.open_now(NOON + 14 * DAY) is None


async def test_a_closed_link_has_no_guests_any_more(store: SqlStore) -> None:
    async with store.begin() as tx:
        link = await _link(tx)
        guest = await tx.group_links.add_guest(Guest(0, link.id, 77, "Ира", NOON))
        assert await tx.group_links.guest_of(77, NOON) == guest
        await tx.group_links.close(NOON + HOUR)
        assert await tx.group_links.by_hash("a" * 64, NOON + HOUR) is None
        assert await tx.group_links.guest(guest.id) is None
        newer = await _link(tx, "b")
        assert await tx.group_links.open_now(NOON + HOUR) == newer


async def test_a_guest_is_kept_once_an_account_and_while_the_link_is_open(store: SqlStore) -> None:
    async with store.begin() as tx:
        first, second = await _link(tx), await _link(tx, "b", days=20)
        await tx.group_links.add_guest(Guest(0, first.id, 7_000_000_077, "Ира", NOON))
        guest = await tx.group_links.add_guest(
            Guest(0, second.id, 7_000_000_077, "Ира П.", NOON + HOUR, None, 2)
        )
        other = await tx.group_links.add_guest(Guest(0, first.id, 78, "Олег", NOON))
        assert await tx.group_links.guest_of(7_000_000_077, NOON) == guest
        assert await tx.group_links.guest_of(78, NOON + 15 * DAY) is None
        await tx.group_links.forget(NOON + 15 * DAY)
        assert await tx.group_links.guest(other.id) is None
        assert await tx.group_links.guest(guest.id) == guest
        await tx.group_links.remove_guest(guest.id)
        assert await tx.group_links.guest(guest.id) is None


async def test_those_wait_who_have_picked_somebody_who_has_not_joined(store: SqlStore) -> None:
    async with store.begin() as tx:
        link = await _link(tx)
        zimina, lugov = await _new(tx, "Зимина Алла"), await _new(tx, "Лугов Пётр")
        late = await tx.group_links.add_guest(Guest(0, link.id, 1, "Алла", NOON + HOUR, zimina.id))
        early = await tx.group_links.add_guest(Guest(0, link.id, 2, "Пётр", NOON, lugov.id))
        looking = await tx.group_links.add_guest(Guest(0, link.id, 3, "Кто-то", NOON))
        assert await tx.group_links.waiting(NOON) == [early, late]
        looking = replace(looking, person_id=zimina.id, asked_at=NOON - HOUR)
        await tx.group_links.update_guest(looking)
        assert await tx.group_links.waiting(NOON) == [looking, early, late]
        await tx.people.update(replace(lugov, state=PersonState.ACTIVE, telegram_id=2))
        assert await tx.group_links.waiting(NOON) == [looking, late]
        assert await tx.group_links.waiting(NOON + 14 * DAY) == []
        await tx.people.erase(zimina.id)
        assert await tx.group_links.guest(late.id) is None


async def test_officials_who_joined_by_any_link_are_counted_from_an_instant_on(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        await found(tx)
        came = [await _new(tx, name) for name in ("Зимина Алла", "Лугов Пётр")]
        observer = await _new(tx, "Орлова Вера", Role.OBSERVER)
        for number, person in enumerate((*came, observer)):
            for code in ("x", "y"):
                await tx.people.add_invite(Invite(0, f"{code}{number}", person.id, NOON + 14 * DAY))
            await tx.people.use_invite(f"x{number}", NOON + number * HOUR)
            await tx.people.update(
                replace(person, state=PersonState.ACTIVE, telegram_id=100 + number)
            )
        assert await tx.group_links.joined_since(NOON - HOUR) == 2
        assert await tx.group_links.joined_since(NOON) == 1
        assert await tx.group_links.joined_since(NOON + HOUR) == 0


async def test_those_whose_deputy_somebody_is_are_found_by_the_deputy(store: SqlStore) -> None:
    async with store.begin() as tx:
        town = await found(tx)
        assert await tx.people.deputised_by(town.lugovoy.id) == []
        away = replace(town.vetrova, deputy_id=town.lugovoy.id)
        await tx.people.update(away)
        gone = await tx.people.add(
            Person(0, "Белова", Role.OFFICIAL, state=PersonState.GONE, deputy_id=town.lugovoy.id)
        )
        assert await tx.people.deputised_by(town.lugovoy.id) == [away]
        assert await tx.people.deputised_by(gone.id) == []
