"""A document of any kind as tables of rows of cells, with the text above each table."""

from __future__ import annotations

from dataclasses import dataclass, field

from roadmap.model import InText
from roadmap.reading.cell import Line


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell from grid column `first` over `span` columns; `above` when it goes on a cell merged
    downward.

    Such a cell repeats the lines of the cell it goes on. `shaded` when it has a colour of its own.
    """

    lines: tuple[Line, ...]
    first: int
    span: int = 1
    above: bool = False
    shaded: bool = False
    #: The lines that say something, one under the other, as written.
    text: str = field(default="", init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(
            self, "text", "\n".join(text for line in self.lines if (text := line.text.strip()))
        )


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row from left to right; `header` when the document repeats it on every page.

    `hidden` when the file holds the row but does not show it: then it has no cells.
    """

    cells: tuple[Cell, ...]
    header: bool = False
    hidden: bool = False

    def at(self, column: int) -> Cell | None:
        """The cell that covers grid column `column`."""
        for cell in self.cells:
            if cell.first <= column < cell.first + cell.span:
                return cell
        return None

    def texts(self, width: int) -> tuple[str, ...]:
        """The text of each of `width` grid columns, a merged one's text repeated."""
        cells = (self.at(column) for column in range(width))
        return tuple(cell.text if cell else "" for cell in cells)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the lines of text between it and the table before.

    `number` is its own among the tables of the file (`roadmap.model.origin` says how these are
    counted), None in a file that gets no report of its own form; `lifted` rows of it stand in
    `above`. `above_at` are the paragraphs of the lines above it. A plan in paragraphs, told as a
    table, has the paragraphs of each row in `paragraphs`, and in `unders` the heading that is over
    that row alone. `hidden_columns` that hold something are left out.
    """

    rows: tuple[Row, ...]
    above: tuple[str, ...] = ()
    number: int | None = None
    lifted: int = 0
    above_at: tuple[int, ...] = ()
    paragraphs: tuple[InText | None, ...] = ()
    unders: tuple[str, ...] = ()
    hidden_columns: int = 0
    width: int = field(default=0)

    def __post_init__(self) -> None:
        ends = (cell.first + cell.span for row in self.rows for cell in row.cells)
        object.__setattr__(self, "width", max(ends, default=0))
