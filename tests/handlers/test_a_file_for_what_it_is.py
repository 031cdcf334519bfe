"""A coordinator's file is a roadmap wherever it is sent, and an answer where it is about an item."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from handlers.importing.files import draft_arrived
from handlers.speaking.voice import Voice
from roadmap.actions.tasks import ReadDocument, task_of
from roadmap.drafts.json_form import draft_as_json
from roadmap.model import InTable
from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk, sample_draft

GROUP = {"id": -500, "type": "supergroup", "title": "Штаб"}


def document(name: str = "План.docx") -> dict[str, Any]:
    return {"file_id": "BQAC", "file_unique_id": "u", "file_name": name, "file_size": 5000}


async def send_file(
    desk: Desk,
    user: int,
    *,
    caption: str | None = None,
    to: Outgoing | None = None,
    group: bool = False,
    name: str = "План.docx",
) -> list[Outgoing]:
    """A file from `user`, perhaps in reply to a message of the bot's."""
    fields: dict[str, Any] = {"document": document(name)}
    if group:
        fields["chat"] = GROUP
    if caption is not None:
        fields["caption"] = caption
        if caption.startswith("/"):
            length = len(caption.split()[0])
            fields["caption_entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
    if to is not None:
        chat = GROUP if group else {"id": to.chat_id, "type": "private"}
        fields["reply_to_message"] = {
            "message_id": to.telegram_id,
            "date": int(desk.at.timestamp()),
            "chat": chat,
            "text": to.text or "-",
        }
    return await desk.feed(message=desk.message(user, **fields))


async def reading(desk: Desk) -> list[ReadDocument]:
    """The files that wait to be read."""
    found = []
    async with desk.store.begin() as tx:
        while (job := await tx.jobs.claim(desk.at, desk.at + timedelta(hours=1))) is not None:
            task = task_of(job)
            await tx.jobs.done(job.id)
            if isinstance(task, ReadDocument):
                found.append(task)
    return found


@pytest.mark.parametrize("name", ["План.docx", "план.doc", "План", "план.docm"])
async def test_a_file_with_a_caption_is_read_whatever_it_is_called(office: Desk, name: str) -> None:
    await send_file(office, COORDINATOR, caption="2026 год, план района", name=name)
    assert await reading(office) == [ReadDocument(name, "BQAC")]


async def test_a_file_in_reply_to_the_bot_asking_for_it_is_read(office: Desk) -> None:
    asked, *_ = await office.send(COORDINATOR, "/import")
    await send_file(office, COORDINATOR, to=asked)
    assert len(await reading(office)) == 1


async def test_a_file_in_reply_to_the_bot_asking_for_it_is_read_though_an_answer_is_awaited(
    office: Desk,
) -> None:
    asked, *_ = await office.send(COORDINATOR, "/import")
    (card, *_) = await office.send(COORDINATOR, "/item 6")
    await office.press(COORDINATOR, card, "Ответить")
    await send_file(office, COORDINATOR, to=asked, caption="План")
    assert len(await reading(office)) == 1


@pytest.mark.parametrize("caption", ["2026 – план работы", "2026: план", "План на 2026/27 год"])
async def test_a_year_in_a_caption_is_no_item(office: Desk, caption: str) -> None:
    await send_file(office, COORDINATOR, caption=caption)
    assert len(await reading(office)) == 1


async def test_a_file_in_reply_to_a_message_about_an_item_is_an_answer(office: Desk) -> None:
    (card,) = await office.send(COORDINATOR, "/item 6")
    await send_file(office, COORDINATOR, to=card)
    assert await reading(office) == []


@pytest.mark.parametrize("caption", ["6: акт", "6 акт подписан", "99: акт"])
async def test_a_file_whose_caption_begins_with_an_item_is_an_answer(
    office: Desk, caption: str
) -> None:
    await send_file(office, COORDINATOR, caption=caption)
    assert await reading(office) == []


async def test_a_file_in_a_group_is_read_in_reply_to_the_bot_or_with_the_command(
    office: Desk,
) -> None:
    assert await send_file(office, COORDINATOR, group=True) == []
    assert await reading(office) == []
    await send_file(office, COORDINATOR, caption="/import", group=True)
    assert len(await reading(office)) == 1
    asked, *_ = await office.send(COORDINATOR, "/import@vekha_bot", chat=GROUP)
    await send_file(office, COORDINATOR, to=asked, group=True)
    assert len(await reading(office)) == 1


async def test_the_file_of_an_official_is_no_roadmap_anywhere(office: Desk) -> None:
    asked, *_ = await office.send(COORDINATOR, "/import@vekha_bot", chat=GROUP)
    await send_file(office, IVANOVA, to=asked, group=True)
    await send_file(office, IVANOVA, caption="/import", group=True)
    await send_file(office, IVANOVA)
    assert await reading(office) == []


@pytest.mark.parametrize(("origin", "told"), [(InTable(0, 1, 1, 1, None), False), (None, True)])
async def test_the_preview_says_beforehand_that_a_report_will_not_have_the_documents_form(
    office: Desk, origin: InTable | None, told: bool
) -> None:
    draft = sample_draft()
    draft = replace(draft, items=tuple(replace(item, origin=origin) for item in draft.items))
    async with office.store.begin() as tx:
        file_id = await tx.files.add("план.xlsx", "", b"PK")
        person = await tx.people.by_telegram(COORDINATOR)
        voice = Voice(tx, office.at, office.office, COORDINATOR, person=person)
        await draft_arrived(voice, draft_as_json(draft), file_id)
    (preview,) = await office.sent()
    assert ("по образцу бота" in preview.text) is told
