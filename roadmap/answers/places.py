"""Messages that are nothing but a place: «6.1», «нужно в 9.1», «про наставников». They say where an
answer belongs.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from roadmap.answers.courtesies import tells
from roadmap.answers.spelling import read_ordinal, respell
from roadmap.model.address import EVERYTHING, Address, clean, locate, read_addresses

_DAY = re.compile(r"\d{1,2}\.(?:0\d|1[0-2])(?:\.\d{2,4})?\.?|\d{1,2}\.\d{1,2}\.\d{2,4}")


#: «по сто двадцать первому пункту»
_LONGEST_ALONE = 60


#: «нужно в 9.1», «перенесите к п. 5», «в 1.1 надо», «это по 8, пожалуйста»: nothing but a place.
_WISHED_BEFORE = re.compile(
    r"^(?:(?:(?:ошиблась|ошибся)\s+(?:пунктом|номером)|перепутал[аи]?\s+пункты?|не\s+(?:тот|та)\s+(?:пункт|номер|строка)"
    r"|а|нет|ой|упс|это|не\s+то|не\s+(?:туда|сюда)|извините|простите|вернее|точнее|ошиблась|ошибся|перепутал[аи]?"
    r"|имел[аи]?\s+в\s+виду|хотела?|надо|нужно|было|лучше|пожалуйста|сюда|туда"
    r"|ответ|он[оа]?|е[её]|его|должно\s+быть|относится"
    r"|запиши(?:те)?|отнеси(?:те)?|перенеси(?:те)?|перемести(?:те)?|перекинь(?:те)?)[\s,:-]+)*"
    r"(?:(?:я|сообщение|(?:предыдущ|прошл|последн)[а-яё]+(?:\s+(?:сообщение|ответ))?)\s+(?:это\s+)?(?=(?:к|в|про)\s))?"
    r"(?:(?:по|к|для|на|в|про|об?|насч[её]т)\s+)?(?=[\dп№])",
    re.IGNORECASE,
)
_WISHED_AFTER = re.compile(
    r"(?:[\s,]+(?:надо|нужно|пожалуйста|плиз|это|было|(?:на)?писал[аи]?|имел[аи]?\s+в\s+виду|должно\s+быть|его|е[её])|(?<=\d)\s+пункт[а-яё]*)+[\s.!]*$",
    re.IGNORECASE,
)
#: «не 9.1, а 11», «11, а не 9.1», «вместо 9.1 в 11»: where it does not belong.
_DENIED = re.compile(
    r"(?:[\s,]+а\s+)?\b(?:не|вместо)\s+(?:(?:к|в|по|на|для|про|об?)\s+)?(?:п(?:ункт[а-яё]*|\.)?\s*)?"
    r"\d{1,4}(?:\.[\dмкт]{1,4})*(?:\s*,?\s*а\s+(?=\S)|\s*[,.–-]?\s+(?=\S)|\s*$)",
    re.IGNORECASE,
)
_THIS = re.compile(
    r"^(?:(?:это|нет|а|ой|ох|упс|извините|простите|вернее|точнее|не\s+(?:туда|сюда)|надо|нужно|было)[\s,.!-]+)+"
)


_LEAD_ALONE = re.compile(r"(?:ой|ох|упс|нет|извините|простите|вернее|точнее|стоп)", re.IGNORECASE)
#: «шестой, а не пятый», «не пятый, а шестой».
_ORDINAL_DENIED = re.compile(
    r"\s*,?\s*а\s+не\s+(?:(?:к|ко|по|про|в)\s+)?[а-яё]+(?:ый|ой|ий|ому|ему)(?:\s+пункт\w*)?$"
    r"|^не\s+(?:(?:к|ко|по|про|в)\s+)?[а-яё]+(?:ый|ой|ий|ому|ему)(?:\s+пункт\w*)?\s*,?\s*а\s+"
)


def read_alone(text: str, numbers: Collection[str]) -> Address | None:
    """The one address that is all of `text`: «6,1», «п. 150», «по двенадцатому»; else None."""
    if len(text) > _LONGEST_ALONE:
        return None
    spelt = clean(respell(text, numbers)).strip(" \n!?…")
    spelt = _DENIED.sub("", spelt, count=1).rstrip(" ,")
    spelt = _WISHED_AFTER.sub("", _WISHED_BEFORE.sub("", spelt))
    pieces = [one for one in re.split(r"[,;]\s+", spelt) if one and not _LEAD_ALONE.fullmatch(one)]
    spelt = pieces[0] if len(pieces) == 1 else spelt
    if len(pieces) > 1:  # «это десятый, 10»
        said = {read_alone(one, numbers) for one in pieces}
        return said.pop() if len(said) == 1 else None
    addresses = read_addresses(spelt)
    if addresses is not None:
        alone = len(addresses) == 1 and addresses[0].item != EVERYTHING
        is_day = _DAY.fullmatch(spelt) and locate(addresses[0], numbers) is None
        return addresses[0] if alone and not is_day else None
    bare = _ORDINAL_DENIED.sub("", _THIS.sub("", spelt.lower()))
    words = re.sub(r"^(?:к|ко|про|в|во|для|на)\s+", "по ", bare)
    ordinal = read_ordinal(words)
    if ordinal is None or not re.fullmatch(r"\s*(?:пункт[а-яё]*)?[.!]?", words[ordinal[1] :]):
        return None
    return Address(str(ordinal[0]), marked=ordinal[2])


_PLACE = re.compile(
    r"(?:это\s+|ответ\s+|нет[,\s]+)*"
    r"(?:про|насч[её]т|по\s+поводу|к\s+пункту\s+(?:про|об?)|касательно|относится\s+к|об?|обо|по|к)\s+"
    r"(?:пункту?\s+(?:про\s+)?)?(?P<words>[^\d?!]{3,60})",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"(?<![а-яё])[а-яё]{2,}(?:л|ла|ло|ли|лся|лась|лись|но|ны|ем|им|ют|ет|ут|ят)(?![а-яё])",
    re.IGNORECASE,
)


_ADDS = re.compile(
    r"\W*(?:(?:и|еще|ещё|да)\s+)?(?:плюс|\+)\s*\d+(?![\d.]*\.\d)(?!\s*(?:-|–|—|:|\)))"
    r"(?!\s*(?:готов|[сз]дел|выполн|исполн|закры|закон|заверш)\w*)",
    re.IGNORECASE,
)


def adds_to_before(text: str) -> bool:
    """«плюс 3 сегодня»: so many more of what was counted in the answer before, and no item 3."""
    return _ADDS.match(clean(text)) is not None


def names_a_place(text: str) -> str | None:
    """The words of «про наставников», «это по питанию»: a place, and nothing of how work stands."""
    found = _PLACE.fullmatch(clean(text).strip().rstrip("."))
    if found is None or len(found["words"].split()) > 5 or _VERB.search(found["words"]):
        return None
    return found["words"]


#: Of words that only name something.
_WORDS_OF_NAME = 4


def only_names(text: str) -> str | None:
    """«уборка урожая» of «это уборка урожая»: a few words that name something and tell nothing."""
    words = re.sub(r"^это\s+", "", text, flags=re.IGNORECASE)
    return words if len(words.split()) <= _WORDS_OF_NAME and not tells(words) else None
