"""Corrections of the answer just written: «ой, 27-го», «не 20, а 27 ноября», «вернее 43 учителя».

They tell nothing by themselves: the day, the number or the words take the place of those that stand
in the answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from roadmap.answers.courtesies import tells, without_courtesies
from roadmap.answers.likeness import stems
from roadmap.model.address import clean
from roadmap.model.months import MONTHS


@dataclass(frozen=True, slots=True)
class Correction:
    """What is to stand in place of `old` («»: of the one day or number of the answer), and whether
    a day is meant for sure. `new` is «» where nothing but a mistake is told of.
    """

    old: str
    new: str
    of_day: bool


@dataclass(frozen=True, slots=True)
class _Token:
    """A day or a number in a text: «20», «20.11», «20» with the `ending` «-го», with « ноября» as
    its `month`.
    """

    start: int
    end: int
    day: str
    month: str
    ending: str
    is_day: bool


_LONGEST = 120
#: Words that the answer does not have, and that tell nothing new.
_STRANGE = 3
_MONTH = "|".join(
    sorted(
        {case for month in MONTHS for case in (*month.cases, *month.abbreviations)}, reverse=True
    )
)
_ENDING = r"\s?-?\s?(?:го|ого|е|ое|му)(?![а-яё])"
_TOKEN = re.compile(
    rf"(?<![\w.,])(?:(?P<dotted>\d{{1,2}}\.(?:0[1-9]|1[0-2])(?:\.\d{{2,4}})?)(?![\w]|\.\d)"
    rf"|(?P<number>\d+(?:[.,]\d+)?)(?P<ending>{_ENDING})?(?P<of>\s+числа)?(?:\s+(?P<month>{_MONTH})(?![а-яё])\.?)?"
    rf"(?!\w|[.,]\d))",
    re.IGNORECASE,
)
#: What tells that something was wrong.
_SLIP = (
    r"ой|ох|упс|вернее|точнее|поправка|поправляюсь|поправлюсь|исправление|исправляюсь|исправлюсь|исправьте|исправь|опечатка"
    r"|опечаталась|опечатался|описка|описалась|ошибка|ошибочка|ошиблась|ошибся|ошиблись|неверно|неправильно|перепутала|перепутал"
    r"|правильно|нет|не\s+так|стоп|сорри|то\s+есть|т\.\s?е\.|пардон|имел[аи]?\s+в\s+виду|имелось\s+в\s+виду|дата|дату|число|цифра|датой|числом"
    r"|цифрой|день|дате|числе|цифре|oops|sorry|i\s+mean"
)
#: These alone do not tell it.
_WEAK = frozenset(
    {
        "дата",
        "дату",
        "число",
        "цифра",
        "день",
        "дате",
        "числе",
        "цифре",
        "правильно",
        "исправь",
        "исправьте",
    }
)
_BESIDE = (
    r"извините|извиняюсь|простите|прошу\s+прощения|пожалуйста|спасибо|это|было|была|был|надо|нужно|конечно|в|во|на|с|по|до|от|там"
    r"|а|и|же|ну|да|вот|должно|быть|следует|читать|считать|не\s+(?:та|тот|то)|неверная|неверное|неправильная|другая|другое|верная"
    r"|верно|я|мы|написал[аи]?|указал[аи]?|поставил[аи]?|в\s+(?:прошлом|последнем|предыдущем)\s+(?:ответе|сообщении)|выше|только|все-таки|всё-таки|пока"
)
_WORD = re.compile(rf"(?:(?P<slip>{_SLIP})|(?P<beside>{_BESIDE})|(?P<other>[\w-]+))(?![\w])", re.I)
_CHANGE = re.compile(
    r"(?:исправ(?:ь|ьте|ить)|замени(?:те|ть)?|поменяй(?:те)?|измени(?:те)?)\s+(?P<old>[^,;!?]{1,40}?)\s+на\s+"
    r"(?P<new>[^;!?]{1,60})",
    re.IGNORECASE,
)
_NOT_BUT = (
    re.compile(r"не\s+(?P<old>[^,;!?]{1,40}?)\s*,?\s+а\s+(?P<new>[^;!?]{1,60})", re.IGNORECASE),
    re.compile(r"(?P<new>[^;!?]{1,60}?)\s*,?\s+а\s+не\s+(?P<old>[^,;!?]{1,40})", re.IGNORECASE),
    re.compile(
        r"вместо\s+(?P<old>[^,;!?]{1,40}?)\s*,?\s+(?:надо|нужно|должно\s+быть|следует|правильно|читать|пишите|поставьте|будет)\s+"
        r"(?:(?:читать|быть|поставить|написать)\s+)?(?P<new>[^;!?]{1,60})",
        re.IGNORECASE,
    ),
    _CHANGE,
    re.compile(r"(?P<old>\S{1,20})\s*(?:->|→|=>)\s*(?P<new>\S{1,20})"),
)
_LEAD = re.compile(rf"(?:(?:{_SLIP}|{_BESIDE})(?!\w)[\s,.:!)-]*)+", re.IGNORECASE)
_APOLOGY = re.compile(r"(?<!\w)(?:извин\w+|прости(?:те)?|прошу\s+прощения)(?!\w)", re.IGNORECASE)
_STAR = re.compile(r"^\*\s*|\s*\*$")


def read_correction(text: str, told: str) -> Correction | None:
    """What the message `text` corrects in the answer `told`; None where it is none."""
    tidy = clean(text).strip()
    if not tidy or len(tidy) > _LONGEST or "\n" in tidy or "?" in tidy:
        return None
    bare = without_courtesies(tidy).rstrip(" .!)")
    starred = _STAR.search(bare) is not None
    bare = _STAR.sub("", bare)
    for pattern in _NOT_BUT:
        for start in {0, _end_of_lead(bare)}:
            found = pattern.fullmatch(bare, start)
            if found is None:
                continue
            new = _without_lead(found["new"])
            old = _without_lead(found["old"])
            if re.fullmatch(r"дат[ауы]|день|число", old, re.IGNORECASE) and _tokens(new):
                return Correction("", new, of_day=True)
            if pattern is _CHANGE and not _stands(old, told):
                return Correction("", "", of_day=False)
            if old and new and _stands(old, told):
                return Correction(old, new, any(one.is_day for one in _tokens(new)))
    return _read_alone(bare, told, slipped=starred)


def _read_alone(bare: str, told: str, *, slipped: bool) -> Correction | None:
    """«ой, 27-го», «27 ноября, ошиблась»: one day or number, and words that tell of a slip."""
    found = _tokens(bare)
    if len(found) > 1:
        return None
    rest = f"{bare[: found[0].start]} {bare[found[0].end :]}" if found else bare
    strange = 0
    known, noun, of_day = set(stems(told)), "", bool(found) and found[0].is_day
    for word in _WORD.finditer(rest):
        if word["slip"] is not None:
            said = " ".join(word["slip"].casefold().split())
            slipped = slipped or said not in _WEAK
            of_day = of_day or said in {"дата", "дату", "датой"}
        elif word["beside"] is not None:
            slipped = slipped or word["beside"].casefold().startswith(("не ", "невер", "неправ"))
        elif known.issuperset(stems(word["other"])) and stems(word["other"]):
            noun = noun or word["other"]
        elif not (found and word["other"].casefold() in told.casefold().split()):
            strange += 1
    if found and not strange and _APOLOGY.search(bare):
        # «извините, 12.11», «извините, 15 водителей»: of an answer with one of that kind.
        same = [one for one in _tokens(told) if one.is_day is found[0].is_day]
        slipped = slipped or (len(same) == 1 if not noun else not found[0].is_day)
    if not slipped or (strange and (found or strange > _STRANGE or tells(rest))):
        return None
    if strange or (noun and not found):
        return Correction("", "", of_day=False)  # «ой, кураторы»: in place of what?
    if not found:
        named = re.search(r"\b(?:дат|числ|цифр|опечат|описк|описал)", bare, re.IGNORECASE)
        return Correction("", "", of_day=False) if named else None
    new = bare[found[0].start : found[0].end]
    of_noun = noun and bare.find(noun) >= found[0].end
    return Correction("", f"{new} {noun}" if of_noun else new, of_day)


def corrected(told: str, correction: Correction) -> str | None:
    """The answer `told` with the correction in it; None where what is wrong cannot be told for
    sure.
    """
    if not correction.new:
        return None
    new = _tokens(correction.new)
    if len(new) != 1:
        return _words_in_place(told, correction)
    meant, tail = new[0], correction.new[new[0].end :].strip()
    if correction.old:
        old = _tokens(correction.old)
        if len(old) != 1:
            return _words_in_place(told, correction)
        places = [one for one in _tokens(told) if _value(one) == _value(old[0])]
    else:
        places = _meant(told, meant, tail, of_day=correction.of_day)
    if len(places) > 1 and (meant.is_day or correction.of_day):
        places = [one for one in places if one.is_day]
    if len(places) != 1:
        return None
    (place,) = places
    after = told[place.end :]
    if tail and not (set(stems(tail)) <= set(stems(" ".join(after.split()[:2])))):
        return None if not correction.old else _words_in_place(told, correction)
    words = rf"(?:\s+[\w-]+){{{len(tail.split())}}}"
    named = re.match(words, after) if tail else None
    if named and set(stems(named[0])) == set(stems(tail)):
        after = f" {tail}{after[named.end() :]}"  # «45 учителей» of «43 учителя»
    return f"{told[: place.start]}{_written(place, meant, correction.new)}{after}"


def _written(place: _Token, new: _Token, words: str) -> str:
    """The new day as the answer writes its own: «27.11» for «20.11», «27 ноября» for «20 ноября»,
    where no other month is said.
    """
    if not place.is_day or new.month or not new.day.isdigit():
        return words[new.start : new.end].strip()
    if "." in place.day:
        return f"{int(new.day):02d}{place.day[place.day.index('.') :]}"
    return f"{new.day}{place.ending}{place.month}"


def _meant(told: str, new: _Token, tail: str, *, of_day: bool) -> list[_Token]:
    """The days or numbers of `told` in whose place a new one may stand."""
    tokens = _tokens(told)
    days, numbers = ([one for one in tokens if one.is_day is kind] for kind in (True, False))
    if new.is_day or of_day:
        return days or numbers
    if tail:
        same = set(stems(tail))
        return [one for one in numbers if same & set(stems(told[one.end :].strip().split(" ")[0]))]
    try:
        small = float(new.day.replace(",", ".")) <= 31
    except ValueError:
        return []
    return tokens if small else numbers


def _words_in_place(told: str, correction: Correction) -> str | None:
    """«не завучи, а директора»: these words once in the answer."""
    found = list(_standing(correction.old, told)) if correction.old else []
    if len(found) != 1:
        return None
    start, end = found[0].span()
    new, after = correction.new, told[end:]
    repeated = re.match(rf"\s+{re.escape(new.split()[-1])}(?!\w)", after, re.IGNORECASE)
    if repeated and len(new.split()) > 1:
        after = after[repeated.end() :]
    return f"{told[:start]}{new}{after}"


def _stands(old: str, told: str) -> bool:
    """Whether what is to be corrected is in the answer."""
    tokens = _tokens(old)
    if len(tokens) == 1 and not re.search(r"[^\W\d]", old[: tokens[0].start]):
        return any(_value(one) == _value(tokens[0]) for one in _tokens(told))
    return any(_standing(old, told))


def _standing(words: str, told: str) -> list[re.Match[str]]:
    pattern = rf"(?<!\w){re.escape(words.strip())}(?!\w)"
    return list(re.finditer(pattern, told, re.IGNORECASE))


def _tokens(text: str) -> list[_Token]:
    found = []
    for one in _TOKEN.finditer(text):
        if one["dotted"] is not None:
            found.append(_Token(one.start(), one.end(), one["dotted"], "", "", is_day=True))
            continue
        after = text[one.end("number") : one.end()]
        month = one["month"] or ""
        cut = after.find(month) if month else len(after)
        is_day = bool(one["ending"] or one["of"] or month) and one["number"].isdigit()
        ending, said = after[:cut], after[cut:]
        found.append(_Token(one.start(), one.end(), one["number"], said, ending, is_day))
    return found


def _value(token: _Token) -> str:
    """The number that a day or a number is called by: «20» of «20.11» and of «20 ноября»."""
    if re.fullmatch(r"\d{1,2}\.(?:0[1-9]|1[0-2])(?:\.\d{2,4})?", token.day):
        return str(int(token.day.split(".")[0]))
    return token.day


def _end_of_lead(bare: str) -> int:
    found = _LEAD.match(bare)
    # «не 20, а 27»: the denial is no part of what leads to it.
    return found.end() if found else 0


def _without_lead(words: str) -> str:
    """`words` without «на», «это» before them."""
    bare = words.strip(' ,:«»"')
    led = re.match(
        r"(?:(?:на|это|было|был[аи]?|в|с|по|до|числом|дату|датой)\s+)+(?=\d)", bare, re.I
    )
    return bare[led.end() :] if led else bare
