"""How long the calendar of a roadmap of 2,000 items, each with a due day, stops the bot's loop.

`python -m bench.feed_stall [items]`. The feed as the bot serves it, with the heartbeat of
`bench.stall` beside it; the caller is a process of its own. The coordinator's calendar has every
day: made anew, asked for again within a minute, and again when it may have changed. 1 where the
heartbeat came more than 10 ms late without waiting for a processor.
"""

from __future__ import annotations

import asyncio
import gc
import sys
import tempfile
import time
from dataclasses import dataclass

from aiohttp import web

from bench.processes import conditions
from bench.report_beside_chat import enlarge
from bench.stall import TARGET_MS, Stall, beat, longest, told
from bench.town import now, populate
from bot.configuration.workdays import RussianCalendar
from bot.web.feed import Feed
from roadmap.actions.feeds import feed_secret
from roadmap.model import Person, PersonState, Role
from roadmap.model.policy import Office, Policy
from storage.store import SqlStore, open_store

_GET = (
    "import sys, urllib.request; "
    "sys.stdout.write(str(len(urllib.request.urlopen(sys.argv[1]).read())))"
)
#: The caller's second request comes while the calendar is still kept, the third after that.
FRESH_SECONDS = 3.0


@dataclass(frozen=True)
class Served:
    """A running feed and the address of one calendar in it."""

    runner: web.AppRunner
    address: str


async def get(address: str) -> int:
    """Ask for `address` from another process; how many bytes came."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _GET, address, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    return int(out)


async def serve(store: SqlStore, url: str, roadmap_id: int) -> Served:
    """Serve calendars on a free port of loopback; the address of a new coordinator's."""
    async with store.begin() as tx:
        coordinator = await tx.people.add(
            Person(0, "Ким Анна", Role.COORDINATOR, state=PersonState.ACTIVE)
        )
        secret = await feed_secret(tx, roadmap_id, coordinator.id)
    office = Office(Policy(), RussianCalendar(()), "vekha_bot")
    runner = web.AppRunner(Feed(store, url, office, FRESH_SECONDS).app())
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    return Served(runner, f"http://127.0.0.1:{runner.addresses[0][1]}/calendar/{secret}.ics")


async def measured(address: str) -> float:
    """Print a line for each request; the longest stall without waits for a processor [ms]."""
    worst, found = 0.0, list[Stall]()
    beating = asyncio.create_task(beat(found))
    for name in ("made", "fresh", "looked up"):
        found.clear()
        began = time.perf_counter()
        size = await get(address)
        print(
            f"{name:10} {time.perf_counter() - began:5.2f} s, {size / 1000:.0f} kB: {told(found)}",
            flush=True,
        )
        worst = max(worst, longest(found))
        await asyncio.sleep(FRESH_SECONDS if name == "fresh" else 0)
    beating.cancel()
    return worst


async def main(items: int) -> int:
    """Serve, ask, print."""
    with tempfile.TemporaryDirectory() as folder:
        url, at = f"sqlite+aiosqlite:///{folder}/vekha.db", now()
        await populate(url, 1, at)
        roadmap = await enlarge(url, items, at)
        store = await open_store(url)
        served = await serve(store, url, roadmap.id)
        gc.freeze()
        worst = await measured(served.address)
        await served.runner.cleanup()
        await store.close()
    print(f"{items} items; {conditions()}")
    return int(worst > TARGET_MS)


if __name__ == "__main__":
    sys.exit(asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)))
