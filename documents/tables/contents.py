"""What a column without a telling heading holds: numbers, deadlines, people or the work."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from documents.files.grid import Table
from documents.tables.grouping import group_columns
from documents.tables.layout import CARRIES_WORK, Column, Layout, Reader
from documents.words.headings import Meaning, heading, is_filler, meaning_of, names_control
from roadmap.model import Kind
from roadmap.reading.responsible import begins_with_somebody, names_in

_SAMPLE = 25
#: «План» beside «Факт»: what was planned is the deadline, where days stand there.
_PLANNED = re.compile(r"\s*(?:по )?план\w{0,4}\.?\s*", re.IGNORECASE)
_STAGES = re.compile(r"(?:\w+ )?этап")
_FORMS = re.compile(r"форм[аы]\b(?!.*(?:отчет|завершени|контрол))")
#: Measures are longer than this, on the average of a column.
_LONG = 15


def complete(table: Table, layout: Layout, read: Reader) -> Layout:
    """Give columns without a telling heading the meaning that their texts show beyond doubt."""
    sample = [
        row.texts(table.width)
        for row in table.rows[layout.body : layout.body + _SAMPLE]
        if len(row.cells) > 1
    ]
    columns = list(layout.columns)
    unknown = [
        place
        for place, column in enumerate(columns)
        if column.meaning is Meaning.OTHER
        and (not column.title or (_PLANNED.fullmatch(column.title) and layout.has(Meaning.REPORT)))
    ]
    for meaning, shows in _SIGNS:
        if layout.has(meaning) or (
            meaning is Meaning.DEADLINE and layout.has(Meaning.START, Meaning.MARK)
        ):
            continue
        shown = [place for place in unknown if shows(_texts(sample, columns[place].index), read)]
        if len(shown) == 1:
            columns[shown[0]] = replace(columns[shown[0]], meaning=meaning)
            unknown.remove(shown[0])
    if layout.has(Meaning.RESPONSIBLE):
        columns = [
            replace(column, meaning=Meaning.CO_EXECUTOR)
            if column.meaning is Meaning.OTHER
            and names_control(column.title)
            and _shows_people(_texts(sample, column.index), read)
            else column
            for column in columns
        ]
    if not any(column.meaning is Meaning.MEASURE for column in columns):
        columns = _work_column(
            columns, sample, beside_work=any(c.meaning in CARRIES_WORK for c in columns)
        )
    return group_columns(table, Layout(tuple(_with_work(columns)), layout.body))


def _with_work(columns: Sequence[Column]) -> list[Column]:
    """«Этапы» or «Форма работы» are the work itself where no other column holds it."""
    if any(column.meaning in CARRIES_WORK for column in columns):
        return list(columns)
    for heads in (_STAGES, _FORMS):
        work = [column for column in columns if heads.match(heading(column.title))]
        if work:
            return [
                replace(column, meaning=Meaning.MEASURE) if column is work[0] else column
                for column in columns
            ]
    return list(columns)


def told_by_contents(table: Table, read: Reader) -> Layout:
    """The likely layout of a table without header: numbers, deadlines and people by their signs,
    and the longest of the other texts for the measures.
    """
    columns = tuple(Column(index, Meaning.OTHER) for index in range(table.width))
    layout = complete(table, Layout(columns), read)
    if layout.has(*CARRIES_WORK):
        return layout
    sample = [row.texts(table.width) for row in table.rows[:_SAMPLE] if len(row.cells) > 1]
    rest = [column for column in layout.columns if column.meaning is Meaning.OTHER]
    if not rest:
        return layout
    work = max(rest, key=lambda column: sum(map(len, _texts(sample, column.index))))
    told = (
        replace(column, meaning=Meaning.MEASURE) if column is work else column
        for column in layout.columns
    )
    return replace(layout, columns=tuple(told))


def _texts(sample: Sequence[tuple[str, ...]], column: int) -> list[str]:
    return [texts[column] for texts in sample if texts[column] and not is_filler(texts[column])]


def _shows_deadlines(texts: list[str], read: Reader) -> bool:
    short = [text for text in texts if len(text) < 80]
    read_well = sum(read(text.splitlines()[0]).kind is not Kind.UNKNOWN for text in short)
    return len(texts) > 0 and read_well >= 0.6 * len(texts) and not _shows_numbers(texts, read)


def _shows_numbers(texts: list[str], _: Reader) -> bool:
    return len(texts) > 0 and all(
        re.fullmatch(r"\d{1,3}(?:\.\d{1,3})*[.)]?", text.strip()) for text in texts
    )


def _shows_people(texts: list[str], _: Reader) -> bool:
    named = sum(bool(names_in(text)) or begins_with_somebody(text) for text in texts)
    return len(texts) > 0 and named >= 0.6 * len(texts) and sum(map(len, texts)) < 80 * len(texts)


_SIGNS: tuple[tuple[Meaning, Callable[[list[str], Reader], bool]], ...] = (
    (Meaning.NUMBER, _shows_numbers),
    (Meaning.DEADLINE, _shows_deadlines),
    (Meaning.RESPONSIBLE, _shows_people),
)


def _work_column(
    columns: list[Column], sample: Sequence[tuple[str, ...]], beside_work: bool
) -> list[Column]:
    """Take the one column with a heading of unknown words, or the one of long texts, for the
    measures.

    Things are left alone where two could be it, and, beside a column of what is asked for, where
    the texts are short.
    """
    others = [
        c
        for c in columns
        if c.meaning is Meaning.OTHER and (not c.title or meaning_of(c.title) is None)
    ]
    lengths = {
        c.index: sum(map(len, _texts(sample, c.index))) / max(len(sample), 1) for c in others
    }
    ranked = sorted(lengths, key=lambda index: -lengths[index])
    headed = [
        c.index for c in others if c.title and lengths[c.index] >= (_LONG if beside_work else 1)
    ]
    if len(headed) == 1:
        chosen = headed[0]
    elif (
        ranked
        and lengths[ranked[0]] >= _LONG
        and (len(ranked) == 1 or lengths[ranked[1]] <= 0.6 * lengths[ranked[0]])
    ):
        chosen = ranked[0]
    else:
        return columns
    return [replace(c, meaning=Meaning.MEASURE) if c.index == chosen else c for c in columns]
