"""What roadmap/ports/jobs.py promises, on both engines."""

from __future__ import annotations

import asyncio

from roadmap.model.messages import Job
from roadmap.ports import Tx
from storage.store import SqlStore, open_store
from tests.storage.town import HOUR, NOON


async def test_slow_work_is_done_by_one_at_a_time(store: SqlStore) -> None:
    async with store.begin() as tx:
        first = await tx.jobs.add("report", {"roadmap": 1}, NOON)
        second = await tx.jobs.add("import", {"file": "имя"}, NOON)
        job = await tx.jobs.claim(NOON, NOON + HOUR)
        assert job is not None
        assert (job.id, job.payload, job.attempts) == (first, {"roadmap": 1}, 1)
        other = await tx.jobs.claim(NOON, NOON + HOUR)
        assert other is not None
        assert other.id == second
        assert await tx.jobs.claim(NOON, NOON + HOUR) is None
        await tx.jobs.done(first)
        await tx.jobs.release_claims()
        again = await tx.jobs.claim(NOON, NOON + HOUR)
        assert again is not None
        assert (again.id, again.attempts) == (second, 2)


async def test_a_job_whose_lease_has_run_out_is_done_by_another(store: SqlStore) -> None:
    async with store.begin() as tx:
        job_id = await tx.jobs.add("report", {}, NOON)
        assert await tx.jobs.claim(NOON, NOON + HOUR) == Job(job_id, "report", {}, 1, NOON)
        assert await tx.jobs.claim(NOON + HOUR / 2, NOON + 2 * HOUR) is None
        assert await tx.jobs.claim(NOON + HOUR, NOON + 2 * HOUR) == Job(
            job_id, "report", {}, 2, NOON
        )
        assert await tx.jobs.claim(NOON + HOUR, NOON + 2 * HOUR) is None
        await tx.jobs.done(job_id)
        assert await tx.jobs.claim(NOON + 3 * HOUR, NOON + 4 * HOUR) is None


async def test_two_programs_never_do_the_same_job(url: str) -> None:
    one, two = await open_store(url), await open_store(url)
    async with one.begin() as tx:
        ids = [await tx.jobs.add("file", {"chat_id": chat}, NOON) for chat in (7, 8)]

    async def claim(store: SqlStore) -> int | None:
        async with store.begin() as tx:
            job = await tx.jobs.claim(NOON, NOON + HOUR)
            await asyncio.sleep(0.05)
            return job.id if job else None

    assert {*await asyncio.gather(claim(one), claim(two))} == set(ids)
    await one.close()
    await two.close()


async def claimed(tx: Tx) -> str:
    """What the next job makes; it is done at once."""
    job = await tx.jobs.claim(NOON, NOON + HOUR)
    assert job is not None
    await tx.jobs.done(job.id)
    return str(job.payload["makes"])


async def test_a_hundred_files_of_one_chat_delay_a_colleagues_report_by_one(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        for number in range(100):
            await tx.jobs.add("file", {"chat_id": 7, "makes": f"calendar {number}"}, NOON)
        assert [await claimed(tx) for _ in range(3)] == ["calendar 0", "calendar 1", "calendar 2"]
        await tx.jobs.add("file", {"chat_id": 8, "makes": "report"}, NOON)
        await tx.jobs.add("file", {"chat_id": 8, "makes": "second report"}, NOON)
        found = [await claimed(tx) for _ in range(5)]
        assert found == ["calendar 3", "report", "calendar 4", "second report", "calendar 5"]


async def test_files_asked_for_at_the_desk_take_turns_by_who_asked(store: SqlStore) -> None:
    async with store.begin() as tx:
        for number in range(3):
            asked = {"chat_id": 0, "person_id": 5, "makes": f"file {number}"}
            await tx.jobs.add("file", asked, NOON)
        assert await claimed(tx) == "file 0"
        await tx.jobs.add("file", {"chat_id": 0, "person_id": 6, "makes": "report"}, NOON)
        assert [await claimed(tx) for _ in range(3)] == ["file 1", "report", "file 2"]


async def test_whoever_comes_while_the_last_job_is_under_way_does_not_go_before_all_later_ones(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        for number in range(3):
            await tx.jobs.add("file", {"chat_id": 7, "makes": f"calendar {number}"}, NOON)
        await claimed(tx)
        await claimed(tx)
        assert await tx.jobs.claim(NOON, NOON + HOUR) is not None
        for number in range(3):
            await tx.jobs.add("file", {"chat_id": 8, "makes": f"report {number}"}, NOON)
        await tx.jobs.add("file", {"chat_id": 7, "makes": "calendar"}, NOON)
        assert [await claimed(tx) for _ in range(4)] == [
            "report 0",
            "report 1",
            "calendar",
            "report 2",
        ]


async def test_the_same_file_asked_for_twice_is_made_once_and_again_once_it_is_under_way(
    store: SqlStore,
) -> None:
    asked: dict[str, object] = {"chat_id": 7, "makes": "calendar"}
    async with store.begin() as tx:
        first = await tx.jobs.add("file", asked, NOON)
        assert await tx.jobs.add("file", asked, NOON + HOUR) == first
        assert await tx.jobs.add("file", {**asked, "chat_id": 8}, NOON) != first
        assert await tx.jobs.add("table", asked, NOON) != first
        assert await tx.jobs.add("file", {**asked, "makes": "report"}, NOON) != first
        job = await tx.jobs.claim(NOON, NOON + HOUR)
        assert job is not None
        assert job.id == first
        assert await tx.jobs.add("file", asked, NOON + HOUR) != first


async def ask(tx: Tx, chat_id: int, *names: str) -> None:
    """These files are asked for in this chat."""
    for name in names:
        await tx.jobs.add("file", {"chat_id": chat_id, "makes": name}, NOON)


async def test_a_chat_joins_the_round_of_those_that_wait_and_not_that_of_work_under_way(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        await ask(tx, 7, "long")
        assert await tx.jobs.claim(NOON, NOON + HOUR) is not None
        await ask(tx, 8, *(f"calendar {number}" for number in range(4)))
        await claimed(tx)
        await claimed(tx)
        await ask(tx, 9, "report 0", "report 1")
        order = [await claimed(tx) for _ in range(4)]
        assert order == ["calendar 2", "report 0", "calendar 3", "report 1"]


async def test_where_none_waits_a_chat_joins_the_latest_round_under_way(store: SqlStore) -> None:
    async with store.begin() as tx:
        await ask(tx, 7, "first")
        await ask(tx, 8, "second", "third")
        for _ in range(3):
            assert await tx.jobs.claim(NOON, NOON + HOUR) is not None
        await ask(tx, 9, "report 0", "report 1")
        await ask(tx, 7, "calendar")
        assert [await claimed(tx) for _ in range(3)] == ["report 0", "calendar", "report 1"]


async def test_all_jobs_of_a_kind_are_told_whether_they_wait_or_are_under_way(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        first = await tx.jobs.add("file", {"entry": 1}, NOON)
        await tx.jobs.add("report", {}, NOON)
        second = await tx.jobs.add("file", {"entry": 2}, NOON + HOUR)
        await tx.jobs.claim(NOON, NOON + HOUR)
        assert await tx.jobs.of_kind("file") == [
            Job(first, "file", {"entry": 1}, 1, NOON),
            Job(second, "file", {"entry": 2}, 0, NOON + HOUR),
        ]
        await tx.jobs.done(first)
        assert [job.id for job in await tx.jobs.of_kind("file")] == [second]


async def test_work_of_one_kind_is_claimed_apart_from_the_rest(store: SqlStore) -> None:
    async with store.begin() as tx:
        voice = await tx.jobs.add("write_down", {}, NOON)
        report = await tx.jobs.add("report", {}, NOON)
        other = await tx.jobs.claim(NOON, NOON + HOUR, without="write_down")
        assert other is not None
        assert other.id == report
        assert await tx.jobs.claim(NOON, NOON + HOUR, without="write_down") is None
        assert await tx.jobs.claim(NOON, NOON + HOUR, only="report") is None
        apart = await tx.jobs.claim(NOON, NOON + HOUR, only="write_down")
        assert apart is not None
        assert apart.id == voice


async def test_what_was_asked_for_at_the_desk_can_be_done_without_the_rest(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        await tx.jobs.add("report", {"chat_id": 5, "person_id": 1}, NOON)
        await tx.jobs.add("plan_items", {"chat_id": 0, "person_id": 0}, NOON)
        of_desk = await tx.jobs.add("report", {"chat_id": 0, "person_id": 1}, NOON)
        job = await tx.jobs.claim(NOON, NOON + HOUR, at_desk=True)
        assert job is not None
        assert job.id == of_desk
        assert await tx.jobs.claim(NOON, NOON + HOUR, at_desk=True) is None
