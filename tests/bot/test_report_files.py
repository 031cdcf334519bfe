"""The half-year's files as the shell writes them, each opened by the program that people open it
with.
"""

from __future__ import annotations

import asyncio
import io
import shutil
import subprocess
import time
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import vobject
from PIL import Image

from roadmap.model import Attachment, ProgressEntry
from storage.store import open_store
from tests.bot.running import ROOT, Program
from tests.documents_out.shared import to_pdf

SAMPLE = ROOT / "sandbox" / "sample" / "roadmap.docx"
AT = datetime(2026, 12, 28, 9, 0, tzinfo=UTC)
SAID = "Проведено совещание завучей 16.12.2026, охват – 89 % школ города."


async def _answer_everything(database: Path) -> None:
    """Everybody has answered twice about every item, once with a file."""
    store = await open_store(f"sqlite+aiosqlite:///{database}")
    async with store.begin() as tx:
        (roadmap,) = await tx.roadmaps.all()
        file_id = await tx.files.add(
            "протокол.pdf", "application/pdf", b"%PDF-1.4 an invented protocol"
        )
        for item in await tx.roadmaps.items(roadmap.id):
            attachment = Attachment(
                "file",
                f"unique{item.id}",
                "document",
                "протокол.pdf",
                "application/pdf",
                29,
                file_id,
            )
            for number, text in enumerate(
                (SAID, f"Итоги по пункту {item.number} подведены на коллегии.")
            ):
                day = date(2026, 12, 16 + number)
                files = () if number else (attachment,)
                await tx.answers.add(
                    ProgressEntry(0, item.id, None, None, text, day, AT, attachments=files)
                )
    await store.close()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A shell with a roadmap, two officials and their answers, at the half-year's end."""
    directory = tmp_path_factory.mktemp("office")
    shell = Program(directory, "http://127.0.0.1:9")
    shell.clock.write_text(str((AT - timedelta(days=40)).timestamp() - time.time()))
    assert shell.command("invite", "--role", "coordinator", "--name", "Ким Анна").returncode == 0
    assert shell.command("import", str(SAMPLE)).returncode == 0
    (directory / "люди.csv").write_text(
        "ФИО;пункты\nВетрова О.П.;1-3\nЛуговой П.С.;4-6\n", encoding="utf8"
    )
    assert shell.command("people", "люди.csv").returncode == 0
    asyncio.run(_answer_everything(shell.database))
    shell.clock.write_text(str(AT.timestamp() - time.time()))
    return shell


def _written(office: Program, form: str) -> Path:
    path = office.directory / f"{form}.{form}"
    done = office.command("report", "--period", "1", "--format", form, "--out", path.name)
    assert (done.returncode, done.stderr) == (0, "")
    return path


def _tool(name: str, *arguments: str) -> bytes:
    program = shutil.which(name)
    if program is None:
        pytest.skip(f"{name} is not installed")
    return subprocess.run(
        [program, *arguments], check=True, capture_output=True, timeout=120
    ).stdout


def _pages(pdf: Path) -> list[Image.Image]:
    """Every page as a picture of 60 dots an inch."""
    stem = pdf.with_suffix("")
    _tool("pdftoppm", "-r", "60", "-png", str(pdf), str(stem))
    return [Image.open(path) for path in sorted(pdf.parent.glob(f"{stem.name}-*.png"))]


def _words(pdf: Path) -> str:
    """What stands in it, spaces evened."""
    return " ".join(_tool("pdftotext", "-layout", str(pdf), "-").decode().split())


def _is_blank(page: Image.Image) -> bool:
    lightest_and_darkest: Any = page.convert("L").getextrema()
    return bool(lightest_and_darkest[0] > 200)


def test_the_report_opens_in_an_office_program_with_every_answer(office: Program) -> None:
    pdf = to_pdf(_written(office, "docx"))
    pages = _pages(pdf)
    assert 1 <= len(pages) <= 15
    assert not any(_is_blank(page) for page in pages)
    assert all(page.width > page.height for page in pages)  # the source lies across
    words = _words(pdf)
    assert "за 1 полугодие" in words
    assert "16.12.2026" in words
    assert "подведены" in words


def test_the_workbook_opens_in_an_office_program_and_prints_legibly(office: Program) -> None:
    pdf = to_pdf(_written(office, "xlsx"))
    pages = _pages(pdf)
    assert 3 <= len(pages) <= 30
    assert not any(_is_blank(page) for page in pages)
    words = _words(pdf)
    assert "Ветрова О.П." in words
    assert "Проведено совещание завучей" in words
    assert "1.1. КАЧЕСТВО ЗНАНИЙ" in words


def test_the_calendar_is_read_by_another_library(office: Program) -> None:
    calendar = vobject.readOne(_written(office, "ics").read_text(encoding="utf8"))
    days = [event.dtstart.value for event in calendar.vevent_list]
    assert len(days) == len({event.uid.value for event in calendar.vevent_list}) > 10
    assert any("Ветрова О.П." in event.description.value for event in calendar.vevent_list)


def test_the_timeline_is_a_picture_that_a_telephone_shows(office: Program) -> None:
    picture = Image.open(_written(office, "png"))
    picture.load()
    assert 1000 <= picture.width <= 2600
    assert picture.width + picture.height <= 10_000  # what Telegram takes as a photo [Bot API]
    assert max(picture.width, picture.height) / min(picture.width, picture.height) <= 20


def test_the_timeline_prints_with_its_words(office: Program) -> None:
    pdf = _written(office, "timeline").rename(office.directory / "timeline.pdf")
    assert not any(_is_blank(page) for page in _pages(pdf))
    assert "дек" in _words(pdf).lower()


def test_the_report_prints_as_the_word_report_does(office: Program) -> None:
    pdf, word = _written(office, "pdf"), _written(office, "docx")
    printed = _words(pdf).split()
    assert not any(_is_blank(page) for page in _pages(pdf))
    assert "коллегии." in printed
    if shutil.which("soffice") is not None:
        assert printed == _words(to_pdf(word)).split()


def test_the_attachments_lie_in_folders_by_item_with_a_list(office: Program) -> None:
    with zipfile.ZipFile(_written(office, "zip")) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        (listed,) = [name for name in names if "/" not in name]
        assert SAID in archive.read(listed).decode("utf-8-sig")
    assert (
        sum(name.endswith("протокол.pdf") for name in names)
        == len({name.split("/")[0] for name in names}) - 1
    )


def test_the_name_of_the_file_says_the_format_where_nobody_does(office: Program) -> None:
    assert office.command("report", "--period", "1", "--out", "same.xlsx").returncode == 0
    with zipfile.ZipFile(io.BytesIO((office.directory / "same.xlsx").read_bytes())) as archive:
        assert "xl/workbook.xml" in archive.namelist()


@pytest.mark.parametrize("arguments", [("--period", "9"), ("--format", "odt"), ("--out", "x.odt")])
def test_what_cannot_be_written_is_refused_with_one(
    office: Program, arguments: tuple[str, ...]
) -> None:
    done = office.command("report", *arguments)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert not (office.directory / "x.odt").exists()
