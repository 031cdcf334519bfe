"""Write out what officials abbreviate, join what a line cut, drop what is said twice."""

from __future__ import annotations

import re

from roadmap.deadlines.names import Name
from roadmap.deadlines.normalise import repaired
from roadmap.deadlines.planned import planned_only
from roadmap.deadlines.slips import look_up

_LOOKS_ROMAN = {"ш": "iii", "п": "ii", "у": "v", "1у": "iv", "1v": "iv", "iу": "iv"}
_SUFFIX = re.compile(
    r"(?<=[ivx])\s?-\s?(?:о?е|а?я|ы?й|о?го|о?м|о?й)(?![а-я])|(?<=\d)(?:ое|ая|ый|ой|го|му|ом|е|я|й|ти)(?![а-я])"
)
_ABBREVIATED = (
    # A label that was copied from the heading: «Срок исполнения – …», «Дата проведения: …»
    (
        re.compile(
            r"^(?:в )?(?:(?:план|предпол|контрольн|ориентир|предельн|конечн|крайн)[а-я]+ )?"
            r"(?:сроки?|дат[аы]|период)(?: (?:[а-я]{3,}(?:ия|ии|ий)|отчета|работ))?\s?(?::|\s-)\s?"
        ),
        "",
    ),
    (re.compile(r"\bп\s?[/.]\s?г\b\.?|\bполуг(?:од)?\.(?=\s|$)|\bпол-[а-я]{1,2}\b"), "полугодие "),
    (re.compile(r"(?<=[а-я])\s?['’`](?=\d\d\b)|(?<=[а-я]{3})\.?\s(?=\d\d\s?г(?:\b|од))"), " 20"),
    (re.compile(r"\bуч(?:еб)?\s?[./]?\s?г(?:од[а-я]*)?\b\.?|\bу\s?[./]\s?г\b\.?"), "учебный год "),
    (re.compile(r"((?:^|[,;(]|\bв)\s?)г\.\s?(?=[а-я]{3,})"), r"\1город "),
    (re.compile(r"\bг\s?\.?\s?г\b\.?"), "годы "),
    (re.compile(r"\bв\s?/\s?теч|\bв\s?т\.\s?(?=год|уч)"), "в теч"),
    (re.compile(r"(\d)\s?р\s?[./]\s?(?=в |год|мес|кв|нед|г\b)"), r"\1 раз в "),
    (re.compile(r"(\d|раза?)\s?/\s?(?=год|мес|кв|нед|полуг)"), r"\1 раз в "),
    (re.compile(r"-\s?го\s+|(?<=\d)-(?=числ)"), " "),
    (re.compile(r"(\d)\s?-?\s?(?:ти|х|и)?\s?-?(?:дневн[а-я]*)"), r"\1 дней после"),
    (
        re.compile(
            r"\b(?:двух|трех|четырех|[а-я]+и)?(?:дневн|недельн|месячн)(?:ы[йе]|о[гй]о?|о?м)\b"
        ),
        "течение 1 дней после",
    ),
    (re.compile(r"(?<=\d)\sо?го\b"), " "),
    (
        re.compile(
            r",?\s*(?:а |но )?\b(?:в исключительных случаях"
            r"|при необходимости(?=[ -]+(?:до|не позднее) \d))\b[^;()]*"
        ),
        " ",
    ),
    (re.compile(r"\bраз\s?\(\s?а\s?\)"), "раз"),
    (re.compile(r"\bнол[ья]\b|\bнуля\b|нулев"), "0"),
    (re.compile(r"\bк окончанию\b"), "к концу"),
    (re.compile(r"^\d{1,2}[.)]\s+(?=[а-я](?!\w*(?:аря|аля|рта|еля|ая|юня|юля|ста|бря)\b))"), ""),
    (re.compile(r"\[[^]\w]*\d{1,2}[^]\w]*\]|<\d{1,2}>"), ""),
    (
        re.compile(r"(\d{1,2})\s?\(\d{1,2}\)(?=\s?[а-я])"),
        r"\1",
    ),  # «до 28 (29) февраля»: the earlier is safe
)
#: The hours of a first and of a last day say nothing of the days.
_MONTH = r"(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]*"
#: A day that is no hour: «18.10» may be one.
_DAY = rf"\d{{1,2}}(?:\.\d\d?\.\d{{2,4}}|\s{_MONTH})"
_BEFORE_A_DAY = rf"(?=\d{{1,2}}(?:\.(?:0[1-9]|1[0-2])|\s{_MONTH}))"
_HOUR = (
    r"(?:\d{1,2}(?:[:.-]\d\d)?\s?(?:часов|часа|час\b\.?|ч\b\.?)(?:\s?\d\d\s?мин[а-я]*\.?)?"
    r"|\d{1,2}(?::\d\d|\.(?:00|1[3-9]|[2-5]\d)|-[03]0))"
    r"(?:\s(?:утра|дня|вечера))?(?:\s\(?(?:мск|(?:по )?[а-я]+ому времени)\b\)?)?"
)
_MAY_HAVE_HOURS = re.compile(r"\d(?:\s?ч|[:.-]\d\d\s)")
_HOURS = (
    # «с 9.00 до 18.00 15 мая» are the hours of a day, «с 9.00 1 июля до 18.00 5 июля» of two.
    (re.compile(rf"\bс\s(?:{_HOUR}|\d{{1,2}})\s?(?:до|по|-)\s?{_HOUR},?\s{_BEFORE_A_DAY}"), ""),
    (re.compile(rf"\b(со?|до|по|к|позднее|ранее)\s{_HOUR},?\s{_BEFORE_A_DAY}"), r"\1 "),
    (re.compile(rf"({_DAY}),?\sс\s{_HOUR}\s(?=(?:до|по)\s{_DAY})"), r"с \1 "),
)
#: Most phrases have none of them; one search tells that sooner than a search for each.
_ANY_ABBREVIATED = re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _ in _ABBREVIATED))
_BROKEN = (
    re.compile(r"([а-я]{2,})-([а-я]{1,8})"),
    re.compile(r"([а-я]{2,})\s?-\s?([а-я]{2,8})"),
    re.compile(r"([а-я]{3,}) ([а-я]{2,7})"),
)
_IN_WORDS = re.compile(r"(\d{1,2})\s?\(([а-я ]+)\)")
_MIXED = re.compile(r"(?<![а-я0-9])(?=[а-я0-9]*(?:[а-я]\d|\d[а-я]))[а-я0-9]+")
_NUMERAL_UNITS = r"(?![а-я])(?=(?:-[а-я]{1,2})?\s*(?:кварт|кв\b|полуг|четверт|декад|недел|нед\b|(?:-|,|и )\s*[ivxш]))"
_LOOSE_ROMAN = re.compile(rf"\b(?:1v|1у|iу|ш|п|у){_NUMERAL_UNITS}|(?<=[ivx]-)(?:ш|п|iу|1у|1v)\b")


def spelt_out(plain: str) -> str:
    """Return a cleaned phrase with abbreviations written out, cut words joined, labels and footnote
    marks dropped.
    """
    plain = _MIXED.sub(_mended, plain)
    for broken in _BROKEN:
        plain = broken.sub(_joined, plain)
    plain = planned_only(_IN_WORDS.sub(_without_words, plain))
    plain = _LOOSE_ROMAN.sub(lambda found: _LOOKS_ROMAN.get(found[0], found[0]), plain)
    if _ANY_ABBREVIATED.search(plain):
        for pattern, meant in _ABBREVIATED:
            plain = pattern.sub(meant, plain)
    if _MAY_HAVE_HOURS.search(plain):
        for pattern, meant in _HOURS:
            plain = pattern.sub(meant, plain)
    return _SUFFIX.sub(" ", plain)


def _mended(found: re.Match[str]) -> str:
    word = repaired(found[0])
    return word if word.isalpha() and look_up(word) else found[0]


def _without_words(found: re.Match[str]) -> str:
    """«15 (пятнадцатого) сентября»: the number is said twice."""
    words = [look_up(word) for word in found[2].split()]
    return (
        found[1]
        if all(word and word.name in {Name.ORDINAL, Name.COUNT} for word in words)
        else found[0]
    )


def _joined(found: re.Match[str]) -> str:
    """A word cut at the end of a line is one word where its halves are none («сен-тябрь»)."""
    head, tail = found[1], found[2]
    if look_up(head + tail) and not (look_up(head) and look_up(tail)) and not look_up(tail):
        return head + tail
    return found[0]
