"""A draft told in short lines, so that expectations can be written by hand."""

from __future__ import annotations

from roadmap.model import Deadline, Draft, DraftItem


def told(draft: Draft) -> list[str]:
    """One line an item: «number [section / section] measures | people | criterion | progress»."""
    return [_item(item) for item in draft.items]


def asked(draft: Draft) -> list[str]:
    """One line a question: «item, about: phrase → readings»."""
    return [
        f"{question.item}, {question.about}: {question.phrase} → "
        + ", ".join(str(option.span.end) if option.span else "нет" for option in question.options)
        for question in draft.questions
    ]


def _item(item: DraftItem) -> str:
    work = [
        f"{_numbered(measure.number, measure.text)} @ {_due(measure.deadline)}"
        for measure in item.measures
    ]
    for place, measure in enumerate(item.measures):
        work[place] += "".join(f" - {part.text} @ {_due(part.deadline)}" for part in measure.parts)
    work += [
        f"КТ{point.number} {point.text} @ {_due(point.deadline)}" for point in item.control_points
    ]
    section = f"[{' / '.join(item.section)}] " if item.section else ""
    asked_for = f"{item.recommendation}: " if item.recommendation else ""
    rest = [", ".join(item.responsible), item.criterion or "", item.progress]
    while rest and not rest[-1]:
        rest.pop()
    return " | ".join([f"{item.number} {section}{asked_for}{'; '.join(work)}", *rest]).replace(
        "\n", " // "
    )


def _numbered(number: str | None, text: str) -> str:
    return f"{number}) {text}" if number else text


def _due(deadline: Deadline | None) -> str:
    if deadline is None:
        return "—"
    days = "+".join(map(str, deadline.due_days())) or deadline.kind.value
    return days if deadline.sure else f"{days}?"
