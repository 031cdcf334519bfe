"""An official's words in a chat become lines of a report; figures, days and names stay."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.model import Period
from roadmap.report.official import official

AUTUMN, SPRING = Period.school(2026).halves()
OWN = {"8", "8.1", "8.2"}


@pytest.mark.parametrize(
    ("written", "stands"),
    [
        ("8.4 изменения внесены", "Изменения внесены."),
        ("8.1 смотр проведён", "Смотр проведён."),
        ("8.2 неделя безопасности прошла", "Неделя безопасности прошла."),
        ("8.1 частично выполнено", "Частично выполнено."),
        ("8 – проведено\n5 школ участвовали", "Проведено.\n5 школ участвовали."),
        ("п. 8 – план утверждён", "План утверждён."),
        ("п.8 проведено совещание", "Проведено совещание."),
        ("по пункту 12: акт подписан", "Акт подписан."),
        ("№ 8.1 акт подписан", "Акт подписан."),
        ("8) сдано", "Сдано."),
        ("8 – сдано", "Сдано."),
        ("8.1 акт подписан", "Акт подписан."),
    ],
)
def test_the_number_that_was_typed_in_front_goes(written: str, stands: str) -> None:
    assert official(written, OWN, AUTUMN) == stands


@pytest.mark.parametrize(
    ("written", "stands"),
    [
        ("8 школ участвуют", "8 школ участвуют."),
        ("18.10 прошло совещание", "18.10 прошло совещание."),
        ("1.9 прошла линейка", "1.9 прошла линейка."),
        ("18.10.2026 прошло совещание", "18.10.2026 прошло совещание."),
        ("2.5 ставки введены", "2.5 ставки введены."),
        ("7.3 млн рублей освоено", "7.3 млн рублей освоено."),
        ("8.1 % плана выполнено", "8,1 % плана выполнено."),
        ("Пункт 8 постановления исполнен", "Пункт 8 постановления исполнен."),
        ("п. 3.2 Положения изложен заново", "п. 3.2 Положения изложен заново."),
        ("12 встреч, 3 из них выездные", "12 встреч, 3 из них выездные."),
        ("+7 495 000-00-00 – телефон штаба", "+7 495 000-00-00 – телефон штаба."),
        ("вернулись к -5 градусам", "Вернулись к -5 градусам."),
        ("4.8 – средний балл", "4.8 – средний балл."),
        ("7.3 изменения внесены", "7.3 изменения внесены."),
        ("8.2 трлн руб. освоено", "8.2 трлн руб. освоено."),
        ("8.1 из 10 баллов набрали", "8.1 из 10 баллов набрали."),
        ("8.1 МБ занято", "8.1 МБ занято."),
        ("№ 8 от 12.05.2026 – приказ", "№ 8 от 12.05.2026 – приказ."),
        ("№ 5 – детский сад открыт", "№ 5 – детский сад открыт."),
        ("п. 8.1 и 8.2 исполнены", "п. 8.1 и 8.2 исполнены."),
        ("+ 5 % к плану", "+ 5 % к плану."),
        ("рост от 0.5 до 1.5 %", "рост от 0,5 до 1,5 %."),
    ],
)
def test_a_figure_a_day_and_a_point_of_a_paper_stay(written: str, stands: str) -> None:
    assert official(written, OWN, AUTUMN).casefold() == stands.casefold()


def test_a_number_that_is_no_day_of_the_half_year_is_one_that_was_typed() -> None:
    assert official("7.3 изменения внесены", {"7", "7.1"}, SPRING) == "7.3 изменения внесены."
    assert official("7.3 изменения внесены", {"7", "7.3"}, SPRING) == "Изменения внесены."


@pytest.mark.parametrize(
    ("written", "stands"),
    [
        ("готово!!", "Готово."),
        ("сдано 👍👍", "Сдано."),
        ("Ура!!! победа))", "Ура. Победа."),
        ("+ сделано", "Сделано."),
        ("сделано+", "Сделано."),
        ("Работа  ведётся...", "Работа ведётся."),
        ("готово )", "Готово."),
        ("1️⃣ место заняли", "1 место заняли."),
        ("акция «Внимание, дети!» прошла", "Акция «Внимание, дети!» прошла."),
        ("закуплено ,сдано", "Закуплено,сдано."),
        ("провели👍всё сдано", "Провели всё сдано."),
        ("открыты курсы С++", "Открыты курсы С++."),
        ("присвоена категория Б+", "Присвоена категория Б+."),
        ("фестиваль «Ура! Победа...» прошёл!", "Фестиваль «Ура! Победа...» прошёл."),
        ("проект «Шаг - 2.0 +» сдан", "Проект «Шаг - 2.0 +» сдан."),
    ],
)
def test_emoji_and_repeated_signs_go(written: str, stands: str) -> None:
    assert official(written) == stands


@pytest.mark.parametrize(
    ("written", "stands"),
    [
        ("план выполнен на 75%", "План выполнен на 75%."),
        ("охват - 80 %", "Охват – 80 %."),
        ("охват- 80 %", "Охват – 80 %."),
        ("теле- и радиопередачи", "Теле- и радиопередачи."),
        ("утверждён в 2026 г.", "Утверждён в 2026 г."),
        ("назначен Зайцев О.Н..", "Назначен Зайцев О.Н."),
        ("«Орлята» приняты", "«Орлята» приняты."),
        ("адрес: https://example.org/a", "Адрес: https://example.org/a"),
        ("example.org открыт", "example.org открыт."),
        ("открыт п.Новый", "Открыт п.Новый."),
        ("что дальше??", "Что дальше?"),
        ("", ""),
        ("🙏", ""),
    ],
)
def test_a_line_has_its_capital_and_its_stop(written: str, stands: str) -> None:
    assert official(written) == stands


@pytest.mark.parametrize(
    ("written", "stands"),
    [
        ("закупили:\n- парты\n- стулья;\n- доски", "Закупили:\n– парты;\n– стулья;\n– доски."),
        ("проведены срезы\n\nотчёт сдан", "Проведены срезы.\nОтчёт сдан."),
        ("Совещание с директорами\nшкол района", "Совещание с директорами\nшкол района."),
        ("1) раз\n2) два", "1) раз;\n2) два."),
        ("8. Куплены парты\n9. Куплены доски", "8. Куплены парты.\n9. Куплены доски."),
        ("№ 8 – открыта\n№ 12 – закрыта", "№ 8 – открыта.\n№ 12 – закрыта."),
        ("Куплены парты,\nстулья", "Куплены парты,\nстулья."),
    ],
)
def test_lists_and_wrapped_sentences_stay_what_they_are(written: str, stands: str) -> None:
    assert official(written, OWN) == stands


_PIECES = st.sampled_from(
    [
        "п. 8 ",
        "8.1 ",
        "7.3 ",
        " - ",
        "- ",
        "– ",
        "+",
        "!!",
        "!",
        "...",
        "…",
        "..",
        ". ",
        ", ",
        ";",
        ":",
        ": ",
        ")",
        "(",
        ")) ",
        "«",
        "»",
        "👍",
        "️",
        "\n",
        "  ",
        "проведено ",
        "Зайцев О.Н.",
        "75% ",
        "8.1 % ",
        "18.10.2026 ",
        "18.10 ",
        "2026 г.",
        "школ",
        "в ",
        "https://a.ru ",
        "№ ",
        "1) ",
        "а) ",
        "? ",
        "теле- ",
        "\t",
    ]
)


@given(st.lists(_PIECES, max_size=14).map("".join), st.sampled_from([(), OWN]))
def test_official_text_stays_as_it_is(written: str, own: set[str]) -> None:
    stands = official(written, own, AUTUMN)
    assert official(stands, own, AUTUMN) == stands


@given(st.lists(_PIECES, max_size=14).map("".join))
def test_no_figure_day_or_word_is_lost_behind_the_number(written: str) -> None:
    def told(text: str) -> str:
        return "".join(re.findall(r"\w", text)).casefold()

    stands = told(official(written, OWN, AUTUMN))
    before = told(written)
    assert before.endswith(stands)
    assert re.fullmatch(r"[пnа8713№1]*", before[: len(before) - len(stands)])


@given(st.text(alphabet="абвАБ 0123456789.,!?-–+()%\n;:«»", max_size=40))
def test_any_text_comes_to_rest(written: str) -> None:
    stands = official(written, OWN, SPRING)
    assert official(stands, OWN, SPRING) == stands


def test_a_day_is_judged_by_the_calendar() -> None:
    assert date(2026, 9, 1) in AUTUMN
    assert official("31.9 списков нет", {"31"}, AUTUMN) == "Списков нет."
