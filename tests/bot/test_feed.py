"""The calendar that telephones follow, read by another library (vobject) than the one that wrote
it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
import vobject
from aiohttp import ClientResponse, ClientSession
from aiohttp.test_utils import TestServer

from bot.configuration.workdays import RussianCalendar
from bot.web import feed as feed_module
from bot.web.feed import Feed
from roadmap.actions.editions import count_edition
from roadmap.actions.feeds import feed_secret, renew_feed
from roadmap.actions.planning import Rules
from roadmap.actions.postponing import grant
from roadmap.model import Assignment, Person, PersonState, Postponement, Role
from roadmap.model.policy import Office, Policy
from storage.store import SqlStore, open_store
from tests.storage.town import LAST, NOON, Town, found

OFFICE = Office(Policy(), RussianCalendar(()), "vekha_bot")
RULES = Rules(OFFICE.policy, OFFICE.calendar, NOON)


@dataclass
class Following:
    """A telephone that follows calendars of a town where Vetrova answers for the first item."""

    store: SqlStore
    town: Town
    coordinator: Person
    server: TestServer
    session: ClientSession

    async def secret(self, person: Person) -> str:
        async with self.store.begin() as tx:
            return await feed_secret(tx, self.town.roadmap.id, person.id)

    async def get(self, secret: str, **headers: str) -> ClientResponse:
        return await self.session.get(
            self.server.make_url(f"/calendar/{secret}.ics"), headers=headers
        )

    async def events(self, person: Person) -> list[Any]:
        answer = await self.get(await self.secret(person))
        assert answer.content_type == "text/calendar"
        return list(vobject.readOne(await answer.text()).vevent_list)


@pytest.fixture
async def following(own_database: str) -> AsyncIterator[Following]:
    store = await open_store(own_database)
    async with store.begin() as tx:
        town = await found(tx)
        coordinator = await tx.people.add(
            Person(0, "Ким Анна", Role.COORDINATOR, state=PersonState.ACTIVE)
        )
        await tx.people.assign([Assignment(town.items[0].id, None, town.vetrova.id)])
    server = TestServer(Feed(store, own_database, OFFICE, fresh_seconds=0).app())
    await server.start_server()
    async with ClientSession() as session:
        yield Following(store, town, coordinator, server, session)
    await server.close()
    await store.close()


async def test_an_official_follows_their_own_days_and_the_coordinator_all(
    following: Following,
) -> None:
    (own,) = await following.events(following.town.vetrova)
    assert own.dtstart.value == LAST
    assert len(await following.events(following.coordinator)) == 3


async def test_a_postponed_day_moves_in_the_telephone(following: Following) -> None:
    (before,) = await following.events(following.town.vetrova)
    later = LAST + timedelta(days=30)
    async with following.store.begin() as tx:
        asked = Postponement(
            0, following.town.dues[0].id, following.town.vetrova.id, LAST, later, "болезнь", NOON
        )
        await grant(tx, following.coordinator, await tx.answers.add_postponement(asked), RULES)
    (after,) = await following.events(following.town.vetrova)
    assert after.uid.value == before.uid.value
    assert after.dtstart.value == later
    assert int(after.sequence.value) > int(before.sequence.value)


async def test_a_day_of_a_new_edition_counts_as_newer(following: Following) -> None:
    (before,) = await following.events(following.town.vetrova)
    async with following.store.begin() as tx:
        await tx.roadmaps.update_due(replace(following.town.dues[0], day=date(2020, 2, 28)))
        await count_edition(tx, following.town.roadmap.id, NOON + timedelta(days=1))
    (after,) = await following.events(following.town.vetrova)
    assert (after.uid.value, after.dtstart.value) == (before.uid.value, date(2020, 2, 28))
    assert int(after.sequence.value) > int(before.sequence.value)
    assert after.last_modified.value > before.last_modified.value


async def test_a_telephone_loses_the_days_of_an_archived_roadmap_and_has_them_back(
    following: Following,
) -> None:
    roadmap = following.town.roadmap

    async def days() -> int:
        answer = await following.get(await following.secret(following.coordinator))
        assert answer.content_type == "text/calendar"
        return (await answer.text()).count("BEGIN:VEVENT")

    assert await days() == 3
    async with following.store.begin() as tx:
        await tx.roadmaps.update(replace(roadmap, archived_at=NOON))
    assert await days() == 0
    async with following.store.begin() as tx:
        await tx.roadmaps.update(roadmap)
    assert await days() == 3


@pytest.mark.parametrize(
    "secret", ["x", "1-1-" + "0" * 40, "1-1-", "99999999999999999999-1-" + "a" * 40, "%2e%2e%2fx"]
)
async def test_a_wrong_secret_leads_nowhere(following: Following, secret: str) -> None:
    await following.secret(following.town.vetrova)
    assert (await following.get(secret)).status == 404


async def test_anothers_address_cannot_be_made_from_ones_own(following: Following) -> None:
    town, own = following.town, await following.secret(following.town.vetrova)
    forged = own.replace(f"-{town.vetrova.id}-", f"-{following.coordinator.id}-")
    assert (await following.get(forged)).status == 404


async def test_a_renewed_address_leaves_the_former_dead_at_once(following: Following) -> None:
    former = await following.secret(following.town.vetrova)
    assert (await following.get(former)).status == 200
    async with following.store.begin() as tx:
        await renew_feed(tx, following.town.roadmap.id, following.town.vetrova.id)
    assert (await following.get(former)).status == 404
    assert (await following.get(await following.secret(following.town.vetrova))).status == 200


async def test_nobody_follows_after_being_erased(following: Following) -> None:
    secret = await following.secret(following.town.vetrova)
    async with following.store.begin() as tx:
        await tx.people.erase(following.town.vetrova.id)
    assert (await following.get(secret)).status == 404


async def test_what_has_not_changed_is_neither_sent_nor_written_again(
    following: Following, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = await following.secret(following.town.vetrova)
    first = await following.get(secret)

    async def written_again(*order: object) -> list[bytes]:
        raise AssertionError(order)

    monkeypatch.setattr(feed_module, "write_ordered", written_again)
    again = await following.get(secret, **{"If-None-Match": first.headers["ETag"]})
    assert again.status == 304
    assert await again.read() == b""
    assert await (await following.get(secret)).read() == await first.read()


async def test_more_callers_than_can_wait_are_asked_to_come_again(
    following: Following, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_module, "_WAITING", 0)
    answer = await following.get(await following.secret(following.town.vetrova))
    assert (answer.status, answer.headers["Retry-After"]) == (503, "60")
