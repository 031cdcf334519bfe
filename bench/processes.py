"""What the benchmarks share: the stand-in and the bots as processes, and the memory they hold."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sandbox.client import SandboxClient

BARE, VEKHA = "a bare aiogram bot", "vekha run"
COORDINATOR = 100
#: Lets the whole bot run as fast as it can; the stand-in's limits are lifted by --no-flood.
UNLIMITED = {"VEKHA_DELIVERY__PER_SECOND": "1000", "VEKHA_DELIVERY__PER_CHAT_PER_SECOND": "1000"}


@dataclass(frozen=True)
class Standin:
    """A running stand-in of the Bot API."""

    base: str
    token: str


@contextmanager
def standin(*options: str) -> Iterator[Standin]:
    """A stand-in in a process of its own, ended at the end."""
    with subprocess.Popen(
        [sys.executable, "-m", "sandbox", *options], stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            told = json.loads(process.stdout.readline())
            yield Standin(told["url"], told["token"])
        finally:
            end(process)


def vekha_settings(
    to: Standin, folder: Path, more: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The environment of a `vekha run` against `to`, its database in `folder`."""
    return {
        **os.environ,
        "VEKHA_TELEGRAM__TOKEN": to.token,
        "VEKHA_TELEGRAM__API_BASE": to.base,
        "VEKHA_DATABASE__URL": f"sqlite+aiosqlite:///{folder / 'vekha.db'}",
        "VEKHA_PEOPLE__COORDINATORS": str(COORDINATOR),
        "VEKHA_BACKUP__DIRECTORY": "",
        "VEKHA_LOG__LEVEL": "WARNING",
        **(more or {}),
    }


def start(
    name: str, to: Standin, folder: Path, more: Mapping[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """Start the bot of this name."""
    if name == BARE:
        return subprocess.Popen(
            [sys.executable, "-m", "bench.bare_bot", to.base, to.token], stderr=subprocess.DEVNULL
        )
    return subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "run"], env=vekha_settings(to, folder, more)
    )


def end(process: subprocess.Popen[bytes] | subprocess.Popen[str]) -> None:
    """SIGTERM, and wait."""
    process.send_signal(signal.SIGTERM)
    process.wait(15)


def memory(pid: int) -> tuple[float, float]:
    """MB that a process holds: resident (RSS), and its share of it (PSS)."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    held = {
        name: int(value.split()[0]) / 1024
        for name, _, value in (line.partition(":") for line in lines)
    }
    return held["Rss"], held["Pss"]


def memory_of_this() -> float:
    """Resident MB of this process."""
    return memory(os.getpid())[0]


async def first_poll(client: SandboxClient, within: float = 30.0) -> float:
    """Seconds from now until the bot's first getUpdates."""
    began = time.perf_counter()
    while not (await client.stats())["calls"].get("getupdates"):
        if time.perf_counter() - began > within:
            raise TimeoutError("no poll")
        await asyncio.sleep(0.005)
    return time.perf_counter() - began


def median(found: Sequence[float]) -> float:
    """The middle one of several measurements."""
    return statistics.median(found)


def conditions() -> str:
    """A line that says what the machine was doing."""
    return (
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end, Python "
        f"{sys.version.split()[0]}"
    )
