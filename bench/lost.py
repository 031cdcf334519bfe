"""Answers lost over 20 kills (-9) and over 20 SIGTERMs, beside a bare aiogram bot.

`python -m bench.lost [answers] [stops]`. Officials send all the answers at once; the bot is stopped
again and again while it works them off, started anew each time, and at the end left alone until
nothing more comes. An answer is lost when it got no reply, repeated when it got two.
"""

from __future__ import annotations

import asyncio
import re
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bench.processes import BARE, UNLIMITED, VEKHA, conditions, end, standin, start
from bench.town import ITEMS, now, populate
from sandbox.client import SandboxClient

OFFICIALS = 200
#: Seconds without a message after which no more is expected.
QUIET = 8.0


async def replies(client: SandboxClient, officials: Sequence[int]) -> Counter[str]:
    """How many replies each answer got: messages that reply to it or echo it."""
    found: Counter[str] = Counter()
    for official in officials:
        written = {}
        for message in await client.user(official).messages():
            if not message["from"].get("is_bot"):
                written[message["message_id"]] = _number(message["text"])
                continue
            source = message.get("reply_to_message", {}).get("message_id")
            number = written.get(source) if source else _number(message.get("text", ""))
            if number:
                found[number] += 1
    return found


def _number(text: str) -> str:
    match = re.search(r"семинар (\d+)", text)
    return match[1] if match else ""


async def sent(client: SandboxClient) -> int:
    """How many messages the stand-in has taken."""
    return int((await client.stats())["sent"])


async def one(name: str, count: int, stops: int, by: signal.Signals) -> tuple[int, int]:
    """Answers lost and answers repeated."""
    with standin("--no-flood") as to, tempfile.TemporaryDirectory() as folder:
        town = await populate(f"sqlite+aiosqlite:///{folder}/vekha.db", OFFICIALS, now())
        async with SandboxClient(to.base) as client:
            for official in town.officials:
                await client.add_user(official, f"Участник {official}")
            process = start(name, to, Path(folder), UNLIMITED)
            await client.act_all(
                [
                    {
                        "do": "say",
                        "user": town.officials[n % OFFICIALS],
                        "text": f"{n % OFFICIALS % ITEMS + 1} Проведён семинар {n}",
                    }
                    for n in range(count)
                ]
            )
            for _ in range(stops):
                before, began = await sent(client), time.monotonic()
                while (
                    await sent(client) < before + count // (2 * stops)
                    and time.monotonic() - began < QUIET
                ):
                    await asyncio.sleep(0.01)
                process.send_signal(by)
                await asyncio.to_thread(process.wait, 20)
                process = start(name, to, Path(folder), UNLIMITED)
            await _until_quiet(client)
            end(process)
            found = await replies(client, town.officials)
    return count - len(found), sum(times - 1 for times in found.values())


async def _until_quiet(client: SandboxClient) -> None:
    last, since = await sent(client), time.monotonic()
    while time.monotonic() - since < QUIET:
        await asyncio.sleep(0.2)
        if (new := await sent(client)) != last:
            last, since = new, time.monotonic()


async def main(count: int, stops: int) -> int:
    """Print both; 1 where ours lost any."""
    worst = 0
    for by in (signal.SIGKILL, signal.SIGTERM):
        for name in (BARE, VEKHA):
            lost, repeated = await one(name, count, stops, by)
            print(
                f"{by.name:8} {name:20} {lost:5} of {count} lost, {repeated:4} repeated, {stops} "
                f"stops",
                flush=True,
            )
            worst = max(worst, lost if name == VEKHA else 0)
    print(conditions())
    return int(worst > 0)


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    sys.exit(asyncio.run(main(*(given + [2000, 20][len(given) :]))))
