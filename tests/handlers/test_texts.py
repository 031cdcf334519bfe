"""Every sentence exists in both languages, is used, and reads right."""

from __future__ import annotations

import re
from datetime import date, datetime
from itertools import islice, product
from typing import get_args

import pytest
from fluent.syntax.ast import Message

from handlers.door.menus import MENUS, commands_for
from handlers.pages import board, people, report, timeline
from handlers.speaking.buttons import HeardVerb
from handlers.speaking.texts import LANGUAGES, LOCALES, Texts, clip, texts_in
from roadmap.actions.assigning import How
from roadmap.answers.courtesies import Courtesy
from roadmap.deadlines.spoken import Doubt
from roadmap.directory.likeness import Likeness
from roadmap.model import PEOPLE, Capacity, CautionCode, PersonState, PointKind, Role, Sign
from roadmap.model.forms import Form
from roadmap.schedule.snooze import Snooze
from roadmap.standing.silence import Silence
from tests.handlers.catalogue import (
    chosen_words,
    counted,
    messages,
    said_in_templates,
    said_keys,
    source_strings,
    variables,
)

RU, EN = messages("ru"), messages("en")
NUMBERS = (0, 1, 2, 5, 11, 21, 400)


def _dashed(words: object) -> set[str]:
    return {str(word).replace("_", "-") for word in words}  # type: ignore[attr-defined]


#: Sentences that are named by a value: every value has its own, and there is none without a value.
FAMILIES: dict[str, set[str]] = {
    "command-{}": {name for menu in MENUS.values() for name in menu},
    "help-{}": _dashed(PEOPLE) | {"line"},
    "role-{}": _dashed(Role),
    "welcome-{}": _dashed(PEOPLE),
    "state-{}": _dashed(PersonState) | {"leave"},
    "order-{}": {"assign", "invite", "collect", "other"},
    "request-{}": {"granted", "refused", "withdrawn"},
    "target-{}": _dashed(PointKind) | {"item"},
    "notice-{}": {"blocked", "deactivated", "unknown-chat"},
    "log-{}": {"blocked", "deactivated", "unknown-chat"},
    "caution-{}": _dashed(CautionCode) | {"uneven-many", "more"},
    "about-{}": _dashed(PointKind),
    "silence-{}": _dashed(Silence) | {"asked", "due-today", "not-asked"},
    "snooze-{}": _dashed(Snooze),
    "button-file-{}": set(Form),
    "files-{}": {"photo", "video", "voice", "audio", "document"},
    "button-person-{}": {"link", "assign", "leave", "handover", "erase"},
    "column-{}": {
        "number", "stage", "recommendation", "measure", "deadline", "start", "end", "mark", "responsible", "result",
        "report", "other", "point", "point-deadline", "hour", "place", "co-executor",
    },
    "capacity-{}": _dashed(Capacity),
    "likeness-{}": _dashed(Likeness),
    "year-sign-{}": _dashed(Sign),
    "day-doubt-{}": _dashed(Doubt),
    "courtesy-{}": _dashed(Courtesy),
    "button-heard-{}": set(get_args(HeardVerb)),
    "correct-{}-how": {"text", "number"},
    "corrected-{}": {"text", "number"},
    "correction-undone-{}": {"text", "number"},
    "log-corrected-{}": {"text", "number"},
    "desk-state-{}": set(board.STATES) | set(timeline.MARKED),
    "desk-sort-{}": set(board.SORTS),
    "desk-people-{}": set(people.STATES),
    "desk-how-{}": _dashed(How),
    "desk-report-show-{}": set(report.KEPT),
    "desk-count-{}": set(board.STATES) - {"unassigned"},
}  # fmt: skip


def _families() -> set[str]:
    return {
        family.replace("{}", member) for family, members in FAMILIES.items() for member in members
    }


def test_both_languages_have_the_same_sentences_with_the_same_variables() -> None:
    assert RU.keys() == EN.keys()
    assert {key: variables(RU[key]) for key in RU} == {key: variables(EN[key]) for key in RU}


def test_both_languages_choose_by_the_same_words() -> None:
    assert {key: chosen_words(RU[key]) for key in RU} == {key: chosen_words(EN[key]) for key in RU}


def test_whatever_is_said_stands_in_the_catalogue() -> None:
    said = said_keys()
    assert len(said) > 100
    assert {key for key in said if "{}" not in key} <= RU.keys()
    assert {key for key in said if "{}" in key} <= FAMILIES.keys()
    assert _families() <= RU.keys()


def test_nothing_stands_in_the_catalogue_that_nobody_says() -> None:
    written = {*source_strings(), *said_in_templates()}
    assert set(FAMILIES) <= written
    assert RU.keys() - written - _families() == set()


def _samples(message: Message) -> list[dict[str, object]]:
    """Every way in which a message's numbers and words can fall."""
    words, numbers = chosen_words(message), counted(message)
    names = sorted(words.keys() | numbers)
    choices = [sorted(words[name]) if name in words else NUMBERS for name in names]
    rest: dict[str, object] = {name: f"<{name}>" for name in variables(message) - set(names)}
    everything = islice(
        product(*choices), 2_000
    )  # what depends on many numbers has each in few forms
    return [{**rest, **dict(zip(names, chosen, strict=True))} for chosen in everything]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_said_without_errors_and_fits_one_message(language: str) -> None:
    texts = texts_in(language)
    for key, message in RU.items():
        for given in _samples(message):
            said = texts(key, **given)
            assert len(said) <= 4096, key
            assert not re.search(r"[{}]|  | [,;:]| \.(?!\w)", said.replace("\n", "|")), (key, said)
            assert "&lt;" in said or not any(
                isinstance(v, str) and v.startswith("<") for v in given.values()
            ), key
            assert said.count("<b>") == said.count("</b>"), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_fit_a_button(language: str) -> None:
    texts = texts_in(language)
    for key, message in RU.items():
        if key.startswith("button-"):
            for given in _samples(message):
                given |= {
                    name: "31 декабря 2026"
                    for name, value in given.items()
                    if str(value).startswith("<")
                }
                assert len(texts(key, **given)) <= 64, key


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", PEOPLE)
def test_commands_are_described_within_telegrams_limits(language: str, role: Role) -> None:
    commands = commands_for(role, language)
    assert 1 <= len(commands) <= 100
    assert all(1 <= len(command.description) <= 256 for command in commands)


@pytest.mark.parametrize(
    ("number", "left", "late"),
    [
        (1, "остался 1 день", "просрочено на 1 день"),
        (2, "осталось 2 дня", "просрочено на 2 дня"),
        (3, "осталось 3 дня", "просрочено на 3 дня"),
        (5, "осталось 5 дней", "просрочено на 5 дней"),
        (11, "осталось 11 дней", "просрочено на 11 дней"),
        (21, "остался 21 день", "просрочено на 21 день"),
        (22, "осталось 22 дня", "просрочено на 22 дня"),
    ],
)
def test_days_stand_in_the_right_form(number: int, left: str, late: str) -> None:
    texts = texts_in("ru")
    assert left in texts("until-left", day="31 декабря", days=number)
    assert late in texts("until-late", day="31 декабря", days=number)


@pytest.mark.parametrize(
    ("key", "name", "forms"),
    [
        (
            "silent-title",
            "count",
            {1: "Не ответил 1 человек", 2: "ответили 2 человека", 5: "5 человек", 21: "21 человек"},
        ),
        (
            "morning-late",
            "count",
            {
                1: "Просрочен 1 срок",
                2: "Просрочены 2 срока",
                5: "5 сроков",
                21: "Просрочен 21 срок",
            },
        ),
        ("morning-late", "grace", {1: "1 рабочий день", 2: "2 рабочих дня", 5: "5 рабочих дней"}),
        (
            "group-progress",
            "come",
            {1: "Подключился 1 из", 2: "Подключились 2", 21: "Подключился 21"},
        ),
        ("group-answered", "answered", {1: "ответил 1 из", 2: "ответили 2 из", 21: "ответил 21"}),
        ("living-removed-some", "count", {2: "срока исключены", 5: "5 сроков исключено"}),
        ("joined-told", "left", {1: "подключён 1 ответственный", 5: "подключено 5 ответственных"}),
        ("morning-passed", "count", {1: "Истёк 1 срок", 2: "Истекли 2 срока", 5: "Истекло 5"}),
        ("reminder-several", "count", {2: "2 срока", 5: "5 сроков", 21: "21 срок"}),
        (
            "questions-left",
            "count",
            {1: "Остался 1 вопрос", 2: "2 вопроса, они", 5: "5 вопросов", 21: "21 вопрос, он"},
        ),
    ],
)
def test_counted_things_stand_in_the_right_form(key: str, name: str, forms: dict[int, str]) -> None:
    others = dict.fromkeys(variables(RU[key]), 1)
    for number, form in forms.items():
        assert form in texts_in("ru")(key, **{**others, name: number})


def test_a_day_is_named_in_words() -> None:
    ru, day = texts_in("ru"), date(2026, 12, 31)
    assert "Сводка на 31 декабря 2026" in ru("summary-title", day=day, title="Карта")
    assert ru.short_day(day, date(2026, 1, 1)) == "31 декабря"
    assert ru.short_day(day, date(2027, 1, 1)) == "31 декабря 2026"
    assert texts_in("en").day(day) == "31 December 2026"
    wall_clock = datetime(2026, 12, 31, 9, 5)  # noqa: DTZ001
    assert ru("snoozed", when=wall_clock, target="") == "Напомню 31 декабря 2026, 09:05: ."


def test_names_cannot_break_the_markup() -> None:
    assert "&lt;b&gt;Анна &amp; Ко" in texts_in("ru")("join-welcome", name="<b>Анна & Ко")


def test_an_unknown_sentence_is_an_error_and_an_unknown_language_is_russian() -> None:
    with pytest.raises(KeyError):
        texts_in("ru")("no-such-sentence")
    with pytest.raises(KeyError):
        texts_in("ru")("join-welcome")
    assert texts_in("kk")("cancelled") == texts_in("ru")("cancelled")


def test_a_clipped_text_ends_between_words() -> None:
    assert clip("результаты  муниципального\nэтапа", 25) == "результаты…"
    assert clip("а" * 50, 10) == "а" * 9 + "…"


def test_values_as_long_as_an_answer_may_be_are_said_whole() -> None:
    answers = "Проведено совещание. " * 400
    assert answers.strip() in texts_in("ru")(
        "draft-item", number="1", place=1, total=1, empty=0, about="", text=answers
    )


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("2026/2027 учебный год", "school year 2026/2027"),
        ("2027 год", "2027"),
        ("2025–2030 годы", "2025–2030 годы"),
    ],
)
def test_a_documents_year_is_called_in_the_readers_language(label: str, said: str) -> None:
    assert texts_in("en").period(label) == said
    assert texts_in("ru").period(label) == label


def test_a_coefficient_is_written_as_the_language_writes_it() -> None:
    assert (texts_in("ru").number(0.5), texts_in("en").number(0.5)) == ("0,50", "0.50")


@pytest.mark.parametrize(
    ("choice", "one", "many"),
    [
        ("ask", "спросим о нём ответственных", "спросим о них ответственных"),
        ("done", "будет считаться выполненным", "будут считаться выполненными"),
        ("quiet", "о нём не напоминаем", "о них не напоминаем"),
    ],
)
def test_one_deadline_that_is_past_is_spoken_of_as_one(choice: str, one: str, many: str) -> None:
    texts = texts_in("ru")
    assert texts("preview-past", count=1, choice=choice).endswith(f"1 срок уже прошёл: {one}")
    assert texts("preview-past", count=5, choice=choice).endswith(many)


def test_a_clipped_name_leaves_no_quotation_mark_open_and_no_dot_after_its_ellipsis() -> None:
    assert clip("План школы «Радуга над городом» на год", 25) == "План школы «Радуга над…»"
    assert clip("План школы «Радуга над городом» на год", 14) == "План школы…"
    assert len(clip("«Один «два «три четыре пять", 20)) <= 20
    said = texts_in("ru")("roadmap-chosen", title="План Рязанской…")
    assert said == "Текущая карта: План Рязанской…"
    assert "…." not in texts_in("ru")("edition-saved", title="План Рязанской…")


def test_one_thing_has_one_name() -> None:
    said = "\n".join(path.read_text() for path in sorted(LOCALES.glob("ru/*.ftl")))
    for other in (
        r"(?<!со)исполнител(?!ьск)",
        "Картинка\n",
        "срока нет\n",
        "без срока",
        "молч",
        "Отказать",
    ):
        assert not re.search(other, said, re.IGNORECASE), other


def test_the_desk_s_sentences_are_read_when_the_first_of_them_is_said() -> None:
    """A bot without a desk spares the memory."""
    texts = Texts("ru")
    texts("desk-link", address="https://a.ru", minutes=5)
    assert not texts._bundle.has_message("desk-name")
    assert texts("desk-name") == "Веха"
