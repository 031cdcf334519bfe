"""What could not be fetched stands in `/silent`, in the report's notes and in the archive's list,
for as long as it is missing.
"""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from datetime import timedelta

import docx
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramNetworkError
from aiogram.methods import GetFile

from bot.jobs.context import FileTooLargeError, JobContext
from bot.jobs.runner import TRIED_FOR, do_next
from roadmap.model import Attachment, ProgressEntry
from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk
from tests.handlers.test_answers_of_every_kind import entries
from tests.handlers.test_edited_while_kept import act, edit
from tests.handlers.written import Standing

LOST = "lost"


@pytest.fixture
def refused() -> dict[str, Exception]:
    """Files that Telegram does not give out, by their ids."""
    return {LOST: TelegramBadRequest(method=GetFile(file_id=LOST), message="file is unavailable")}


@pytest.fixture
def context(
    office: Desk, refused: dict[str, Exception], monkeypatch: pytest.MonkeyPatch
) -> JobContext:
    async def download(self: JobContext, file_id: str) -> bytes:
        if file_id in refused:
            raise refused[file_id]
        return file_id.encode()

    monkeypatch.setattr(JobContext, "download", download)
    name = f"sqlite+aiosqlite:///{office.store.name}"
    return JobContext(office.store, Bot("42:TEST"), office.office, Standing(office), name)


async def work(desk: Desk, context: JobContext) -> list[Outgoing]:
    """Do all jobs whose time has come; what is then said."""
    while await do_next(context):
        pass
    return await desk.sent()


async def answer(desk: Desk, *names: str, size: int = 0, number: str = "6.1") -> None:
    """Иванова sends these files in one album."""
    for position, name in enumerate(names):
        file = act(name)
        file["document"]["file_size"] = size
        words = {} if position else {"caption": f"{number} акт подписан"}
        message = desk.message(IVANOVA, **file, **words, media_group_id=f"{names}")
        await desk.feed(message=message)


async def lists(desk: Desk, context: JobContext) -> tuple[str, str, str, list[str]]:
    """`/silent`, the report's message, the note in its Word document, and what the archive's list
    says is missing.
    """
    (silent,) = await desk.send(COORDINATOR, "/silent")
    await desk.send(COORDINATOR, "/report 1")
    told, report = await work(desk, context)
    await desk.tap(COORDINATOR, "rm:zip:1:1")
    (archive,) = await work(desk, context)
    async with desk.store.read() as tx:
        word = (await tx.files.get(report.file_id)).content
        packed = (await tx.files.get(archive.file_id)).content
    note = "\n".join(one.text for one in docx.Document(io.BytesIO(word)).comments)
    with zipfile.ZipFile(io.BytesIO(packed)) as opened:
        listed = csv.reader(
            io.StringIO(opened.read("перечень.csv").decode("utf-8-sig")), delimiter=";"
        )
        missing = [row[0] for row in listed if row[0].startswith("не получен")]
    return silent.text, told.text, note, missing


async def test_a_file_too_large_stands_in_all_three_lists_though_nothing_else_was_received(
    office: Desk, context: JobContext
) -> None:
    await answer(office, "запись", size=25 * 2**20)
    silent, told, note, listed = await lists(office, context)
    line = "<b>6</b> · файл «запись.pdf», Иванова Анна: больше 20 МБ, такие бот получить не может"
    assert "Не получен 1 файл:" in silent
    assert line in silent
    assert line in told
    assert note == (
        "Не получены файлы:\n"
        "Пункт 6, Иванова Анна, 02.12.2019: файл «запись.pdf» не получен (больше 20 МБ)."
    )
    assert listed == ["не получен: запись.pdf (больше 20 МБ)"]


async def test_a_file_that_does_not_come_is_listed_until_it_comes(
    office: Desk, context: JobContext, refused: dict[str, Exception]
) -> None:
    await answer(office, "first", LOST, "third")
    await work(office, context)
    (entry,) = await entries(office)
    assert [file.name for file in _stored(entry)] == ["first.pdf", "third.pdf"], (
        "one that is refused holds up no other"
    )
    assert "Не получен" not in (await office.send(COORDINATOR, "/silent"))[0].text, "on its way"
    office.at += timedelta(days=1)
    await work(office, context)
    silent, told, note, listed = await lists(office, context)
    assert "файл «lost.pdf», Иванова Анна: Telegram пока не отдаёт, бот запрашивает" in silent
    assert "lost.pdf" in told
    assert "«lost.pdf» не получен (Telegram пока не передал, запрос повторяется)." in note
    assert listed == ["не получен: lost.pdf (Telegram пока не передал, запрос повторяется)"]
    refused.clear()
    office.at += timedelta(days=1)
    await work(office, context)
    silent, told, note, listed = await lists(office, context)
    assert "Не получен" not in silent + told
    assert (note, listed) == ("", [])


async def test_a_file_that_was_given_up_stays_listed_and_says_what_to_do(
    office: Desk, context: JobContext
) -> None:
    await answer(office, LOST)
    for _ in range(2):
        await work(office, context)
        office.at += TRIED_FOR
    await work(office, context)
    async with office.store.read() as tx:
        assert await tx.jobs.of_kind("fetch_attachments") == []
    silent, _, note, listed = await lists(office, context)
    assert "Telegram не отдал, нужно прислать ещё раз" in silent
    assert "(Telegram не передал, нужно прислать ещё раз)" in note
    assert listed == ["не получен: lost.pdf (Telegram не передал, нужно прислать ещё раз)"]


async def test_a_file_given_up_leaves_the_lists_once_its_message_brings_another(
    office: Desk, context: JobContext
) -> None:
    message = office.message(IVANOVA, caption="6.1 акт", **act(LOST))
    await office.feed(message=message)
    for _ in range(3):
        await work(office, context)
        office.at += TRIED_FOR
    assert "lost.pdf" in (await office.send(COORDINATOR, "/silent"))[0].text
    await edit(office, message, **act("signed"))
    await work(office, context)
    silent, told, note, listed = await lists(office, context)
    assert "Не получен" not in silent + told
    assert (note, listed) == ("", [])


async def test_no_other_file_is_asked_for_while_the_line_is_down(
    office: Desk, context: JobContext, refused: dict[str, Exception]
) -> None:
    down = TelegramNetworkError(method=GetFile(file_id=LOST), message="reset")
    refused[LOST] = down
    await answer(office, LOST, "second")
    await do_next(context)
    (entry,) = await entries(office)
    assert _stored(entry) == []
    refused.clear()
    office.at += timedelta(minutes=2)
    await work(office, context)
    (entry,) = await entries(office)
    assert len(_stored(entry)) == 2


async def test_what_was_fetched_of_a_draft_is_not_kept_as_the_file_that_replaced_it(
    office: Desk, context: JobContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = office.message(IVANOVA, caption="6.1 акт", **act("draft"))
    await office.feed(message=message)

    async def download(self: JobContext, file_id: str) -> bytes:
        if file_id == "draft":
            await edit(office, message, **act("signed"))
        return file_id.encode()

    monkeypatch.setattr(JobContext, "download", download)
    await work(office, context)
    (entry,) = await entries(office)
    (file,) = entry.attachments
    assert file.stored_id is not None
    async with office.store.read() as tx:
        assert (await tx.files.get(file.stored_id)).content == b"signed"


LARGE = 25 * 2**20


async def test_a_server_of_ones_own_that_refuses_large_files_is_found_out_and_told_once(
    office: Desk, context: JobContext, refused: dict[str, Exception]
) -> None:
    office.office = replace(office.office, file_limit=200 * 2**20)
    context = replace(context, office=office.office)
    refused["first"] = refused["second"] = FileTooLargeError()
    await answer(office, "first", size=LARGE)
    (told,) = await work(office, context)
    assert (told.chat_id, told.text[:31]) == (IVANOVA, "Файл «first.pdf» больше 20 МБ: ")
    assert told.reply_to is not None
    await answer(office, "second", size=LARGE, number="6.2")
    assert "Файл «second.pdf» больше 20 МБ" in office.said[-2].text, "at once, by what was learnt"
    assert await work(office, context) == []
    silent, _, note, listed = await lists(office, context)
    assert silent.count("больше 20 МБ, такие бот получить не может") == 2
    assert note.count("не получен (больше 20 МБ)") == 2
    assert listed == [f"не получен: {name}.pdf (больше 20 МБ)" for name in ("first", "second")]
    await answer(office, "third", size=LARGE, number="6.2")
    assert "больше 20 МБ" in office.said[-2].text
    assert await work(office, context) == [], "the server was put into its local mode"
    await answer(office, "fourth", size=LARGE, number="6.1")
    assert "больше" not in office.said[-1].text + office.said[-2].text
    await answer(office, "fifth", size=201 * 2**20, number="6.1")
    assert "Файл «fifth.pdf» больше 200 МБ" in office.said[-2].text


async def test_a_file_of_unknown_size_is_told_of_once_it_is_refused_for_it(
    office: Desk, context: JobContext, refused: dict[str, Exception]
) -> None:
    refused["vast"] = FileTooLargeError()
    await answer(office, "vast")
    (told,) = await work(office, context)
    assert "Файл «vast.pdf» больше 20 МБ" in told.text
    assert "больше 20 МБ" in (await office.send(COORDINATOR, "/silent"))[0].text


async def test_more_missing_files_than_a_phone_shows_are_counted(office: Desk) -> None:
    await answer(office, *map(str, range(10)), size=25 * 2**20)
    (silent,) = await office.send(COORDINATOR, "/silent")
    assert "Не получено 10 файлов:" in silent.text
    assert silent.text.count("больше 20 МБ") == 8
    assert "… и ещё 2" in silent.text


def _stored(entry: ProgressEntry) -> list[Attachment]:
    return [file for file in entry.attachments if file.stored_id is not None]
