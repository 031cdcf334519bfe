"""What each dependency costs to import: milliseconds and resident MB. `python -m bench.imports`.

Each is imported in a process of its own, five times in turn with the others; the middle one counts.
«at start» says whether `vekha run` has it in memory once it has started.
"""

from __future__ import annotations

import json
import subprocess
import sys

from bench.processes import conditions, median

MODULES = {
    "aiogram": "aiogram",
    "aiohttp": "aiohttp",
    "aiohttp-socks": "aiohttp_socks",
    "aiosqlite": "aiosqlite",
    "alembic": "alembic.command",
    "apscheduler": "apscheduler.schedulers.asyncio",
    "babel": "babel.dates",
    "click": "click",
    "docxtpl": "docxtpl",
    "fluent.runtime": "fluent.runtime",
    "holidays": "holidays",
    "icalendar": "icalendar",
    "lxml": "lxml.etree",
    "matplotlib": "matplotlib.figure",
    "prometheus-client": "prometheus_client",
    "pydantic-settings": "pydantic_settings",
    "python-calamine": "python_calamine",
    "sqlalchemy": "sqlalchemy.dialects.sqlite",
    "structlog": "structlog",
    "xlsxwriter": "xlsxwriter",
    "asyncpg (extra)": "asyncpg",
}
ROUNDS = 5
_ONE = """
import json, sys, time
from pathlib import Path
def held():
    return int(Path("/proc/self/smaps_rollup").read_text().split("Rss:")[1].split()[0]) / 1024
before, began = held(), time.perf_counter()
__import__(sys.argv[1])
print(json.dumps([(time.perf_counter() - began) * 1000, held() - before]))
"""
_AT_START = """
import json, sys
from bot.commands.run import _prepare
from bot.configuration.settings import Settings
_prepare(Settings())
import bot.running.program, bot.cli
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def run(program: str, *arguments: str) -> list[float]:
    """What a program of its own prints."""
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], check=True, stdout=subprocess.PIPE
    )
    found: list[float] = json.loads(done.stdout)
    return found


def main() -> None:
    """Print the table."""
    found: dict[str, list[list[float]]] = {name: [] for name in MODULES}
    for _ in range(ROUNDS):
        for name, module in MODULES.items():
            found[name].append(run(_ONE, module))
    present = run(_AT_START)
    print("| dependency | ms | MB | at start |\n|---|---|---|---|")
    for name, measured in found.items():
        ms, mb = (median(column) for column in zip(*measured, strict=True))
        at_start = "yes" if MODULES[name].partition(".")[0] in present else "no"
        print(f"| {name} | {ms:.0f} | {mb:.0f} | {at_start} |")
    print(f"medians of {ROUNDS}; {conditions()}")


if __name__ == "__main__":
    main()
