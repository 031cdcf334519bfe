"""Where an item stood in the document that came in: its report is written there.

Everything is counted from 0 in the order of the document. Tables are counted with those inside
others, without the copies that Word keeps for older programs; rows without those that a tracked
change deleted, with hidden and struck-out ones; columns are those of the table's grid. So an origin
depends on the file alone and not on how a version of the reader understands it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InTable:
    """Rows `first` to `last` of a table. `text` is the column of the work, `report` that of the
    report; None where the document has no such column yet.
    """

    table: int
    first: int
    last: int
    text: int
    report: int | None


@dataclass(frozen=True, slots=True)
class InText:
    """Paragraphs `first` to `last` of the text outside of tables; the report follows the last."""

    first: int
    last: int


Origin = InTable | InText


@dataclass(frozen=True, slots=True)
class TableHead:
    """The heading rows of a table of items, a tuple for each time that they stand, and the rows
    `counting` its columns («1 2 3 4»).
    """

    table: int
    headings: tuple[tuple[int, ...], ...]
    counting: tuple[int, ...] = ()
