"""Starting the program quickly, by one process for all tests that has everything imported; see
zygote.py.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import subprocess
import sys
from dataclasses import asdict
from functools import cache
from pathlib import Path
from threading import RLock
from typing import IO

from tests.failures.zygote import Start

ROOT = Path(__file__).parents[2]


class Process:
    """One run of the program, to be used as one of `subprocess.Popen`."""

    def __init__(self, nursery: Nursery, pid: int) -> None:
        self.pid = pid
        self._nursery = nursery
        self._ended = os.pidfd_open(pid)
        self._code: int | None = None
        self._asking = RLock()

    def poll(self) -> int | None:
        """Its exit code, negative where a signal ended it; None while it runs."""
        with self._asking:
            if self._code is None and self._has_ended(0):
                self._code = self._nursery.code(self.pid)
                os.close(self._ended)
            return self._code

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code, once it has ended; raises subprocess.TimeoutExpired."""
        if self._code is None and not self._has_ended(timeout):
            assert timeout is not None
            raise subprocess.TimeoutExpired("vekha", timeout)
        code = self.poll()
        assert code is not None
        return code

    def send_signal(self, number: signal.Signals) -> None:
        """Send a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """As `kill -9`."""
        self.send_signal(signal.SIGKILL)

    def _has_ended(self, timeout: float | None) -> bool:
        waiting = select.poll()
        waiting.register(self._ended, select.POLLIN)
        return bool(waiting.poll(None if timeout is None else timeout * 1000))


class Nursery:
    """Starts processes; what has not ended ends with it."""

    def __init__(self) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.failures.zygote"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip
        self._asking = RLock()
        atexit.register(self._server.communicate)
        if self._out.readline() != "ready\n":
            raise RuntimeError("the program cannot be imported")

    def start(self, start: Start) -> Process:
        """Another process."""
        return Process(self, self._ask({"start": asdict(start)}))

    def code(self, pid: int) -> int:
        """The exit code of one that has ended."""
        return self._ask({"code": pid})

    def _ask(self, order: dict[str, object]) -> int:
        with self._asking:
            assert self._server.stdin is not None
            self._server.stdin.write(json.dumps(order) + "\n")
            self._server.stdin.flush()
            return int(self._out.readline())

    @property
    def _out(self) -> IO[str]:
        assert self._server.stdout is not None
        return self._server.stdout


@cache
def nursery() -> Nursery:
    """The one of this process, made when it is first asked for."""
    return Nursery()
