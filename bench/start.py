"""From the start to the first poll, and idle memory: `vekha run` beside a bare aiogram bot.

`python -m bench.start [rounds]`. The bots take turns against one stand-in; each starts on a
database that is there already, as every start but the first does, with compiled files in the cache.
Memory is read after five idle seconds.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from bench.processes import (
    BARE,
    VEKHA,
    Standin,
    conditions,
    end,
    first_poll,
    median,
    memory,
    standin,
    start,
)
from sandbox.client import SandboxClient

IDLE_SECONDS = 5.0
EAGER = f"{VEKHA}, telegram.lean = false"
NAMES = (BARE, VEKHA, EAGER)


async def one(name: str, to: Standin, folder: Path) -> tuple[float, float, float]:
    """Seconds to the first poll, RSS and PSS in MB."""
    more = {"VEKHA_TELEGRAM__LEAN": "false"} if name == EAGER else None
    async with SandboxClient(to.base) as client:
        await client.request("DELETE", "stats")
        process = start(name, to, folder, more)
        try:
            seconds = await first_poll(client)
            await asyncio.sleep(IDLE_SECONDS)
            return seconds, *memory(process.pid)
        finally:
            end(process)


async def main(rounds: int) -> None:
    """Print the medians of each and their ratios to the bare bot's."""
    found: dict[str, list[tuple[float, float, float]]] = {name: [] for name in NAMES}
    with standin() as to, tempfile.TemporaryDirectory() as folder:
        for turn in range(rounds + 1):
            for name in NAMES:
                measured = await one(name, to, Path(folder))
                if turn:  # the first round makes the database and fills the caches
                    found[name].append(measured)
    middles = {
        name: [median(column) for column in zip(*rows, strict=True)] for name, rows in found.items()
    }
    print(f"{'':32}{'first poll, s':>15}{'RSS, MB':>10}{'PSS, MB':>10}")
    for name, (seconds, rss, pss) in middles.items():
        print(f"{name:32}{seconds:>15.2f}{rss:>10.0f}{pss:>10.0f}")
        if name != BARE:
            ratios = [
                own / bare for own, bare in zip((seconds, rss, pss), middles[BARE], strict=True)
            ]
            print(
                f"{'  times the bare bot':32}{ratios[0]:>15.2f}{ratios[1]:>10.2f}{ratios[2]:>10.2f}"
            )
    print(f"medians of {rounds}; {conditions()}")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
