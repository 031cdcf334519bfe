"""A cell of responsible people: its text in, one name or unit for each out."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_DOTTED = r"[А-ЯЁ]\s?\.\s?[А-ЯЁ](?:\s?\.)?(?![а-яё])"
_BARE = r"[А-ЯЁ]{2}(?![А-Яа-яЁё])"
_PATRONYMIC = r"[А-ЯЁ][а-яё]+(?:вич|вна|ична|инична)|[А-ЯЁ][а-яё]+\s(?:оглы|кызы)"
#: Jobs, units and acronyms that look like a surname with initials: «Директора ОУ», «Учреждения ДО».
_NO_SURNAME = (
    r"(?!(?:[Дд]иректор|[Зз]ам|[Зз]авед|[Нн]ачальник|[Сс]пециалист|[Мм]етодист|[Уу]чител|[Пп]едагог|[Гг]лав|[Рр]уковод"
    r"|[Аа]дминистрац|[Уу]правлени|[Оо]тдел|[Кк]омитет|[Цц]ентр|[Сс]овет|[Кк]омисси)[а-яё]*\s)"
)
_ACRONYM = (
    r"(?!(?:ОУ|УО|ДК|МО|ВР|УР|НР|ДО|ОО|ГО|СП|РФ|ЧС|ПБ|ТБ|ОТ|ФК|ИТ|ПК|РГ|ДТ|ЦБ|СМ|ЖК)(?![А-Яа-яЁё]))"
)
_LIKE_A_SURNAME = (
    r"[А-ЯЁ][а-яё]*(?:[оеё]в|[иы]н|ск[ий]й|цк[ий]й|[оеё]ва|[иы]на|[сц]кая|ко|[юу]к|ич|[иы]х)"
)
_NAME = re.compile(
    rf"(?<![А-Яа-яЁё-])(?:{_SURNAME}\s+(?:{_DOTTED})|{_LIKE_A_SURNAME}\s+{_BARE}|{_NO_SURNAME}{_SURNAME}\s+{_ACRONYM}{_BARE}"
    rf"|(?:{_DOTTED})\s*{_SURNAME}|{_SURNAME}\s+{_SURNAME}\s+(?:{_PATRONYMIC}))"
)
_ABBREVIATED = re.compile(r"\b[А-ЯЁа-яё][а-яё]{1,3}\.\s*$")  # «Кл. рук.», «Зав.»
_AGREED = re.compile(r"\(?\s*по согласованию\s*\)?", re.IGNORECASE)
_LABEL = re.compile(r"^(?:ответственн\w*|отв\.?|исполнител\w*)\s*[:–—-]\s*", re.IGNORECASE)
_JOB = re.compile(
    r"(?:и\.?\s?о\.?\s)?(?:[а-яё-]+(?:ый|ий|ой|ая)\s){0,3}"
    r"(?:зам|директор|завед|зав\.|начальник|специалист|методист|учител|педагог|глав|секретар|председат"
    r"|руководит|консультант|психолог|ст\.|старш|ведущ|воспитат|библиотекар|инженер|завхоз|бухгалтер|юрист|врач|фельдшер"
    r"|медсестр|медицинская сестр|тренер|мастер|логопед|вожат|советник|организатор|социальн"
    r"|инструктор|помощник"
    r"|менеджер|экономист|программист|музыкальн|художествен|лаборант|администратор|аналитик|хранител|редактор"
    r"|референт|диспетчер|оператор|техник|режисс|архитектор|эколог|координатор|делопроизводител|дефектолог|хореограф|преподавател|ректор"
    r"|проректор|декан|сестра)",
    re.IGNORECASE,
)
#: Bodies that stand beside a unit and are no part of its name.
_BODIES = re.compile(r"(?:[а-яё]+ые )?(?:органы|администраци[яи]|учреждения|организации)\b")
_UNIT = re.compile(
    r"(?:управлени|отдел|комитет|департамент|министерств|комисси|служб|центр|совет)", re.IGNORECASE
)
_UNIT_ROW = re.compile(
    r"^(?:[\dIVX.]+\s*)?(?:управлени|отдел|комитет|департамент|министерств|администраци|сектор|служб|центр|м[бак]?о?у\b)",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"[(\s]*(?:(?:ответственн\w*|исполнител\w*)\s*[:–—-]|отв\.\s*[:–—-]?)\s*"
    r"(?P<people>[^()]+(?:\([^()]*\))?)\)?\s*\.?\s*$",
    re.IGNORECASE,
)


def split_people(text: str) -> tuple[str, ...]:
    """Names and units, each once: «Иванова А.П., Петров В.С. (по согласованию)» has two.

    A job beside a name is left out, a job alone («директор школы») stands for a person.
    """
    found: list[str] = []
    for line in _without_jobs(text.splitlines()):
        for chunk in _chunks(_LABEL.sub("", _AGREED.sub(" ", line).strip())):
            found += _people_of(
                chunk, after_name=bool(found) and _NAME.fullmatch(found[-1]) is not None
            )
    return tuple(dict.fromkeys(found))


def _without_jobs(lines: Sequence[str]) -> list[str]:
    """The lines without those that only say the job of the one named on the next line."""
    filled = [line for line in lines if line.strip()]
    named = [_NAME.match(line.strip()) is not None for line in filled[1:]] + [False]
    return [
        line
        for line, below in zip(filled, named, strict=False)
        if not (below and _is_job(line.strip()))
    ]


def _is_job(text: str) -> bool:
    """Whether a line is one person's job and no more."""
    one = _JOB.match(text) and not text.split()[0].endswith(("и", "ы"))
    return bool(one) and not _NAME.search(text) and not re.search(r"[,;]$", text)


def inline_people(text: str) -> tuple[str, tuple[str, ...]]:
    """A measure's text without «Ответственный: …» at its end, and who is named there."""
    match = _INLINE.search(text)
    if match is None:
        return text, ()
    return text[: match.start()].rstrip(" (,;"), split_people(match["people"])


def names_in(text: str) -> tuple[str, ...]:
    """The people named anywhere in `text`, in order: «до 1 июня, Ким О.А.» names one."""
    return tuple(dict.fromkeys(_spaced(match[0]) for match in _NAME.finditer(text)))


def only_names(text: str) -> bool:
    """Whether `text` is only names of people: the last line of «Мероприятия/ответственные»."""
    return bool(_NAME.search(text)) and not re.sub(r"[\s,;.]", "", _NAME.sub("", text))


def names_unit(section: str) -> bool:
    """Whether a section row names who answers for it: «1. Отдел культуры»."""
    return _UNIT_ROW.match(section) is not None


def unit_of(section: str) -> str:
    """The unit without the section's number."""
    return re.sub(r"^[\dIVX]+(?:\.\d+)*[.)]\s*", "", section)


def _chunks(line: str) -> list[str]:
    """Parts between commas and semicolons outside brackets; a unit's commas do not split it."""
    chunks: list[str] = []
    cut = re.split(r"([;,])(?![^(]*\))", line)
    for sign, part in zip(["", *cut[1::2]], cut[::2], strict=True):
        text = part.strip() if _NAME.search(part) or _ABBREVIATED.search(part) else part.strip(" .")
        unit = sign == "," and bool(chunks) and _UNIT.match(chunks[-1]) is not None
        if (
            unit
            and text[:1].islower()
            and not any(one.match(text) for one in (_JOB, _UNIT, _BODIES))
        ):
            chunks[-1] += f", {text}"
        elif re.search(r"\w", text):
            chunks.append(text)
    return chunks


def _people_of(chunk: str, after_name: bool) -> list[str]:
    names = [_spaced(match[0]) for match in _NAME.finditer(chunk)]
    if names:
        return names
    if after_name and chunk[:1].islower() and _JOB.match(chunk) and not _names_several(chunk):
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
