"""The cells and grid columns of a Word table, for writing into them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from documents.files.word_counting import Gap, W

#: An lxml element; lxml ships no types.
Node = Any

_DELETED = f"{W}tcPr/{W}cellDel"
#: The elements of a cell's properties that must stand before gridSpan and vMerge (the schema orders
#: them).
_CELL_LOOK_ORDER = (
    "cnfStyle",
    "tcW",
    "gridSpan",
    "hMerge",
    "vMerge",
    "tcBorders",
    "shd",
    "noWrap",
    "tcMar",
    "textDirection",
    "tcFitText",
    "vAlign",
    "hideMark",
)


def cells_of(row: Node) -> Iterator[tuple[int, int, Node]]:
    """(first grid column, how many it covers, cell) of a row's own cells, deleted ones, too."""
    column, gap = row_number(row, "gridBefore"), Gap()
    for cell in row.iter(f"{W}tc"):
        if next(cell.iterancestors(f"{W}tr")) is row:
            span = max(1, number_in(cell.find(f"{W}tcPr/{W}gridSpan"), 1))
            first, column = gap.place(cell.find(f"{W}tcPr"), span, column)
            yield first, span, cell


def cell_at(row: Node, column: int) -> Node | None:
    """The cell that covers a grid column; a deleted one where no other does."""
    covering = [cell for first, span, cell in cells_of(row) if first <= column < first + span]
    return min(covering, key=lambda cell: cell.find(_DELETED) is not None, default=None)


def row_number(row: Node, name: str) -> int:
    """`gridBefore` or `gridAfter`: how many grid columns a row leaves out at its ends."""
    return number_in(row.find(f"{W}trPr/{W}{name}"), 0)


def number_in(node: Node | None, default: int) -> int:
    """The whole number in a node's w:val, or `default`."""
    value = node.get(f"{W}val", "") if node is not None else ""
    return int(value) if re.fullmatch(r"\d{1,6}", value) else default


def is_merged_up(cell: Node) -> bool:
    """Whether the cell goes on the cell above it, so that its own text is never shown."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val") != "restart"


def keep_together(row: Node, *, repeats: bool = False) -> None:
    """Have Word keep a row on one page; `repeats`: and print it on top of each further page."""
    look = row.find(f"{W}trPr")
    if look is None:
        look = row.makeelement(f"{W}trPr")
        # After the table's own exceptions, before the cells.
        row.insert(sum(child.tag == f"{W}tblPrEx" for child in row), look)
    for name in ("cantSplit", *(["tblHeader"] if repeats else [])):
        for node in look.findall(f"{W}{name}"):
            look.remove(node)
        # Before what change tracking keeps of a row.
        tracked = (f"{W}ins", f"{W}del", f"{W}trPrChange")
        look.insert(sum(child.tag not in tracked for child in look), look.makeelement(f"{W}{name}"))


def text_of(cell: Node) -> str:
    """The text of a cell or paragraph, paragraphs joined by line feeds."""
    paragraphs = cell.iter(f"{W}p")
    return "\n".join(
        "".join(node.text or "" for node in paragraph.iter(f"{W}t")) for paragraph in paragraphs
    )


def lines_of(cell: Node) -> list[str]:
    """The lines of a cell as they are shown, with those that a break begins within a paragraph."""
    lines = []
    for paragraph in cell.iter(f"{W}p"):
        parts = (
            "\n" if node.tag in (f"{W}br", f"{W}cr") else node.text or ""
            for node in paragraph.iter(f"{W}t", f"{W}br", f"{W}cr")
        )
        lines += "".join(parts).split("\n")
    return lines


def put_look(cell: Node, name: str, value: str | None) -> None:
    """Set (or, by None, remove) one property of a cell, where the schema wants it."""
    look = cell.find(f"{W}tcPr")
    if look is None:
        look = cell.makeelement(f"{W}tcPr")
        cell.insert(0, look)
    node = look.find(f"{W}{name}")
    if value is None:
        if node is not None:
            look.remove(node)
        return
    if node is None:
        before = {f"{W}{other}" for other in _CELL_LOOK_ORDER[: _CELL_LOOK_ORDER.index(name)]}
        node = look.makeelement(f"{W}{name}")
        look.insert(sum(child.tag in before for child in look), node)
    if name == "tcW":
        node.set(f"{W}type", "dxa")
        node.set(f"{W}w", value)
    else:
        node.set(f"{W}val", value)
