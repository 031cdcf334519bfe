"""Plans by examiners who had not seen the reader, read and compared fact by fact.

`python -m bench.exam [--show] FOLDER …`: a folder has `plans.py`, which writes the files, and
`expected.json`, what a careful colleague reads out of each. A fact is the period, an item's number,
section and text, each due day of it, and its people. A mistake about a day is silent where the day
read is called sure; a question is needless where the expectation has one answer.
"""

from __future__ import annotations

import json
import re
import runpy
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from documents.tables.reading import read_document
from roadmap.errors import UnreadableDocument, UnsureColumns
from roadmap.model import Deadline, Draft, DraftItem


@dataclass(slots=True)
class Tally:
    """Facts of one document: right, in all, and what was wrong."""

    right: int = 0
    total: int = 0
    silent: int = 0
    needless: int = 0
    wrong: list[str] = field(default_factory=list)

    def fact(self, right: bool, words: str) -> None:
        """Count one."""
        self.total += 1
        self.right += right
        if not right:
            self.wrong.append(words)


def examine(content: bytes, expected: dict[str, Any]) -> Tally:
    """Read one document and compare it."""
    tally = Tally()
    today = date.fromisoformat(expected["today"])
    try:
        try:
            draft = read_document(content, expected["file"], None, today)
        except UnsureColumns as unsure:  # the coordinator says «Всё верно»
            draft = read_document(content, expected["file"], None, today, unsure.guesses)
    except (UnreadableDocument, UnsureColumns) as error:
        tally.total = sum(_facts(item) for item in expected["items"]) + 1
        tally.wrong.append(f"not read: {error!r}")
        return tally
    _compare_period(draft, expected, tally)
    for wanted, item in _matched(expected["items"], draft.items):
        if item is None:
            tally.total += _facts(wanted)
            tally.wrong.append(f"no item {wanted.get('number')} {wanted.get('text')}")
        else:
            _compare(wanted, item, draft, tally)
    spare = len(draft.items) - len(expected["items"])
    for _ in range(max(spare, 0)):
        tally.fact(False, "an item too many")
    return tally


def _compare_period(draft: Draft, expected: dict[str, Any], tally: Tally) -> None:
    asked = any(question.about == "period" for question in draft.questions)
    read = [draft.period.start.isoformat(), draft.period.end.isoformat()]
    if expected.get("ask_period"):
        tally.fact(asked, f"the period should be asked about, read {read}")
    elif "period" in expected and expected["period"] is not None:
        right = _fits(read, expected["period"]) and not asked
        tally.fact(right, f"period {read}{' (asked)' if asked else ''}, not {expected['period']}")
        tally.needless += asked


def _facts(item: dict[str, Any]) -> int:
    return sum(name in item for name in ("number", "section", "text", "people")) + len(
        item.get("due", ())
    )


def _matched(
    wanted: Sequence[dict[str, Any]], items: Sequence[DraftItem]
) -> Iterator[tuple[dict[str, Any], DraftItem | None]]:
    """Each expected item with the one read that is likest, in the document's order."""
    start = 0
    for one in wanted:
        scores = [
            (_likeness(one, item) - 0.01 * distance, start + distance)
            for distance, item in enumerate(items[start : start + 6])
        ]
        best = max(scores, default=(0.0, 0))
        if best[0] < 0.55:
            yield one, None
            continue
        yield one, items[best[1]]
        start = best[1] + 1


def _likeness(wanted: dict[str, Any], item: DraftItem) -> float:
    text = _plain(str(_first(wanted.get("text", ""))))
    likest = max(
        (SequenceMatcher(None, text, read[: len(text)]).ratio() for read in _texts(item)), default=0
    )
    same_number = str(_first(wanted.get("number", ""))) == item.number_written
    return 0.8 * likest + 0.2 * same_number


def _texts(item: DraftItem) -> list[str]:
    found = [item.recommendation, *(measure.text for measure in item.measures)]
    return [_plain(text) for text in found if text]


def _plain(text: str) -> str:
    return re.sub(r"[^а-яa-z0-9]+", " ", text.lower().replace("ё", "е")).strip()


def _first(value: Any) -> Any:
    return value["any"][0] if isinstance(value, dict) and "any" in value else value


def _fits(read: Any, wanted: Any) -> bool:
    if isinstance(wanted, dict) and "any" in wanted:
        return any(_fits(read, one) for one in wanted["any"])
    return bool(read == wanted)


def _compare(wanted: dict[str, Any], item: DraftItem, draft: Draft, tally: Tally) -> None:
    named = f"{wanted.get('number')} {_first(wanted.get('text', ''))}"
    if "number" in wanted:
        tally.fact(_fits(item.number_written, wanted["number"]), f"{named}: number {item.number}")
    if "section" in wanted:
        read = [_plain(one) for one in item.section]
        tally.fact(_fits(read, _plained(wanted["section"])), f"{named}: section {item.section}")
    if "text" in wanted:
        likest = max(
            (
                SequenceMatcher(None, _plain(str(one)), text[: len(_plain(str(one)))]).ratio()
                for one in _all(wanted["text"])
                for text in _texts(item)
            ),
            default=0,
        )
        tally.fact(likest > 0.9, f"{named}: text {_texts(item)[:1]}")
    if "people" in wanted:
        people = [_plain(one) for one in item.responsible]
        tally.fact(_fits(people, _plained(wanted["people"])), f"{named}: people {item.responsible}")
    if wanted.get("co"):
        others = [_plain(one) for one in getattr(item, "co_executors", ())]
        tally.fact(_fits(others, _plained(wanted["co"])), f"{named}: co-executors {others}")
    _compare_days(wanted, item, draft, named, tally)


def _all(value: Any) -> list[Any]:
    return list(value["any"]) if isinstance(value, dict) and "any" in value else [value]


def _plained(value: Any) -> Any:
    if isinstance(value, dict) and "any" in value:
        return {"any": [_plained(one) for one in value["any"]]}
    return [_plain(one) for one in value]


def _compare_days(
    wanted: dict[str, Any], item: DraftItem, draft: Draft, named: str, tally: Tally
) -> None:
    asked = {question.about for question in draft.questions if question.item == item.number}
    elements = list(_elements(item))
    dues = wanted.get("due", [])
    if len(elements) == len(dues) + sum(1 for *_, parent in elements if parent):
        elements = [one for one in elements if not one[2]]
    for place, due in enumerate(dues):
        if place >= len(elements):
            tally.fact(_fits([], due), f"{named}: no element for {due}")
            continue
        about, deadline, _ = elements[place]
        is_asked = about in asked
        days = [day.isoformat() for day in deadline.due_days()] if deadline else []
        unsure = deadline is not None and not deadline.sure
        period_asked = any(question.about == "period" for question in draft.questions)
        if due == "ask" or (
            isinstance(due, dict) and "ask" in due["any"] and (is_asked or (unsure and not days))
        ):
            right = is_asked or (unsure and (not days or period_asked))
        else:
            right = _fits(days, due) and not (is_asked and days)
        phrase = deadline.text if deadline else None
        tally.fact(right, f"{named}: {phrase!r} → {days}{' asked' if is_asked else ''}, not {due}")
        if not right and not is_asked and not unsure:
            tally.silent += 1
        if is_asked and due != "ask" and not right:
            tally.needless += 1


def _elements(item: DraftItem) -> Iterator[tuple[str, Deadline | None, bool]]:
    for place, measure in enumerate(item.measures, 1):
        yield f"measure {place}", measure.deadline, bool(measure.parts) and not measure.deadline
        for count, part in enumerate(measure.parts, 1):
            yield f"measure {place} part {count}", part.deadline, False
    for place, point in enumerate(item.control_points, 1):
        yield f"control_point {place}", point.deadline, False


def main(arguments: Sequence[str]) -> None:
    """Examine the folders named; with `--show` each mistake."""
    show = "--show" in arguments
    whole = Tally()
    for folder in (Path(one) for one in arguments if one != "--show"):
        expected = json.loads((folder / "expected.json").read_text(encoding="utf8"))
        files = folder / "files"
        with TemporaryDirectory() as made:
            if not files.exists():
                sys.argv = ["plans.py", made]
                runpy.run_path(str(folder / "plans.py"), run_name="__main__")
                files = Path(made)
            for one in expected:
                tally = examine((files / one["file"]).read_bytes(), one)
                print(f"{folder.name}/{one['file']} {tally.right} of {tally.total} {one['kind']}")
                for words in tally.wrong if show else ():
                    print(f"      {words}")
                whole.right += tally.right
                whole.total += tally.total
                whole.silent += tally.silent
                whole.needless += tally.needless
    print(
        f"{whole.right} of {whole.total} facts, {whole.right / max(whole.total, 1):.1%}; "
        f"{whole.silent} silent mistakes about days, {whole.needless} needless questions"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
