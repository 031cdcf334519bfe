"""What a hostile file could make a child do, each as a function that `run_in_child` can call."""

from __future__ import annotations

import os
import socket
import time

from roadmap.errors import UnreadableDocument


def turn_round(payload: bytes) -> bytes:
    return payload[::-1]


def sleep_long(payload: bytes) -> bytes:
    time.sleep(60)
    return payload


def eat_memory(payload: bytes) -> bytes:
    return b"".join(bytes(1 << 20) for _ in range(2000))


def die(payload: bytes) -> bytes:
    os._exit(3)


def refuse(payload: bytes) -> bytes:
    raise UnreadableDocument("error-too-long", limit=7)


def call_home(payload: bytes) -> bytes:
    socket.create_connection(("127.0.0.1", 9), timeout=1)
    return b"called"


def say_environment(payload: bytes) -> bytes:
    return "\n".join(sorted(os.environ)).encode()
