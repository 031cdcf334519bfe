"""Word's automatic numbers: no paragraph's text has them, the numbering definitions do."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from documents.files.limits import open_part
from documents.files.strict import as_usual
from documents.files.word_counting import W

_VALUE = f"{W}val"
_LOWER = "абвгдежзиклмнопрстуфхцчшщэюя"
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
)
_ROMAN_SMALL = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(slots=True)
class _Level:
    form: str
    template: str
    start: int


@dataclass(slots=True)
class _List:
    """Lists with the same `key` count together: those of one definition, unless one restarts."""

    key: str
    levels: dict[int, _Level]


@dataclass(slots=True)
class Numbering:
    """Counts the numbered paragraphs of one document; ask for labels in the document's order."""

    archive: zipfile.ZipFile
    _lists: dict[str, _List] | None = None
    _styles: dict[str, tuple[str, int]] | None = None
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, paragraph: Any) -> str:
        """The number that Word prints before `paragraph` («1.», «а)», «-»); «» without one."""
        look = paragraph.find(f"{W}pPr")
        if look is None:
            return ""
        list_id, level = self._place(look)
        if list_id in (None, "0"):
            return ""
        if self._lists is None:
            self._lists = _read_lists(self.archive)
        found = self._lists.get(str(list_id))
        return self._count(found, level) if found and level in found.levels else ""

    def _place(self, look: Any) -> tuple[str | None, int]:
        """The list and level that a paragraph names itself or by its style."""
        own = look.find(f"{W}numPr")
        style = look.find(f"{W}pStyle")
        list_id, level = _list_and_level(own) if own is not None else (None, 0)
        if list_id is None and style is not None:
            if self._styles is None:
                self._styles = _read_styles(self.archive)
            list_id, level = self._styles.get(style.get(_VALUE), (None, 0))
        return list_id, level

    def _count(self, found: _List, level: int) -> str:
        counts = self._counts.setdefault(found.key, {})
        counts[level] = counts.get(level, found.levels[level].start - 1) + 1
        for deeper in [number for number in counts if number > level]:
            del counts[deeper]
        here = found.levels[level]
        if here.form == "bullet":
            return "-"
        return re.sub(
            r"%(\d)", lambda match: self._number(found, int(match[1]) - 1), here.template
        ).strip()

    def _number(self, found: _List, level: int) -> str:
        known = found.levels.get(level)
        if known is None:
            return ""
        return _written(self._counts[found.key].get(level, known.start), known.form)


def _written(number: int, form: str) -> str:
    if form in ("upperRoman", "lowerRoman"):
        return _roman(number) if form == "upperRoman" else _roman(number).lower()
    if form in ("russianLower", "russianUpper", "lowerLetter", "upperLetter"):
        letters = _LOWER if form.startswith("russian") else "abcdefghijklmnopqrstuvwxyz"
        letter = letters[(number - 1) % len(letters)]
        return letter.upper() if form.endswith(("Upper", "upperLetter")) else letter
    return "" if form == "none" else str(number)


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN + _ROMAN_SMALL:
        while number >= value and len(text) < 20:
            text += sign
            number -= value
    return text


def _list_and_level(own: Any) -> tuple[str | None, int]:
    list_id = own.find(f"{W}numId")
    level = own.find(f"{W}ilvl")
    return (list_id.get(_VALUE) if list_id is not None else None), _whole(level, 0)


def _whole(node: Any, default: int) -> int:
    value = node.get(_VALUE) if node is not None else None
    return int(value) if value is not None and re.fullmatch(r"\d{1,6}", value) else default


def parse_part(archive: zipfile.ZipFile, name: str) -> Any:
    """Parse a small part of an Office file, no entities, no network; None if it is missing."""
    if name not in archive.namelist():
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    with open_part(archive, name) as stream:
        return etree.parse(as_usual(stream), parser).getroot()


def _read_lists(archive: zipfile.ZipFile) -> dict[str, _List]:
    root = parse_part(archive, "word/numbering.xml")
    if root is None:
        return {}
    definitions = {
        node.get(f"{W}abstractNumId"): _levels(node) for node in root.findall(f"{W}abstractNum")
    }
    lists: dict[str, _List] = {}
    for number in root.findall(f"{W}num"):
        reference = number.find(f"{W}abstractNumId")
        definition = reference.get(_VALUE) if reference is not None else None
        restarts = number.find(f"{W}lvlOverride/{W}startOverride") is not None
        key = f"list {number.get(f'{W}numId')}" if restarts else f"definition {definition}"
        lists[number.get(f"{W}numId")] = _List(key, definitions.get(definition, {}))
    return lists


def _levels(definition: Any) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for level in definition.findall(f"{W}lvl"):
        form, template = level.find(f"{W}numFmt"), level.find(f"{W}lvlText")
        levels[int(level.get(f"{W}ilvl", "0"))] = _Level(
            form.get(_VALUE, "decimal") if form is not None else "decimal",
            template.get(_VALUE, "") if template is not None else "",
            _whole(level.find(f"{W}start"), 1),
        )
    return levels


def _read_styles(archive: zipfile.ZipFile) -> dict[str, tuple[str, int]]:
    """The list and level of every paragraph style that numbers."""
    root = parse_part(archive, "word/styles.xml")
    styles: dict[str, tuple[str, int]] = {}
    for own in root.iterfind(f"{W}style/{W}pPr/{W}numPr") if root is not None else ():
        list_id, level = _list_and_level(own)
        if list_id is not None:
            styles[own.getparent().getparent().get(f"{W}styleId")] = (list_id, level)
    return styles
