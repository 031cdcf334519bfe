"""A program of the administrator's on a file that somebody sent."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from pathlib import Path

import pytest

from documents.child import process
from documents.child.process import ChildFailed
from documents.child.program import run_program, with_file


async def run(code: str, *more: str, content: bytes = b"sound", seconds: float = 20.0) -> bytes:
    """What a Python program prints that gets the file's path after `more`."""
    return await run_program(
        (sys.executable, "-c", code, *more),
        content,
        "voice.ogg",
        seconds=seconds,
        memory_mb=512,
        largest=1000,
    )


def test_the_path_goes_where_it_is_wanted_else_to_the_end() -> None:
    assert with_file(("slova", "-l", "ru"), "/t/v.ogg") == ["slova", "-l", "ru", "/t/v.ogg"]
    assert with_file(("slova", "-i={file}", "-"), "/t/v.ogg") == ["slova", "-i=/t/v.ogg", "-"]


async def test_a_program_reads_the_file_and_prints() -> None:
    print_it = "import sys; print(sys.argv[1:-1], open(sys.argv[-1]).read())"
    assert await run(print_it, "-l") == b"['-l'] sound\n"


async def test_a_program_sees_no_settings_and_its_file_is_gone_afterwards(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("VEKHA_TELEGRAM__TOKEN", "123:abc")
    monkeypatch.setenv("PGPASSWORD", "secret")
    tell = "import os, sys; print(sys.argv[-1], *os.environ)"
    path, *names = (await run(tell)).decode().split()
    assert not Path(path).parent.exists()
    assert path.endswith("/voice.ogg")
    assert "PATH" in names
    assert [name for name in names if name.startswith(("VEKHA", "PG"))] == []


async def test_no_shell_reads_what_is_written_as_an_argument() -> None:
    assert await run("import sys; print(sys.argv[1])", "$(id); `id`") == b"$(id); `id`\n"


async def test_a_program_that_hangs_is_killed_with_all_that_it_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(process, "WALL_SECONDS", 1.0)
    told = tmp_path / "pid"
    hang = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen(['sleep', '600'])\n"
        "open(sys.argv[1], 'w').write(str(child.pid))\n"
        "time.sleep(600)"
    )
    began = time.monotonic()
    with pytest.raises(ChildFailed) as failed:
        await run(hang, str(told), seconds=2)
    assert failed.value.reason == "timeout"
    assert time.monotonic() - began < 60
    for _ in range(500):
        if not _runs(int(told.read_text())):
            return
        await asyncio.sleep(0.01)
    pytest.fail("what it started goes on")


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("print('x' * 10_000_000)", "output"),
        ("import sys; sys.exit(3)", "exit 3"),
        ("bytearray(10**9)", "exit 1"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "exit -11"),
        ("open('big', 'wb').truncate(2**31)", "exit"),
    ],
)
async def test_a_program_that_does_too_much_or_fails_gives_its_reason(
    code: str, reason: str
) -> None:
    with pytest.raises(ChildFailed) as failed:
        await run(code)
    assert failed.value.reason.startswith(reason)


async def test_a_program_that_is_not_there_is_missing() -> None:
    with pytest.raises(ChildFailed) as failed:
        await run_program(
            ("/nowhere/slova",), b"", "voice.ogg", seconds=20, memory_mb=512, largest=10
        )
    assert failed.value.reason == "missing"


async def test_a_program_that_leaves_its_session_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(process, "WALL_SECONDS", 1.0)
    leave = "import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(30)"
    began = time.monotonic()
    with pytest.raises(ChildFailed) as failed:
        await run(leave, seconds=1)
    assert failed.value.reason == "timeout"
    assert time.monotonic() - began < 25


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")
async def test_a_program_ends_with_a_bot_that_is_killed(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    code = f"import os, time; open({str(told)!r}, 'w').write(str(os.getpid())); time.sleep(600)"
    bot = (
        "import asyncio, sys\n"
        "from documents.child.program import run_program\n"
        f"command = (sys.executable, '-c', {code!r})\n"
        "asyncio.run(run_program(command, b'', 'voice.ogg', seconds=600, memory_mb=512, largest=9))"
    )
    root = str(Path(__file__).parents[2])
    parent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", bot, cwd=root, env={**os.environ, "TMPDIR": str(tmp_path)}
    )
    for _ in range(3000):
        if told.exists() and told.read_text():
            break
        await asyncio.sleep(0.01)
    parent.kill()
    await parent.wait()
    for _ in range(500):
        if not _runs(int(told.read_text())):
            return
        await asyncio.sleep(0.01)
    pytest.fail("the program outlived the bot")
