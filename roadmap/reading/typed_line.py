"""One typed line of a plan: what is to be done, until when, and by whom.

Dashes tell nothing, as people type them freely: the deadline is what reads as one, and people
follow it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from roadmap.deadlines import read_deadline
from roadmap.model import Kind, Period
from roadmap.reading.responsible import begins_with_somebody, only_names

#: Between the parts of a line; a dash within a word or a range of days has no spaces.
_STRONG = re.compile(r"(\s+[-–—]+\s+|\s*[|;\t\n]\s*)")
_ANY = re.compile(r"(\s+[-–—]+\s+|\s*[|;\t\n]\s*|,\s+)")
#: Words that a deadline within a sentence begins with; «за 1 полугодие» is what a report is about.
_BEGINS = re.compile(
    r"\s(?=(?:в\s+срок|до|к|не\s+позднее|в\s+течение)\s|(?:постоянно|ежемесячно|ежеквартально|ежегодно|еженедельно)\b)",
    re.IGNORECASE,
)
#: «принять к сведению», «прилегающие к ним территории»: not until when a thing is to be done.
_TOWARD = re.compile(r"к\s+(?!концу|началу|открытию)[^\d]*", re.IGNORECASE)
_DAY_FIRST = re.compile(r"\s*(?:до|к|не\s+позднее|в\s+течение|\d{1,2})[\s.]", re.IGNORECASE)
#: A deadline by an event begins so: «по плану», «после приказа»; others are names or sentences.
_LEANS = re.compile(r"(?:по|после|через|во?|до|к|за|перед|при|со?|на|не)\s|\d", re.IGNORECASE)
_SOMEBODY = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?(?:\s+[А-ЯЁ]\.\s*(?:[А-ЯЁ]\.?)?)?")
#: What is to be done: «провести», «обеспечить»; no «области», «пять».
INFINITIVE = (
    r"\b(?!пять|девять|десять|двадцать|тридцать|память)"
    r"[а-яё]*(?:[аяиеуыо]ть|[внч]ести|йти|чь)(?:ся|сь)?\b"
)
_WORK = re.compile(INFINITIVE, re.IGNORECASE)
#: Where a sentence ends, by the word before; «ул. 8 Марта», «г. Омск» is none.
_SENTENCE_END = re.compile(r"(?P<word>\b[А-ЯЁа-яё]+|\d\d|[»)])[.;]\s+(?=[\dА-ЯЁ«])")
_ABBREVIATED = re.compile(
    r"ул|пл|пр|пер|просп|им|г|гг|с|д|п|пос|мкр|стр|корп|обл|кл|каб|ауд|тел|ред|др|т|час|мин|руб|тыс"
    r"|млн|зам|зав|рук|соц|мед|нач|гл|св|ст",
    re.IGNORECASE,
)
#: Sentences that are a deadline and people stand within so many characters of a text's ends.
_LONGEST_ENDS = 200
_CLOCK = re.compile(r"(?:до|с|в|к)?\s*\d{1,2}[.:-]\d{2}(?:\s*ч\w*\.?)?", re.IGNORECASE)
#: A longer text with a day in it is no deadline.
_MOST_WORDS = 8
#: Whether a phrase is a deadline does not depend on the year.
_SOME_YEAR = Period.calendar(2020)
_RANGES = (Kind.DATE_RANGE, Kind.MONTH_RANGE, Kind.YEAR_RANGE)


def split_line(line: str) -> tuple[str, str, str]:
    """What is to be done, until when, and by whom; the latter two may be «»."""
    if (sentences := _by_sentences(line.strip())) is not None:
        return sentences
    for separator in (_STRONG, _ANY):
        parts = _parts(separator, line.strip())
        if len(parts) > 1 and (found := _by_deadline(parts)):
            return found
    parts = _parts(_STRONG, line.strip())
    if len(parts) > 1 and _somebody(parts[-1]):
        if len(parts) > 3:
            # What stands in a deadline's place and cannot be read will be asked about.
            return _joined(parts[:-4]), parts[-3], parts[-1]
        return (*_within(_joined(parts[:-2])), parts[-1])
    return (*_within(line), "")


def _by_sentences(text: str) -> tuple[str, str, str] | None:
    """«Митинг. 9 мая, 11.00. Дом культуры», «9 мая. Митинг»: a sentence is the deadline and the
    rest after it people, or the work where it comes first.
    """
    ends = [
        match.end()
        for match in _SENTENCE_END.finditer(text)
        if not _ABBREVIATED.fullmatch(match["word"])
    ]
    late = [end for end in ends if len(text) - end <= _LONGEST_ENDS]
    for start, end in zip(late, [*late[1:], len(text)], strict=False):
        sentence, people = text[start:end].rstrip(" .;"), text[end:].rstrip(" .;")
        named = not people or only_names(people) or begins_with_somebody(people)
        if named and is_deadline(sentence) and not _CLOCK.fullmatch(sentence):
            return text[:start].rstrip(" .;"), sentence, people
    first = text[: ends[0]].rstrip(" .;") if ends and ends[0] <= _LONGEST_ENDS else ""
    return (text[ends[0] :], first, "") if is_deadline(first) else None


def _parts(separator: re.Pattern[str], line: str) -> list[str]:
    """The parts of a line and the separators between them; none divides a name in quotation marks
    («Мама – главное слово»).
    """
    parts: list[str] = []
    at = looked = open_marks = 0
    for match in separator.finditer(line):
        before = line[looked : match.start()]
        open_marks += before.count("«") - before.count("»")
        looked = match.start()
        if open_marks <= 0:
            parts += [line[at : match.start()], match[0]]
            at = match.end()
    return [*parts, line[at:]]


def has_parts(line: str) -> bool:
    """Whether dashes, semicolons or bars divide it."""
    return _STRONG.search(line.strip()) is not None


def begins_with_day(text: str) -> bool:
    return _DAY_FIRST.match(text) is not None


def _by_deadline(parts: Sequence[str]) -> tuple[str, str, str] | None:
    """Split at the last deadline after the first part; parts and separators alternate."""
    last = next((n for n in range(len(parts) - 1, 1, -2) if is_deadline(parts[n])), None)
    if last is None:
        if begins_with_day(parts[0]) and is_deadline(parts[0]):  # «1 сентября — линейка — Иванова»
            return _joined(parts[2:3]), _joined(parts[:1]), _listed(parts[4::2])
        return None
    first = last - 2 if last > 2 and _kind(_joined(parts[last - 2 : last + 1])) in _RANGES else last
    people = _listed(parts[last + 2 :: 2])
    if not people and first > 2 and _somebody(parts[first - 2]):
        return _joined(parts[: first - 3]), _joined(parts[first : last + 1]), parts[first - 2]
    return _joined(parts[: first - 1]), _joined(parts[first : last + 1]), people


def _within(text: str) -> tuple[str, str]:
    """The text, and the deadline that its last words are: «Провести семинар до 15 декабря».

    «Подготовка к 8 марта» may hold no deadline: its words stay in the text, too.
    """
    line = _joined([text])
    for match in _BEGINS.finditer(line):
        phrase = line[match.end() :].rstrip(" .")
        if is_deadline(phrase) and not _TOWARD.fullmatch(phrase):
            return line if phrase.lower().startswith("к ") else line[: match.start()].rstrip(
                " ,"
            ), phrase
    return line, ""


def _joined(parts: Sequence[str]) -> str:
    return " ".join("".join(parts).split()).strip(" ,;|–—-")


def _listed(parts: Sequence[str]) -> str:
    return ", ".join(part.strip() for part in parts if part.strip())


def _somebody(text: str) -> bool:
    return only_names(text) or _SOMEBODY.fullmatch(text.strip(" .")) is not None


def is_deadline(text: str) -> bool:
    """Whether a text is nothing but a deadline: «провести кросс 1 июня» is work."""
    kind = Kind.UNKNOWN if _WORK.search(text) else _kind(text)
    if kind in (Kind.EVENT, Kind.RELATIVE):
        return _LEANS.match(text.strip()) is not None
    return kind is not Kind.UNKNOWN and not only_names(text)


def _kind(text: str) -> Kind:
    phrase = text.strip(" .")
    return (
        read_deadline(phrase, _SOME_YEAR).kind
        if 0 < len(phrase.split()) <= _MOST_WORDS
        else Kind.UNKNOWN
    )
