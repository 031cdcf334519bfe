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

#: What somebody is called there: «участник», «ответственное лицо», «работник».
_WHO = (
    r"(?:участник\w*|сотрудник\w*|работник\w*|исполнител\w+|(?:должностн|контактн)\w+\s+лиц\w+"
    r"|ответственн\w+(?:\s+(?:лиц\w+|исполнител\w+|работник\w*|сотрудник\w*|специалист\w*))?)"
)
#: What stands behind «ФИО» only: alone it may be somebody's job in a list without headings.
_WHOSE = rf"(?:{_WHO}|специалист\w*|руководител\w+|куратор\w*|педагог\w*|учител\w+|директор\w*)"
_FULL = (
    r"(?:ф\s*\.?\s*и\s*\.?\s*о\s*\.?|фамили\w+\s*,?\s*(?:и\.?\s*о\.?|инициалы)"
    r"|фамили\w+\s*,?\s*(?:и\s+)?имя(?:\s*,?\s*(?:и\s+)?отчеств\w+)?|имя\s*,?\s*(?:и\s+)?фамили\w+"
    r"|полное имя)"
)
_ITEMS = r"(?:пункт\w*|п\.\s?п\.|пп\.?|мероприяти\w+|задач\w*)"
#: Columns by their headings, without what stands in brackets; a heading is the first that it fits.
_HEADINGS = (
    ("surname", re.compile(rf"фамили\w+(?:\s+{_WHOSE})?")),
    ("first", re.compile(rf"имя(?:\s+{_WHOSE})?")),
    ("patronymic", re.compile(rf"отчеств\w+(?:\s+{_WHOSE})?")),
    ("name", re.compile(
        rf"{_FULL}(?:\s+(?:полностью|{_WHOSE}))?|{_WHO}(?:\s*[,(]?\s*{_FULL}\)?)?"
    )),
    ("job", re.compile(r"(?:занимаем\w+\s+)?должност\w*(?:\s+.+)?|пост|профессия")),
    ("body", re.compile(
        r"(?:место|наименование|название)\s+(?:работы|организаци\w+|учреждени\w+|оу|оо|школы)|(?:образовательн\w+\s+)?"
        r"(?:организаци\w+|учреждени\w+)|оу|оо|школа|отдел|подразделени\w+|структурн\w+\s+подразделени\w+|ведомств\w+|орган"
        r"|предприяти\w+|управлени\w+"
    )),
    ("items", re.compile(
        rf"(?:(?:номера?|№+)\s*)?{_ITEMS}(?:\s+(?:плана|дорожн\w+ карт\w+|программы))?"
        rf"|назначени\w+|отвечает за(?:\s+{_ITEMS})?|закрепл\w+\s+пункт\w*"
    )),
)  # fmt: skip
_NAMES = frozenset({"name", "surname"})
_HEADING_WITHIN = 10
_MAX_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of a list; `items` are addresses as written («1-3, 7.2»), «» where none."""

    name: str
    job: str = ""
    items: str = ""
    body: str = ""

    @property
    def post(self) -> str:
        """«директор, СОШ № 5»: what tells namesakes apart."""
        return ", ".join(part for part in (self.job, self.body) if part)


def read_people(content: bytes, file_name: str) -> list[PersonRow]:
    """The people of a .csv (UTF-8 or Windows-1251; «;», «,» or tabs) or .xlsx file, in order, empty
    rows left out.

    Raises UnreadableDocument: «error-people-unreadable» for a file that is neither,
    «error-people-headings» where no row has the heading ФИО or Фамилия.
    """
    rows = (
        _excel_rows(content)
        if content[:2] == b"PK" or file_name.lower().endswith(".xlsx")
        else _csv_rows(content)
    )
    headed = ((number, _columns(row)) for number, row in enumerate(rows[:_HEADING_WITHIN]))
    heading, columns = next((found for found in headed if _NAMES & found[1].keys()), (0, {}))
    if not columns:
        raise UnreadableDocument("error-people-headings")
    people: list[PersonRow] = []
    for row in rows[heading + 1 : _MAX_ROWS]:
        texts = {what: " ".join(row[at].split()) for what, at in columns.items() if at < len(row)}
        in_parts = [texts.pop(part, "") for part in ("surname", "first", "patronymic")]
        name = texts.pop("name", "") or " ".join(part for part in in_parts if part)
        people.append(PersonRow(name, **texts))
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
        words = " ".join(text.replace("\u00ad", "").split()).lower().strip(" :*.")
        short = re.sub(r"\s*\([^()]*\)", "", words).strip(" :*.")
        what = next((what for what, is_headed in _HEADINGS if is_headed.fullmatch(short)), None)
        if what:
            columns.setdefault(what, number)
    if "surname" in columns and "first" not in columns and "name" not in columns:
        columns["name"] = columns.pop("surname")
    return columns


def _csv_rows(content: bytes) -> list[list[str]]:
    text = decoded(content).replace("\x00", "")
    lines = [line for line in text.splitlines() if line.strip()][:_HEADING_WITHIN]
    # «Фамилия, имя, отчество» and «1-3, 7.2» have commas, which separate where nothing else does.
    delimiter = next(
        (sign for sign in ";\t" if 2 * sum(sign in one for one in lines) > len(lines)), ","
    )
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
