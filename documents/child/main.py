"""The child's side of `documents.child.process`: limits first, then one call, then one answer on
standard output.

Imports stay few: every file that is read pays for them.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import sys

from roadmap.errors import UnreadableDocument


def main() -> int:
    """Read the order (a line of JSON) and the payload from stdin; write status and answer."""
    order = json.loads(sys.stdin.buffer.readline())
    _limit(int(order["memory_mb"]), float(order["seconds"]))
    if order["offline"]:
        sys.addaudithook(_forbid_network)
    try:
        module, _, name = str(order["function"]).partition(":")
        answer: bytes = getattr(importlib.import_module(module), name)(sys.stdin.buffer.read())
    except UnreadableDocument as error:
        return _write({"status": "unreadable", "key": error.key, "variables": error.variables})
    except MemoryError:
        return _write({"status": "memory"})
    return _write({"status": "ok"}, answer)


def _limit(memory_mb: int, seconds: float) -> None:
    """Cap addresses and processor time; no core file, which would hold a document on the disk."""
    os.nice(10)  # answers in chat go before files
    memory = memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _forbid_network(event: str, arguments: tuple[object, ...]) -> None:
    """Nothing that reads a file or draws a picture has business on the network."""
    if event in {"socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo"}:
        raise PermissionError(f"no network in a child: {event} with {len(arguments)} arguments")


def _write(status: dict[str, object], body: bytes = b"") -> int:
    sys.stdout.buffer.write(json.dumps(status).encode() + b"\n" + body)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
