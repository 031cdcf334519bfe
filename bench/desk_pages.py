"""How long a page of the desk takes at 16, 200 and 2,000 items, how large it is, how long the loop
stands still meanwhile, and how long an official waits for an item while two coordinators turn
pages: `python -m bench.desk_pages`.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from aiohttp import ClientSession, CookieJar, web
from aiohttp.test_utils import TestServer

from bot.clock import Clock
from bot.configuration.workdays import RussianCalendar
from bot.telegram.deferred_models import lasting
from bot.web.desk import MAX_BODY, Desk
from roadmap.actions.entering import give_link
from roadmap.model import (
    Assignment,
    Deadline,
    Due,
    DueState,
    Item,
    Kind,
    Period,
    Person,
    PersonState,
    Point,
    PointKind,
    ProgressEntry,
    Roadmap,
    Role,
)
from roadmap.model.policy import Office, Policy
from storage.migrate import migrate
from storage.store import SqlStore, open_store

SIZES = (16, 200, 2_000)
#: Pages asked for, by name; «{item}» is an item in the middle.
PAGES = {
    "board": "/",
    "board, late": "/?state=late",
    "board, words": "/?q=школ",
    "item": "/items/{item}",
    "people": "/people",
    "people, late": "/people?state=late",
    "person": "/people/1",
    "bodies": "/people/bodies",
    "report": "/report?half=1",
    "report, words": "/report?half=1&q=школ&show=empty",
    "timeline": "/timeline",
    "timeline, person": "/timeline?person=30",
    "mine": "/mine",
}
#: What every point has, as its cell says it.
DEADLINE = Deadline("до 30 ноября 2026 года", Kind.BY_DATE, None, date(2026, 11, 30))
TIMES = 7
COORDINATORS = 2


async def fill(store: SqlStore, count: int, at: datetime) -> tuple[Person, list[Item]]:
    """A roadmap of `count` items with two points each, sixty people, an answer to every second."""
    async with store.begin() as tx:
        year = Period.calendar(at.year)
        roadmap = await tx.roadmaps.add(Roadmap(0, "План города Верхнеозёрска", year, at))
        items = await tx.roadmaps.add_items(
            [
                Item(
                    0,
                    roadmap.id,
                    n,
                    str(n + 1),
                    (f"Раздел {n // 20 + 1}",),
                    f"Провести семинары для школ города и представить итоги, работа {n + 1}",
                )
                for n in range(count)
            ]
        )
        points = await tx.roadmaps.add_points(
            [
                Point(0, item.id, kind, "1", place, f"Итоги работы {item.number}", about, DEADLINE)
                for item in items
                for place, (kind, about) in enumerate(
                    (
                        (PointKind.MEASURE, "measure 1"),
                        (PointKind.CONTROL_POINT, "control_point 1"),
                    )
                )
            ]
        )
        first = date(at.year, 1, 31)
        await tx.roadmaps.add_dues(
            [
                Due(0, point.id, first + timedelta(days=n % 330), DueState.OPEN)
                for n, point in enumerate(points)
            ]
        )
        people = [
            await tx.people.add(
                Person(0, f"Сотрудник {n}", Role.OFFICIAL, state=PersonState.ACTIVE)
            )
            for n in range(60)
        ]
        await tx.people.assign(
            [Assignment(item.id, None, people[n % 60].id) for n, item in enumerate(items)]
        )
        for n, item in enumerate(items[::2]):
            who = people[(2 * n) % 60].id
            await tx.answers.add(
                ProgressEntry(0, item.id, None, who, "Семинар проведён, были все школы", first, at)
            )
        chief = await tx.people.add(
            Person(0, "Координатор", Role.COORDINATOR, state=PersonState.ACTIVE)
        )
    return chief, list(items)


async def stalls(until: asyncio.Event) -> float:
    """The longest time for which the loop did not turn, in milliseconds."""
    longest = 0.0
    while not until.is_set():
        begun = time.perf_counter()
        await asyncio.sleep(0.001)
        longest = max(longest, time.perf_counter() - begun - 0.001)
    return longest * 1000


async def measure(directory: Path, count: int) -> None:
    """Print a line for each page."""
    url = f"sqlite+aiosqlite:///{directory / f'{count}.db'}"
    await migrate(url)
    store, at = await open_store(url), datetime.now(UTC)
    chief, items = await fill(store, count, at)
    async with store.begin() as tx:
        await give_link(tx, chief, "secret", at)
    desk = Desk(store, Office(Policy(), RussianCalendar(()), "vekha_bot"), Clock())
    app = web.Application(client_max_size=MAX_BODY)
    desk.add_to(app)
    server = TestServer(app)
    await server.start_server()
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        await session.post(server.make_url("/enter/secret"))
        paths = [path.format(item=items[count // 2].id) for path in PAGES.values()]
        for name, path in zip(PAGES, paths, strict=True):
            await _page(session, server, name, path, count)
        await _beside(session, server, paths, count)
    await server.close()
    await store.close()


async def _page(
    session: ClientSession, server: TestServer, name: str, path: str, count: int
) -> None:
    times, stall, size = list[float](), 0.0, 0
    for _ in range(TIMES):
        ended = asyncio.Event()
        watch = asyncio.create_task(stalls(ended))
        begun = time.perf_counter()
        async with session.get(server.make_url(path)) as answer:
            size = len(await answer.read())
            assert answer.status == 200, answer.status
        times.append((time.perf_counter() - begun) * 1000)
        ended.set()
        stall = max(stall, await watch)
    print(_line(name, count, times, size, stall))


async def _beside(
    session: ClientSession, server: TestServer, paths: Sequence[str], count: int
) -> None:
    """How long the smallest page takes while COORDINATORS go through all others."""

    async def turn_pages(first: int) -> None:
        for path in (*paths[first:], *paths[:first]):
            async with session.get(server.make_url(path)) as answer:
                await answer.read()

    turning = asyncio.gather(*(turn_pages(2 * n) for n in range(COORDINATORS)))
    waits = list[float]()
    while not turning.done():
        begun = time.perf_counter()
        async with session.get(server.make_url("/items/1")) as answer:
            await answer.read()
        waits.append((time.perf_counter() - begun) * 1000)
        await asyncio.sleep(0.02)
    await turning
    waits.sort()
    middle, late, worst = (waits[int(len(waits) * part)] for part in (0.5, 0.95, 0.999))
    print(
        f"an item beside {COORDINATORS} coordinators, {count} items: {middle:.0f} ms, "
        f"95 of 100 within {late:.0f}, worst {worst:.0f} ({len(waits)} asked)"
    )


def _line(name: str, count: int, times: Sequence[float], size: int, stall: float) -> str:
    middle, worst = statistics.median(times), max(times)
    return (
        f"{name:16} {count:5} items: {middle:6.0f} ms (worst {worst:.0f}), {size / 1024:5.0f} KB,"
        f" longest stall {stall:.0f} ms"
    )


async def main() -> None:
    """All sizes; what a start imports is set apart from the collector, as a start does."""
    with lasting():
        pass
    with tempfile.TemporaryDirectory() as directory:
        for count in SIZES:
            await measure(Path(directory), count)


if __name__ == "__main__":
    asyncio.run(main())
