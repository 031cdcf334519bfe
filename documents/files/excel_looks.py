"""What an .xlsx sheet shows beside its values: forms of dates and shares, colours, struck-out and
hidden cells, and where a value is missing.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from lxml import etree

from documents.files.limits import open_part
from documents.files.word_numbering import parse_part

_NAME = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
#: Of the built-in forms those that matter here [ECMA-376-1 18.8.30].
_BUILT_IN = {
    "9": "0%",
    "10": "0.00%",
    "14": "dd.mm.yyyy",
    "15": "d-mmm-yy",
    "16": "d-mmm",
    "17": "mmm-yy",
    "22": "dd.mm.yyyy hh:mm",
}
_COLUMN = re.compile(r"[0-9]{1,5}")
#: What a formula works with is cut: «=DATE(2026,3,15)» would be read as that day.
_WITHIN_BRACKETS = re.compile(r"\(.*", re.DOTALL)
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_OPTIONS: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
}

#: A cell by its row and column, counted from 0.
Place = tuple[int, int]


class Form(Enum):
    """How a number is shown: a date by its month, by day and month, or whole; a share of 100."""

    MONTH = "month"
    DAY = "day"
    DATE = "date"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Looks:
    """What cells look like; rows and columns are counted from 0.

    `missing` are cells whose value is an error («#REF!») or was never worked out («=C5+30»);
    `texts` is what is left of texts that are struck out in part.
    """

    forms: Mapping[Place, Form] = field(default_factory=dict)
    shaded: frozenset[Place] = frozenset()
    struck: frozenset[Place] = frozenset()
    missing: Mapping[Place, str] = field(default_factory=dict)
    texts: Mapping[Place, str] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Styles:
    """The numbers of the cell styles with a look of their own."""

    forms: Mapping[str, Form]
    shaded: frozenset[str]
    struck: frozenset[str]


def looks_of(archive: zipfile.ZipFile) -> dict[str, Looks]:
    """The looks of each sheet by its name."""
    root = parse_part(archive, "xl/styles.xml")
    styles = _Styles(_formed_styles(root), _shaded_styles(root), _struck_styles(root))
    texts = _struck_in_part(archive)
    return {
        name: _of_sheet(archive, part, styles, texts) for name, part in _sheets(archive).items()
    }


def _formed_styles(styles: Any) -> dict[str, Form]:
    if styles is None:
        return {}
    named = {
        node.get("numFmtId", ""): node.get("formatCode", "")
        for node in styles.iterfind("{*}numFmts/{*}numFmt")
    }
    used = [node.get("numFmtId", "0") for node in styles.iterfind("{*}cellXfs/{*}xf")]
    found = (
        (str(index), _form(named.get(one, _BUILT_IN.get(one, ""))))
        for index, one in enumerate(used)
    )
    return {index: form for index, form in found if form is not None}


def _form(written: str) -> Form | None:
    letters = set(_QUOTED.sub("", written).lower())
    if "%" in letters:
        return Form.PERCENT
    if "m" not in letters or letters & set("hs"):
        return None
    if "d" not in letters:
        return Form.MONTH
    return Form.DATE if "y" in letters else Form.DAY


def _struck_styles(styles: Any) -> frozenset[str]:
    """The numbers of the cell styles whose font is struck out."""
    if styles is None:
        return frozenset()
    fonts = [_is_struck(node) for node in styles.iterfind("{*}fonts/{*}font")]
    used = [node.get("fontId", "0") for node in styles.iterfind("{*}cellXfs/{*}xf")]
    known = {str(number) for number, struck in enumerate(fonts) if struck}
    return frozenset(str(index) for index, font in enumerate(used) if font in known)


def _is_struck(look: Any) -> bool:
    strike = look.find("{*}strike")
    return strike is not None and strike.get("val", "1") not in ("0", "false")


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


def _struck_in_part(archive: zipfile.ZipFile) -> dict[str, str]:
    """What is left of each shared text of which some words are struck out, by its number."""
    part = "xl/sharedStrings.xml"
    if part not in archive.namelist():
        return {}
    with open_part(archive, part) as stream:
        if b"strike" not in stream.read():
            return {}
    found: dict[str, str] = {}
    with open_part(archive, part) as stream:
        events = etree.iterparse(stream, events=("end",), tag="{*}si", **_OPTIONS)
        for number, (_, text) in enumerate(events):
            runs = text.findall("{*}r")
            looks = [run.find("{*}rPr") for run in runs]
            struck = [look is not None and _is_struck(look) for look in looks]
            if any(struck):
                shown = (run for run, off in zip(runs, struck, strict=True) if not off)
                found[str(number)] = "".join(run.findtext("{*}t") or "" for run in shown)
            text.clear()
    return found


def _of_sheet(
    archive: zipfile.ZipFile, part: str, styles: _Styles, texts: Mapping[str, str]
) -> Looks:
    if part not in archive.namelist():
        return Looks()
    forms: dict[Place, Form] = {}
    missing: dict[Place, str] = {}
    shown: dict[Place, str] = {}
    shaded: set[Place] = set()
    struck: set[Place] = set()
    hidden: set[int] = set()
    columns: set[int] = set()
    with open_part(archive, part) as stream:
        events = etree.iterparse(stream, events=("end",), tag=("{*}row", "{*}col"), **_OPTIONS)
        for _, node in events:
            is_hidden = node.get("hidden") in ("1", "true")
            if etree.QName(node).localname == "col":
                if is_hidden:
                    columns.update(_columns(node))
                continue
            if is_hidden and node.get("r", "").isdecimal():
                hidden.add(int(node.get("r")) - 1)
            for cell in node:
                style = cell.get("s")
                if style in styles.forms:
                    forms[_place(cell)] = styles.forms[style]
                if style in styles.shaded:
                    shaded.add(_place(cell))
                if style in styles.struck:
                    struck.add(_place(cell))
                if (words := _missing(cell)) is not None:
                    missing[_place(cell)] = words
                if texts and cell.get("t") == "s" and (own := cell.findtext("{*}v")) in texts:
                    shown[_place(cell)] = texts[own]
            node.clear()
    return Looks(
        forms,
        frozenset(shaded),
        frozenset(struck),
        missing,
        shown,
        frozenset(hidden),
        frozenset(columns),
    )


def _columns(node: Any) -> range:
    first, last = node.get("min", ""), node.get("max", "")
    if not (_COLUMN.fullmatch(first) and _COLUMN.fullmatch(last)):
        return range(0)
    return range(int(first) - 1, int(last))


def _missing(cell: Any) -> str | None:
    """The error in a cell, or its formula where no value was ever stored; None for any other."""
    if cell.get("t") == "e":
        return cell.findtext("{*}v") or "#REF!"
    if not len(cell) or not str(cell[0].tag).endswith("}f"):
        return None
    value = cell.find("{*}v")
    if value is not None and (value.text or cell.get("t") == "str"):
        return None  # a formula may well give an empty text
    return "=" + _WITHIN_BRACKETS.sub("(…)", cell[0].text or "…")


def _place(cell: Any) -> Place:
    """«C5» as (4, 2)."""
    match = _NAME.fullmatch(cell.get("r", ""))
    if match is None:
        return -1, -1
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1
