"""A cell of responsible people: its text in, one name or unit for each out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roadmap.reading.entries import entries
from roadmap.reading.people_words import (
    ABBREVIATED,
    AGREED,
    BODY,
    GROUP,
    INLINE,
    JOB,
    LABEL,
    NAME,
    NAMED_AFTER,
    SHORT_BODY,
    UNIT,
    UNIT_ROW,
)

#: «Организация досуга», «Представительство на слёте»: work, though it begins as a body does.
_ACTION = re.compile(r"организация\s+[а-яё]+(?:ия|ий|а|ов|ей|и|ы)\b", re.IGNORECASE)
#: Brackets and quotation marks that close, which hold no sign that splits, and those signs.
_SPLITS = re.compile(r"\([^()]*\)|«[^«»]*»|([;,])")
#: Stands for one whom a body is named after.
_HONOURED = "\ue000"
#: Of an entry, when it is asked whether what follows a comma goes it on.
_LOOKED_BACK = 200
#: «Орлова Е.А..Кл. рук.»: the second dot ends the entry.
_APART = re.compile(r"\.\.(?=\s?[А-ЯЁа-яё])")
#: «ООО «Уют» ТСЖ «Пруды»», «МУП «Тепло» и МУП «Вода»»: a body after a name in quotation marks.
_NEXT_BODY = re.compile(rf"(?<=[»\"])\s+(?:и\s+)?(?={SHORT_BODY.pattern}\s*[«\"№])")
#: «2», «№ 2», «11 классов», «5-9 классов»: more of what stands before.
_COUNTED_ON = re.compile(r"(?:№+\s*)?\d+(?!\d*[.)]\s)")
_ANSWERS_FOR = re.compile(r"\bпо\s[^,;]*$")
#: What deputies of a school answer for: «ВР», «УВР», «АХЧ».
_SHORT = re.compile(r"(?:[А-ЯЁ]{1,4}Р|АХЧ|О?БЖ|ГО|ЧС|ОТ|ТБ|ПБ|ИТ|ИКТ)(?:\s+и\s+[А-ЯЁ]{2,4})?")
_ENTRY = re.compile(r"[А-ЯЁ«]\S|[А-ЯЁ]\S*\s")


def split_people(text: str) -> tuple[str, ...]:
    """Names and units, each once: «Иванова А.П., Петров В.С. (по согласованию)» has two.

    A job beside a name is left out, a job alone («директор школы») stands for a person. A body
    named after somebody («школа им. А.С. Громова») is one entry.
    """
    text, honoured = _without_honoured(AGREED.sub(" ", text))
    found: list[str] = []
    for line in _without_jobs(entries(_apart(text))):
        for chunk in _chunks(LABEL.sub("", line.strip())):
            found += _people_of(
                chunk, after_name=bool(found) and NAME.fullmatch(found[-1]) is not None
            )
    return tuple(dict.fromkeys(_with_honoured(one, honoured) for one in found))


def _apart(text: str) -> str:
    """Entries that nothing but a dot or a quotation mark divides, each for itself."""
    return _NEXT_BODY.sub("; ", _APART.sub(". ", text))


def _without_honoured(text: str) -> tuple[str, list[str]]:
    """`text` with a mark in place of each one whom a body is named after, and these."""
    honoured = [" ".join(match[0].split()) for match in NAMED_AFTER.finditer(text)]
    return NAMED_AFTER.sub(_HONOURED, text), honoured


def _with_honoured(entry: str, honoured: list[str]) -> str:
    while _HONOURED in entry and honoured:
        entry = entry.replace(_HONOURED, honoured.pop(0), 1)
    return entry


def _without_jobs(filled: Sequence[str]) -> list[str]:
    """The lines without those that only say the job of the one named on the next line."""
    named = [NAME.match(line.strip()) is not None for line in filled[1:]] + [False]
    return [
        line
        for line, below in zip(filled, named, strict=False)
        if not (below and _is_job(line.strip()))
    ]


def _is_job(text: str) -> bool:
    """Whether a line is one person's job and no more."""
    one = JOB.match(text) and not text.split()[0].endswith(("и", "ы"))
    return bool(one) and not NAME.search(text) and not re.search(r"[,;]$", text)


def inline_people(text: str) -> tuple[str, tuple[str, ...]]:
    """A measure's text without «Ответственный: …» at its end, and who is named there."""
    match = INLINE.search(text)
    if match is None:
        return text, ()
    return text[: match.start()].rstrip(" (,;"), split_people(match["people"])


def names_in(text: str) -> tuple[str, ...]:
    """The people named anywhere in `text`, in order: «до 1 июня, Ким О.А.» names one."""
    return tuple(
        dict.fromkeys(_spaced(match[0]) for match in NAME.finditer(_without_honoured(text)[0]))
    )


def begins_with_somebody(text: str) -> bool:
    """Whether a cell begins with a job or a body: «МБОУ СОШ № 5», «Отдел кадров», «педагоги»."""
    start = " ".join(text.split())[:80]
    starts = (JOB, GROUP, UNIT_ROW, SHORT_BODY)
    return any(one.match(start) for one in starts) or (
        BODY.match(start.lower()) is not None and not _ACTION.match(start)
    )


def only_names(text: str) -> bool:
    """Whether `text` is nothing but names of people, as in the last line of
    «Мероприятия/ответственные».
    """
    return bool(NAME.search(text)) and not re.sub(r"[\s,;.]", "", NAME.sub("", text))


def names_unit(section: str) -> bool:
    """Whether a section row names who answers for it: «1. Отдел культуры»."""
    return UNIT_ROW.match(section) is not None


def unit_of(section: str) -> str:
    """The unit without the section's number."""
    return re.sub(r"^[\dIVX]+(?:\.\d+)*[.)]\s*", "", section)


def _chunks(line: str) -> list[str]:
    """Parts between commas and semicolons outside brackets and quotation marks.

    A comma does not split a unit's name («Отдел культуры, спорта»), the numbers of several bodies
    («ЖЭУ №№ 1, 2») or classes, what somebody answers for («зам. директора по УВР, ВР»).
    """
    chunks: list[str] = []
    signs = [match for match in _SPLITS.finditer(line) if match[1]]
    starts = [0, *(match.end() for match in signs)]
    ends = [*(match.start() for match in signs), len(line)]
    for sign, start, end in zip(["", *(match[1] for match in signs)], starts, ends, strict=True):
        part = line[start:end]
        text = part.strip()
        if not (NAME.search(part) or ABBREVIATED.search(part)):
            text = part.strip(" .")
        if sign == "," and chunks and _goes_on(chunks[-1], text):
            chunks[-1] += f", {text}"
        elif re.search(rf"[^\W\d_]|{_HONOURED}", text):
            chunks.append(text)
    return chunks


def _goes_on(before: str, text: str) -> bool:
    """Whether `text` after a comma is no entry of its own."""
    last = before[-_LOOKED_BACK:]
    if _COUNTED_ON.match(text):
        return NAME.search(last) is None
    if _ANSWERS_FOR.search(last) and (_SHORT.fullmatch(text) or re.match(r"по\s", text)):
        return True
    begins_anew = any(one.match(text) for one in (JOB, UNIT, BODY, GROUP))
    return UNIT.match(before) is not None and text[:1].islower() and not begins_anew


def _people_of(chunk: str, after_name: bool) -> list[str]:
    found = list(NAME.finditer(chunk))
    if found:
        names = [_spaced(match[0]) for match in found]
        # «Белкина А.С. Руководители ОУ», «Орлова Е.А..Кл. рук.»: one more; «… – директор» is a job.
        rest = chunk[found[-1].end() :].lstrip(" .,")
        if _ENTRY.match(rest):
            names.append(rest if ABBREVIATED.search(rest) else rest.rstrip(" ."))
        return names
    if after_name and chunk[:1].islower() and JOB.match(chunk) and not _names_several(chunk):
        return []  # «Иванова А.П., директор школы»: the job of the one just named
    return [" ".join(chunk.split())]


def _names_several(job: str) -> bool:
    """«воспитатели», «учителя» beside a name are more people; «заведующая» is that person's job."""
    first = job.split()[0]
    return (
        first != "медсестра"
        and first.endswith(("и", "ы", "я", "а", "ые", "ие"))
        and not first.endswith("ая")
    )


def _spaced(name: str) -> str:
    """«Иванова А. П.» and «Иванова А.П» as «Иванова А.П.»."""
    text = re.sub(r"(?<=[А-ЯЁ])\s?\.\s?(?=[А-ЯЁ](?:\s?\.|$))", ".", " ".join(name.split()))
    return re.sub(r"(\s[А-ЯЁ]\.[А-ЯЁ])$", r"\1.", text)
