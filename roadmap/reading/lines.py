"""A deadline cell's lines to deadlines: phrases over two lines are joined, fillers dropped."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from roadmap.model import DATED_KINDS, MANY_DAY_KINDS, WAITING_KINDS, Deadline, Kind, Span

_UNFINISHED = re.compile(
    r"(?:^|\s)(?:до|с|со|по|в|во|к|ко|на|не позднее|в срок|в течение|в теч\.?|конец|начало)$"
    r"|[,\-–—]$",
    re.IGNORECASE,
)
_NO_LAST_DAY = frozenset(
    {Kind.CONTINUOUS, Kind.RECURRING, Kind.WHOLE_PERIOD, Kind.RELATIVE, Kind.EVENT}
)
#: «2024 год – до 1 марта»: what a line says of one of the plan's years.
_HEADED_BY_YEAR = re.compile(r"(?:в\s+)?20\d\d\s*(?:г\w*\.?)?\s*[-–—:]", re.IGNORECASE)
_SAYS_NOTHING = re.compile(r"[\sхx\-–—_.…/«»\"*+]*", re.IGNORECASE)


def read_lines(
    texts: Sequence[str], elements: int, read: Callable[[str], Deadline]
) -> list[Deadline]:
    """The deadlines in the lines `texts` of a cell beside `elements` innermost elements.

    Beside a single element all lines are one deadline, and so are those of which each names its
    year; else two lines become one only where one alone says nothing.
    """
    texts = [text.strip() for text in texts if not _SAYS_NOTHING.fullmatch(text)]
    together = elements == 1 or all(map(_HEADED_BY_YEAR.match, texts))
    if not together or len(texts) < 2:
        return _mend(texts, read)
    text = "\n".join(texts)
    whole = read(text)
    if whole.kind is not Kind.UNKNOWN:
        return [whole]
    mended = _mend(texts, read)
    return mended if len(mended) == 1 else [combine(mended, text)]


def combine(deadlines: Sequence[Deadline], text: str) -> Deadline:
    """Several deadlines of one thing as a list of their last days; unknown where none has a day."""
    spans = list(dict.fromkeys(span for deadline in deadlines for span in _spans(deadline)))
    telling = [deadline for deadline in deadlines if _spans(deadline)] or deadlines
    if len(telling) > 1 and all(_is_of_years(deadline) for deadline in telling):
        starts, ends = ([d.start for d in telling if d.start], [d.end for d in telling if d.end])
        return Deadline(text, Kind.YEAR_RANGE, min(starts), max(ends))
    if len(telling) == 1 or not spans:
        return (
            replace(telling[0], text=text) if telling else Deadline(text, Kind.UNKNOWN, sure=False)
        )
    spans.sort(key=lambda span: span.end)
    sure = all(deadline.sure for deadline in deadlines)
    hours, places = {one.hour for one in telling}, {one.place for one in telling}
    return Deadline(
        text,
        Kind.MONTH_LIST,
        spans[0].start or spans[0].end,
        spans[-1].end,
        sure,
        tuple(spans),
        hour=hours.pop() if len(hours) == 1 else None,
        place=places.pop() if len(places) == 1 else "",
    )


def combine_ends(start: Deadline, end: Deadline, text: str) -> Deadline:
    """A start and an end from two columns as one range; what is left of them where one has no day.

    «Постоянно» or «через 10 дней после …» ends no range, and is the deadline by itself.
    """
    if end.kind in _NO_LAST_DAY:
        return replace(end, text=text)
    if end.end is None:
        return start
    first = start.start or start.end
    # «с 1 марта» in the column of starts tells all that a start has to.
    told = start.sure or (start.end is None and start.start is not None)
    sure = told and end.sure
    if first is None or first > end.end:
        return Deadline(text, Kind.BY_DATE, None, end.end, sure and first is None)
    return Deadline(text, Kind.DATE_RANGE, first, end.end, sure)


def _is_of_years(deadline: Deadline) -> bool:
    years = deadline.kind in {Kind.YEAR, Kind.YEAR_RANGE}
    return years and deadline.sure and deadline.start is not None and deadline.end is not None


def _spans(deadline: Deadline) -> tuple[Span, ...]:
    if deadline.kind in MANY_DAY_KINDS:
        return deadline.spans
    if deadline.kind in DATED_KINDS and deadline.end is not None:
        return (Span(deadline.start, deadline.end),)
    return ()


def _mend(texts: Sequence[str], read: Callable[[str], Deadline]) -> list[Deadline]:
    found: list[Deadline] = []
    for text in texts:
        alone = read(text)
        together = _together(found[-1], alone, read) if found else None
        if together is not None:
            found[-1] = together
        else:
            found.append(alone)
    return found


def _together(above: Deadline, below: Deadline, read: Callable[[str], Deadline]) -> Deadline | None:
    """The deadline of two lines together: the first is unfinished or one alone says nothing."""
    vague = above.kind in WAITING_KINDS and not above.sure
    if not (vague or below.kind is Kind.UNKNOWN or _UNFINISHED.search(above.text)):
        return None
    together = read(f"{above.text}\n{below.text}")
    says_more = (
        together.kind not in WAITING_KINDS
        or above.kind is Kind.UNKNOWN
        or below.kind is Kind.UNKNOWN
    )
    return together if says_more and together.kind is not Kind.UNKNOWN else None
