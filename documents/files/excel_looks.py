"""What an .xlsx sheet shows beside its values: months without days, colours, hidden rows."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from documents.files.limits import open_part
from documents.files.word_numbering import parse_part

_NAME = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_BUILT_IN_MONTH = 17  # «mmm-yy», the only one of the built-in forms that shows a month and no day
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


@dataclass(frozen=True, slots=True)
class Looks:
    """Cells (row, column) that show a month alone or a colour, and hidden rows, counted from 0."""

    months: frozenset[tuple[int, int]] = frozenset()
    hidden: frozenset[int] = frozenset()
    shaded: frozenset[tuple[int, int]] = frozenset()


def looks_of(archive: zipfile.ZipFile) -> dict[str, Looks]:
    """The looks of each sheet by its name."""
    styles = parse_part(archive, "xl/styles.xml")
    months, shaded = _month_styles(styles), _shaded_styles(styles)
    return {
        name: _of_sheet(archive, part, months, shaded) for name, part in _sheets(archive).items()
    }


def _month_styles(styles: Any) -> frozenset[str]:
    """The numbers of the cell styles that show a month without a day."""
    if styles is None:
        return frozenset()
    forms = {
        node.get("numFmtId", ""): node.get("formatCode", "")
        for node in styles.iterfind("{*}numFmts/{*}numFmt")
    }
    used = [node.get("numFmtId", "0") for node in styles.iterfind("{*}cellXfs/{*}xf")]
    return frozenset(str(index) for index, form in enumerate(used) if _is_month(form, forms))


def _shaded_styles(styles: Any) -> frozenset[str]:
    """The numbers of the cell styles that fill a cell with a colour other than white."""
    if styles is None:
        return frozenset()
    fills = [_is_coloured(node) for node in styles.iterfind("{*}fills/{*}fill")]
    used = [node.get("fillId", "0") for node in styles.iterfind("{*}cellXfs/{*}xf")]
    known = {str(number) for number, coloured in enumerate(fills) if coloured}
    return frozenset(str(index) for index, fill in enumerate(used) if fill in known)


def _is_coloured(fill: Any) -> bool:
    colour = fill.find("{*}patternFill[@patternType='solid']/{*}fgColor")
    if colour is None:
        return False
    return colour.get("theme") != "0" and not colour.get("rgb", "").upper().endswith("FFFFFF")


def _is_month(form: str, forms: Mapping[str, str]) -> bool:
    letters = set(_QUOTED.sub("", forms.get(form, "")).lower())
    return form == str(_BUILT_IN_MONTH) or ("m" in letters and not letters & set("dhs"))


def _sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of each sheet by the sheet's name."""
    book, relations = (
        parse_part(archive, "xl/workbook.xml"),
        parse_part(archive, "xl/_rels/workbook.xml.rels"),
    )
    if book is None or relations is None:
        return {}
    targets = {node.get("Id"): node.get("Target", "") for node in relations}
    found: dict[str, str] = {}
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        link = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
        part = posixpath.normpath(posixpath.join("xl", targets.get(link, ""))).lstrip("/")
        found[sheet.get("name", "")] = part.removeprefix("xl//")
    return found


def _of_sheet(
    archive: zipfile.ZipFile, part: str, styles: frozenset[str], colours: frozenset[str]
) -> Looks:
    if part not in archive.namelist():
        return Looks()
    months: set[tuple[int, int]] = set()
    shaded: set[tuple[int, int]] = set()
    hidden: set[int] = set()
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    with open_part(archive, part) as stream:
        for _, row in etree.iterparse(stream, events=("end",), tag="{*}row", **options):
            if row.get("hidden") in ("1", "true") and row.get("r", "").isdecimal():
                hidden.add(int(row.get("r")) - 1)
            months.update(_place(cell.get("r", "")) for cell in row if cell.get("s") in styles)
            shaded.update(_place(cell.get("r", "")) for cell in row if cell.get("s") in colours)
            row.clear()
    return Looks(frozenset(months), frozenset(hidden), frozenset(shaded))


def _place(name: str) -> tuple[int, int]:
    """«C5» as (4, 2)."""
    match = _NAME.fullmatch(name)
    if match is None:
        return -1, -1
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1
