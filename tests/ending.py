"""Whatever a test process has started ends with it, however it ends, kill -9 included.

Everything that is started inherits an environment that names a folder of this run. A process beside
the tests waits until they are gone, then kills what still has the folder in its environment, and
removes the folder with all temporary files.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]
#: Children that keep only a part of the environment keep TMPDIR, those whose temporary files lie
#: elsewhere keep this.
_MARK = "RUN_OF_TESTS"


def end_with_me() -> subprocess.Popen[bytes]:
    """From now on, what this process starts ends with it. The result must be held until then."""
    # pytest's own folder stays, so that a failed test's files can be looked at.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", tempfile.gettempdir())
    watching = {name: value for name, value in os.environ.items() if name not in (_MARK, "TMPDIR")}
    folder = tempfile.mkdtemp(prefix="vekha-tests-", dir=os.environ["PYTEST_DEBUG_TEMPROOT"])
    os.environ |= {_MARK: folder, "TMPDIR": folder}
    tempfile.tempdir = folder
    return subprocess.Popen(
        [sys.executable, "-m", "tests.ending", folder],
        stdin=subprocess.PIPE, cwd=ROOT, env=watching, start_new_session=True,
    )  # fmt: skip


def _kill_all_of(folder: str, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while (left := _started_in(folder)) and time.monotonic() < end:
        for process in left:
            with suppress(psutil.Error):
                process.kill()
        psutil.wait_procs(left, 1)


def _started_in(folder: str) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            if process.status() != psutil.STATUS_ZOMBIE and any(
                folder in value for value in process.environ().values()
            ):
                found.append(process)
    return found


if __name__ == "__main__":
    sys.stdin.buffer.read()  # ends when nobody holds the other side any more
    _kill_all_of(sys.argv[1])
    shutil.rmtree(sys.argv[1], ignore_errors=True)
