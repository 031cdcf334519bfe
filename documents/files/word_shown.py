"""What of a Word document a page shows: no hidden and no struck-out text, no hidden rows, no
deleted cells, no hints of empty content controls.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from documents.files.limits import open_part
from documents.files.word_counting import W
from documents.files.word_numbering import parse_part

#: An lxml element; lxml ships no types.
Node = Any

_RUN, _ROW, _CELL, _CONTROL, _PARAGRAPH = f"{W}r", f"{W}tr", f"{W}tc", f"{W}sdt", f"{W}p"
_TEXT, _LOOK, _PARAGRAPH_LOOK, _VALUE = f"{W}t", f"{W}rPr", f"{W}pPr", f"{W}val"
_STYLE = f"{_PARAGRAPH_LOOK}/{W}pStyle"
#: What takes text off the page: hidden, struck out once, struck out twice.
_OFF = tuple(f"{W}{name}" for name in ("vanish", "strike", "dstrike"))
#: What takes the element two levels above it away as a whole.
_AWAY = (f"{W}hidden", f"{W}cellDel", f"{W}showingPlcHdr")
#: The elements that `Page.meet` wants to see, at their ends.
SIGNS = (*_OFF, *_AWAY)

_STYLES_PART = "word/styles.xml"
#: What follows the name of one of _OFF, in a part as it is stored, where it is switched off.
_SWITCHED_OFF = re.compile(rb"[^>]*=\s*[\"'](?:0|false|off)[\"']")


class Page:
    """What the page shows of the row or the paragraph that is read now.

    Nearly every document hides nothing: `plain` is then true, and no text is looked at twice.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._styles = _styles_that_hide(archive)
        self._away: set[Node] = set()
        self._signs = False
        self.plain = not self._styles

    def meet(self, sign: Node) -> None:
        """Take note of one of SIGNS, before what it concerns is read."""
        if sign.tag in _OFF:
            self._signs = True
        elif _is_on(sign):
            self._away.add(sign.getparent().getparent())
        self.plain = not (self._styles or self._signs or self._away)

    def leave(self, node: Node) -> None:
        """Forget what was met in a row or paragraph that has been read."""
        self._signs = False
        if self._away:
            self._away = {one for one in self._away if one is not node and not _within(one, node)}
        self.plain = not (self._styles or self._away)

    def has(self, node: Node) -> bool:
        """Whether a row, a cell or a paragraph is there at all."""
        return self.plain or not self._away or not any(one in self._away for one in _upwards(node))

    def shows(self, text: Node) -> bool:
        """Whether a text, a break or a field is there and neither hidden nor struck out."""
        if self.plain:
            return True
        run = text.getparent()
        while run is not None and run.tag != _RUN and run.tag != _PARAGRAPH:
            run = run.getparent()  # a field's list stands deeper, a formula's letters in no run
        if run is None or run.tag != _RUN:
            return self.has(text)
        paragraph = next(run.iterancestors(_PARAGRAPH), None)
        return not self._is_off(run.find(_LOOK), paragraph, _OFF) and self.has(text)

    def counts(self, paragraph: Node) -> bool:
        """Whether Word counts a paragraph in its list: a hidden one it does not."""
        return self.plain or (self.has(paragraph) and not self._mark_is_off(paragraph, _OFF[:1]))

    def shows_mark(self, paragraph: Node) -> bool:
        """Whether a paragraph's end, and with it its automatic number, is on the page."""
        return self.plain or (self.has(paragraph) and not self._mark_is_off(paragraph, _OFF))

    def is_struck_through(self, row: Node) -> bool:
        """Whether all that a row says is hidden or struck out."""
        if self.plain:
            return False
        texts = [text for text in row.iter(_TEXT) if (text.text or "").strip()]
        return bool(texts) and not any(self.shows(text) for text in texts)

    def _mark_is_off(self, paragraph: Node, names: Sequence[str]) -> bool:
        return self._is_off(paragraph.find(f"{_PARAGRAPH_LOOK}/{_LOOK}"), paragraph, names)

    def _is_off(self, look: Node | None, paragraph: Node | None, names: Sequence[str]) -> bool:
        """By the look itself, or by styles: where both the run's and the paragraph's style strike
        it out, it is not [ECMA-376-1 17.7.3].
        """
        own = look.find(f"{W}rStyle") if look is not None else None
        above = paragraph.find(_STYLE) if paragraph is not None else None
        styles = [self._styles.get(one.get(_VALUE, "")) for one in (own, above) if one is not None]
        for name in names:
            given = look.find(name) if look is not None else None
            by_style = sum(name in taken for taken in styles if taken) == 1
            if _is_on(given) if given is not None else by_style:
                return True
        return False


def _styles_that_hide(archive: zipfile.ZipFile) -> dict[str, frozenset[str]]:
    """By its id what each style takes off the page, its own or that of a style it is based on."""
    if _STYLES_PART not in archive.namelist():
        return {}
    with open_part(archive, _STYLES_PART) as stream:
        part = stream.read()
    signs = [sign for name in (b"vanish", b"strike") for sign in part.split(name)[1:]]
    if all(map(_SWITCHED_OFF.match, signs)):
        return {}  # as nearly always, which a search tells sooner than a parser
    root = parse_part(archive, _STYLES_PART)
    styles = {node.get(f"{W}styleId", ""): node for node in root.iterfind(f"{W}style")}
    found = {name: frozenset(_taken_off(node, styles)) for name, node in styles.items()}
    return {name: taken for name, taken in found.items() if taken}


def _taken_off(style: Node, styles: Mapping[str, Node]) -> Iterable[str]:
    line: list[Node] = []
    while style is not None and style not in line:
        line.append(style)
        based = style.find(f"{W}basedOn")
        style = styles.get(based.get(_VALUE, "")) if based is not None else None
    for name in _OFF:
        given = (one.find(f"{_LOOK}/{name}") for one in line)
        if _is_on(next((one for one in given if one is not None), None)):
            yield name


def _is_on(switch: Node | None) -> bool:
    return switch is not None and switch.get(_VALUE, "true") not in ("false", "0", "off")


def _upwards(node: Node) -> Iterable[Node]:
    yield node
    yield from node.iterancestors(_ROW, _CELL, _CONTROL)


def _within(node: Node, around: Node) -> bool:
    return any(one is around for one in node.iterancestors(around.tag))
