"""Who answers for a row where no column says so: named in the text or by the section."""

from __future__ import annotations

from collections.abc import Sequence

from documents.files.grid import Row
from documents.tables.layout import Layout
from documents.words.headings import Meaning, names_responsible, names_time_and_people
from roadmap.reading.cell import Line
from roadmap.reading.responsible import (
    inline_people,
    names_in,
    names_unit,
    only_names,
    split_people,
    unit_of,
)


def without_people(lines: Sequence[Line], layout: Layout) -> tuple[tuple[Line, ...], list[str]]:
    """The lines without «Ответственный: …», and the people named there."""
    mixed = any(names_responsible(column.title) for column in layout.of(Meaning.MEASURE))
    kept: list[Line] = []
    found: list[str] = []
    for line in lines:
        text, people = (
            ("", split_people(line.text))
            if mixed and only_names(line.text)
            else inline_people(line.text)
        )
        found += people
        if text.strip():
            kept.append(Line(text, line.soft))
    return tuple(kept), found


def people_beside_deadlines(row: Row, layout: Layout) -> list[str]:
    """The people in a column «Срок, ответственный»."""
    columns = [
        column.index
        for column in layout.of(Meaning.DEADLINE)
        if names_time_and_people(column.title)
    ]
    cells = (row.at(index) for index in columns)
    return [name for cell in cells if cell is not None for name in names_in(cell.text)]


def people_of_section(section: Sequence[str]) -> list[str]:
    """Whom the nearest section names: «2. Культура (ответственный – Котова Т.Т.)», «1. Отдел»."""
    for heading in reversed(section):
        _, people = inline_people(heading)
        if people:
            return list(people)
    return [unit_of(section[-1])] if section and names_unit(section[-1]) else []
