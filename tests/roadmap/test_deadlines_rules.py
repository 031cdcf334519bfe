"""Each rule of the deadline grammar reads its own examples, and says so."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from roadmap.deadlines import read_deadline, rule_of
from roadmap.deadlines.names import Name
from roadmap.deadlines.rules import NO_RULE, RULES, Rule
from roadmap.deadlines.words import FORMS
from roadmap.model import Deadline, Period

SCHOOL, CALENDAR = Period.school(2019), Period.calendar(2020)
QUARTER = Period("I квартал 2020 года", date(2020, 1, 1), date(2020, 3, 31))


def days(deadline: Deadline) -> str:
    """The days of a deadline as an example of the table writes them."""
    if deadline.spans:
        return " ".join(stretch(span.start, span.end) for span in deadline.spans)
    return stretch(deadline.start, deadline.end)


def stretch(start: date | None, end: date | None) -> str:
    if start == end:
        return "" if start is None else str(start)
    return f"{start or ''}…{end or ''}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_reads_each_of_its_examples_as_the_table_says(rule: Rule) -> None:
    assert rule.examples
    for example in rule.examples:
        period = SCHOOL if example.school else QUARTER if example.quarter else CALENDAR
        read = read_deadline(example.phrase, period)
        assert (rule_of(example.phrase, period), example.phrase) == (rule.name, example.phrase)
        told = (example.phrase, read.kind, days(read), read.sure)
        assert told == (example.phrase, example.kind, example.days, example.sure)


def test_no_two_rules_share_a_name_and_none_is_called_as_if_there_were_none() -> None:
    names = Counter(rule.name for rule in RULES)
    assert [name for name, times in names.items() if times > 1] == []
    assert NO_RULE not in names


def test_what_is_no_deadline_is_read_by_no_rule() -> None:
    assert rule_of("Иванова Е. А.", SCHOOL) == NO_RULE


def test_a_text_of_a_hundred_thousand_signs_is_read_by_a_rule_as_quickly_as_its_beginning() -> None:
    assert rule_of("до 1 марта " + "и так далее " * 10_000, SCHOOL) == rule_of("до 1 марта", SCHOOL)


def test_every_word_of_the_vocabulary_has_a_name_of_the_enumeration() -> None:
    assert {type(word.name) for word in FORMS.values()} == {Name}
