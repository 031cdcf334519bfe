"""What editions change by the way is no change; a sign that tells another day is one."""

from __future__ import annotations

import pytest

from roadmap.drafts.matching import plain, plain_phrase


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Март 2031 г.", "март 2031"),
        ("до 10 марта 2031 года", "до 10  марта 2031 г"),
        ("сентябрь – октябрь", "Сентябрь-октябрь."),
        ("в течение «нулевого» дня", 'в течение "нулевого" дня'),
        ("четвёртый квартал;", "четвертый квартал"),
    ],
)
def test_spelling_is_no_other_phrase(one: str, other: str) -> None:
    assert plain_phrase(one) == plain_phrase(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("1.10", "1-10"), ("1, 10 октября", "1-10 октября"), ("октябрь", "ноябрь"),
     ("2026 г. и 2027 г.", "2026 г."), ("март, май", "март-май")],
)  # fmt: skip
def test_a_sign_between_days_makes_another_phrase(one: str, other: str) -> None:
    assert plain_phrase(one) != plain_phrase(other)


def test_texts_are_compared_by_their_words() -> None:
    assert plain("Итоговый отчёт: «Успех» — 1.") == plain('итоговый  отчет, "успех" - 1')
    assert plain("Отчёт 1") != plain("Отчёт 2")
