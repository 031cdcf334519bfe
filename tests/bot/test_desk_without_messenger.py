"""The desk while the messenger was never reached since the start."""

from __future__ import annotations

import asyncio
import re
import time
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import ClientConnectorError, ClientSession, CookieJar

from roadmap.actions.entering import give_link
from roadmap.model import Person, PersonState, Role
from storage.store import open_store
from tests.bot.running import PATIENCE, Program, free_address
from tests.storage.town import found


async def test_a_report_is_made_and_fetched_although_telegram_was_never_reached(
    tmp_path: Path, own_database: str
) -> None:
    served = free_address()
    program = Program(tmp_path, f"http://{free_address()}", http__listen=served)
    store = await open_store(program.env["VEKHA_DATABASE__URL"])
    async with store.begin() as tx:
        await found(tx)
        olga = Person(0, "Ким Ольга", Role.COORDINATOR, state=PersonState.ACTIVE)
        await give_link(tx, await tx.people.add(olga), "secret", datetime.now(UTC))
    await store.close()
    program.start()
    try:
        async with ClientSession(f"http://{served}", cookie_jar=CookieJar(unsafe=True)) as browser:
            page = await _entered(browser)
            token = page.split('name="csrf" value="')[1].split('"')[0]
            form = {"csrf": token, "form": "docx", "half": "1"}
            (await browser.post("/report/files", data=form)).raise_for_status()
            link = await _until_made(browser)
            async with browser.get(link) as file:
                assert (await file.read()).startswith(b"PK")
        assert "Telegram does not answer" in program.log.read_text()
    finally:
        program.end()


async def _entered(browser: ClientSession) -> str:
    """The board, as soon as the desk is served and the link has let its coordinator in."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            async with browser.post("/enter/secret") as entered:
                assert entered.status == 200
                return await entered.text()
        except ClientConnectorError:
            assert time.monotonic() < end
            await asyncio.sleep(0.1)


async def _until_made(browser: ClientSession) -> str:
    """Where the file of the report is."""
    end = time.monotonic() + PATIENCE
    while True:
        page = await (await browser.get("/report?half=1")).text()
        link = re.search(r'href="(/report/files/\d+)"', page)
        if link is not None:
            return link[1]
        assert time.monotonic() < end, page
        await asyncio.sleep(0.2)
