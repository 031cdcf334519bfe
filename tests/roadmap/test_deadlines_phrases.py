"""Phrases as officials write them are read as officials mean them."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from roadmap.deadlines import read_deadline

HERE = Path(__file__).resolve().parent
COLLECTED = HERE.parents[2] / "shared" / "deadlines.tsv"

_spec = importlib.util.spec_from_file_location("deadline_tables", HERE / "deadline_tables.py")
assert _spec is not None
assert _spec.loader is not None
tables = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(tables)


def test_every_collected_phrase_of_real_plans_is_read_as_its_table_says() -> None:
    if not COLLECTED.exists():
        pytest.skip("the collection of real phrases lies beside the repository")
    collected = tables.rows(COLLECTED)
    wrong = [row.phrase for row in collected if tuple(row[1:5]) not in tables.readings(read(row))]
    assert len(collected) > 100
    assert wrong == []


def test_every_phrase_of_our_own_table_is_read_as_expected() -> None:
    own = tables.rows(HERE / "phrases.tsv")
    wrong = [row.phrase for row in own if tuple(row[1:5]) not in tables.readings(read(row))]
    assert len(own) > 300
    assert wrong == []


def test_every_phrase_of_the_examiners_lists_is_read_as_they_meant_but_for_what_is_disputed() -> (
    None
):
    examined = tables.examined(HERE / "exam.tsv")
    wrong = [
        row.phrase
        for row in examined
        if not row.disputed and not row.agrees(read_deadline(row.phrase, row.period))
    ]
    assert len(examined) == 690
    assert wrong == []


def test_every_phrase_of_the_odd_lists_is_read_by_now() -> None:
    odd = tables.examined(HERE / "hard.tsv")
    wrong = [row.phrase for row in odd if not row.agrees(read_deadline(row.phrase, row.period))]
    assert len(odd) >= 160
    assert wrong == []


def test_every_phrase_found_in_public_plans_is_read_as_one_that_its_reader_may_mean() -> None:
    found = tables.found(HERE / "found.tsv")
    wrong = [row.phrase for row in found if not row.agrees(read_deadline(row.phrase, row.period))]
    assert sum(row.place == "page" for row in found) == 137
    assert wrong == []


def test_every_cadence_and_period_of_our_own_list_is_read_by_now() -> None:
    told = tables.told(HERE / "cadence.tsv")
    wrong = [row.phrase for row in told if not row.agrees(read_deadline(row.phrase, row.period))]
    assert len(told) == 213
    assert wrong == []


def test_every_phrase_of_the_tenth_list_is_read_as_its_examiner_meant() -> None:
    told = tables.told(HERE / "exam2.tsv")
    wrong = [row.phrase for row in told if not row.agrees(read_deadline(row.phrase, row.period))]
    assert len(told) == 160
    assert wrong == []


def test_every_phrase_of_the_eleventh_list_is_read_as_its_examiner_meant() -> None:
    told = tables.told(HERE / "exam3.tsv")
    wrong = [row.phrase for row in told if not row.agrees(read_deadline(row.phrase, row.period))]
    assert len(told) == 200
    assert wrong == []


def test_every_phrase_of_plans_of_all_kinds_is_read_by_now() -> None:
    told = tables.told(HERE / "plans.tsv")
    wrong = [row.phrase for row in told if not row.agrees(read_deadline(row.phrase, row.period))]
    assert len(told) == 328
    assert wrong == []


def test_every_variant_of_a_kind_of_phrase_that_an_exam_found_wrong_is_read_by_now() -> None:
    told = tables.told(HERE / "kinds.tsv")
    wrong = [row.phrase for row in told if not row.agrees(read_deadline(row.phrase, row.period))]
    assert len(told) == 173
    assert wrong == []


def read(row: tables.Row) -> tables.Deadline:
    return read_deadline(row.phrase, row.period)
