"""Starting the program again and again within one test; see zygote.py."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO

from tests.bot.running import ROOT, Program


class Nursery:
    """Starts, kills and awaits processes of `program`'s settings."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.failures.zygote"],
            env={**program.env, "PYTHONPATH": str(ROOT)}, cwd=program.directory,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._alive: set[int] = set()

    async def ready(self) -> None:
        """Return once everything is imported."""
        assert await asyncio.to_thread(self._out.readline) == "ready\n"

    async def start(self) -> int:
        """Another process; its id."""
        return await self._begin(f"start {self.program.log}")

    async def start_to_crash(self, when: str, number: int) -> int:
        """One that dies right «before» or «after» its `number`-th commit."""
        return await self._begin(f"crash {when} {number} {self.program.log}")

    async def kill(self, process: int, number: signal.Signals = signal.SIGKILL) -> int:
        """End it by a signal; its exit code."""
        os.kill(process, number)
        return await self.wait(process)

    async def wait(self, process: int) -> int:
        """Its exit code, negative where a signal ended it."""
        code = int(await self._ask(f"wait {process}"))
        self._alive.discard(process)
        return code

    def ended(self, process: int) -> bool:
        """Whether it has ended, though nobody has asked for its exit code yet."""
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"

    def close(self) -> None:
        """End whatever runs."""
        for process in self._alive:
            os.kill(process, signal.SIGKILL)
        self._server.kill()
        self._server.wait()
        self._out.close()

    async def _begin(self, order: str) -> int:
        process = int(await self._ask(order))
        self._alive.add(process)
        return process

    async def _ask(self, order: str) -> str:
        assert self._server.stdin is not None
        self._server.stdin.write(order + "\n")
        self._server.stdin.flush()
        return await asyncio.to_thread(self._out.readline)

    @property
    def _out(self) -> IO[str]:
        assert self._server.stdout is not None
        return self._server.stdout
