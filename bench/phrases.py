"""How many deadlines of held lists were read as their writer meant: at first sight, and today.

`tests/roadmap/exam.tsv` holds nine lists by two people who had not seen the grammar, each read once
before anything was changed for it, `tests/roadmap/exam2.tsv` a tenth by another one, which asks for
due days and for sureness, too; `tests/roadmap/found.tsv` has deadlines of public plans, collected
and read likewise; `tests/roadmap/hard.tsv` three lists of odd ones by the grammar's own author,
with their readings written down before the first run; `tests/roadmap/cadence.tsv` cadences and
periods of any length, `tests/roadmap/plans.tsv` phrases of plans of all kinds, likewise;
`tests/roadmap/kinds.tsv` has variants of what list 10 and earlier exams found wrong, which is why
so few were read at first. Run from the repository's root: `python -m bench.phrases`.
"""

from __future__ import annotations

import time
from itertools import groupby
from pathlib import Path

from roadmap.deadlines import read_deadline
from tests.roadmap.deadline_tables import Examined, Found, Told, examined, found, told

TABLES = Path(__file__).resolve().parents[1] / "tests" / "roadmap"


def line(name: str, rows: list[Examined] | list[Found] | list[Told]) -> str:
    """One line of the table: how many phrases, how many read as meant at first sight and today."""
    first = sum(row.first == "yes" for row in rows)
    today = sum(row.agrees(read_deadline(row.phrase, row.period)) for row in rows)
    disputed = sum(isinstance(row, Examined) and bool(row.disputed) for row in rows)
    share = f"{100 * first / len(rows):.1f} % at first sight, {100 * today / len(rows):.1f} % today"
    return (
        f"{name:<12}{len(rows):>4} phrases: {first:>3} and {today:>3}, {share}; {disputed} disputed"
    )


def main() -> None:
    """Print a line for each list, the sum, and the time that a phrase takes."""
    rows = examined(TABLES / "exam.tsv")
    for number, members in groupby(rows, key=lambda row: row.number):
        print(line(f"list {number}", list(members)))
    print(line("list 10", told(TABLES / "exam2.tsv")))
    print(line("list 11", told(TABLES / "exam3.tsv")))
    print(line("all but 10", rows))
    collected = found(TABLES / "found.tsv")
    for place in ("page", "own"):
        print(line(f"found, {place}", [row for row in collected if row.place == place]))
    hard = examined(TABLES / "hard.tsv")
    for number, members in groupby(
        sorted(hard, key=lambda row: row.number[1]), key=lambda row: row.number[1]
    ):
        print(line(f"hard {number}", list(members)))
    print(line("cadences", told(TABLES / "cadence.tsv")))
    print(line("plans, own", told(TABLES / "plans.tsv")))
    print(line("kinds, own", told(TABLES / "kinds.tsv")))
    began = time.perf_counter()
    for row in rows:
        read_deadline(row.phrase, row.period)
    print(f"{1000 * (time.perf_counter() - began) / len(rows):.2f} ms a phrase")


if __name__ == "__main__":
    main()
