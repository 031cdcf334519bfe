"""Bots get no answer, whatever they write and whoever they pass themselves off for: two that
answered each other would never end.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.handlers.conftest import COORDINATOR, IVANOVA, STRANGER, Desk

GROUP = {"id": -500, "type": "supergroup", "title": "Отдел"}


def by_a_bot(update: dict[str, Any]) -> dict[str, Any]:
    """The same from a bot."""
    for event in update.values():
        event["from"]["is_bot"] = True
    return update


@pytest.mark.parametrize("sender", [COORDINATOR, IVANOVA, STRANGER])
@pytest.mark.parametrize("text", ["/summary", "/start", "6.1 завершён 1 декабря", "привет"])
async def test_words_of_a_bot_get_no_answer_and_are_stored_nowhere(
    office: Desk, sender: int, text: str
) -> None:
    assert await office.feed(**by_a_bot(office.writing(sender, text))) == []
    in_group = office.writing(sender, text, chat=GROUP)
    assert await office.feed(**by_a_bot(in_group)) == []
    async with office.store.read() as tx:
        [roadmap] = await tx.roadmaps.all()
        assert await tx.answers.last_told(roadmap.id) == []
        assert await tx.answers.unplaced_of(None) == []


async def test_a_corrected_message_and_a_tap_of_a_bot_get_no_answer(office: Desk) -> None:
    written = by_a_bot(office.writing(IVANOVA, "6.1 завершён"))["message"]
    assert await office.feed(edited_message=written) == []
    office.toasts.clear()
    assert await office.feed(**by_a_bot(office.tapping(COORDINATOR, "list:people:0:0"))) == []
    assert office.toasts == []


async def test_a_person_who_writes_the_same_gets_an_answer(office: Desk) -> None:
    assert await office.send(IVANOVA, "6.1 завершён 1 декабря")


async def test_a_post_that_nobody_signed_gets_no_answer(office: Desk) -> None:
    update = office.writing(COORDINATOR, "/summary")
    del update["message"]["from"]
    assert await office.feed(**update) == []
