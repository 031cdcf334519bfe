"""`vekha demo`, from the command to the first reminder in a chat."""

from __future__ import annotations

import asyncio
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

from sandbox.client import SandboxClient
from tests.bot.running import PATIENCE, ROOT


async def test_the_demo_opens_with_reminders_due_and_ends_with_its_bot(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "demo"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**_clean(), "TMPDIR": str(tmp_path)},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        line = await asyncio.to_thread(process.stdout.readline)
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert found is not None, line
        async with SandboxClient(found[0]) as client:
            await client.user(1002).wait_for("30 ноября", within=PATIENCE)
            first = await client.user(1002).messages()
            await client.move_clock(next=True)
            await client.user(1002).wait_for(
                "30 ноября", after=first[-1]["message_id"], within=PATIENCE
            )
    finally:
        process.send_signal(signal.SIGINT)
        _, told = await asyncio.to_thread(process.communicate, timeout=20)
    assert process.returncode == 0
    assert told.splitlines() == ["Разыгрываю первые две недели: несколько секунд…"]
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_is_taken_is_named_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "bot.cli", "demo", "--port", port],
            cwd=ROOT, capture_output=True, text=True, env={**_clean(), "TMPDIR": str(tmp_path)},
            timeout=PATIENCE, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == f"vekha: порт {port} занят или закрыт, укажите другой: --port\n"
    assert list(tmp_path.iterdir()) == []


def _clean() -> dict[str, str]:
    import os

    return {name: value for name, value in os.environ.items() if not name.startswith("VEKHA_")}
