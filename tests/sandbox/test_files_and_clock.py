"""Files go up and down, albums stay together, the clock moves for both sides."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from sandbox.client import User
from sandbox.params import MAX_UPLOAD
from sandbox.refusals import ControlError
from sandbox.server import TOKEN, running_standin
from tests.sandbox.conftest import named_next


async def send_document(wire, content: bytes, **fields: object) -> dict:
    form = aiohttp.FormData({key: str(value) for key, value in fields.items()}, quote_fields=False)
    form.add_field("document", content, filename="отчёт.docx")
    async with wire.session.post(
        f"{wire.standin.base}/bot{TOKEN}/sendDocument", data=form
    ) as answer:
        return await answer.json()


async def test_an_official_s_file_comes_down_byte_for_byte(client, olga: User) -> None:
    sent = await olga.upload("Справка о ходе.docx", b"PK\x03\x04 bytes", caption="6.1")
    assert sent["document"]["file_name"] == "Справка о ходе.docx"
    assert sent["document"]["mime_type"].endswith("wordprocessingml.document")
    assert sent["caption"] == "6.1"
    assert await client.download(sent, TOKEN) == b"PK\x03\x04 bytes"


async def test_the_bot_s_file_reaches_the_official_and_can_be_sent_again_by_its_id(
    wire, client, olga: User
) -> None:
    body = await send_document(
        wire, b"report", chat_id=olga.id, caption="<b>Отчёт</b>", parse_mode="HTML"
    )
    [message] = await olga.messages(1)
    assert (message["caption"], message["caption_entities"][0]["type"]) == ("Отчёт", "bold")
    assert await client.download(message, TOKEN) == b"report"
    again = await wire.ok(
        "sendDocument", chat_id=olga.id, document=body["result"]["document"]["file_id"]
    )
    assert await client.download(again, TOKEN) == b"report"


async def test_files_over_telegram_s_limits_do_not_pass(wire, olga: User) -> None:
    body = await send_document(wire, bytes(MAX_UPLOAD + 1), chat_id=olga.id)
    assert (body["error_code"], body["description"]) == (413, "Request Entity Too Large")
    body = await send_document(wire, bytes(21 * 1024 * 1024), chat_id=olga.id)
    file_id = body["result"]["document"]["file_id"]
    assert await wire.refusal("getFile", file_id=file_id) == "Bad Request: file is too big"


async def test_a_file_that_is_not_there_is_refused(wire, olga: User) -> None:
    refusal = await wire.refusal("sendPhoto", chat_id=olga.id, photo="nothing")
    assert refusal == "Bad Request: wrong file identifier/HTTP URL specified"
    assert (
        await wire.refusal("sendVoice", chat_id=olga.id)
        == "Bad Request: there is no voice in the request"
    )
    assert await wire.refusal("getFile", file_id="nothing") == "Bad Request: invalid file_id"
    async with wire.session.get(f"{wire.standin.base}/file/bot{TOKEN}/documents/none") as answer:
        assert answer.status == 404


async def test_an_album_is_one_update_a_photo_under_one_group_id(wire, olga: User) -> None:
    await olga.album(
        [("1.jpg", b"1"), ("2.jpg", b"2"), ("3.jpg", b"3")], kind="photo", caption="6.1 готово"
    )
    album = [one["message"] for one in await wire.ok("getUpdates")]
    assert len(album) == 3
    assert len({one["media_group_id"] for one in album}) == 1
    assert [one.get("caption") for one in album] == ["6.1 готово", None, None]
    assert all(len(one["photo"]) == 2 for one in album)


async def test_the_bot_sends_an_album_of_two_to_ten(wire, olga: User) -> None:
    ids = [(await olga.upload(name, b"1"))["document"]["file_id"] for name in ("а.txt", "б.txt")]
    media = [{"type": "document", "media": file_id} for file_id in ids]
    sent = await wire.ok("sendMediaGroup", chat_id=olga.id, media=json.dumps(media))
    assert sent[0]["media_group_id"] == sent[1]["media_group_id"]
    refusal = await wire.refusal("sendMediaGroup", chat_id=olga.id, media=media[:1])
    assert refusal == "Bad Request: media group must include 2-10 items"


async def test_the_moved_clock_is_told_to_the_bot_and_dates_messages(tmp_path: Path) -> None:
    path = tmp_path / "clock"
    async with running_standin(clock_file=path) as standin, standin.client() as client:
        olga = await client.add_user(1, "Ольга")
        target = datetime(2030, 1, 15, 9, 0, tzinfo=UTC)
        await client.move_clock(to=target)
        shown = datetime.now(UTC) + timedelta(seconds=float(path.read_text()))
        assert abs(shown - target) < timedelta(seconds=2)
        sent = await olga.send("готово")
        assert abs(sent["date"] - target.timestamp()) < 2
        with pytest.raises(ControlError, match="Следующего напоминания пока нет"):
            await client.move_clock(next=True)
        named_next(tmp_path, "2030-01-17T06:00:00+00:00\n")
        assert (await client.move_clock(next=True))["now"] == "2030-01-17T06:00:00+00:00"
    async with running_standin(clock_file=path) as again:
        assert again.world.clock.view()["now"].startswith("2030-01-17"), "a restart keeps the clock"


async def test_the_next_reminder_is_the_one_the_bot_names_after_the_press(tmp_path: Path) -> None:
    called_off = "2030-01-17T06:00:00+00:00"
    (tmp_path / "clock.next").write_text(called_off)
    async with (
        running_standin(clock_file=tmp_path / "clock") as standin,
        standin.client() as client,
    ):
        moving = asyncio.create_task(client.move_clock(next=True))
        await asyncio.sleep(0.2)
        assert not moving.done()
        (tmp_path / "clock.next").write_text("2030-01-19T06:00:00+00:00")
        assert (await moving)["now"] == "2030-01-19T06:00:00+00:00"


async def test_a_next_reminder_already_past_does_not_turn_the_clock_back(tmp_path: Path) -> None:
    named_next(tmp_path, "2001-01-01T00:00:00Z")
    async with (
        running_standin(clock_file=tmp_path / "clock") as standin,
        standin.client() as client,
    ):
        moved = await client.move_clock(next=True)
        assert abs(moved["offset"]) < 2
