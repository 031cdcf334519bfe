"""Where the items of a roadmap stand whose import did not keep it: found by reading the source."""

from __future__ import annotations

from collections.abc import Sequence

from documents.tables.reading import read_document
from roadmap.errors import UnreadableDocument, UnsureColumns
from roadmap.model import Origin, Period, TableHead
from roadmap.report.composing import ReportLine


def find_origins(
    source: bytes, lines: Sequence[ReportLine], period: Period
) -> tuple[list[tuple[Origin, str | None]], tuple[TableHead, ...]]:
    """Each item of the document with its text (None where `lines` have none), and the heads.

    As many items as lines: one to one, in order, for numbers may repeat or lack. Otherwise by
    number, of whose lines the first is taken. Raises UnreadableDocument where the document cannot
    be read or its columns were named by hand.
    """
    try:
        draft = read_document(source, "source.docx", period, period.start)
    except UnsureColumns:
        raise UnreadableDocument("error-no-table") from None
    ordered = sorted(lines, key=lambda line: line.position)
    texts: list[str | None] = [line.text for line in ordered]
    if len(ordered) != len(draft.items):
        # No two items of a draft have one number; lines of an old import may.
        by_number = {_bare(line.number): line.text for line in reversed(ordered)}
        texts = [by_number.get(_bare(item.number)) for item in draft.items]
    found = zip(draft.items, texts, strict=True)
    return [(item.origin, text) for item, text in found if item.origin], draft.heads


def _bare(number: str) -> str:
    """The number as it is compared: «1·3» is what an earlier version called «1.3»."""
    return "".join(number.replace("·", ".").split()).strip(".)/").upper()
