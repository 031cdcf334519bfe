"""One instance at a time: a locked file beside a SQLite database, a lease in any other."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from structlog.testing import capture_logs

from bot.database import single_instance
from bot.database.single_instance import (
    DROP_SECONDS,
    LEASE,
    LEASE_NAME,
    LOOK_SECONDS,
    RENEW_SECONDS,
    SURE_SECONDS,
    AlreadyRunning,
    Leader,
    LeaseLost,
    only_instance,
    sqlite_file,
)
from roadmap.errors import StorageError, Superseded
from roadmap.ports import Lease
from tests.bot.moved_time import BEGINNING, MovedClock, Watched

AWAY = StorageError("недоступна")
#: Clocks of other machines show anything.
ELSEWHERE = BEGINNING - timedelta(days=400)


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite+aiosqlite:///vekha.db", Path("vekha.db")),
        ("sqlite:////var/lib/vekha.db?mode=rw", Path("/var/lib/vekha.db")),
        ("sqlite:////var/lib/a:///vekha.db", Path("/var/lib/a:/vekha.db")),
        ("sqlite+aiosqlite:///:memory:", None),
        ("sqlite+aiosqlite:///", None),
        ("sqlite+aiosqlite://", None),
        ("postgresql+asyncpg:///vekha", None),
    ],
)
def test_only_a_sqlite_database_in_a_file_has_a_file(url: str, path: Path | None) -> None:
    assert sqlite_file(url) == path


def hold(database: Path) -> None:
    """Try to hold the lock."""
    with only_instance(database):
        pass


def test_a_second_instance_is_told_which_process_has_the_database(tmp_path: Path) -> None:
    database = tmp_path / "новый каталог" / "и в нём" / "vekha.db"
    with only_instance(database):
        assert (database.parent / "vekha.db.lock").read_text() == str(os.getpid())
        with pytest.raises(AlreadyRunning, match=rf"vekha\.db .*\(процесс {os.getpid()}\)$"):
            hold(database)
        with pytest.raises(AlreadyRunning, match="процесс"):
            hold(database)
        hold(tmp_path / "other.db")
    hold(database)


def test_a_holder_that_has_not_written_its_number_is_told_without_it(tmp_path: Path) -> None:
    with only_instance(tmp_path / "vekha.db"):
        (tmp_path / "vekha.db.lock").write_text("")
        with pytest.raises(AlreadyRunning, match=r"другой экземпляр$"):
            hold(tmp_path / "vekha.db")


def test_of_what_stands_in_a_lock_no_more_is_told_than_a_number_can_be_long(tmp_path: Path) -> None:
    with only_instance(tmp_path / "vekha.db"):
        (tmp_path / "vekha.db.lock").write_text("7" * 500)
        with pytest.raises(AlreadyRunning, match=r"\(процесс 7{20}\)$"):
            hold(tmp_path / "vekha.db")


def test_the_number_of_a_dead_holder_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "vekha.db.lock").write_text("12345678901234567890")
    with only_instance(tmp_path / "vekha.db"):
        assert (tmp_path / "vekha.db.lock").read_text() == str(os.getpid())


def test_a_lock_that_cannot_be_written_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "vekha.db.lock").mkdir()
    with pytest.raises(StorageError, match=r"vekha\.db\.lock не открывается для записи: \S+"):
        hold(tmp_path / "vekha.db")


@pytest.fixture(autouse=True)
def steady(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seconds that pass go with the loop's."""

    def seconds() -> float:
        try:
            return asyncio.get_running_loop().time()
        except RuntimeError:
            return 0.0

    monkeypatch.setattr(single_instance, "_steady", seconds)


def leader(store: Watched, holder: str = "a") -> Leader:
    """An instance."""
    return Leader(store, holder, MovedClock())


async def lease(store: Watched) -> Lease | None:
    """As it stands."""
    async with store.read() as tx:
        return await tx.leases.get(LEASE_NAME)


@asynccontextmanager
async def another(store: Watched, lives: float = 10_000) -> AsyncIterator[None]:
    """Another instance, «b», which has the lease and renews it for so many seconds."""
    until = asyncio.get_running_loop().time() + lives

    async def renew() -> None:
        number = 0
        while asyncio.get_running_loop().time() < until:
            await asyncio.sleep(RENEW_SECONDS)
            number += 1
            async with store.begin() as tx:
                await tx.leases.take(LEASE_NAME, "b", ELSEWHERE + timedelta(seconds=number))

    async with store.begin() as tx:
        assert await tx.leases.take(LEASE_NAME, "b", ELSEWHERE)
    renewing = asyncio.create_task(renew())
    yield
    renewing.cancel()


def now() -> float:
    """Seconds."""
    return asyncio.get_running_loop().time()


@pytest.mark.parametrize("way", ["wait", "take_or_refuse"])
async def test_a_free_lease_is_taken_at_once(store: Watched, way: str) -> None:
    one = leader(store)
    assert not one.may_send()
    begun = now()
    await getattr(one, way)()
    assert now() - begun < LOOK_SECONDS
    assert one.may_send()
    held = await lease(store)
    assert held is not None
    assert held.holder == "a"
    assert LEASE <= held.until - BEGINNING < LEASE + timedelta(seconds=3)


@pytest.mark.parametrize("way", ["wait", "take_or_refuse"])
async def test_the_lease_of_a_dead_instance_is_taken_once_it_has_not_been_renewed_for_long_enough(
    store: Watched, way: str
) -> None:
    one = leader(store)
    async with another(store, lives=0):
        begun = now()
        await getattr(one, way)()
        waited = now() - begun
    assert LEASE.total_seconds() < waited < LEASE.total_seconds() + 3 * LOOK_SECONDS
    held = await lease(store)
    assert held is not None
    assert held.holder == "a"


async def test_an_instance_stands_by_as_long_as_another_works(store: Watched) -> None:
    one = leader(store)
    with capture_logs() as lines:
        async with another(store, lives=100):
            waiting = asyncio.create_task(one.wait())
            await asyncio.sleep(100)
            assert not waiting.done()
            assert not one.may_send()
            async with asyncio.timeout(20):
                await waiting
    assert [line["event"] for line in lines] == ["another instance works, standing by"]


async def test_a_lease_that_was_let_go_of_is_taken_within_a_second(store: Watched) -> None:
    one = leader(store)
    async with another(store):
        waiting = asyncio.create_task(one.wait())
        await asyncio.sleep(20)
    async with store.begin() as tx:
        await tx.leases.drop(LEASE_NAME, "b")
    async with asyncio.timeout(2 * LOOK_SECONDS):
        await waiting


async def test_a_command_is_refused_while_another_instance_works(store: Watched) -> None:
    async with another(store):
        begun = now()
        with pytest.raises(AlreadyRunning, match=r"другой экземпляр \(b\)"):
            await leader(store).take_or_refuse()
        assert now() - begun < RENEW_SECONDS + 3 * LOOK_SECONDS
    held = await lease(store)
    assert held is not None
    assert held.holder == "b"


async def test_a_command_takes_what_the_other_lets_go_of_meanwhile(store: Watched) -> None:
    one = leader(store)
    async with another(store, lives=0):
        waiting = asyncio.create_task(one.take_or_refuse())
        await asyncio.sleep(2)
    async with store.begin() as tx:
        await tx.leases.drop(LEASE_NAME, "b")
    async with asyncio.timeout(2 * LOOK_SECONDS):
        await waiting


async def test_a_command_is_told_that_the_database_is_away(store: Watched) -> None:
    store.troubles = [AWAY]
    with pytest.raises(StorageError):
        await leader(store).take_or_refuse()


async def test_standing_by_outlasts_a_database_that_is_away(store: Watched) -> None:
    one = leader(store)
    store.troubles = [AWAY] * 30
    with capture_logs() as lines:
        begun = now()
        await one.wait()
    assert now() - begun == pytest.approx(30 * LOOK_SECONDS, abs=2)
    assert [(line["event"], line["error"]) for line in lines] == [
        ("standing by, but the database does not answer", "недоступна")
    ] * 30


async def test_while_the_database_is_away_nobodys_lease_runs_out(store: Watched) -> None:
    one = leader(store)
    async with another(store, lives=0):
        waiting = asyncio.create_task(one.wait())
        await asyncio.sleep(5.5)
        store.troubles = [AWAY] * 8
        begun = now()
        await asyncio.sleep(8 + LEASE.total_seconds() - 2)
        assert not waiting.done(), "it is looked at anew for as long as ever"
        await waiting
    assert now() - begun < 8 + LEASE.total_seconds() + 3 * LOOK_SECONDS


async def test_it_is_sure_to_be_alone_for_a_while_after_each_renewal(store: Watched) -> None:
    one = leader(store)
    await one.wait()
    await asyncio.sleep(SURE_SECONDS - 0.5)
    assert one.may_send()
    await asyncio.sleep(1)
    assert not one.may_send()


async def test_what_counts_is_when_a_renewal_was_asked_for_and_not_when_it_came(
    store: Watched,
) -> None:
    one = leader(store)
    store.troubles = [SURE_SECONDS - 1]
    await one.wait()
    assert one.may_send()
    await asyncio.sleep(1.5)
    assert not one.may_send()


class Work:
    """What an instance does; `ended` says that it was ended in order."""

    def __init__(self, seconds: float = 10_000, error: Exception | None = None) -> None:
        self.seconds, self.error = seconds, error
        self.begun = self.ended = False

    async def run(self) -> None:
        """Work for so long, or until cancelled; what is in hand is finished then."""
        self.begun = True
        try:
            await asyncio.sleep(self.seconds)
            if self.error is not None:
                raise self.error
        finally:
            with suppress(asyncio.CancelledError):
                await asyncio.sleep(0.5)
            self.ended = True


async def test_the_lease_is_renewed_during_the_work_and_let_go_of_after_it(store: Watched) -> None:
    one, work = leader(store), Work(60)
    await one.wait()
    keeping = asyncio.create_task(one.keep_during(work.run()))
    untils = set()
    for _ in range(19):
        await asyncio.sleep(RENEW_SECONDS)
        assert one.may_send()
        held = await lease(store)
        assert held is not None
        assert held.holder == "a"
        untils.add(held.until)
    assert len(untils) >= 18
    await keeping
    assert work.ended
    assert await lease(store) is None


async def test_an_error_of_the_work_comes_through_and_the_lease_is_let_go_of(
    store: Watched,
) -> None:
    one = leader(store)
    await one.wait()
    with pytest.raises(KeyError):
        await one.keep_during(Work(1, KeyError("х")).run())
    assert await lease(store) is None


async def test_work_that_is_cancelled_is_ended_before_the_lease_is_let_go_of(
    store: Watched,
) -> None:
    one, work = leader(store), Work()
    await one.wait()
    keeping = asyncio.create_task(one.keep_during(work.run()))
    await asyncio.sleep(5)
    keeping.cancel()
    with pytest.raises(asyncio.CancelledError):
        await keeping
    assert work.ended
    assert await lease(store) is None


async def taken_by_another(store: Watched) -> None:
    """Another instance has taken over."""
    async with store.begin() as tx:
        seen = await tx.leases.get(LEASE_NAME)
        assert await tx.leases.take(LEASE_NAME, "b", ELSEWHERE, over=seen)


async def test_work_ends_when_another_instance_has_taken_over(store: Watched) -> None:
    one, work = leader(store), Work()
    await one.wait()
    keeping = asyncio.create_task(one.keep_during(work.run()))
    await asyncio.sleep(1)
    await taken_by_another(store)
    with pytest.raises(LeaseLost, match="другой экземпляр принял работу"):
        async with asyncio.timeout(RENEW_SECONDS + 2):
            await keeping
    assert work.ended, "before that is told"
    held = await lease(store)
    assert held is not None
    assert held.holder == "b", "its lease is left alone"


async def test_being_superseded_is_to_have_lost_the_lease(store: Watched) -> None:
    one, work = leader(store), Work()
    await one.wait()
    keeping = asyncio.create_task(one.keep_during(work.run()))
    await asyncio.sleep(1)
    store.troubles = [Superseded("другой экземпляр")]
    with pytest.raises(LeaseLost, match="другой экземпляр принял работу"):
        async with asyncio.timeout(RENEW_SECONDS + 2):
            await keeping
    assert work.ended


@pytest.mark.parametrize("trouble", [AWAY, 10 * RENEW_SECONDS], ids=["away", "silent"])
async def test_while_the_database_is_away_the_work_goes_on_and_nothing_is_sent(
    store: Watched, trouble: Exception | float
) -> None:
    one, work = leader(store), Work()
    await one.wait()
    keeping = asyncio.create_task(one.keep_during(work.run()))
    await asyncio.sleep(1)
    store.troubles = [trouble] * 4
    with capture_logs() as lines:
        await asyncio.sleep(4 * RENEW_SECONDS)
        assert not one.may_send()
        assert not keeping.done()
        await asyncio.sleep(5 * RENEW_SECONDS)
        assert one.may_send()
    kind = "StorageError" if trouble is AWAY else "TimeoutError"
    assert [(line["event"], line["error"]) for line in lines] == [
        ("the lease cannot be renewed", kind)
    ] * 4
    keeping.cancel()
    with suppress(asyncio.CancelledError):
        await keeping


async def test_an_end_does_not_wait_for_a_database_that_is_away(store: Watched) -> None:
    one = leader(store)
    for trouble in (AWAY, 100.0):
        await one.wait()
        store.troubles = [trouble]
        begun = now()
        await one.keep_during(Work(0.5).run())
        assert now() - begun < 0.5 + 0.5 + DROP_SECONDS + 0.2
        assert await lease(store) is not None


def test_the_steady_clock_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    first = single_instance._steady()
    assert 0 < first <= single_instance._steady()


@pytest.mark.parametrize(
    "clocks", [{"CLOCK_BOOTTIME": 7, "CLOCK_MONOTONIC": 1}, {"CLOCK_MONOTONIC": 7}]
)
def test_the_steady_clock_is_the_one_that_goes_on_in_sleep_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch, clocks: dict[str, int]
) -> None:
    monkeypatch.undo()
    asked = SimpleNamespace(clock_gettime=float, **clocks)
    monkeypatch.setattr(single_instance, "time", asked)
    assert single_instance._steady() == 7
