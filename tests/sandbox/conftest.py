"""A stand-in, somebody to talk to, and the bot's end of the wire."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from sandbox.client import SandboxClient, User
from sandbox.server import TOKEN, Standin, running_standin

OLGA = 7001


def named_next(directory: Path, upcoming: str) -> None:
    """The next reminder as a bot has written it that has stopped since: nothing else is waited for."""
    file = directory / "clock.next"
    file.write_text(upcoming)
    os.utime(file, (0, 0))


@dataclass
class Wire:
    """Calls methods as a bot would and gives back the whole envelope."""

    standin: Standin
    session: aiohttp.ClientSession

    async def call(self, method: str, token: str = TOKEN, **params: Any) -> dict[str, Any]:
        async with self.session.post(
            f"{self.standin.base}/bot{token}/{method}", json=params
        ) as answer:
            body: dict[str, Any] = await answer.json()
            assert answer.status == body.get("error_code", 200)
            return body

    async def ok(self, method: str, **params: Any) -> Any:
        body = await self.call(method, **params)
        assert body["ok"], body
        return body["result"]

    async def refusal(self, method: str, **params: Any) -> str:
        body = await self.call(method, **params)
        assert not body["ok"], body
        return str(body["description"])


@pytest.fixture
async def standin() -> AsyncIterator[Standin]:
    async with running_standin() as running:
        yield running


@pytest.fixture
async def client(standin: Standin) -> AsyncIterator[SandboxClient]:
    async with standin.client() as opened:
        yield opened


@pytest.fixture
async def wire(standin: Standin) -> AsyncIterator[Wire]:
    async with aiohttp.ClientSession() as session:
        yield Wire(standin, session)


@pytest.fixture
async def olga(client: SandboxClient) -> User:
    return await client.add_user(OLGA, "Ольга", last_name="Ветрова")
