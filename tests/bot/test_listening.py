"""What a running bot serves besides Telegram: its health, its figures, the calendars."""

from __future__ import annotations

import re
import socket

import vobject
from aiohttp import ClientSession

from sandbox.server import Standin
from tests.bot.running import COORDINATOR, ROOT, Program

SAMPLE = ROOT / "sandbox" / "sample" / "roadmap.docx"


def _free_address() -> str:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{one.getsockname()[1]}"


async def _figures(session: ClientSession, address: str) -> dict[str, float]:
    """The figures by their names with labels."""
    async with session.get(f"http://{address}/metrics") as answer:
        assert answer.status == 200
        lines = (await answer.text()).splitlines()
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))}


async def test_a_running_bot_tells_its_health_and_figures(program: Program, standin: Standin) -> None:
    address = program.env["VEKHA_METRICS__LISTEN"] = _free_address()
    program.start()
    async with standin.client() as client, ClientSession() as session:
        await client.user(COORDINATOR).send("/start")
        await client.user(COORDINATOR).wait_for("Анна", within=20)
        async with session.get(f"http://{address}/healthz") as answer:
            assert (answer.status, await answer.json()) == (200, {"status": "ok"})
        await program.until("select 1 where not exists (select 1 from messages where state <> 'sent')")
        quiet = await _figures(session, address)
        assert quiet['vekha_messages{state="sent"}'] >= 1
        assert quiet['vekha_messages{state="failed"}'] == 0
        assert quiet["vekha_handling_seconds_count"] == 1
        assert 0 < quiet["vekha_handling_seconds_sum"] < 5
        assert quiet["vekha_inbox_depth"] == quiet["vekha_reminders_due"] == quiet["vekha_reminder_lag_seconds"] == 0
        await client.fault("fail", "sendmessage", times=2, code=400, description="Bad Request: never heard of")
        await client.user(COORDINATOR).send("/help")
        await program.until("select 1 from messages where state = 'failed'")
        assert (await _figures(session, address))['vekha_messages{state="failed"}'] == 1


async def test_a_running_bot_serves_the_calendar_that_it_tells_of(program: Program, standin: Standin) -> None:
    address = program.env["VEKHA_HTTP__LISTEN"] = _free_address()
    program.start()
    async with standin.client() as client, ClientSession() as session:
        await client.user(COORDINATOR).send("/start")
        await client.user(COORDINATOR).wait_for("Анна", within=20)
        assert program.command("import", str(SAMPLE)).returncode == 0
        await client.user(COORDINATOR).send("/calendar")
        said = await client.user(COORDINATOR).wait_for(f"http://{address}/calendar/", within=20)
        found = re.search(r"http://\S+\.ics", str(said))
        assert found is not None
        async with session.get(found[0]) as answer:
            calendar = vobject.readOne(await answer.text())
        assert len(calendar.vevent_list) > 10
        async with session.get(found[0].replace(".ics", "0.ics")) as answer:
            assert answer.status == 404
    assert found[0].rsplit("-", 1)[1] not in program.log.read_text()
