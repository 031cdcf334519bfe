"""The letters of a text file are read in whatever code page it was saved."""

from __future__ import annotations

import pytest

from documents.files.decoding import decoded

PLAN = "1\tПровести смотр\tдо 1 марта\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_a_plan_is_read_in_whatever_encoding_it_was_saved(encoding: str) -> None:
    assert decoded(PLAN.encode(encoding)) == PLAN


def test_a_damaged_byte_does_not_make_another_code_page_of_a_whole_plan() -> None:
    damaged = PLAN.encode() + b"\xff" + PLAN.encode()
    assert decoded(damaged) == f"{PLAN}\ufffd{PLAN}"


def test_one_russian_word_among_many_latin_ones_is_enough_to_tell_the_code_page() -> None:
    logins = "login,name\n" * 100
    assert decoded((logins + "Петров").encode("cp1251")) == logins + "Петров"
