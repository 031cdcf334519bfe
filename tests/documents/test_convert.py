"""Old and foreign office forms through the real LibreOffice, where it is installed."""

from __future__ import annotations

import io
import os
import shutil
import socket
import subprocess
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest

from documents.files.convert import to_docx
from documents.tables.reading import read_document
from roadmap.errors import UnreadableDocument
from tests.documents.sets.told import told
from tests.documents.sets.word import RIGHT, Plan

TODAY = date(2026, 1, 15)
needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)


def plan() -> bytes:
    made = Plan("План мероприятий города Заречинска на 2026 год").table(
        ("№ п/п", "Мероприятие", "Срок", "Ответственный"),
        ("Раздел 1. Дороги", RIGHT, RIGHT, RIGHT),
        ("", "Ремонт", "до 15\nмарта", "Иванов И.И."),
        ("", "Приёмка", "июнь", "Петров П.П."),
    )
    return made.number_column().bytes()


def saved_as(form: str, folder: Path) -> bytes:
    """The plan as LibreOffice saves it; a .doc by way of .odt, whose writer keeps the tables."""
    source = folder / "made.docx"
    source.write_bytes(plan())
    home = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for step in ("odt", form) if form == "doc" else (form,):
        command = [
            "soffice",
            home,
            "--headless",
            "--convert-to",
            step,
            "--outdir",
            str(folder),
            str(source),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        source = source.with_suffix(f".{step}")
    return source.read_bytes()


@needs_office
@pytest.mark.parametrize("form", ["doc", "odt", "rtf"])
def test_a_plan_in_another_office_form_is_read_like_its_docx(form: str, tmp_path: Path) -> None:
    content = saved_as(form, tmp_path)
    read = read_document(content, f"план.{form}", None, TODAY)
    assert told(read) == told(read_document(plan(), "план.docx", None, TODAY))
    assert read.title == "План мероприятий города Заречинска на 2026 год"


@needs_office
@pytest.mark.parametrize(
    "name", ["../../план.doc", "-env:x.rtf", "a;touch b.doc", "п" * 300 + ".rtf", ""]
)
def test_a_hostile_name_is_neither_a_path_nor_an_option(name: str) -> None:
    rich = r"{\rtf1\ansi \trowd\cellx2000\cellx4000 1\cell May\cell\row}"
    assert to_docx(rich.encode(), name)[:2] == b"PK"


@needs_office
def test_what_libreoffice_makes_nothing_of_gets_a_plain_sentence() -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_document(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
            "x.doc",
            None,
            TODAY,
        )
    assert refused.value.key in {"error-save-as-docx", "error-no-table"}


def test_an_office_that_hangs_is_ended_in_time_with_all_that_it_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "soffice"
    program.write_text(
        f"#!/bin/sh\n/bin/sh -c 'echo $$ > {tmp_path}/child; exec /bin/sleep 60' &\nwait\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    began = time.monotonic()
    with pytest.raises(UnreadableDocument) as refused:
        to_docx(b"x", "plan.doc", seconds=1)
    assert refused.value.key == "error-save-as-docx"
    assert time.monotonic() - began < 30, "it would have hung for a minute"
    assert not is_running(int((tmp_path / "child").read_text()))


def is_running(process: int) -> bool:
    """Whether a process still works; one that ended may wait to be collected by its new parent."""
    try:
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat")
        return not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except ProcessLookupError:
        return False


def test_nothing_of_the_settings_reaches_the_office(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n/usr/bin/env > {tmp_path}/seen\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("VEKHA_TELEGRAM__TOKEN", "123:secret")
    with pytest.raises(UnreadableDocument):
        to_docx(b"x", "plan.doc")
    assert "secret" not in (tmp_path / "seen").read_text()


def _with_a_picture_from(address: str) -> bytes:
    """An OpenDocument text that shows a picture from elsewhere."""
    names = {"office": "office", "text": "text", "draw": "drawing", "svg": "svg-compatible"}
    spaces = " ".join(
        f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"' for k, v in names.items()
    )
    picture = f'<draw:image xlink:href="{address}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:text>'
            f'<text:p><draw:frame svg:width="1cm" svg:height="1cm">{picture}</draw:frame>План</text:p>'
            "</office:text></office:body></office:document-content>",
        )
        archive.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="/" '
            'm:media-type="application/vnd.oasis.opendocument.text"/></m:manifest>',
        )
    return out.getvalue()


@needs_office
def test_a_document_makes_the_machine_ask_nobody_for_a_picture() -> None:
    with socket.create_server(("127.0.0.1", 0)) as neighbour:
        neighbour.settimeout(0.2)
        made = to_docx(
            _with_a_picture_from(f"http://127.0.0.1:{neighbour.getsockname()[1]}/a.png"), "план.odt"
        )
        assert made[:2] == b"PK"
        with pytest.raises(TimeoutError):
            neighbour.accept()
