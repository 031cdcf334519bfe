"""A report has the form of the document that came in, whatever that was called or kept in."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from documents.files.kinds import is_word
from documents.files.package import change_document
from roadmap.actions.tasks import Asker, ReadDocument, put_to_work
from roadmap.model.messages import Outgoing
from tests.documents import hostile_files as hostile
from tests.documents.sets.word import Plan, repacked
from tests.handlers.conftest import COORDINATOR, Desk
from tests.handlers.written import write_files

MARK = "Утверждённая форма № 5"


def plan() -> bytes:
    made = Plan("План мероприятий города Клетина на 2019 год", MARK).table(
        ("№", "Мероприятие", "Срок"), ("1", "Ремонт", "до 15 декабря")
    )
    return made.bytes()


def with_macros(content: bytes) -> bytes:
    """The document as Word keeps it with macros: other types, one part more."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    link = (
        '<Relationship Id="rIdMacro" Type="http://schemas.microsoft.com/office/2006/relationships/'
        'vbaProject" Target="vbaProject.bin"/></Relationships>'
    )
    listed = '<Override PartName="/word/vbaProject.bin" ContentType="application/x-bin"/></Types>'

    def change(part: str) -> str:
        part = part.replace(kind, "application/vnd.ms-word.document.macroEnabled.main+xml")
        part = part.replace("</Types>", listed)
        return part.replace("</Relationships>", link) if "/styles" in part else part

    changed = repacked(content, change)
    out = io.BytesIO(changed)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"macro")
    return out.getvalue()


async def imported(desk: Desk, name: str, content: bytes) -> Outgoing:
    """The preview of a file that a coordinator sent."""
    async with desk.store.begin() as tx:
        file_id = await tx.files.add(name, "", content)
        person = await tx.people.by_telegram(COORDINATOR)
        asker = Asker(chat_id=COORDINATOR, person_id=person.id)
        await put_to_work(tx, ReadDocument(name, stored_file=file_id), desk.at, asker)
    return (await write_files(desk))[-1]


async def report_of(desk: Desk, preview: Outgoing) -> bytes:
    """The Word report of the roadmap that is saved from a preview."""
    await desk.press(COORDINATOR, preview, "Сохранить")
    async with desk.store.begin() as tx:
        roadmap = (await tx.roadmaps.all())[-1]
    await desk.tap(COORDINATOR, f"rm:docx:{roadmap.id}:2")
    *_, sent = await write_files(desk)
    assert sent.file_id is not None
    async with desk.store.read() as tx:
        return bytes((await tx.files.get(sent.file_id)).content)


def paragraphs(content: bytes) -> list[str]:
    return [one.text for one in docx.Document(io.BytesIO(content)).paragraphs]


@pytest.mark.parametrize("name", ["план.doc", "План", "план.docm"])
async def test_a_docx_under_another_name_gets_its_report_in_its_own_form(
    desk: Desk, name: str
) -> None:
    await desk.send(COORDINATOR, "/start")
    preview = await imported(desk, name, plan())
    assert "по образцу бота" not in preview.text
    assert MARK in paragraphs(await report_of(desk, preview))


async def test_a_document_of_old_word_gets_its_report_in_what_libreoffice_made_of_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "made.docx").write_bytes(plan())
    program = tmp_path / "soffice"
    program.write_text(
        '#!/bin/sh\nwhile [ $# -gt 1 ]; do [ "$1" = --outdir ] && out=$2; shift; done\n'
        f'/bin/cp "{tmp_path}/made.docx" "$out/source.docx"\n'
    )
    program.chmod(0o755)
    await desk.send(COORDINATOR, "/start")
    with monkeypatch.context() as patch:
        patch.setenv("PATH", str(tmp_path))
        preview = await imported(desk, "план.doc", hostile.old_word())
    assert "по образцу бота" not in preview.text
    assert MARK in paragraphs(await report_of(desk, preview))
    async with desk.store.read() as tx:
        (roadmap,) = await tx.roadmaps.all()
        kept = await tx.files.get(roadmap.source_file_id)
    assert (kept.name, is_word(kept.content)) == ("план.doc", True)


async def test_a_text_is_said_beforehand_to_get_the_bots_own_form(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    text = "План на 2019 год\n1. Ремонт — до 15 декабря\n".encode()
    preview = await imported(desk, "план.docx", text)
    assert "по образцу бота" in preview.text
    assert docx.Document(io.BytesIO(await report_of(desk, preview))).tables


def test_the_report_on_a_plan_with_macros_is_a_docx_without_them() -> None:
    source = with_macros(plan())
    assert "vbaProject" in _all_of(source)
    made = change_document(source, lambda root: None)
    assert "vbaProject" not in _all_of(made)
    assert "macroEnabled" not in _all_of(made)
    assert MARK in paragraphs(made)


def test_a_docx_keeps_every_other_part_byte_by_byte() -> None:
    source = plan()
    made = change_document(source, lambda root: None)
    with zipfile.ZipFile(io.BytesIO(source)) as was, zipfile.ZipFile(io.BytesIO(made)) as now:
        assert was.namelist() == now.namelist()
        for name in was.namelist():
            assert name == "word/document.xml" or was.read(name) == now.read(name)


def _all_of(content: bytes) -> str:
    """The names of a package's parts, its types and its links."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        links = [name for name in archive.namelist() if name.endswith((".rels", "Types].xml"))]
        return " ".join([*archive.namelist(), *(archive.read(name).decode() for name in links)])
