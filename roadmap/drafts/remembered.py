"""Answers to the questions of an earlier edition, for the same questions of a new one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from roadmap.deadlines.anchors import anchor_key
from roadmap.drafts.anchors import ANCHOR
from roadmap.drafts.matching import plain, plain_phrase
from roadmap.model import Draft, DraftItem, Question, Span
from roadmap.reading.doubts import PERIOD


def remembered(
    draft: Draft, earlier: Sequence[tuple[Draft, Mapping[int, Span | None]]]
) -> dict[int, Span | None]:
    """The answers to questions of `draft`, by index, that were given in `earlier` editions, newest
    first: of an item and a point with the same texts, about the same phrase; spelling aside.

    Where several rows are that much alike, each takes the answer of the row in its place among
    them. What was chosen among readings is taken only where it is still offered.
    """
    found: dict[int, Span | None] = {}
    for index, name in _names(draft).items():
        for old, given in earlier:
            answered = {key: place for place, key in _names(old).items() if place in given}
            if name in answered:
                span = given[answered[name]]
                was, now = old.questions[answered[name]], draft.questions[index]
                if not _offers(was, span) or _offers(now, span):
                    found[index] = span
                break
    return found


def _names(draft: Draft) -> dict[int, tuple[str, ...]]:
    """What tells each question from all others of its draft, whatever the numbers are."""
    texts = {item.number: _text(item) for item in draft.items}
    seen: dict[tuple[str, ...], int] = {}
    names: dict[int, tuple[str, ...]] = {}
    for index, question in enumerate(draft.questions):
        if question.about == PERIOD:
            continue
        if question.about == ANCHOR:
            name: tuple[str, ...] = (ANCHOR, anchor_key(question.text))
        else:
            of_item = texts.get(question.item, "")
            name = (of_item, plain(question.text), plain_phrase(question.phrase))
        seen[name] = seen.get(name, 0) + 1
        names[index] = (*name, str(seen[name]))
    return names


def _text(item: DraftItem) -> str:
    """An item's text: the recommendation, or its measures where it has none."""
    return plain(item.recommendation or " ".join(one.text for one in item.measures))


def _offers(question: Question, span: Span | None) -> bool:
    return span in [option.span for option in question.options]
