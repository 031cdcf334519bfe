"""Old and foreign office forms through the real LibreOffice, where it is installed."""

from __future__ import annotations

import io
import os
import shutil
import socket
import subprocess
import time
import zipfile
from collections.abc import Callable
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from documents.child.reading import read_in_child, readable
from documents.files.convert import to_docx, to_pdf
from documents.files.kinds import is_word, wants_conversion
from documents.tables.reading import read_document
from roadmap.errors import UnreadableDocument
from tests.documents.sets.told import told
from tests.documents.sets.word import RIGHT, Plan
from tests.documents_out.shared import lines_of, reported

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


PAGE = (
    '<html><head><meta charset="utf-8"></head><body><p>План мероприятий города Заречинска на 2026 '
    "год</p><table border=1><tr><td>№</td><td>Мероприятие</td><td>Срок</td></tr><tr><td>1</td>"
    "<td>Ремонт</td><td>до 15 марта</td></tr></table></body></html>"
)
_CELLS = ("№", "Мероприятие", "Срок"), ("1", "Ремонт", "до 15 марта")


def _archived(page: str, charset: str) -> bytes:
    """A page as Word saves it with its pictures in one file."""
    letter = EmailMessage()
    letter["From"] = "<Сохранено Word>"
    letter["MIME-Version"] = "1.0"
    letter["Subject"] = "План"
    letter.make_related()
    part = EmailMessage()
    part.set_content(page, subtype="html", charset=charset, cte="quoted-printable")
    letter.attach(part)
    picture = EmailMessage()
    picture.set_content(b"GIF89a", maintype="image", subtype="gif")
    letter.attach(picture)
    return letter.as_bytes(policy=SMTP)


def _word_2003(address: str = "") -> bytes:
    def paragraph(text: str) -> str:
        return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"

    rows = "".join(
        f"<w:tr>{''.join(f'<w:tc>{paragraph(text)}</w:tc>' for text in row)}</w:tr>"
        for row in _CELLS
    )
    grid = "<w:tblGrid>" + '<w:gridCol w:w="2000"/>' * len(_CELLS[0]) + "</w:tblGrid>"
    picture = (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:9pt;'
        f'height:9pt"><v:imagedata src="{address}"/></v:shape></w:pict></w:r></w:p>'
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<?mso-application progid="Word.Document"?>\n<w:wordDocument '
        'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xml:space="preserve">'
        f"<w:body>{picture}{paragraph('План мероприятий города Заречинска на 2026 год')}"
        f"<w:tbl>{grid}{rows}</w:tbl></w:body></w:wordDocument>"
    ).encode()


@needs_office
@pytest.mark.parametrize(
    "content",
    [
        PAGE.encode(),
        PAGE.replace("utf-8", "windows-1251").encode("cp1251"),
        f'<?xml version="1.0" encoding="utf-8"?>{PAGE}'.encode(),
        _archived(PAGE, "utf-8"),
        _archived(PAGE.replace('<meta charset="utf-8">', ""), "windows-1251"),
        _word_2003(),
    ],
    ids=["html", "html of 1251", "xhtml", "mht", "mht of 1251", "xml of Word 2003"],
)
async def test_what_calls_itself_doc_is_read_for_what_it_is(content: bytes) -> None:
    assert wants_conversion(content)
    kept = await readable(content)
    read = await read_in_child(kept, "план.doc", None, TODAY)
    assert told(read) == ["1 Ремонт @ 2026-03-15"]
    assert read.title == "План мероприятий города Заречинска на 2026 год"
    report = read_document(reported(kept, read), "отчёт.docx", None, TODAY)
    assert report.items[0].progress == lines_of(read)[0].text


async def test_a_web_archive_without_a_page_gets_a_plain_sentence() -> None:
    letter = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n\nplan\n--x--"
    with pytest.raises(UnreadableDocument) as refused:
        await readable(letter)
    assert refused.value.key == "error-not-a-document"


@pytest.mark.parametrize("name", ["план.doc", "План", "план.docm", "план.txt", "план.xlsx"])
def test_a_docx_is_read_whatever_it_is_called(name: str) -> None:
    read = read_document(plan(), name, None, TODAY)
    assert told(read) == told(read_document(plan(), "план.docx", None, TODAY))
    assert is_word(plan())


@pytest.mark.parametrize("name", ["план.docx", "План", "план.html"])
def test_a_text_is_read_whatever_it_is_called(name: str) -> None:
    text = "План на 2026 год\n1. Ремонт — до 15 марта\n".encode()
    assert told(read_document(text, name, None, TODAY)) == ["1 Ремонт @ 2026-03-15"]
    assert not is_word(text)


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
        to_docx(b"x", seconds=1)
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
        to_docx(b"x")
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


def _page_with_all_from(address: str) -> bytes:
    """A web page that wants a picture, a look and a page within it from elsewhere."""
    wanted = (
        f'<img src="{address}"><iframe src="{address}"></iframe>'
        f'<link rel="stylesheet" href="{address}"><object data="{address}"></object>'
    )
    return PAGE.replace("<p>", f"{wanted}<p>").encode()


@needs_office
@pytest.mark.parametrize("make", [_with_a_picture_from, _page_with_all_from, _word_2003])
async def test_a_document_makes_the_machine_ask_nobody_for_a_picture(
    make: Callable[[str], bytes],
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as neighbour:
        neighbour.settimeout(0.2)
        made = await readable(make(f"http://127.0.0.1:{neighbour.getsockname()[1]}/a.png"))
        assert made[:2] == b"PK"
        with pytest.raises(TimeoutError):
            neighbour.accept()


def _word_with_a_picture_from(address: str) -> bytes:
    """A plan whose first words are followed by a picture that stands elsewhere."""
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    picture = (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{drawing}/wordprocessingDrawing">'
        '<wp:extent cx="900000" cy="900000"/><wp:docPr id="900" name="a"/>'
        f'<a:graphic xmlns:a="{drawing}/main"><a:graphicData uri="{drawing}/picture">'
        f'<p:pic xmlns:p="{drawing}/picture"><p:nvPicPr><p:cNvPr id="900" name="a"/><p:cNvPicPr/></p:nvPicPr>'
        f'<p:blipFill><a:blip xmlns:r="{kind}" r:link="far"/></p:blipFill><p:spPr><a:xfrm><a:ext cx="900000" '
        'cy="900000"/></a:xfrm><a:prstGeom prst="rect"/></p:spPr></p:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    ).encode()
    far = f'<Relationship Id="far" Type="{kind}/image" Target="{address}" TargetMode="External"/>'
    put = {
        "word/document.xml": (b"</w:p>", picture),
        "word/_rels/document.xml.rels": (b"</Relationships>", f"{far}</Relationships>".encode()),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plan())) as made, zipfile.ZipFile(out, "w") as archive:
        for name in made.namelist():
            old, new = put.get(name, (b"", b""))
            archive.writestr(name, made.read(name).replace(old, new, 1) if old else made.read(name))
    return out.getvalue()


@needs_office
def test_a_report_is_printed_without_asking_anybody_for_a_picture() -> None:
    with socket.create_server(("127.0.0.1", 0)) as neighbour:
        neighbour.settimeout(0.2)
        address = f"http://127.0.0.1:{neighbour.getsockname()[1]}/a.png"
        assert to_pdf(_word_with_a_picture_from(address)).startswith(b"%PDF")
        with pytest.raises(TimeoutError):
            neighbour.accept()
