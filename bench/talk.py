"""200 people talking at once: how long each waits. `python -m bench.talk [people] [messages each]`.

Everybody writes, waits for the bot's answer, and writes again after a pause of 5 to 15 s, so that
20 a second come in; each message is an answer to an item, which is stored, committed and confirmed.
The stand-in keeps Telegram's limits, and the bot its own defaults: 30 messages a second. The wait
is that from the message to the confirmation.
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
import time
from pathlib import Path

from bench.processes import VEKHA, conditions, end, first_poll, standin, start
from bench.town import ITEMS, now, populate
from sandbox.client import SandboxClient, User


async def talk(user: User, item: int, messages: int, chance: random.Random) -> list[float]:
    """One person's waits in seconds."""
    waits, last = [], 0
    for number in range(messages):
        await asyncio.sleep(chance.uniform(5, 15))
        began = time.perf_counter()
        sent = await user.send(f"{item} Проведён семинар {number}")
        answer = await user.wait_for("", after=max(last, sent["message_id"]), within=60)
        waits.append(time.perf_counter() - began)
        last = answer["message_id"]
    return waits


async def main(people: int, messages: int) -> None:
    """Print the median and the 99th percentile."""
    chance = random.Random(2020)
    with standin() as to, tempfile.TemporaryDirectory() as folder:
        town = await populate(f"sqlite+aiosqlite:///{folder}/vekha.db", people, now())
        async with SandboxClient(to.base) as client:
            users = [await client.add_user(one, f"Участник {one}") for one in town.officials]
            process = start(VEKHA, to, Path(folder))
            try:
                await first_poll(client)
                began = time.perf_counter()
                found = await asyncio.gather(
                    *(talk(user, n % ITEMS + 1, messages, chance) for n, user in enumerate(users))
                )
                seconds = time.perf_counter() - began
                floods = (await client.stats())["floods"]
            finally:
                end(process)
    waits = sorted(wait * 1000 for one in found for wait in one)
    print(
        f"{people} people, {len(waits)} messages in {seconds:.0f} s ({len(waits) / seconds:.0f} a "
        f"second)"
    )
    middle, high = waits[len(waits) // 2], waits[len(waits) * 99 // 100]
    print(
        f"median {middle:.0f} ms, 99th percentile {high:.0f} ms, longest {waits[-1]:.0f} ms; "
        f"floods: {floods}"
    )
    print(conditions())


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    asyncio.run(main(*(given + [200, 6][len(given) :])))
