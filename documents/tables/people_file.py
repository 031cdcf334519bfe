"""Lists of people: CSV or Excel (ФИО, должность, пункты) in, CSV of names and links out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from documents.files.decoding import decoded
from documents.files.formulas import quoted
from roadmap.errors import UnreadableDocument

_HEADINGS = (
    (
        "name",
        re.compile(
            r"ф\.?\s*и\.?\s*о\.?|фамили.*|имя|участник|сотрудник|ответственн(ый|ые)(\s+лиц[оа])?"
        ),
    ),
    ("job", re.compile(r"должност.*|место работы|организаци.*|учреждени.*")),
    ("items", re.compile(r"(номера?\s+)?пункт.*|№\s*пункт.*|назначени.*")),
)
_HEADING_WITHIN = 10
_MAX_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of a list; `items` are addresses as written («1-3, 7.2»), «» where none."""

    name: str
    job: str = ""
    items: str = ""


def read_people(content: bytes, file_name: str) -> list[PersonRow]:
    """The people of a .csv (UTF-8 or Windows-1251; «;», «,» or tabs) or .xlsx file, in order, empty
    rows left out.

    Raises UnreadableDocument: «error-people-unreadable» for a file that is neither,
    «error-people-headings» where no row has the heading ФИО.
    """
    rows = (
        _excel_rows(content)
        if content[:2] == b"PK" or file_name.lower().endswith(".xlsx")
        else _csv_rows(content)
    )
    headed = ((number, _columns(row)) for number, row in enumerate(rows[:_HEADING_WITHIN]))
    heading, columns = next((found for found in headed if "name" in found[1]), (0, {}))
    if not columns:
        raise UnreadableDocument("error-people-headings")
    people: list[PersonRow] = []
    for row in rows[heading + 1 : _MAX_ROWS]:
        texts = {what: " ".join(row[at].split()) for what, at in columns.items() if at < len(row)}
        people.append(PersonRow(**{"name": "", **texts}))
    return [person for person in people if person.name]


def write_links(links: Iterable[tuple[str, str]]) -> bytes:
    """CSV with the headings ФИО, ссылка; UTF-8 with a mark and «;», as Excel opens it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(("ФИО", "ссылка"))
    writer.writerows((quoted(name), link) for name, link in links)
    return out.getvalue().encode("utf-8-sig")


def _columns(row: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for number, text in enumerate(row):
        words = " ".join(text.replace("\u00ad", "").split()).lower().strip(" :*")
        what = next((what for what, pattern in _HEADINGS if pattern.fullmatch(words)), None)
        if what:
            columns.setdefault(what, number)
    return columns


def _csv_rows(content: bytes) -> list[list[str]]:
    text = decoded(content).replace("\x00", "")
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";,\t", key=first.count)
    try:
        return list(islice(csv.reader(io.StringIO(text), delimiter=delimiter), _MAX_ROWS))
    except csv.Error:
        raise UnreadableDocument("error-people-unreadable") from None


def _excel_rows(content: bytes) -> list[list[str]]:
    # Imported where it is used: lists of people come once a year.
    from python_calamine import CalamineError, load_workbook

    try:
        sheet = load_workbook(io.BytesIO(content)).get_sheet_by_index(0)
        return [[_cell(value) for value in row] for row in sheet.to_python(nrows=_MAX_ROWS)]
    except (CalamineError, OSError):
        raise UnreadableDocument("error-people-unreadable") from None


def _cell(value: object) -> str:
    """Whole numbers come as floats; «6.1» typed into a cell is a float that means an address."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
