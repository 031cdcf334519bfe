"""Questions asked and mistakes made on plans of every shape, against expectations written by hand.

Run from the repository's root: `python -m bench.shapes`.
"""

from __future__ import annotations

from datetime import date
from difflib import SequenceMatcher

from documents.tables.reading import read_document
from tests.documents.sets.documents import CASES
from tests.documents.sets.going_on import GOING_ON
from tests.documents.sets.groups import GROUPS
from tests.documents.sets.levels import LEVELS
from tests.documents.sets.merged import MERGED
from tests.documents.sets.odd_headers import ODD_HEADERS
from tests.documents.sets.offices import OFFICES
from tests.documents.sets.times import TIMES
from tests.documents.sets.told import asked, told
from tests.documents.sets.traps import TRAPS

TODAY = date(2025, 9, 1)
ALL = CASES + TRAPS + MERGED + TIMES + LEVELS + OFFICES + GOING_ON + GROUPS + ODD_HEADERS


def mistakes(read: list[str], expected: list[str]) -> int:
    """How many lines of what was read must be changed, added or dropped to match the page."""
    changes = SequenceMatcher(None, read, expected, autojunk=False).get_opcodes()
    return sum(max(b - a, d - c) for kind, a, b, c, d in changes if kind != "equal")


def main() -> None:
    """Print a line for each document and the sums."""
    items = questions = wrong = 0
    for case in ALL:
        draft = read_document(case.make(), f"plan.{case.suffix}", None, TODAY)
        missed = mistakes(told(draft), list(case.items)) + mistakes(
            asked(draft), list(case.questions)
        )
        print(
            f"{case.name:<60} {len(draft.items):>3} items {len(draft.questions):>3} questions "
            f"{missed:>3} mistakes"
        )
        items, questions, wrong = (
            items + len(draft.items),
            questions + len(draft.questions),
            wrong + missed,
        )
    print(f"{len(ALL)} documents, {items} items: {questions} questions, {wrong} mistakes")


if __name__ == "__main__":
    main()
