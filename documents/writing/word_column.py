"""One more column at the right of a Word table, with the page kept wide enough for it."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Any

from documents.files.word_counting import W, rows_of
from documents.writing.word_fill import new_cell
from documents.writing.word_table import cells_of, lines_of, put_look, row_number

#: An lxml element; lxml ships no types.
Node = Any

# Lengths are twips, twentieths of a point.
_SHARE = 0.29  # of the table's width, for what was done: as wide as such reports print it
_NARROW = 900  # a column of numbers, which would break its figures if it shrank
_PRINTERS_EDGE = 400  # what a printer leaves white, some 7 mm
_A_LANDSCAPE_TEXT = 11_000  # narrower pages hold four columns, not five
_A4 = (11_906, 16_838)
_LETTER, _EDGES = 125, 230  # of a letter of 12 points, and of a cell's two margins
_LONGEST_WORD = 22  # of a longer one, a link, a part may go to the next line
_UNKNOWN = 2000  # where the file does not say how wide a column is


def add_column(table: Node, body: Node, *, items: frozenset[int], headers: frozenset[int]) -> int:
    """Add an empty column at the right; rows are counted from 0; return its grid column.

    Merged heading rows grow by it, every other row gets a cell. The widths are set anew so that the
    page holds them, and an upright page with four columns already is turned on its side.
    """
    rows = rows_of(table)
    old = _grid(table, rows)
    section = _section_of(table, body)
    if len(old) >= 4 and _text_width(section) < _A_LANDSCAPE_TEXT:
        _turn(section)
    *given, added = _widths(old, _text_width(section))
    new = [*_with_whole_words(given, _needs(rows, len(old))), added]
    for number, row in enumerate(rows):
        _grow(row, is_item=number in items, is_header=number in headers, width=len(old))
    _set_widths(table, rows, new)
    return len(old)


def _grid(table: Node, rows: list[Node]) -> list[int]:
    """The widths of the grid's columns; equal ones where the file does not say."""
    written = [int(node.get(f"{W}w") or 0) for node in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    count = max(
        (
            first + span + row_number(row, "gridAfter")
            for row in rows
            for first, span, _ in cells_of(row)
        ),
        default=0,
    )
    if len(written) >= count and all(written):
        return written[:count]
    return [_UNKNOWN] * count


def keep_on_paper(table: Node, body: Node) -> None:
    """Shrink a table that ends where a printer would cut it; leave any other alone."""
    rows = rows_of(table)
    old = _grid(table, rows)
    section = _section_of(table, body)
    size = section.find(f"{W}pgSz") if section is not None else None
    margins = section.find(f"{W}pgMar") if section is not None else None
    if _length(margins, "left", 1440) + sum(old) > _length(size, "w", _A4[0]) - _PRINTERS_EDGE:
        _set_widths(table, rows, _fitted(old, _text_width(section)))


def _widths(old: list[int], page: int) -> list[int]:
    """The old columns with the new one: the page's rest, or at least its share of the page."""
    new = min(max(page - sum(old), round(page * _SHARE)), round(page * 0.36))
    return [*_fitted(old, page - new), new]


def _fitted(old: list[int], width: int) -> list[int]:
    """The columns within `width`, shrunk alike but for those of numbers; none grows."""
    narrow = sum(one for one in old if one <= _NARROW)
    scale = min(1.0, (width - narrow) / max(1, sum(old) - narrow))
    return [one if one <= _NARROW else round(one * scale) for one in old]


def _needs(rows: list[Node], columns: int) -> list[int]:
    """How wide each column must be to tear none of its words."""
    needs = [0] * columns
    for row in rows:
        for first, span, cell in cells_of(row):
            if span == 1 and first < columns:
                words = re.split(r"[\s-]+", "\n".join(lines_of(cell)))
                longest = max(map(len, words), default=0)
                needs[first] = max(needs[first], _EDGES + _LETTER * min(longest, _LONGEST_WORD))
    return needs


def _with_whole_words(widths: list[int], needs: list[int]) -> list[int]:
    """The columns with what one can spare given to another in which a word would be torn."""
    lacks = [max(0, need - width) for width, need in zip(widths, needs, strict=True)]
    spare = [
        max(0, width - need) if width > _NARROW else 0
        for width, need in zip(widths, needs, strict=True)
    ]
    moved = min(sum(lacks), sum(spare))
    if not moved:
        return widths
    return [
        width + moved * lack // sum(lacks) - moved * rest // sum(spare)
        for width, lack, rest in zip(widths, lacks, spare, strict=True)
    ]


def _grow(row: Node, *, is_item: bool, is_header: bool, width: int) -> None:
    cells = list(cells_of(row))
    if not cells:
        return
    _, span, last = cells[-1]
    after = row_number(row, "gridAfter")
    if not is_item and not is_header and not after and (span == width or span > 1):
        put_look(last, "gridSpan", str(span + 1))
        return
    cell = new_cell(last)
    last.addnext(cell)
    # An item or heading that runs over several rows has one report cell over all of them.
    merge = cells[0][2].find(f"{W}tcPr/{W}vMerge")
    if merge is not None:
        put_look(cell, "vMerge", merge.get(f"{W}val", "continue"))
    if after:
        put_look(cell, "gridSpan", str(after + 1))
        row.find(f"{W}trPr").remove(row.find(f"{W}trPr/{W}gridAfter"))


def _set_widths(table: Node, rows: list[Node], widths: list[int]) -> None:
    grid = table.find(f"{W}tblGrid")
    if grid is None:
        grid = table.makeelement(f"{W}tblGrid")
        table.insert(sum(child.tag == f"{W}tblPr" for child in table), grid)
    for node in list(grid):
        grid.remove(node)
    for width in widths:
        grid.append(grid.makeelement(f"{W}gridCol", {f"{W}w": str(width)}))
    total = table.find(f"{W}tblPr/{W}tblW")
    if total is not None and total.get(f"{W}type") == "dxa":
        total.set(f"{W}w", str(sum(widths)))
    edges = [0, *accumulate(widths)]
    for row in rows:
        for first, span, cell in cells_of(row):
            put_look(
                cell,
                "tcW",
                str(edges[min(first + span, len(widths))] - edges[min(first, len(widths))]),
            )


def _section_of(table: Node, body: Node) -> Node | None:
    """The page settings of a table: the next section end, in a paragraph or the body's end."""
    top = table
    while top.getparent() is not body and top.getparent() is not None:
        top = top.getparent()
    for follower in top.itersiblings():
        section = follower if follower.tag == f"{W}sectPr" else follower.find(f"{W}pPr/{W}sectPr")
        if section is not None:
            return section
    return None


def _text_width(section: Node | None) -> int:
    size = section.find(f"{W}pgSz") if section is not None else None
    margins = section.find(f"{W}pgMar") if section is not None else None
    width = _length(size, "w", _A4[0])
    return max(3000, width - _length(margins, "left", 1440) - _length(margins, "right", 1440))


def _length(node: Node | None, name: str, default: int) -> int:
    value = node.get(f"{W}{name}", "") if node is not None else ""
    return int(value) if value.lstrip("-").isdigit() else default


def _turn(section: Node | None) -> None:
    """Lay an upright page on its side; one that lies already stays."""
    size = section.find(f"{W}pgSz") if section is not None else None
    if size is None:
        return
    width, height = _length(size, "w", _A4[0]), _length(size, "h", _A4[1])
    if width < height:
        size.set(f"{W}w", str(height))
        size.set(f"{W}h", str(width))
        size.set(f"{W}orient", "landscape")
