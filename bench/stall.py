"""The longest stall of the loop as 1,000 reminders fall due: `python -m bench.stall [reminders]`.

The whole bot runs in a process of its own with a heartbeat beside it: a task that asks to be woken
every millisecond and notes by how much later it is. 1,000 officials have one reminder each at the
same instant; they go out at Telegram's pace (30 a second), so the stalls are those of the whole
delivery, not of the first moment only. Where the system lets it (root on Linux), the bot goes
before all other work on the machine: the loop is measured and not its neighbours.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO

from bench.processes import Standin, conditions, first_poll, standin, vekha_settings
from bench.town import Town, now, populate
from roadmap.model import Reminder, ReminderKind
from sandbox.client import SandboxClient
from storage.store import open_store

BEAT = 0.001
TARGET_MS = 10.0
#: From the start to the reminders: time for one answer, which builds the models of messages.
LEAD = 12.0

#: Unix second, milliseconds late, and of these the milliseconds that the loop's thread was at work,
#: and those that it was ready and waited for a processor that other processes used.
Stall = tuple[float, float, float, float]


async def beat(found: list[Stall]) -> None:
    """Note every wake-up that is later than 2 ms."""
    with Path("/proc/thread-self/schedstat").open("rb", buffering=0) as schedule:
        while True:
            asked, used, queued = time.perf_counter(), time.thread_time(), in_queue(schedule)
            await asyncio.sleep(BEAT)
            late = (time.perf_counter() - asked - BEAT) * 1000
            if late > 2:
                work = (time.thread_time() - used) * 1000
                found.append((time.time(), late, work, in_queue(schedule) - queued))


def in_queue(schedule: BinaryIO) -> float:
    """Milliseconds that this thread waited for a processor (Linux, proc(5), the second number)."""
    schedule.seek(0)
    return int(schedule.read().split()[1]) / 1e6


def child() -> None:
    """Run the bot with the heartbeat beside it; prints what was found when SIGTERM has ended it."""
    from bot.commands.run import prepared
    from bot.configuration.settings_file import load

    run = prepared(load(None))

    async def both() -> None:
        found: list[Stall] = []
        heart = asyncio.create_task(beat(found))
        await run()
        heart.cancel()
        print(json.dumps(found))

    print(first_of_all(), flush=True)
    asyncio.run(both())


def first_of_all() -> str:
    """Run the threads of this process before all others; whether that was granted, in words."""
    try:
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))
    except (AttributeError, OSError):
        return "the bot among all other processes"
    return "the bot before all other processes"


async def plan(url: str, town: Town, at: float) -> None:
    """One reminder for each official at the Unix second `at`."""
    instant = datetime.fromtimestamp(at, UTC)
    store = await open_store(url)
    async with store.begin() as tx:
        await tx.reminders.add(
            [
                Reminder(
                    0,
                    person,
                    town.dues[n % len(town.dues)],
                    ReminderKind.AHEAD,
                    date(2020, 1, 1),
                    instant,
                )
                for n, person in enumerate(town.people)
            ]
        )
    await store.close()


async def measure(to: Standin, folder: Path, count: int) -> tuple[list[Stall], list[Stall]]:
    """Every stall before the reminders fell due, and from then until the last had gone out."""
    url = f"sqlite+aiosqlite:///{folder / 'vekha.db'}"
    town = await populate(url, count, now())
    due = time.time() + LEAD
    await plan(url, town, due)
    async with SandboxClient(to.base) as client:
        await client.act_all(
            [
                {"do": "add_person", "user": one, "name": f"Участник {one}", "state": "started"}
                for one in town.officials
            ]
        )
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.stall", "child"],
            env=vekha_settings(to, folder),
            stdout=subprocess.PIPE,
        )
        await first_poll(client)
        await client.user(town.officials[0]).send("1 Проведён семинар")
        began = time.time()
        await asyncio.sleep(due - began)
        while (await client.stats())["sent"] < count + 1:
            await asyncio.sleep(0.5)
            if time.time() - due > count / 10 + 60:
                raise TimeoutError("reminders are missing")
        done = time.time()
    process.send_signal(signal.SIGTERM)
    out, _ = process.communicate(timeout=15)
    priority, *_, stalls = out.decode().splitlines()
    print(priority)
    found: list[Stall] = [tuple(one) for one in json.loads(stalls)]
    return [one for one in found if began <= one[0] < due], [
        one for one in found if due <= one[0] <= done
    ]


async def main(count: int) -> int:
    """Print the stalls; 1 where the longest is above the target."""
    with standin() as to, tempfile.TemporaryDirectory() as folder:
        before, during = await measure(to, Path(folder), count)
    print(f"{count} reminders due at once: {told(during)}, {len(during)} above 2 ms")
    print(f"before them, with the first answer of the process: {told(before)}")
    print(conditions())
    return int(max(longest(before), longest(during)) > TARGET_MS)


def longest(stalls: list[Stall]) -> float:
    """Milliseconds, without those that the loop was ready and waited for a processor."""
    return max((late - queued for _, late, _, queued in stalls), default=0.0)


def told(stalls: list[Stall]) -> str:
    """The longest by the clock, without the wait for a processor, and by the loop's own work."""
    late = max((late for _, late, _, _ in stalls), default=0.0)
    work = max((work for _, _, work, _ in stalls), default=0.0)
    return (
        f"longest stall {late:.1f} ms, {longest(stalls):.1f} ms without waiting for a processor, "
        f"own work {work:.1f} ms"
    )


if __name__ == "__main__":
    if sys.argv[1:] == ["child"]:
        child()
    else:
        sys.exit(asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)))
