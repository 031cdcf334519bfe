"""Which of the stored plans a document is a new edition of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from roadmap.drafts.adoption import ItemRows, adopt
from roadmap.drafts.same_plan import kinship, likeliest, title_likeness
from roadmap.model import Draft, DraftItem, Measure, Period

METHODICAL = (
    "Заседание методического совета",
    "Семинар для молодых педагогов",
    "Открытые уроки",
    "Конкурс «Учитель года»",
    "Аттестация педагогических работников",
    "Курсы повышения квалификации",
    "Анализ работы за год",
)
FAIRS = ("Ярмарка мёда", "Ярмарка ремёсел")


def rows(texts: Sequence[str]) -> list[ItemRows]:
    items = tuple(
        DraftItem(str(nth), (), text, (Measure(None, "провести"),))
        for nth, text in enumerate(texts, 1)
    )
    return adopt(Draft("", Period.school(2026), items), date(2026, 9, 1))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("План ярмарок на 2026/2027 учебный год",
         "План методической службы на 2026/2027 учебный год", False),
        ("План работы школы № 5 на 2026/2027 учебный год",
         "План работы школы № 7 на 2026/2027 учебный год", False),
        ("Дорожная карта города на 2026 год", "Дорожная карта города на 2027 год", True),
        ("План методической службы на 2026/2027 учебный год",
         "Дорожная карта методической службы (редакция от 12.11.2026)", True),
        ("План подвоза детей на 2026 г.", "ПЛАН ПОДВОЗА ДЕТЕЙ НА 2026 ГОД", True),
        ("План на 2026 год", "План ярмарок на 2026 год", False),
    ],
)  # fmt: skip
def test_titles_are_alike_in_what_not_all_plans_share(one: str, other: str, alike: bool) -> None:
    assert (title_likeness(one, other) >= 0.75) is alike


def test_another_plan_of_the_same_year_is_no_edition() -> None:
    found = kinship(
        "План методической службы на 2026/2027 учебный год",
        rows(METHODICAL),
        "План ярмарок на 2026/2027 учебный год",
        rows(FAIRS),
    )
    assert not found.is_likely
    assert likeliest([found]) is None


@pytest.mark.parametrize(
    ("title", "items", "doubtful"),
    [
        ("План методической службы на 2026/2027 учебный год", METHODICAL[1:], False),
        ("План методической службы на 2026/2027 учебный год", (*METHODICAL, *FAIRS), False),
        ("План методической службы на 2026/2027 учебный год", METHODICAL[:2], True),
        ("План методической службы на 2026/2027 учебный год", FAIRS, True),
        ("План школы искусств на 2026/2027 учебный год", METHODICAL, True),
    ],
)
def test_an_edition_is_in_doubt_where_more_is_gone_than_stays_or_the_title_is_another(
    title: str, items: Sequence[str], doubtful: bool
) -> None:
    stands = "План методической службы на 2026/2027 учебный год"
    found = kinship(stands, rows(METHODICAL), title, rows(items))
    assert likeliest([found]) == (0, doubtful)


def test_the_likeliest_plan_is_taken_wherever_it_stands_and_two_as_likely_are_in_doubt() -> None:
    title = "План ярмарок на 2026/2027 учебный год"
    other = kinship("План сельских ярмарок", rows(FAIRS[:1]), title, rows(FAIRS))
    same = kinship(title, rows(FAIRS), title, rows(FAIRS))
    assert other.is_likely
    assert likeliest([other, same]) == (1, False)
    assert likeliest([same, other]) == (0, False)
    assert likeliest([same, same]) == (0, True)


def test_one_plan_written_for_two_schools_is_the_one_with_its_own_number() -> None:
    found = [
        kinship(f"План школы № {n}", rows(METHODICAL), "План школы № 7", rows(METHODICAL))
        for n in (5, 7)
    ]
    assert likeliest(found) == (1, False)
    assert likeliest(found[:1]) == (0, True)
