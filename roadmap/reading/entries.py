"""A cell of responsible people to entries: what a narrow column wrapped is put together."""

from __future__ import annotations

import re

from roadmap.reading.people_words import (
    BODY,
    DOTTED,
    GROUP,
    JOB,
    NAME,
    SURNAME,
    UNIT,
)

_INITIALS = re.compile(rf"(?:{DOTTED})[\s.,;]*$")
_LONE_SURNAME = re.compile(rf"(?:^|[\s,;]){SURNAME}$")
_NUMBERED = re.compile(r"\d{1,2}[.)]\s*(?=[А-ЯЁ«])")
#: A line that cannot end an entry: «Директор», «Зам.», «заместитель директора по», «СОШ №».
_OPEN = re.compile(
    r"(?:^|\s)(?:и|по|при|на|в|с|за|им\.?|имени|№+|г\.|(?:зам|зав|кл|соц|мед|ст|пед|муз)\.|и\.\s?о\.|врио|-|–)$|[(«]$",
    re.IGNORECASE,
)
#: A job whose place has to follow: «Директор», «Зам. начальника».
_JOB_ALONE = re.compile(
    r"(?:(?:и\.?\s?о\.|врио)\s)?(?:зам(?:еститель|\.)\s)?"
    r"(?:директора?|глав[аы]|начальника?|заместитель|руководител[ья]|председател[ья]|заведующ(?:ий|ая)|секретарь)$",
    re.IGNORECASE,
)
#: An adjective in the genitive, as after «Администрация»: «Советского района».
_GENITIVE = re.compile(r"[А-ЯЁ][а-яё-]+(?:ого|его|ой|ей|ых|их)\s+[а-яё]")
_KIND_OF_BODY = re.compile(
    r"(?:^|\s)(?:[А-ЯЁ]{2,7}|учреждение|предприятие|общество|организация|школа|центр|дом|дворец|музей"
    r"|фонд|лицей|гимназия|библиотека)$"
)


def entries(text: str) -> list[str]:
    """The lines of `text` with those joined that are one entry: «Директор⏎школы», «Белкина⏎К.О.»,
    «кл. рук.⏎9, 11 классов». The numbers of a list («1. Орлова Е.А.») are left out.
    """
    found: list[str] = []
    for raw in text.splitlines():
        line = raw.strip()
        if not line:
            continue
        if found and _goes_on(found[-1], line):
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(_NUMBERED.sub("", line, count=1) if _NUMBERED.match(line) else line)
    return found


def _goes_on(above: str, line: str) -> bool:
    """Whether `line` only goes on the entry in the line `above`."""
    if _OPEN.search(above) or above.count("«") > above.count("»"):
        return True
    if above.count("(") > above.count(")"):
        return True
    if _INITIALS.match(line):
        return _LONE_SURNAME.search(above) is not None
    if _INITIALS.fullmatch(above):
        return re.fullmatch(rf"{SURNAME}[.,;]?", line) is not None
    if line[0] in '«"':
        return _KIND_OF_BODY.search(above) is not None
    if line[0].isdigit() or line.startswith("№"):
        return not _NUMBERED.match(line) and NAME.search(above) is None
    if above.endswith((";", ".")):
        return False
    if any(one.match(line) for one in (JOB, GROUP, NAME)) or _ends_in_a_name(above):
        return False
    if re.fullmatch(r"[А-ЯЁ][а-яё]+", line):
        return False  # «Директор⏎Юрисконсульт»
    if _JOB_ALONE.match(above) or (_GENITIVE.match(line) and BODY.match(above.lower())):
        return True
    return line[0].islower() and not any(one.match(line) for one in (UNIT, BODY))


def _ends_in_a_name(text: str) -> bool:
    found = list(NAME.finditer(text))
    return bool(found) and not text[found[-1].end() :].strip(" .,;")
