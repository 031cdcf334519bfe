"""Items as the rows of a table have them, before deadlines are aligned."""

from __future__ import annotations

from dataclasses import dataclass, field

from roadmap.model import Deadline, Origin, WrittenCell
from roadmap.reading.cell import CellContent


@dataclass(slots=True)
class Piece:
    """What one row adds to an item: the elements of a cell and the deadlines that stand beside
    them.

    `own` are the deadlines that elements, by their places, name in their own texts.
    """

    content: CellContent
    deadlines: list[Deadline]
    row_has_one: bool
    own: dict[int, Deadline] = field(default_factory=dict)


@dataclass(slots=True)
class RawItem:
    """An item as its rows have it; `table` counts those of the plan from 0."""

    number: str | None
    section: tuple[str, ...]
    recommendation: str
    pieces: list[Piece] = field(default_factory=list)
    responsible: list[str] = field(default_factory=list)
    co_executors: list[str] = field(default_factory=list)
    results: list[str] = field(default_factory=list)
    progress: list[str] = field(default_factory=list)
    origin: Origin | None = None
    table: int = 0
    rows: list[tuple[WrittenCell, ...]] = field(default_factory=list)
