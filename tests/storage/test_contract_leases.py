"""What roadmap/ports/leases.py promises, on both engines."""

from __future__ import annotations

import asyncio

import asyncpg
import pytest

from roadmap.ports import Lease
from storage.store import SqlStore, open_store
from tests.storage.town import HOUR, NOON


async def test_a_lease_is_held_by_one_until_another_ends_what_was_not_renewed(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        assert await tx.leases.get("sender") is None
        assert await tx.leases.take("sender", "a", NOON)
        assert await tx.leases.get("sender") == Lease("a", NOON)
        assert not await tx.leases.take("sender", "b", NOON)
        seen = await tx.leases.get("sender")
        assert await tx.leases.take("sender", "a", NOON + HOUR)
        assert await tx.leases.get("sender") == Lease("a", NOON + HOUR), "its holder renews it"
        assert not await tx.leases.take("sender", "b", NOON + HOUR, over=seen), (
            "it was renewed meanwhile"
        )
        assert await tx.leases.get("sender") == Lease("a", NOON + HOUR)
        assert await tx.leases.take("sender", "b", NOON + HOUR, over=await tx.leases.get("sender"))
        assert await tx.leases.get("sender") == Lease("b", NOON + HOUR)


async def test_only_its_holder_lets_go_of_a_lease(store: SqlStore) -> None:
    async with store.begin() as tx:
        await tx.leases.take("sender", "b", NOON)
        await tx.leases.drop("sender", "a")
        assert not await tx.leases.take("sender", "a", NOON + HOUR)
        await tx.leases.drop("sender", "b")
        assert await tx.leases.get("sender") is None
        assert await tx.leases.take("sender", "a", NOON + HOUR)


async def test_leases_of_other_names_and_of_other_holders_are_left_alone(store: SqlStore) -> None:
    async with store.begin() as tx:
        await tx.leases.take("sender", "a", NOON)
        assert await tx.leases.take("poller", "b", NOON)
        ended = Lease("a", NOON)
        assert not await tx.leases.take("poller", "c", NOON + HOUR, over=ended)
        await tx.leases.drop("poller", "b")
        assert await tx.leases.get("sender") == ended
        assert await tx.leases.take("sender", "a", NOON + HOUR, over=ended), "over its own, too"


async def test_one_who_holds_two_leases_renews_and_drops_each_by_itself(store: SqlStore) -> None:
    async with store.begin() as tx:
        for name in ("poller", "sender"):
            assert await tx.leases.take(name, "a", NOON)
        assert await tx.leases.take("sender", "a", NOON + HOUR)
        assert await tx.leases.get("sender") == Lease("a", NOON + HOUR)
        assert await tx.leases.get("poller") == Lease("a", NOON)
        await tx.leases.drop("sender", "a")
        assert await tx.leases.get("sender") is None
        assert await tx.leases.get("poller") == Lease("a", NOON)


async def test_of_two_who_end_the_same_lease_one_has_it(url: str) -> None:
    one, two = await open_store(url), await open_store(url)
    async with one.begin() as tx:
        await tx.leases.take("main", "dead", NOON)

    async def take(store: SqlStore, holder: str) -> bool:
        async with store.begin() as tx:
            seen = Lease("dead", NOON)
            taken = await tx.leases.take("main", holder, NOON + HOUR, over=seen)
            await asyncio.sleep(0.05)
            return taken

    assert sorted(await asyncio.gather(take(one, "a"), take(two, "b"))) == [False, True]
    await one.close()
    await two.close()


async def test_a_holder_that_stands_still_in_its_work_holds_nobody_up(
    url: str, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped between two messages to the server, as by SIGSTOP or with its machine: PostgreSQL
    takes that for work and waits without end.
    """
    if engine != "postgresql":
        pytest.skip("a file has one writer, who is seen to be dead by its lock")
    monkeypatch.setattr("storage.postgres.STANDS_STILL_SECONDS", 0.2)
    store = await open_store(url)
    async with store.begin() as tx:
        await tx.leases.take("main", "still", NOON)
    still = await asyncpg.connect(url.replace("+asyncpg", ""))
    await still.execute("BEGIN")
    await still.fetch("SELECT 1 FROM leases FOR KEY SHARE")
    await still.prepare("SELECT 1 FROM leases")  # parsed, and never executed
    await asyncio.sleep(0.5)
    async with asyncio.timeout(10), store.begin() as tx:
        assert await tx.leases.take("main", "next", NOON + HOUR, over=Lease("still", NOON))
    with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError)):
        await still.execute("SELECT 1")
    await store.close()
