"""The items of a document that was read, by pages: each deadline's phrase beside its days."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from handlers.speaking.texts import Html, Texts, after_number, clip
from roadmap.drafts.adoption import ItemRows, PointRows
from roadmap.model import UNDATED_KINDS, Deadline, Kind
from roadmap.model.address import any_dotted, label
from roadmap.reading.year import names_another_year

#: Characters of a page: two screens of a phone, and far from the 4096 of a message [Bot API] with
#: the counts above.
PAGE, _SHORTEST, _MESSAGE = 1500, 500, 3800
#: Of a text and of a phrase, and the days shown of one phrase.
_TEXT, _PHRASE, _DAYS = 90, 60, 3

#: As long as a year is at most, in days.
_A_YEAR = 366

#: What a question is open about: the item's number and the name of the point within it.
Asked = Collection[tuple[str, str]]


def item_pages(
    texts: Texts, rows: Sequence[ItemRows], asked: Asked, today: date, above: int
) -> list[Html]:
    """The items in pages, those in doubt first, then as in the document. `above` is how long what
    stands above is, `asked` what questions are open about.
    """
    dotted = any_dotted(one.item.number for one in rows)
    room = max(_SHORTEST, min(PAGE, _MESSAGE - above))
    pages: list[str] = []
    for one, doubt in doubtful_first(rows, asked):
        for block in _blocks(texts, one, asked, today, room, doubt=doubt, dotted=dotted):
            if pages and len(pages[-1]) + len(block) < room:
                pages[-1] += f"\n{block}"
            else:
                pages.append(block)
    return [Html(page) for page in pages]


def doubtful_first(rows: Sequence[ItemRows], asked: Asked) -> list[tuple[ItemRows, bool]]:
    """The items, each with whether it is in doubt: those first, then as in the document."""
    told = [(one, _in_doubt(one, asked)) for one in rows]
    return [one for one in told if one[1]] + [one for one in told if not one[1]]


def _in_doubt(rows: ItemRows, asked: Asked) -> bool:
    return any(
        (rows.item.number, one.point.about) in asked or _is_guess(one.point.deadline)
        for one in rows.points
    )


def _is_guess(deadline: Deadline | None) -> bool:
    return deadline is not None and not deadline.sure


def _blocks(
    texts: Texts,
    rows: ItemRows,
    asked: Asked,
    today: date,
    room: int,
    *,
    doubt: bool,
    dotted: bool,
) -> Iterator[str]:
    """An item with its points; one too long for a page in several, each with its head."""
    item = rows.item
    title = item.recommendation or (rows.points[0].point.text if rows.points else "")
    head = texts(
        "preview-item", doubt=str(doubt).lower(), number=item.number, text=clip(title, _TEXT)
    )
    block = str(head)
    for one in rows.points:
        point = one.point
        told = "" if point.text == title else after_number(clip(point.text, _TEXT))
        line = texts(
            "preview-point",
            address=label(item, point, dotted=dotted),
            text=told,
            said=str(bool(told)).lower(),
            deadline=deadline_words(texts, one, today, asked=(item.number, point.about) in asked),
        )
        if len(block) + len(line) > room:
            yield block
            block = str(head)
        block += f"\n{line}"
    yield block


def _never_due(deadline: Deadline) -> str:
    """Why a phrase gives no day: it means all the time, or it waits for one."""
    if deadline.kind not in UNDATED_KINDS:
        return "waits"
    if deadline.kind is Kind.CONTINUOUS:
        return "always"
    if deadline.start is None or deadline.end is None:
        return "year"
    return "year" if (deadline.end - deadline.start).days <= _A_YEAR else "years"


def deadline_words(texts: Texts, rows: PointRows, today: date, *, asked: bool) -> Html:
    """«Октябрь» → 31 октября."""
    deadline = rows.point.deadline
    if deadline is None:
        return texts("preview-no-deadline")
    phrase = clip(" ".join(deadline.text.split()), _PHRASE)
    days = [due.day for due in rows.dues if due.day is not None]
    if asked or not days:
        how = "asked" if asked else _never_due(deadline)
        return texts("preview-undated", phrase=phrase, how=how)
    another = [names_another_year(deadline, day) for day in days]
    named = ", ".join(
        texts.day(day) if other else texts.short_day(day, today)
        for day, other in zip(days[:_DAYS], another, strict=False)
    )
    return texts(
        "preview-dated",
        phrase=phrase,
        days=named,
        more=max(len(days) - _DAYS, 0),
        guess=str(_is_guess(deadline) or any(another)).lower(),
    )
