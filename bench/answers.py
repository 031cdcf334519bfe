"""Answers a second through the whole bot, each stored and confirmed, beside a bare aiogram bot.

`python -m bench.answers [answers] [rounds]`. 200 officials send in all so many answers at once («7
Проведён …»); the whole bot stores each update, attaches it to its item, commits, and confirms it
with three buttons. Both bots work off the same stand-in, which runs in a process of its own without
limits. One message on its way at a time (the default of `delivery.in_flight`), and ten.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from bench.processes import (
    BARE,
    UNLIMITED,
    VEKHA,
    conditions,
    end,
    first_poll,
    median,
    standin,
    start,
)
from bench.town import ITEMS, Town, now, populate
from sandbox.client import SandboxClient

OFFICIALS = 200
TEN = f"{VEKHA}, delivery.in_flight = 10"
NAMES = (BARE, VEKHA, TEN)
TARGET = 0.4


async def answers_a_second(client: SandboxClient, town: Town, count: int) -> float:
    """Let the officials write `count` answers, and wait until as many messages have come back."""
    orders = [
        {
            "do": "say",
            "user": town.officials[n % OFFICIALS],
            "text": f"{n % OFFICIALS % ITEMS + 1} Проведён семинар {n}",
        }
        for n in range(count)
    ]
    began = time.perf_counter()
    await client.act_all(orders)
    while (await client.stats())["sent"] < count:
        await asyncio.sleep(0.05)
        if time.perf_counter() - began > 120:
            raise TimeoutError("answers are missing")
    return count / (time.perf_counter() - began)


async def one(name: str, count: int) -> float:
    """Answers a second of one bot on a new stand-in and a new database."""
    more = {**UNLIMITED, **({"VEKHA_DELIVERY__IN_FLIGHT": "10"} if name == TEN else {})}
    with standin("--no-flood") as to, tempfile.TemporaryDirectory() as folder:
        town = await populate(f"sqlite+aiosqlite:///{folder}/vekha.db", OFFICIALS, now())
        async with SandboxClient(to.base) as client:
            for official in town.officials:
                await client.add_user(official, f"Участник {official}")
            process = start(name, to, Path(folder), more)
            try:
                await first_poll(client)
                await asyncio.sleep(2)
                # The first answer of each official builds models and fills caches.
                await answers_a_second(client, town, OFFICIALS)
                await client.request("DELETE", "stats")
                return await answers_a_second(client, town, count)
            finally:
                end(process)


async def main(count: int, rounds: int) -> int:
    """Print the medians and their ratios; 1 where the default is below the target."""
    found: dict[str, list[float]] = {name: [] for name in NAMES}
    for _ in range(rounds):
        for name in NAMES:
            found[name].append(await one(name, count))
    bare = median(found[BARE])
    for name, measured in found.items():
        print(
            f"{name:36}{median(measured):8.0f} a second {median(measured) / bare:6.2f} times the "
            f"bare bot"
        )
    print(f"{count} answers, medians of {rounds}; {conditions()}")
    return int(median(found[VEKHA]) / bare < TARGET)


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    sys.exit(asyncio.run(main(*(given + [2000, 3][len(given) :]))))
