"""The program as it is, as a process of its own, against the stand-in."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.failures.nursery import Process, nursery
from tests.failures.zygote import Start

ROOT = Path(__file__).parents[2]
#: Seconds after which what is waited for will never come. No promise: on a busy machine all takes
#: its time, and only what hangs takes this much.
PATIENCE = 240.0
TOKEN = "700123456:AAF" + "x" * 32
COORDINATOR = 101


def free_address() -> str:
    """«host:port» on loopback where nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{one.getsockname()[1]}"


class Program:
    """`vekha run` with a database in `directory`, started and stopped at will."""

    def __init__(self, directory: Path, base: str, **settings: object) -> None:
        self.database = directory / "vekha.db"
        self.log = directory / "log.txt"
        self.clock = directory / "offset"
        self.env = {
            name: value for name, value in os.environ.items() if not name.startswith("VEKHA_")
        } | {
            "PYTHONPATH": str(ROOT),
            "VEKHA_CLOCK_FILE": str(self.clock),
            "VEKHA_TELEGRAM__TOKEN": TOKEN,
            "VEKHA_TELEGRAM__API_BASE": base,
            "VEKHA_DATABASE__URL": f"sqlite+aiosqlite:///{self.database}",
            "VEKHA_PEOPLE__COORDINATORS": str(COORDINATOR),
            "VEKHA_LOG__LEVEL": "INFO",
            "VEKHA_LOG__FORMAT": "json",
            "VEKHA_BACKUP__DIRECTORY": str(directory / "backups"),
            **{f"VEKHA_{name.upper()}": str(value) for name, value in settings.items()},
        }
        self.directory = directory
        self.process: Process | subprocess.Popen[bytes] | None = None

    def start(self, crash: tuple[str, int] | None = None) -> Process | subprocess.Popen[bytes]:
        """Start it; it logs to `log`. With `crash` it dies right «before» or «after» its n-th
        commit.
        """
        log = str(self.log)
        self.process = nursery().start(
            Start(["run"], self.env, str(self.directory), log, log, crash)
        )
        return self.process

    def start_from_nothing(self) -> None:
        """Start it as an administrator does, by an interpreter that has imported nothing yet."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot.cli", "run"],
                env=self.env,
                cwd=self.directory,
                stdout=log,
                stderr=log,
            )

    def end(self) -> None:
        """Kill it, if it runs."""
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    async def wait(self, seconds: float = PATIENCE) -> int:
        """Its exit code."""
        assert self.process is not None
        return await asyncio.to_thread(self.process.wait, seconds)

    async def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """End it by a signal; its exit code."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(number)
        return await self.wait()

    def query(self, sql: str, *values: object) -> list[Any]:
        """Rows of the database, read beside the running program; none where there is no table
        yet.
        """
        if not self.database.exists():
            return []
        with closing(
            sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=10)
        ) as connection:
            try:
                return connection.execute(sql, values).fetchall()
            except sqlite3.OperationalError as error:
                if "no such table" in str(error):
                    return []
                raise

    async def until(self, sql: str, *values: object, seconds: float = PATIENCE) -> list[Any]:
        """The rows of `sql` as soon as there are any; raises TimeoutError with the log's end."""
        end = time.monotonic() + seconds
        while not (rows := self.query(sql, *values)):
            if time.monotonic() > end:
                raise TimeoutError(self.log.read_text()[-3000:])
            await asyncio.sleep(0.05)
        return rows

    def copied(self) -> Path:
        """A copy of the database, with what its journal still holds; the program does not run."""
        copy = self.directory / "fresh.db"
        with (
            closing(sqlite3.connect(self.database)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
            # A file that is put back has no journal beside it.
            target.execute("PRAGMA journal_mode = DELETE")
        return copy

    def put_back(self, copy: Path | str) -> None:
        """Let the database be this copy of it; the program does not run."""
        for suffix in ("-wal", "-shm"):
            self.database.with_name(self.database.name + suffix).unlink(missing_ok=True)
        shutil.copy(copy, self.database)

    async def works_off(self, left: str) -> bool:
        """Whether the process gets to where `left` finds nothing; false where it dies before."""
        end = time.monotonic() + PATIENCE
        assert self.process is not None
        while self.process.poll() is None:
            if not self.query(left):
                return True
            assert time.monotonic() < end, self.log.read_text()[-3000:]
            await asyncio.sleep(0.005)
        return False

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Another command of `vekha` with the same settings."""
        with tempfile.TemporaryDirectory() as folder:
            out, err = Path(folder) / "out", Path(folder) / "err"
            start = Start([*arguments], self.env, str(self.directory), str(out), str(err))
            code = nursery().start(start).wait(PATIENCE)
            return subprocess.CompletedProcess(
                arguments, code, out.read_text(encoding="utf8"), err.read_text(encoding="utf8")
            )
