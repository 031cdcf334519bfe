"""Work on bytes that cannot be trusted, in a child process under limits of time and memory.

The child's side is `documents.child.main`. The child is not trusted: it answers with bytes that the
caller decodes, never with a pickle.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

from roadmap.errors import UnreadableDocument, VekhaError

#: No answer about a document comes near this; a child that writes more is killed.
MAX_ANSWER = 64 * 1024 * 1024
#: What a library needs to find its files. The settings, a token among them, stay out of the child.
_KEPT_ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TZ", "MPLCONFIGDIR", "SYSTEMROOT")


#: Where the packages lie: `python -m` looks for modules in the working directory first.
_ROOT = Path(__file__).resolve().parents[2]

#: How many seconds of wall time a child gets for each second of processor time: the tests, which
#: must not fail where others want the processors, give more.
WALL_SECONDS = 1.0


#: Seconds in which a killed process is gone, on any machine.
_ENDS_WITHIN = 5.0


class ChildFailed(VekhaError):
    """The child gave no answer. `reason` is «timeout», «memory» or «crash»."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


async def run_in_child(
    function_path: str,
    payload: bytes,
    *,
    seconds: float = 10,
    memory_mb: int = 256,
    offline: bool = True,
    largest: int = MAX_ANSWER,
) -> bytes:
    """Call `function_path` («package.module:function», bytes → bytes) with `payload` in a child;
    return its answer.

    The child is killed after `seconds` of wall time and may map `memory_mb` megabytes of addresses
    and answer with `largest` bytes; it is kept off the network unless it must reach the database
    and reads nothing that somebody sent (`offline` false). An UnreadableDocument raised there is
    raised here with its key and variables; raises ChildFailed for the rest.
    """
    limits = {"memory_mb": memory_mb, "seconds": seconds, "offline": offline}
    order = json.dumps({"function": function_path, **limits}).encode() + b"\n"
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "documents.child.main",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        cwd=_ROOT,
        env=_environment(offline),
        start_new_session=True,
    )
    try:
        talk = _talk(process, order + payload, largest)
        answer = await asyncio.wait_for(talk, seconds * WALL_SECONDS)
    except TimeoutError:
        raise ChildFailed("timeout") from None
    finally:
        await end_with_all_it_started(process)
    return _open_answer(answer)


async def end_with_all_it_started(process: asyncio.subprocess.Process) -> None:
    """Kill `process`, which leads a session of its own, and whatever of that session is left."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    # What has left the session may hold the pipe open, and would be waited for as long.
    with suppress(TimeoutError):
        await asyncio.wait_for(_end(process), _ENDS_WITHIN)


async def _end(process: asyncio.subprocess.Process) -> None:
    """Wait for the end, which asyncio sees only once nothing is left in the pipe."""
    assert process.stdout is not None
    while await process.stdout.read(1 << 18):
        pass
    await process.wait()


def kept_environment() -> dict[str, str]:
    """What a program needs of our environment to find its files; no setting of ours."""
    return {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}


def _environment(offline: bool) -> dict[str, str]:
    """What is kept of ours; where the database is to be reached, what its driver goes by, too."""
    driver = () if offline else tuple(name for name in os.environ if name.startswith("PG"))
    return kept_environment() | {name: os.environ[name] for name in driver}


async def _talk(process: asyncio.subprocess.Process, message: bytes, largest: int) -> bytes:
    """Send `message` and read the answer at the same time, so that neither pipe fills up."""
    assert process.stdin is not None
    assert process.stdout is not None
    sending = asyncio.create_task(_send(process.stdin, message))
    answer = bytearray()
    try:
        while part := await process.stdout.read(1 << 18):
            answer += part
            if len(answer) > largest:
                raise ChildFailed("memory")
        return bytes(answer)
    finally:
        sending.cancel()


async def _send(pipe: asyncio.StreamWriter, message: bytes) -> None:
    try:
        pipe.write(message)
        await pipe.drain()
        pipe.close()
    except (BrokenPipeError, ConnectionResetError):
        return  # the child died; what it wrote, or did not, tells the rest


def _open_answer(answer: bytes) -> bytes:
    head, newline, body = answer.partition(b"\n")
    try:
        status = json.loads(head) if newline else {}
    except ValueError:
        status = {}
    if not isinstance(status, dict):
        raise ChildFailed("crash")
    if status.get("status") == "ok":
        return body
    if status.get("status") == "unreadable":
        given = status.get("variables")
        variables = given.items() if isinstance(given, dict) else ()
        known = {str(name): value for name, value in variables if isinstance(value, str | int)}
        raise UnreadableDocument(str(status.get("key")), **known)
    raise ChildFailed("memory" if status.get("status") == "memory" else "crash")
