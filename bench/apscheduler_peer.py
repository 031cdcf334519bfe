"""Reminders as jobs in APScheduler's store on SQLite, beside the same as rows: `python -m
bench.apscheduler_peer`.

For 1,000, 10,000 and 100,000 reminders: the time to add 1,000 of them; from a start to being ready;
the wake-up: how late the first of 1,000 that fall due at once is taken up; the loop's longest stall
meanwhile; the memory above what the process held before; and how many of 1,000 that fell due during
10 s of downtime were dropped. Each measurement is made in a process of its own. APScheduler runs as
its documentation has it (AsyncIOScheduler, SQLAlchemyJobStore, default grace); ours is the Ticker
of `vekha run`, which composes and stores the messages, so it does more for each.
"""

from __future__ import annotations

import asyncio
import json
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bench.processes import conditions, memory_of_this
from bench.town import now, populate

SIZES = (1_000, 10_000, 100_000)
DUE = 1_000
PAGE = 20_000
DOWN = 10.0
#: Seconds for a process to import everything before the reminders fall due.
LEAD = 9.0
ADD = "add 1,000, s"

Figures = dict[str, float]


def instants(count: int, first: datetime) -> list[datetime]:
    """1,000 at once, the rest a minute apart from a day later on."""
    return [first if n < DUE else first + timedelta(days=1, minutes=n) for n in range(count)]


# ── APScheduler's job store ───────────────────────────────────────────────────────────────────────

taken: list[float] = []


async def job(number: int) -> None:  # noqa: ARG001
    """A job notes that it ran."""
    taken.append(time.time())


def open_scheduler(folder: Path):  # type: ignore[no-untyped-def]
    """A scheduler on the file of `folder`."""
    from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

    store = SQLAlchemyJobStore(f"sqlite:///{folder / 'jobs.db'}")
    return AsyncIOScheduler(jobstores={"default": store}, timezone=UTC)


async def jobs_add(folder: Path, count: int, first: datetime) -> Figures:
    """Add the first 1,000 one by one, the only way a running program has. The rest are copied into
    the store's table at once: one by one they would take a quarter of an hour.
    """
    from sqlalchemy import insert

    scheduler = open_scheduler(folder)
    scheduler.start(paused=True)
    first_ones, others = instants(count, first)[:DUE], instants(count, first)[DUE:]
    began = time.perf_counter()
    for number, at in enumerate(first_ones):
        one = scheduler.add_job(job, "date", run_date=at, args=[number])
    seconds = time.perf_counter() - began
    store = scheduler._jobstores["default"]
    rows = [
        {
            "id": str(n),
            "next_run_time": at.timestamp(),
            "job_state": pickle.dumps({**one.__getstate__(), "id": str(n)}),
        }
        for n, at in enumerate(others)
    ]
    if rows:
        with store.engine.begin() as connection:
            connection.execute(insert(store.jobs_t), rows)
    scheduler.shutdown(wait=False)
    return {ADD: seconds}


async def jobs_run(folder: Path, _: int, first: datetime) -> Figures:
    """Start on what is stored, and let the 1,000 fall due."""
    from apscheduler.events import EVENT_JOB_MISSED

    missed: list[object] = []
    before, began = memory_of_this(), time.perf_counter()
    scheduler = open_scheduler(folder)
    scheduler.add_listener(missed.append, EVENT_JOB_MISSED)
    scheduler.start()
    await asyncio.sleep(0)
    figures = {"start, s": time.perf_counter() - began}
    figures |= await watch(lambda: len(taken) + len(missed), first)
    scheduler.shutdown(wait=False)
    late = min(taken, default=first.timestamp()) - first.timestamp()
    return {
        **figures,
        "wake-up, ms": late * 1000,
        "memory, MB": memory_of_this() - before,
        "dropped": len(missed),
    }


# ── the table of reminders ────────────────────────────────────────────────────────────────────────


async def rows_add(folder: Path, count: int, first: datetime) -> Figures:
    """Add them, in pages, as planning does."""
    from roadmap.model import Reminder, ReminderKind
    from storage.store import open_store

    url = f"sqlite+aiosqlite:///{folder / 'vekha.db'}"
    town = await populate(url, DUE, now())
    store = await open_store(url)
    began = time.perf_counter()
    page: list[Reminder] = []
    for n, at in enumerate(instants(count, first)):
        person, day = town.people[n % DUE], date(2020, 1, 1) + timedelta(days=n // DUE)
        page.append(Reminder(0, person, town.dues[n % len(town.dues)], ReminderKind.AHEAD, day, at))
        if len(page) == PAGE or n == count - 1:
            async with store.begin() as tx:
                await tx.reminders.add(page)
            page = []
    seconds = time.perf_counter() - began
    await store.close()
    return {ADD: seconds / count * DUE}


async def rows_run(folder: Path, _: int, first: datetime) -> Figures:
    """Start on what is stored, let the 1,000 fall due and empty the outbox as the sender does."""
    from bot.clock import Clock
    from bot.configuration.office import office_of
    from bot.configuration.settings import Settings
    from bot.schedule.scheduler import Scheduler
    from bot.schedule.ticker import Ticker
    from roadmap.model.messages import Urgency
    from storage.store import open_store

    clock, told = Clock.from_settings(""), [0.0, 0.0]
    before, began = memory_of_this(), time.perf_counter()
    store = await open_store(f"sqlite+aiosqlite:///{folder / 'vekha.db'}")
    wanted = asyncio.Event()
    ticker = Ticker(
        store, office_of(Settings(), "vekha_bot"), clock, wanted.set, lambda at: scheduler.aim(at)
    )
    scheduler = Scheduler(clock, 30, ticker.want)
    tasks = [asyncio.create_task(ticker.run()), asyncio.create_task(scheduler.run())]
    await asyncio.sleep(0)
    figures = {"start, s": time.perf_counter() - began}

    async def take() -> None:
        while True:
            await wanted.wait()
            wanted.clear()
            async with store.begin() as tx:
                claimed = await tx.messages.claim(
                    clock.now(), clock.now() + timedelta(minutes=5), 100, Urgency.BULK
                )
                for message in claimed:
                    await tx.messages.sent(message.id, message.id, clock.now())
            told[0] += len(claimed)
            told[1] = told[1] or (time.time() if claimed else 0.0)
            ticker.low()

    tasks.append(asyncio.create_task(take()))
    figures |= await watch(lambda: int(told[0]), first)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await store.close()
    late = told[1] - first.timestamp()
    return {
        **figures,
        "wake-up, ms": late * 1000,
        "memory, MB": memory_of_this() - before,
        "dropped": DUE - told[0],
    }


# ── both ──────────────────────────────────────────────────────────────────────────────────────────


async def watch(settled: Callable[[], int], first: datetime) -> Figures:
    """Wait until all 1,000 are taken or dropped, or none has moved for 10 s; the longest stall."""
    stall, moved, seen = 0.0, time.time(), 0
    while seen < DUE and time.time() < max(moved, first.timestamp()) + 10:
        began = time.perf_counter()
        await asyncio.sleep(0.001)
        if time.time() > first.timestamp():
            stall = max(stall, time.perf_counter() - began - 0.001)
        if settled() != seen:
            seen, moved = settled(), time.time()
    return {"stall, ms": stall * 1000}


STEPS: dict[str, Callable[[Path, int, datetime], Awaitable[Figures]]] = {
    "jobs_add": jobs_add,
    "jobs_run": jobs_run,
    "rows_add": rows_add,
    "rows_run": rows_run,
}


def step(name: str, folder: Path, count: int, first: float) -> Figures:
    """One step in a process of its own."""
    order = [
        sys.executable,
        "-m",
        "bench.apscheduler_peer",
        name,
        str(folder),
        str(count),
        str(first),
    ]
    found: Figures = json.loads(subprocess.run(order, check=True, stdout=subprocess.PIPE).stdout)
    return found


def measure(kind: str, count: int, *, down: bool) -> Figures:
    """Add, then run: started in time, or 10 s after the 1,000 fell due."""
    with tempfile.TemporaryDirectory() as folder:
        # Added for an instant that is surely ahead; APScheduler's are then run with the clock as it
        # is.
        ahead = (28 if kind == "jobs" else 17) + count / 5000
        first = time.time() + ahead
        added = step(f"{kind}_add", Path(folder), count, first)
        spare = first - time.time() - LEAD
        if spare < 0:
            raise TimeoutError(f"adding {count} took longer than {ahead:.0f} s")
        time.sleep(spare + (LEAD + DOWN if down else 0))
        return {**added, **step(f"{kind}_run", Path(folder), count, first)}


def main(sizes: tuple[int, ...]) -> None:
    """Print the table."""
    names = (ADD, "start, s", "wake-up, ms", "stall, ms", "memory, MB", "dropped")
    print(f"{'':34}" + "".join(f"{name:>13}" for name in names))
    for count in sizes:
        for kind, shown in (("jobs", "APScheduler's job store"), ("rows", "rows of Vekha")):
            found = measure(kind, count, down=False)
            print(
                f"{shown + f', {count:,}':34}" + "".join(f"{found[name]:>13.2f}" for name in names),
                flush=True,
            )
    for kind, shown in (("jobs", "APScheduler's job store"), ("rows", "rows of Vekha")):
        found = measure(kind, sizes[0], down=True)
        print(
            f"{shown}: of {DUE:,} due during 10 s of downtime {found['dropped']:.0f} were dropped",
            flush=True,
        )
    print(conditions())


if __name__ == "__main__":
    if len(sys.argv) == 5:
        name, folder, count, first = sys.argv[1:]
        at = datetime.fromtimestamp(float(first), UTC)
        print(json.dumps(asyncio.run(STEPS[name](Path(folder), int(count), at))))  # type: ignore[arg-type]
    else:
        main(tuple(int(argument) for argument in sys.argv[1:]) or SIZES)
