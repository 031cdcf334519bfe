"""What a run of tests has started ends with it, even where it is killed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]

#: A test process with what the tests start, each by its own way out of its parent's reach: the
#: program, a child of which only TMPDIR is left in the environment, one in a session of its own
#: whose temporary files lie elsewhere, and a grandchild whose parent has ended.
_RUN = """
import os, subprocess, sys, tempfile, time
from tests.ending import end_with_me
from tests.bot.running import Program
from pathlib import Path

end_with_me()
folder = Path(tempfile.mkdtemp())
program = Program(folder, "http://127.0.0.1:9")
sleep = [sys.executable, "-c", "import time; time.sleep(600)"]
kept = {name: os.environ[name] for name in ("PATH", "TMPDIR")}
away = {**os.environ, "TMPDIR": "/"}
shell = subprocess.run(
    [sys.executable, "-c", f"import subprocess; print(subprocess.Popen({sleep}, stdout=-3, stderr=-3).pid)"],
    capture_output=True, text=True, check=True,
)
print(
    program.start().pid,
    subprocess.Popen(sleep, env=kept).pid,
    subprocess.Popen(sleep, env=away, start_new_session=True).pid,
    shell.stdout.strip(),
    folder,
    flush=True,
)
time.sleep(600)
"""


def test_what_a_killed_run_has_started_ends_and_its_temporary_files_are_gone() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _RUN], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout is not None
        *pids, folder = run.stdout.readline().split()
        started = [psutil.Process(int(pid)) for pid in pids]
        assert len(started) == 4
        assert all(process.is_running() for process in started)
        assert Path(folder).exists()
        run.kill()
    _, left = psutil.wait_procs(started, 60)
    assert left == []
    psutil.wait_procs(_watching(folder), 60)
    assert not Path(folder).exists()


def _watching(folder: str) -> list[psutil.Process]:
    """What still tidies up after the run whose temporary files lay in this folder."""
    return [
        process
        for process in psutil.process_iter(["cmdline"])
        if str(Path(folder).parent) in (process.info["cmdline"] or [])
    ]
