"""What is forgotten when the setting says so, and what stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from roadmap.model import Assignment, Attachment, LogLine
from roadmap.model.messages import Outgoing
from storage.store import SqlStore
from tests.storage.town import NOON, Town, entry, found

LATER = NOON + timedelta(days=400)


async def _lived(store: SqlStore) -> Town:
    """A town where Vetrova answered for an item and was told so."""
    async with store.begin() as tx:
        town = await found(tx)
        await tx.people.assign([Assignment(town.items[0].id, None, town.vetrova.id)])
        await tx.answers.add(entry(town))
        for at in (NOON, LATER):
            await tx.log.add(
                LogLine(at, town.vetrova.id, town.roadmap.id, "log-joined", town.vetrova.name)
            )
            message = await tx.messages.add(Outgoing(7001001, "Ветрова ответила"))
            await tx.messages.sent(message.id, int(at.timestamp()), at)
        await tx.messages.add(Outgoing(7001001, "Ещё не сказано"))
    return town


async def test_an_ended_roadmap_keeps_what_was_done_and_not_by_whom(store: SqlStore) -> None:
    town = await _lived(store)
    await store.forget(NOON + timedelta(days=1), date(2021, 1, 1))
    async with store.read() as tx:
        (kept,) = await tx.answers.of_item(town.items[0].id)
        assert (kept.text, kept.person_id, kept.source) == ("Сделано", None, None)
        assert await tx.people.assignments(town.roadmap.id) == []
        assert [line.at for line in await tx.log.lines(None, 10)] == [LATER]
        assert sum((await tx.messages.counts()).values()) == 2


async def test_a_running_roadmap_keeps_its_authors(store: SqlStore) -> None:
    town = await _lived(store)
    await store.forget(NOON - timedelta(days=1), date(2019, 12, 1))
    async with store.read() as tx:
        (kept,) = await tx.answers.of_item(town.items[0].id)
        assert kept.person_id == town.vetrova.id
        assert len(await tx.people.assignments(town.roadmap.id)) == 1
        assert len(await tx.log.lines(None, 10)) == 2


async def test_words_of_a_voice_that_nobody_confirmed_are_forgotten_with_its_author(
    store: SqlStore,
) -> None:
    voice = Attachment("v", "u", "voice", message_id=1, heard="Провели семинар")
    async with store.begin() as tx:
        town = await found(tx)
        added = await tx.answers.add(replace(entry(town), attachments=(voice,)))
        assert added is not None
    await store.forget(NOON, date(2019, 12, 1))
    async with store.read() as tx:
        assert (await tx.answers.get(added.id)).attachments[0].heard == "Провели семинар"
    async with store.begin() as tx:
        await tx.people.erase(town.vetrova.id)
        assert (await tx.answers.get(added.id)).attachments[0].heard is None
        await tx.answers.set_heard(added.attachments[0].id, "Провели семинар")
    await store.forget(NOON, date(2021, 1, 1))
    async with store.read() as tx:
        assert (await tx.answers.get(added.id)).attachments[0].heard is None
