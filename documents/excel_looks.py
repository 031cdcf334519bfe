"""What an .xlsx sheet shows beside its values: dates shown as a month alone, and rows that are hidden."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from documents.limits import open_part
from documents.word_numbering import parse_part

_NAME = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_BUILT_IN_MONTH = 17  # «mmm-yy», the only one of the built-in forms that shows a month and no day
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


@dataclass(frozen=True, slots=True)
class Looks:
    """Cells (row, column) that show a month alone, and hidden rows, counted from 0."""

    months: frozenset[tuple[int, int]] = frozenset()
    hidden: frozenset[int] = frozenset()


def looks_of(archive: zipfile.ZipFile) -> dict[str, Looks]:
    """The looks of each sheet by its name."""
    months = _month_styles(parse_part(archive, "xl/styles.xml"))
    return {name: _of_sheet(archive, part, months) for name, part in _sheets(archive).items()}


def _month_styles(styles: Any) -> frozenset[str]:
    """The numbers of the cell styles that show a month without a day."""
    if styles is None:
        return frozenset()
    forms = {node.get("numFmtId", ""): node.get("formatCode", "") for node in styles.iterfind("{*}numFmts/{*}numFmt")}
    used = [node.get("numFmtId", "0") for node in styles.iterfind("{*}cellXfs/{*}xf")]
    return frozenset(str(index) for index, form in enumerate(used) if _is_month(form, forms))


def _is_month(form: str, forms: Mapping[str, str]) -> bool:
    letters = set(_QUOTED.sub("", forms.get(form, "")).lower())
    return form == str(_BUILT_IN_MONTH) or ("m" in letters and not letters & set("dhs"))


def _sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of each sheet by the sheet's name."""
    book, relations = parse_part(archive, "xl/workbook.xml"), parse_part(archive, "xl/_rels/workbook.xml.rels")
    if book is None or relations is None:
        return {}
    targets = {node.get("Id"): node.get("Target", "") for node in relations}
    found: dict[str, str] = {}
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        link = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
        part = posixpath.normpath(posixpath.join("xl", targets.get(link, ""))).lstrip("/")
        found[sheet.get("name", "")] = part.removeprefix("xl//")
    return found


def _of_sheet(archive: zipfile.ZipFile, part: str, styles: frozenset[str]) -> Looks:
    if part not in archive.namelist():
        return Looks()
    months: set[tuple[int, int]] = set()
    hidden: set[int] = set()
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    with open_part(archive, part) as stream:
        for _, row in etree.iterparse(stream, events=("end",), tag="{*}row", **options):
            if row.get("hidden") in ("1", "true") and row.get("r", "").isdecimal():
                hidden.add(int(row.get("r")) - 1)
            months.update(_place(cell.get("r", "")) for cell in row if cell.get("s") in styles)
            row.clear()
    return Looks(frozenset(months), frozenset(hidden))


def _place(name: str) -> tuple[int, int]:
    """«C5» as (4, 2)."""
    match = _NAME.fullmatch(name)
    if match is None:
        return -1, -1
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1
