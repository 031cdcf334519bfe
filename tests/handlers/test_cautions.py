"""Whatever the reader of documents warns of is said in the reader's language."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from handlers.speaking.cautions import cautions, plain_sentence
from roadmap.drafts.json_form import draft_as_json, draft_from_json, parsed_as_json
from roadmap.model import CAUTION_VARIABLES, Caution, CautionCode, Draft
from tests.handlers.catalogue import messages, variables
from tests.handlers.conftest import COORDINATOR, Desk, sample_draft

UNREAD = Caution.of(CautionCode.UNREAD, number="5", phrase="вскоре")


def warned(*found: Caution) -> Draft:
    return replace(sample_draft(), warnings=found)


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("code", CautionCode)
def test_every_caution_has_a_sentence_with_all_that_it_carries(
    code: CautionCode, language: str
) -> None:
    assert variables(messages(language)[f"caution-{code}"]) == CAUTION_VARIABLES[code]


@pytest.mark.parametrize("code", CautionCode)
def test_in_english_no_caution_has_a_russian_word(code: CautionCode) -> None:
    (said,) = cautions(
        "en", warned(Caution.of(code, **dict.fromkeys(CAUTION_VARIABLES[code], "3")))
    )
    assert not re.search("[а-яё]", said, re.IGNORECASE), said


def test_a_caution_without_what_its_sentence_needs_is_refused() -> None:
    with pytest.raises(ValueError, match="unread"):
        Caution.of(CautionCode.UNREAD, number="5")


def test_the_same_about_several_items_is_one_line() -> None:
    same = [Caution.of(CautionCode.UNEVEN, number=number) for number in ("1", "4", "14")]
    assert cautions("ru", warned(same[0], UNREAD, *same[1:])) == [
        "Пункты 1, 4, 14: число сроков не равно числу мероприятий, проверьте сроки.",
        "Пункт 5: срок «вскоре» не понят.",
    ]
    assert cautions("en", warned(same[0])) == [
        "Item 1: the number of deadlines is not that of measures, check the deadlines."
    ]


def test_what_is_too_much_for_a_phone_is_counted() -> None:
    many = [
        Caution.of(CautionCode.UNREAD, number=str(number), phrase="вскоре") for number in range(8)
    ]
    *_, last = cautions("ru", warned(*many))
    assert last == "Есть и другие замечания: 3."


def test_a_script_gets_whole_russian_sentences_as_text_for_no_chat() -> None:
    phrase = "до <20> мая & " + "весь год, " * 30 + "&lt;"
    long = Caution.of(CautionCode.UNREAD, number="5", phrase=phrase)
    form = parsed_as_json(warned(long), lambda caution: plain_sentence("ru", caution))
    assert form["warnings"] == [f"Пункт 5: срок «{phrase}» не понят."]


def test_a_draft_of_an_earlier_version_keeps_its_warnings_as_they_were_worded() -> None:
    old = {
        **draft_as_json(sample_draft()),
        "warnings": ["Пункт 5: срок «вскоре» не понят.", "Иное <замечание>."],
    }
    assert cautions("ru", draft_from_json(old)) == [
        "Пункт 5: срок «вскоре» не понят.",
        "Иное &lt;замечание&gt;.",
    ]


def test_a_kept_draft_has_its_cautions_by_code() -> None:
    assert draft_from_json(draft_as_json(warned(UNREAD))).warnings == (UNREAD,)


async def test_a_coordinator_who_reads_english_gets_the_preview_in_english(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    (settings,) = await desk.send(COORDINATOR, "/settings")
    await desk.press(COORDINATOR, settings, "English")
    year = Caution.of(CautionCode.YEAR, label="2019/2020 учебный год")
    preview = await desk.import_draft(warned(year, UNREAD))
    assert "⚠️ Item 5: the deadline “вскоре” was not understood." in preview.text
    assert "⚠️ The document names no year, taken as school year 2019/2020." in preview.text
    assert "учебный год" not in preview.text
