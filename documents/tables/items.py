"""Raw items to a draft's items: deadlines aligned, each with its address, doubts collected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from documents.tables.numbering import Numbered, number_items
from documents.tables.raw_items import Piece, RawItem
from roadmap.model import Caution, CautionCode, Deadline, DraftItem, Kind, Period, Question
from roadmap.reading.alignment import Alignment, align
from roadmap.reading.cell import Element, build_control_points, build_measures, name_elements
from roadmap.reading.month_order import settle
from roadmap.reading.reported import days_of_elements

#: Rows of a section tell the reading of a month only where they hardly ever run backward.
_MOSTLY = 0.25
#: More than the ways to share out one cell's deadlines.
_MOST_WAYS = 1000


@dataclass(frozen=True, slots=True)
class ReadItems:
    """The items of a document, the questions about them and what the coordinator should know, of
    their numbers and of the rest.
    """

    items: tuple[DraftItem, ...]
    questions: tuple[Question, ...]
    numbering: tuple[Caution, ...]
    warnings: tuple[Caution, ...]


def build_items(raw: Sequence[RawItem], period: Period) -> ReadItems:
    """Align the deadlines of every raw item, in the document's order."""
    _settle_rows(raw, period)
    warnings: list[Caution] = []
    numbers, numbering = number_items(raw)
    items: list[DraftItem] = []
    questions: list[Question] = []
    for number, one in zip(numbers, raw, strict=True):
        item, asked, uneven = _build(number, one, period)
        items.append(item)
        questions += asked
        if uneven:
            warnings.append(Caution.of(CautionCode.UNEVEN, number=number.address))
        warnings += _guesses(item)
    return ReadItems(tuple(items), tuple(questions), numbering, tuple(warnings))


def _build(
    number: Numbered, raw: RawItem, period: Period
) -> tuple[DraftItem, list[Question], bool]:
    progress = "\n".join(raw.progress)
    aligned = [_align(piece, period, progress) for piece in raw.pieces]
    elements = name_elements(
        [element for piece in raw.pieces for element in piece.content.elements]
    )
    deadlines = [deadline for alignment in aligned for deadline in alignment.deadlines]
    criteria = [piece.content.criterion for piece in raw.pieces if piece.content.criterion]
    item = DraftItem(
        number=number.address,
        section=raw.section,
        recommendation=raw.recommendation,
        measures=build_measures(elements, deadlines),
        control_points=build_control_points(elements, deadlines),
        criterion="\n".join(criteria + raw.results) or None,
        responsible=tuple(dict.fromkeys(raw.responsible)),
        progress=progress,
        origin=raw.origin,
        co_executors=tuple(dict.fromkeys(raw.co_executors)),
        written=number.written if number.written != number.address else "",
        rows=tuple(raw.rows),
    )
    return (
        item,
        _questions(number.address, elements, aligned),
        any(alignment.uneven for alignment in aligned),
    )


def _guesses(item: DraftItem) -> list[Caution]:
    """What the coordinator should look at though there is nothing to choose from."""
    deadlines = [measure.deadline for measure in item.measures]
    deadlines += [part.deadline for measure in item.measures for part in measure.parts]
    deadlines += [point.deadline for point in item.control_points]
    found: list[Caution] = []
    for deadline in deadlines:
        phrase = " ".join(deadline.text.split()) if deadline else ""
        if deadline and deadline.kind is Kind.UNKNOWN:
            code = CautionCode.NO_VALUE if phrase[:1] in ("=", "#") else CautionCode.UNREAD
            found.append(Caution.of(code, number=item.number, phrase=phrase))
        elif deadline and not deadline.sure and not deadline.options and deadline.due_days():
            found.append(Caution.of(CautionCode.GUESSED, number=item.number, phrase=phrase))
    return list(dict.fromkeys(found))


def _align(piece: Piece, period: Period, progress: str) -> Alignment:
    elements = piece.content.elements
    rest = [index for index in range(len(elements)) if index not in piece.own]
    if piece.own and len(piece.deadlines) == len(rest):
        beside = align([elements[index] for index in rest], piece.deadlines, period)
        if not beside.uneven:
            return _with_own(piece, rest, beside)
    return align(
        elements,
        piece.deadlines,
        period,
        days_of_elements(elements, progress) if progress else None,
    )


def _with_own(piece: Piece, rest: Sequence[int], beside: Alignment) -> Alignment:
    """Elements that name their day take it; the lines are those of the `rest`."""
    given = dict(zip(rest, beside.deadlines, strict=True)) | piece.own
    doubts = tuple(replace(doubt, index=rest[doubt.index]) for doubt in beside.doubts)
    return Alignment(tuple(given[index] for index in range(len(piece.content.elements))), doubts)


def _questions(
    number: str, elements: Sequence[Element], aligned: Sequence[Alignment]
) -> list[Question]:
    asked: list[Question] = []
    first = 0
    for alignment in aligned:
        # The doubt with the most readings comes first: its answer settles the most others.
        for doubt in sorted(alignment.doubts, key=lambda doubt: -len(doubt.options)):
            element = elements[first + doubt.index]
            same = " ".join(doubt.phrase.lower().split()) if doubt.shared else ""
            # The ways to share out one cell's lines are numbered apart from those of the others.
            options = tuple(
                replace(option, ways=tuple(_MOST_WAYS * first + way for way in option.ways))
                for option in doubt.options
            )
            asked.append(
                Question(
                    number,
                    element.about,
                    element.text,
                    doubt.phrase,
                    options,
                    same,
                    doubt.lines,
                    doubt.line,
                )
            )
        first += len(alignment.deadlines)
    return asked


# ── months told by the rows around them ───────────────────────────────────────────────────────────


def _settle_rows(raw: Iterable[RawItem], period: Period) -> None:
    """Settle months that fall twice by the order of a section's rows, if these run forward."""
    for _, group in groupby(raw, key=lambda item: item.section):
        pieces = [
            piece
            for item in group
            for piece in item.pieces
            if piece.row_has_one and piece.deadlines
        ]
        deadlines = [piece.deadlines[0] for piece in pieces]
        if len(deadlines) < 2 or not _runs_forward(deadlines):
            continue
        for piece, deadline in zip(pieces, settle(deadlines, period, doubt=False), strict=True):
            piece.deadlines[0] = deadline


def _runs_forward(deadlines: Sequence[Deadline]) -> bool:
    days = [
        deadline.end
        for deadline in deadlines
        if deadline.sure and deadline.end and deadline.due_days()
    ]
    backward = sum(later < earlier for earlier, later in pairwise(days))
    return backward <= _MOSTLY * len(days)
