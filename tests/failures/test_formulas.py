"""What people write, and are called, may look like a formula: no spreadsheet may take it for
one.
"""

from __future__ import annotations

import asyncio
import csv
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from sandbox import people
from sandbox.server import Standin
from tests.bot.running import COORDINATOR, Program
from tests.documents.sets.word import Plan
from tests.failures.town import FIRST_OFFICIAL, said_to, until

NAME = '=HYPERLINK("http://127.0.0.1/","Перова А.А.")'
JOB = "@SUM(1+1)*cmd|'/C calc'!A0"
WORK = "=1+1 семинар для учителей"
ANSWERS = (
    '=HYPERLINK("http://127.0.0.1/?q="&A1;"нажмите")', "+7 900 000-00-00 телефон бригады", "-2+3",
    "@SUM(1)", "\t=1+1", "\r=2+2", "=cmd|'/C calc'!A0",
)  # fmt: skip
FILE = "=1+2.txt"
#: What a spreadsheet starts a formula with; a tab or a carriage return before it is dropped by some
#: of them.
SIGNS = ("=", "+", "-", "@", "\t", "\r")
#: LibreOffice's filter of text: «,» between, «"» around, UTF-8, cells as shown, formulas by
#: results, all sheets.
AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"


async def _invited(program: Program, standin: Standin) -> None:
    """A plan with a formula for its work, and an official whose name and job are formulas, who has
    joined.
    """
    rows = ("№", "Мероприятие", "Срок", "Ответственный"), ("1", WORK, "декабрь", NAME)
    (program.directory / "план.docx").write_bytes(
        Plan("План мероприятий на 2026 год").table(*rows).bytes()
    )
    people.say(standin.world, COORDINATOR, "/start")
    await program.until("select 1 from people")
    imported = await asyncio.to_thread(program.command, "import", "план.docx")
    assert imported.returncode == 0, imported.stderr
    with (program.directory / "люди.csv").open("w", encoding="utf8") as file:
        csv.writer(file, delimiter=";").writerows(
            [("ФИО", "должность", "пункты"), (NAME, JOB, "1")]
        )
    links = await asyncio.to_thread(program.command, "people", "люди.csv")
    assert links.returncode == 0, links.stderr
    [_, (name, link)] = csv.reader(io.StringIO(links.stdout), delimiter=";")
    assert name == f"'{NAME}", "the shell's list opens in a spreadsheet too"
    assert not link.startswith(SIGNS)
    standin.world.add_person(FIRST_OFFICIAL, "Пётр", state="started")
    people.say(standin.world, FIRST_OFFICIAL, f"/start {link.partition('start=')[2]}")
    await program.until("select 1 from people where telegram_id = ?", FIRST_OFFICIAL)


async def _answered(program: Program, standin: Standin) -> None:
    """The official replies to the item's card with each of the formulas, and sends a file that is
    called like one.
    """
    people.say(standin.world, FIRST_OFFICIAL, "/item 1")
    await until(lambda: said_to(standin, FIRST_OFFICIAL, "семинар"))
    messages = standin.world.chats[FIRST_OFFICIAL].messages
    card = max(
        one for one, sent in messages.items() if sent["from"]["is_bot"] and "семинар" in str(sent)
    )
    for text in ANSWERS:
        people.say(standin.world, FIRST_OFFICIAL, text, reply_to=card)
    people.send_files(standin.world, FIRST_OFFICIAL, [(FILE, b"2")], caption="=1+2", reply_to=card)
    await program.until("select 1 where (select count(*) from entries) = ?", len(ANSWERS) + 1)
    await program.until("select 1 where not exists (select 1 from jobs)")


async def _by_chat(standin: Standin, form: str) -> bytes:
    """The report's file of this kind, by its button."""
    messages = standin.world.chats[COORDINATOR].messages
    label = {"xlsx": "Excel", "zip": "Файлы"}[form]
    [asked] = [
        one for one, sent in messages.items() if f"'{label}" in str(sent.get("reply_markup"))
    ]
    data = re.search(rf"'(rm:{form}:[^']*)'", str(messages[asked]))
    assert data is not None
    people.press(standin.world, COORDINATOR, asked, data=data[1])

    def sent() -> list[str]:
        files = [
            one["document"]
            for one in messages.values()
            if one["from"]["is_bot"] and "document" in one
        ]
        return [file["file_id"] for file in files if file["file_name"].endswith(form)]

    await until(sent)
    return standin.world.files[sent()[0]].content


def _texts(workbook: Path) -> set[str]:
    """Every text of the workbook; no cell may be a formula, and what looks like one has Excel's
    mark of a text.
    """
    cells = [
        cell
        for sheet in openpyxl.load_workbook(workbook)
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}, "text, numbers and dates"
    texts = [
        (unescape(cell.value), cell.quotePrefix) for cell in cells if isinstance(cell.value, str)
    ]
    assert [text for text, marked in texts if text.startswith(SIGNS) and not marked] == []
    return {text for text, _ in texts}


def _shown_by_libreoffice(workbook: Path) -> str:
    """All sheets as LibreOffice shows them; the test is skipped where that is not installed."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    home = f"-env:UserInstallation=file://{workbook.parent}/office"
    order = [
        office,
        home,
        "--headless",
        "--convert-to",
        AS_CSV,
        "--outdir",
        str(workbook.parent),
        str(workbook),
    ]
    subprocess.run(order, check=True, capture_output=True, timeout=150)
    sheets = workbook.parent.glob(f"{workbook.stem}-*.csv")
    cells = [
        cell
        for sheet in sheets
        for row in csv.reader(io.StringIO(sheet.read_text("utf8")))
        for cell in row
    ]
    return "\n".join(cells)


async def test_formulas_in_answers_names_and_plans_reach_every_spreadsheet_as_they_were_written(
    program: Program, standin: Standin
) -> None:
    program.env["VEKHA_LOG__LEVEL"] = "INFO"
    program.start()
    await until(lambda: standin.world.ledger.calls["getupdates"])
    await _invited(program, standin)
    await _answered(program, standin)
    people.say(standin.world, COORDINATOR, "/report")
    await until(lambda: said_to(standin, COORDINATOR, "Отчёт"))
    written = {NAME, JOB, WORK, *ANSWERS}
    by_chat, by_shell = program.directory / "chat.xlsx", program.directory / "shell.xlsx"
    by_chat.write_bytes(await _by_chat(standin, "xlsx"))
    done = await asyncio.to_thread(
        program.command, "report", "--format", "xlsx", "--out", by_shell.name
    )
    assert done.returncode == 0, done.stderr
    for workbook in (by_chat, by_shell):
        assert written <= _texts(workbook)
    archive = zipfile.ZipFile(io.BytesIO(await _by_chat(standin, "zip")))
    listed = archive.read("перечень.csv").decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(listed), delimiter=";") for cell in row]
    assert f"'{NAME}" in cells
    assert "'=1+2" in cells
    assert [cell for cell in cells if cell.startswith(SIGNS)] == []
    shown = await asyncio.to_thread(_shown_by_libreoffice, by_chat)
    assert [text for text in written if text.strip() not in shown] == []
