"""What the heading of a column means, by its words. The words are those found in some seventy real plans."""

from __future__ import annotations

import re
from enum import StrEnum

from roadmap.cell import tidy


class Meaning(StrEnum):
    """What stands in a column; the values are what a coordinator's answer about columns is given in."""

    NUMBER = "number"
    STAGE = "stage"
    RECOMMENDATION = "recommendation"
    MEASURE = "measure"
    POINT = "point"  # control points in a column of their own
    POINT_DEADLINE = "point-deadline"
    DEADLINE = "deadline"
    START = "start"
    END = "end"
    MARK = "mark"  # a column for one quarter or month, marked where the work falls into it
    RESPONSIBLE = "responsible"
    RESULT = "result"
    REPORT = "report"
    OTHER = "other"


_MONTH = (
    "январ[ья]|феврал[ья]|марта?|апрел[ья]|ма[йя]|июн[ья]|июл[ья]|августа?|сентябр[ья]|октябр[ья]|ноябр[ья]|декабр[ья]"
    "|янв|февр?|мар|апр|июн|июл|авг|сент?|окт|нояб?|дек"
)
#: «Октябрь», «Октябрь 2019 г.»: a month alone, as a column's heading or as a row of its own.
MONTH_ALONE = re.compile(rf"(?:месяц:?\s*)?(?P<month>{_MONTH})(?:\s+\d{{4}}\s*(?:г\.?|года?)?)?\.?", re.IGNORECASE)
_OF_YEAR = r"(?:\s+\d{4}\s*(?:г\.?|года?)?)?"
_WHICH = r"(?:(?:[1-4]|[iv]{1,3}|[іi]+)\s*(?:-?[ыоие]?[йея]\s+)?|(?:перв|втор|треть|четверт)\w{1,3}\s+)"
_QUARTER_ALONE = re.compile(rf"{_WHICH}(?:кв\.?|квартал){_OF_YEAR}", re.IGNORECASE)
_HALF_YEAR_ALONE = re.compile(rf"{_WHICH}(?:полугодие|п/г){_OF_YEAR}", re.IGNORECASE)
_YEAR_ALONE = re.compile(r"20\d\d\s*(?:г\.?|год)", re.IGNORECASE)
_FILLER = re.compile(r"[хx\s\-–—−_.…/«»\"*+]*", re.IGNORECASE)
_DITTO = re.compile(r"(?:т[оае]т?|он[аи]?) же\.?|[»\"″]|аналогично", re.IGNORECASE)
_NOTE_MARK = re.compile(r"(?<=\w)\s*(?:\*{1,3}|[¹²³⁴]|\[\d\])\)?$")

#: In this order: the first that fits decides («Срок исполнения» before «исполнитель», «фактический срок» before both).
_WORDS: tuple[tuple[Meaning, re.Pattern[str]], ...] = tuple(
    (meaning, re.compile(pattern))
    for meaning, pattern in (
        (Meaning.NUMBER, r"^(?:№|n|no)?\s*(?:п\s*[/\\.]?\s*п\.?)?$|^№\s*\S{0,12}$|^номер\b|^(?:№|n)\s*п\s*[/\\.]?\s*п"),
        (Meaning.RESULT, r"(?:ожидаем|планируем|предполагаем)\w*\s+(?:конечн\w+\s+)?результат"),
        (
            Meaning.REPORT,
            r"проведено|причин|отметк|фактическ|\bфакт\b|комментари|^ход\b|исполнено|^выполнено"
            r"|(?:информация|сведения) об? (?:вы|ис|реал|ходе)"
            r"|реализованн\w+ мер|^исполнение$|^(?:%|процент) (?:вы|ис)полнени",
        ),
        (
            Meaning.REPORT,
            r"(?:результат\w*|статус|степень|отчет) (?:о |об )?(?:выполнени|исполнени|реализаци)|^отчет|^статус",
        ),
        (Meaning.POINT_DEADLINE, r"(?:срок|дат[аы]|период).*контрольн\w+ (?:точ|событи)"),
        (Meaning.START, r"(?:срок|дата|период).*\bначал|^начало"),
        (Meaning.END, r"(?:срок|дата|период).*\b(?:окончани|завершени|конец)|^(?:окончание|завершение|конец)"),
        (Meaning.MEASURE, r"мероприяти\w*\s*[,/(]\s*(?:ответствен|исполнител)|^наименование .*мероприяти"),
        (Meaning.DEADLINE, r"^(?:срок|дат)\w*(?: \w+)?\s*(?:[,/(]|и\b)\s*(?:ответствен|исполнител)"),
        (Meaning.POINT, r"^(?:на(?:именован|зван)ие )?(?:контрольн\w+ (?:точ|событи)|кт\b|вех[аи]\b)"),
        (Meaning.RESPONSIBLE, r"ответств|отв\.|^отв\b|исполнител|поручено|^кто\b|^фио\b|^курат|^курир"),
        (
            Meaning.RESULT,
            r"результат|индикатор|подтвержда|итогов\w+ документ|вид документа|показател|критери"
            r"|^выход|форма (?:отчет|завершени)",
        ),
        (
            Meaning.DEADLINE,
            r"\bсрок|\bдат[аы]\b|период|^когда\b|^день(?! недели)"
            r"|\bвремя \w|^месяц|^числ[оа]\b|^недел[яи]\b|^квартал|дедлайн|календарн",
        ),
        (Meaning.STAGE, r"\bэтап"),
        (
            Meaning.RECOMMENDATION,
            r"рекомендаци|^(?:выявленн\w+ )?(?:недостат|замечани)|^задач|^проблем|^цел[ьи]\b"
            r"|^направлени[ея]$|^раздел|^блок",
        ),
        (
            Meaning.MEASURE,
            r"мероприяти|содержани|наименовани|способ|деятельност|действи|виды? работ|событи|^что |^работ|^дел[оа]\b"
            r"|^(?:пути?|механизм\w*|порядок|формы?) (?:решени|реализаци|выполнени|исполнени)|^шаги?\b|^мер[аы]\b"
            r"|^поручени|^тем[аы]\b|^тематик|вопрос|^повестк|^перечень|выполняем\w+ работ|^объект\w*$",
        ),
        (
            Meaning.OTHER,
            r"мест[оа]\b|финансир|источник|объ[её]м|стоимост|участник|категори|форм[аы]\b|примечани|класс|контингент|^время|^день|^код\b"
            r"|^шифр|^вид контрол|^метод|^итог\b|^объект|телефон|бюджет|риск|ссылк|подпис",
        ),
    )
)


#: Latin letters that look Cyrillic; typed by mistake they would hide a word.
_LOOK_ALIKES = str.maketrans("aceopxykmthb", "асеорхукмтнв")


def heading(text: str) -> str:
    """A heading in one line, lower case, its word cut by a hyphen mended, note marks gone, look-alikes put right."""
    joined = re.sub(r"(?<=[а-яё])-\s*\n\s*(?=[а-яё])", "", text.replace("\u00ad", ""))
    joined = re.sub(r"(?<=[а-яё])- (?=[а-яё])", "", tidy(joined).lower()).replace("ё", "е")
    words = (word.translate(_LOOK_ALIKES) if re.search("[а-я]", word) else word for word in joined.split(" "))
    return _NOTE_MARK.sub("", " ".join(words)).strip(" :*")


def meaning_of(text: str) -> Meaning | None:
    """The meaning of a heading; None where its words are not known."""
    words = heading(text)
    if not words or len(words) > 160:
        return None
    if any(pattern.fullmatch(words) for pattern in (MONTH_ALONE, _QUARTER_ALONE, _HALF_YEAR_ALONE, _YEAR_ALONE)):
        return Meaning.MARK
    return next((meaning for meaning, pattern in _WORDS if pattern.search(words)), None)


def is_time(text: str) -> bool:
    """Whether a line is nothing but a month, a quarter or a half-year: the deadline of what stands below."""
    words = heading(text)
    return any(pattern.fullmatch(words) for pattern in (MONTH_ALONE, _QUARTER_ALONE, _HALF_YEAR_ALONE))


def names_responsible(text: str) -> bool:
    """Whether a column of measures holds the responsible people as well: «Мероприятия/ответственные»."""
    return meaning_of(text) is Meaning.MEASURE and re.search(r"ответствен|исполнител", heading(text)) is not None


def names_time_and_people(text: str) -> bool:
    """Whether a column of deadlines holds the responsible people as well: «Срок, ответственный»."""
    return meaning_of(text) is Meaning.DEADLINE and re.search(r"ответствен|исполнител", heading(text)) is not None


def is_filler(text: str) -> bool:
    """«х», «-», «…..», «—//—»: something stands there that says nothing."""
    return _FILLER.fullmatch(text) is not None


def is_ditto(text: str) -> bool:
    """«—//—», «-"-», «то же», «он же»: the same as above."""
    if _DITTO.fullmatch(tidy(text)):
        return True
    return is_filler(text) and ("//" in text or text.count('"') == 1 or "-»-" in text or "-«-" in text)
