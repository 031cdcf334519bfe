"""The courier leaves out what a server does not know, and goes on."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.delivery.courier import Courier
from roadmap.errors import NotFound, Refused
from roadmap.model import Attachment, StoredFile
from roadmap.model.messages import Button, Outgoing

SNOOZED = 'Напомню <tg-time unix="1795413600" format="Dt">24 ноября в 09:00</tg-time>.'


class OldServer:
    """A server that refuses the tag of an instant."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    async def call(
        self, method: str, fields: dict[str, Any], upload: object = None, seconds: object = None
    ) -> Any:
        assert method == "sendMessage"
        self.texts.append(fields["text"])
        if "tg-time" in fields["text"]:
            raise Refused('Bad Request: can\'t parse entities: Unsupported start tag "tg-time"')
        return {"message_id": len(self.texts), "text": "ok"}


async def no_file(file_id: int) -> StoredFile:
    raise AssertionError(file_id)


async def no_attachment(attachment_id: int) -> Attachment:
    raise NotFound("error-not-found")


@pytest.fixture
def server() -> OldServer:
    return OldServer()


async def test_an_old_server_gets_the_instant_in_words_and_is_not_asked_again(
    server: OldServer,
) -> None:
    courier = Courier(server.call, no_file, no_attachment)
    await courier.send(Outgoing(7, f"<b>Хорошо</b>. {SNOOZED}"))
    await courier.send(Outgoing(7, SNOOZED))
    assert server.texts[1:] == [
        "<b>Хорошо</b>. Напомню 24 ноября в 09:00.",
        "Напомню 24 ноября в 09:00.",
    ]


class Files:
    """A server that sends what it has by its id, and takes uploads; how each call came."""

    def __init__(self, *known: str) -> None:
        self.known = known
        self.calls: list[tuple[str, dict[str, Any], tuple[str, StoredFile] | None]] = []

    async def call(
        self,
        method: str,
        fields: dict[str, Any],
        upload: tuple[str, StoredFile] | None = None,
        seconds: object = None,
    ) -> Any:
        given = set(fields.values()) & {"here", "gone"}
        if given and not given <= set(self.known):
            raise Refused("Bad Request: wrong file identifier/HTTP URL specified")
        self.calls.append((method, fields, upload))
        return {"message_id": len(self.calls)}


def sends(server: Files, file: Attachment) -> Courier:
    """A courier in an office whose one answer has this file, and our copy of it as number 9."""

    async def attachment_of(attachment_id: int) -> Attachment:
        assert attachment_id == 3
        return file

    async def file_of(file_id: int) -> StoredFile:
        assert file_id == 9
        return StoredFile(9, "акт.pdf", "", b"%PDF")

    return Courier(server.call, file_of, attachment_of)


@pytest.mark.parametrize(
    ("kind", "method"),
    [
        ("photo", "sendPhoto"),
        ("document", "sendDocument"),
        ("voice", "sendVoice"),
        ("video", "sendVideo"),
        ("audio", "sendAudio"),
        ("animation", "sendDocument"),
    ],
)
async def test_an_answers_file_is_sent_again_as_what_it_is(kind: str, method: str) -> None:
    server = Files("here")
    courier = sends(server, Attachment("here", "u", kind))
    assert await courier.send(Outgoing(7, "6.1", attachment_id=3)) == 1
    ((used, fields, upload),) = server.calls
    assert (used, upload) == (method, None)
    field = kind if kind != "animation" else "document"
    assert (fields[field], fields["caption"]) == ("here", "6.1")


async def test_a_video_note_has_no_caption(server: OldServer) -> None:
    files = Files("here")
    courier = sends(files, Attachment("here", "u", "video_note"))
    await courier.send(Outgoing(7, "6.1", attachment_id=3))
    assert files.calls == [("sendVideoNote", {"chat_id": 7, "video_note": "here"}, None)]


async def test_where_telegram_has_a_file_no_more_our_own_copy_goes() -> None:
    server = Files("here")
    courier = sends(server, Attachment("gone", "u", "document", stored_id=9))
    assert await courier.send(Outgoing(7, "6.1", attachment_id=3)) == 1
    ((method, fields, upload),) = server.calls
    assert (method, fields["caption"]) == ("sendDocument", "6.1")
    assert upload is not None
    assert (upload[0], upload[1].content) == ("document", b"%PDF")


async def test_a_file_of_which_there_is_no_copy_either_is_refused(server: OldServer) -> None:
    courier = sends(Files("here"), Attachment("gone", "u", "document"))
    with pytest.raises(Refused, match="wrong file identifier"):
        await courier.send(Outgoing(7, "6.1", attachment_id=3))
    with pytest.raises(Refused, match="no such file"):
        await Courier(server.call, no_file, no_attachment).send(Outgoing(7, "6.1", attachment_id=4))


async def test_a_button_opens_its_address_inside_telegram_or_in_a_browser() -> None:
    server = Files()
    row = (
        Button("Стол", url="https://a.ru/launch", inside=True),
        Button("Стол", url="https://a.ru"),
    )
    await Courier(server.call, no_file, no_attachment).send(Outgoing(7, "стол", buttons=(row,)))
    ((_, fields, _),) = server.calls
    assert json.loads(fields["reply_markup"])["inline_keyboard"] == [
        [
            {"text": "Стол", "web_app": {"url": "https://a.ru/launch"}},
            {"text": "Стол", "url": "https://a.ru"},
        ]
    ]
