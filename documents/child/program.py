"""A program that an administrator named, run on one file that somebody sent, under limits.

It is not trusted more than the file: no shell, nothing of the bot's environment, a directory of its
own that goes when it ends, and an answer of bytes that is read no further than is of use.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from documents.child import limited
from documents.child import process as child
from documents.child.process import ChildFailed, end_with_all_it_started, kept_environment

#: Where the file's path goes in the arguments; without it the path is the last of them.
FILE = "{file}"


async def run_program(
    command: Sequence[str],
    content: bytes,
    name: str,
    *,
    seconds: float,
    memory_mb: int,
    largest: int,
) -> bytes:
    """What `command` prints for a file called `name` with this content, which is removed after it.

    It is killed, with all that it started, after `seconds` of wall time or once it has printed more
    than `largest` bytes, and may map `memory_mb` megabytes of addresses. What it says on standard
    error is dropped: it may hold words of the file. Raises ChildFailed with the reason «timeout»,
    «output», «missing» (there is no such program) or «exit N».
    """
    with tempfile.TemporaryDirectory(
        prefix="vekha-voice-", ignore_cleanup_errors=True
    ) as directory:
        path = str(Path(directory) / name)
        await asyncio.to_thread(Path(path).write_bytes, content)
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-IS",
            limited.__file__,
            str(memory_mb),
            str(seconds),
            *with_file(command, path),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            cwd=directory,
            env=kept_environment() | {"TMPDIR": directory},
            start_new_session=True,
        )
        try:
            wait = seconds * child.WALL_SECONDS
            printed = await asyncio.wait_for(_printed(process, largest), wait)
        except TimeoutError:
            raise ChildFailed("timeout") from None
        finally:
            await end_with_all_it_started(process)
    if process.returncode == limited.NOT_STARTED:
        raise ChildFailed("missing")
    if process.returncode:
        raise ChildFailed(f"exit {process.returncode}")
    return printed


def with_file(command: Sequence[str], path: str) -> list[str]:
    """The command with the file's path in its place."""
    if any(FILE in part for part in command):
        return [part.replace(FILE, path) for part in command]
    return [*command, path]


async def _printed(process: asyncio.subprocess.Process, largest: int) -> bytes:
    assert process.stdout is not None
    printed = bytearray()
    while part := await process.stdout.read(1 << 16):
        printed += part
        if len(printed) > largest:
            raise ChildFailed("output")
    await process.wait()
    return bytes(printed)
