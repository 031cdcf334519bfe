"""A voice speaks to one person where they can hear it, in their language."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import UTC, datetime

from handlers.speaking.voice import Voice
from tests.handlers.catalogue import ROOT
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk

GROUP = -100500


async def test_an_official_is_told_in_private_and_in_their_language_what_a_group_began(
    office: Desk,
) -> None:
    async with office.store.begin() as tx:
        ivanova = replace(await tx.people.by_telegram(IVANOVA), language="en")
        coordinator = await tx.people.by_telegram(COORDINATOR)
        voice = Voice(tx, office.at, office.office, GROUP, 7, pressed=5, person=coordinator)
        theirs = voice.to(ivanova)
        await theirs.say(theirs.texts("button-cancel"), edit=True)
        await voice.say(voice.texts("button-cancel"), edit=True)
    told, answered = await office.sent()
    assert (told.chat_id, told.thread_id, told.edits) == (IVANOVA, None, None)
    assert (told.text, told.person_id) == ("Cancel", ivanova.id)
    assert (answered.chat_id, answered.thread_id, answered.edits) == (GROUP, 7, 5)
    assert answered.text == "Отмена"


async def test_nothing_is_said_to_an_official_who_has_not_joined(office: Desk) -> None:
    async with office.store.begin() as tx:
        ivanova = replace(await tx.people.by_telegram(IVANOVA), telegram_id=None)
        await Voice(tx, office.at, office.office, GROUP).to(ivanova).say("Пункт 6 теперь ваш.")
    assert await office.sent() == []


async def test_what_is_worth_saying_today_only_holds_until_the_offices_midnight(
    office: Desk,
) -> None:
    async with office.store.begin() as tx:
        voice = Voice(tx, office.at, office.office, COORDINATOR)
        await voice.say("На контроле", today_only=True)
        await voice.say("Назначено")
    today, lasting = await office.sent()
    assert today.holds_until == datetime(2019, 12, 2, 21, tzinfo=UTC)
    assert lasting.holds_until is None


def test_a_turn_is_made_only_where_an_update_is_handled() -> None:
    makers = {
        str(path.relative_to(ROOT))
        for room in ("bot", "handlers")
        for path in (ROOT / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Turn"
    }
    assert makers == {"bot/intake/worker.py"}
