"""How tables, rows and paragraphs of a Word document are counted, by the reader and the writer.

An import stores where items stand in these numbers: a change here would move the reports of
roadmaps that were imported before.
"""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

_TABLE, _ROW, _PARAGRAPH, _DELETED = f"{W}tbl", f"{W}tr", f"{W}p", f"{W}trPr/{W}del"
_OF_TEXT = (f"{W}body", f"{W}sdtContent")

#: An lxml element; lxml ships no types.
Node = Any


def tables_of(root: Node) -> list[Node]:
    """Every table, those inside others among them, in the order in which they begin."""
    return [table for table in root.iter(_TABLE) if counts(table)]


def counts(table: Node) -> bool:
    """Whether a table is no copy that Word keeps for older programs (a text box comes twice)."""
    return next(table.iterancestors(FALLBACK), None) is None


def rows_of(table: Node) -> list[Node]:
    """The rows of a table without those of tables inside it."""
    rows = (row for row in table.iter(_ROW) if next(row.iterancestors(_TABLE)) is table)
    return [row for row in rows if not is_deleted(row)]


def is_deleted(row: Node) -> bool:
    """Whether a tracked change deleted the row."""
    return row.find(_DELETED) is not None


def paragraphs_of(root: Node) -> list[Node]:
    """The paragraphs of the text itself, outside of tables and text boxes."""
    return [
        paragraph
        for paragraph in root.iter(_PARAGRAPH)
        if is_of_text(paragraph) and next(paragraph.iterancestors(_TABLE), None) is None
    ]


def is_of_text(paragraph: Node) -> bool:
    """Whether a paragraph stands in the body or a content control, not in a cell or a text box."""
    return paragraph.getparent().tag in _OF_TEXT


class Gap:
    """The columns that deleted tracked cells of a row leave: a cell inserted beside one stands in
    its column, and the cells after both in theirs.
    """

    def __init__(self) -> None:
        self._left = 0  # columns of deleted cells less those of inserted ones, since the last other
        self.deleted = False

    def place(self, look: Node, span: int, column: int) -> tuple[int, int]:
        """The column in which a cell that has `look` stands, and the one after it, where those
        before it end at `column`; `deleted` tells whether it is a deleted one.
        """
        self.deleted = look is not None and look.find(f"{W}cellDel") is not None
        if self.deleted:
            first = column + max(0, self._left)
            self._left += span
            return first, column
        if look is not None and look.find(f"{W}cellIns") is not None:
            self._left -= span
        else:
            column += max(0, self._left)
            self._left = 0
        return column, column + span
