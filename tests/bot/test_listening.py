"""What a running bot serves besides Telegram: its health, its figures, the calendars."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
import vobject
from aiohttp import ClientSession
from aiohttp.test_utils import TestClient, TestServer

from bot.clock import Clock
from bot.web.metrics import POLL_OVERDUE_SECONDS, Metrics
from sandbox.server import Standin
from storage.store import SqlStore, open_store
from tests.bot.running import COORDINATOR, PATIENCE, ROOT, Program, free_address

SAMPLE = ROOT / "sandbox" / "sample" / "roadmap.docx"


@pytest.fixture
async def new_store(own_database: str) -> AsyncIterator[SqlStore]:
    """An empty database."""
    store = await open_store(own_database)
    yield store
    await store.close()


async def _figures(session: ClientSession, address: str) -> dict[str, float]:
    """The figures by their names with labels."""
    async with session.get(f"http://{address}/metrics") as answer:
        assert answer.status == 200
        lines = (await answer.text()).splitlines()
    return {
        name: float(value)
        for name, value in (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    }


async def test_a_running_bot_tells_its_health_and_figures(
    program: Program, standin: Standin
) -> None:
    address = program.env["VEKHA_METRICS__LISTEN"] = free_address()
    program.start()
    async with standin.client() as client, ClientSession() as session:
        await client.user(COORDINATOR).send("/start")
        await client.user(COORDINATOR).wait_for("Анна", within=PATIENCE)
        async with session.get(f"http://{address}/healthz") as answer:
            health = await answer.json()
            assert (answer.status, health["status"]) == (200, "ok")
            assert 0 <= health["polled_seconds_ago"] <= 30
        await program.until(
            "select 1 where not exists (select 1 from messages where state <> 'sent')"
        )
        quiet = await _figures(session, address)
        assert quiet['vekha_messages{state="sent"}'] >= 1
        assert quiet['vekha_messages{state="failed"}'] == 0
        assert quiet["vekha_handling_seconds_count"] == 1
        assert 0 < quiet["vekha_handling_seconds_sum"] < 5
        assert (
            quiet["vekha_inbox_depth"]
            == quiet["vekha_reminders_due"]
            == quiet["vekha_reminder_lag_seconds"]
            == 0
        )
        await client.fault(
            "fail", "sendmessage", times=2, code=400, description="Bad Request: never heard of"
        )
        await client.user(COORDINATOR).send("/help")
        await program.until("select 1 from messages where state = 'failed'")
        assert (await _figures(session, address))['vekha_messages{state="failed"}'] == 1


class _Aged(Metrics):
    """As if Telegram had last answered so many seconds ago."""

    def age(self, seconds: float) -> None:
        self.polled()
        assert self._polled is not None
        self._polled -= seconds


async def test_a_bot_that_gets_no_updates_for_minutes_is_not_well(
    new_store: SqlStore,
) -> None:
    metrics = _Aged(new_store, Clock())
    async with TestClient(TestServer(metrics.app())) as client:
        for seconds, status, said in (
            (POLL_OVERDUE_SECONDS - 5, 200, "ok"),
            (POLL_OVERDUE_SECONDS + 5, 503, "telegram"),
        ):
            metrics.age(seconds)
            answer = await client.get("/healthz")
            assert (answer.status, (await answer.json())["status"]) == (status, said)


async def test_a_running_bot_serves_the_calendar_that_it_tells_of(
    program: Program, standin: Standin
) -> None:
    address = program.env["VEKHA_HTTP__LISTEN"] = free_address()
    program.start()
    async with standin.client() as client, ClientSession() as session:
        await client.user(COORDINATOR).send("/start")
        await client.user(COORDINATOR).wait_for("Анна", within=PATIENCE)
        assert program.command("import", str(SAMPLE)).returncode == 0
        await client.user(COORDINATOR).send("/calendar")
        said = await client.user(COORDINATOR).wait_for(
            f"http://{address}/calendar/", within=PATIENCE
        )
        found = re.search(r"http://\S+\.ics", str(said))
        assert found is not None
        async with session.get(found[0]) as answer:
            calendar = vobject.readOne(await answer.text())
        assert len(calendar.vevent_list) > 10
        async with session.get(found[0].replace(".ics", "0.ics")) as answer:
            assert answer.status == 404
    assert found[0].rsplit("-", 1)[1] not in program.log.read_text()
