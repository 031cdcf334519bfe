"""A plan in paragraphs: an order, a protocol, instructions, a school's plan without a table.

What is to be done stands in numbered or bulleted paragraphs, until when and by whom in the same
paragraph («…, срок – до 15 мая»), in brackets at its end, or in the next ones («Срок – до 15 мая»,
«Отв.: …», «Доклад – до 1 июня»). A paragraph that ends in a colon is over those below it: what it
says of days and people holds for them, too. Lines that somebody wrapped by hand are joined again.
The result has the columns that plans have, so that it is read as any other document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from roadmap.model.months import MONTHS
from roadmap.reading.people_words import SHORT_BODY
from roadmap.reading.responsible import names_in, only_names, split_people
from roadmap.reading.typed import HEADINGS as _HEADINGS
from roadmap.reading.typed_line import INFINITIVE, is_deadline, split_line

#: The columns of an item's row.
HEADINGS = (*_HEADINGS, "Ход исполнения")

_NUMBER = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,4})(?:[.)]+\s+|[.)]+(?![\d.])|\s+(?=[А-ЯЁ«\"]))(?P<text>\S.*)"
)
_LETTER = re.compile(r"(?P<number>[а-я])\)\s*(?P<text>\S.*)")
_ROMAN = re.compile(r"(?P<number>[IVX]{1,5})[.)]?\s+(?P<text>[А-ЯЁ«].*)")
_BULLET = re.compile(r"[-–—•·▪●*]\s*(?P<text>\S.*)")
_SECTION = re.compile(r"(?:раздел|глава|модуль|направление|блок|этап)\b.{0,150}", re.IGNORECASE)
_WHEN = r"(?:контрольн\w+\s+)?срок\w*(?:\s+(?:исполнени|выполнени|проведени|реализаци|сдач)\w*)?"
_WHO = (
    r"отв(?:етственн\w*)?\.?(?:\s+(?:за\s+)?(?:исполнени|выполнени|проведени|исполнител|лиц)\w*)?"
    r"|исполнител[ьи]|соисполнител[ьи]|поручено"
)
_REPORT = (
    r"(?:доклад|отч[её]т|информаци[яюи])\w*(?:\s+(?:о|об|по)\s[^.;:–—]{0,80})?(?:\s+представить)?"
)
#: What a report says below an item.
PROGRESS = "Исполнение: "
#: What parts a protocol or an order says before what is to be done.
_DECISION = re.compile(
    r"(?:\b[А-ЯЁ][а-яё]{1,30}(?:\s+[а-яё]{1,30}){0,3}\s+)?(?:решил[аио]?|постановил[аио]?|п\s?о\s?р\s?у\s?ч\s?а\s?ю|п\s?р\s?и\s?к\s?а\s?з\s?ы\s?в\s?а\s?ю"
    r"|п\s?о\s?с\s?т\s?а\s?н\s?о\s?в\s?л\s?я\s?(?:ю|е\s?т)|предлагаю|обязываю|решение|поручени[ея])\s*:",
    re.IGNORECASE,
)
_DISCUSSION = re.compile(
    r"(?:по\s+\S+\s+вопросу[,:]?\s+)?"
    r"(?:слушали|выступил[аи]?|докладывал[аи]?|повестка\s+дня|присутствовал[аи]?|отме(?:ча|ти)ли"
    r"|обсудили|голосовали)\b\s*:?\s*",
    re.IGNORECASE,
)
#: What is discussed: «О ходе ремонта», «Об итогах».
_MATTER = re.compile(r"Об?о?\s")
_MONTH = rf"(?:{'|'.join(month.genitive for month in MONTHS)})"
_YEAR = r"(?:\s*г(?:ода|\.)?)?"
_DAY = rf"(?:\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}}{_YEAR})?|\d{{1,2}}\.\d{{2}}\.\d{{4}}{_YEAR})"
#: The day of the paper itself.
_DATED = re.compile(rf"\d{{1,2}}\s+{_MONTH}\s+\d{{4}}\s*(?:г(?:ода|\.)?)?", re.IGNORECASE)
#: Days told in a sentence: «провести с 3 по 28 марта», «14 марта, 21 марта и 28 марта».
_TOLD_DAYS = re.compile(
    rf"(?<!№ )\b(?:(?:до|к|не\s+позднее)\s+)?"
    rf"(?:с\s+(?:{_DAY}|\d{{1,2}})\s+по\s+{_DAY}"
    rf"|(?:\d{{1,2}}(?:\s*,\s*|\s+и\s+))*{_DAY}"
    rf"(?:(?:\s*,\s*|\s+и\s+){_DAY})*)(?!\s*№)",
    re.IGNORECASE,
)
#: «по состоянию на 1 апреля», «утверждённой 3 марта 2024 года»: days of something else.
_OTHER_DAYS = re.compile(
    rf"\b(?:от|по\s+состоянию\s+на|за\s+(?:период|время)|(?:утвержд[её]н|принят|подписан|издан|вступивш)\w*)"
    rf"\s+(?:с\s+(?:{_DAY}|\d{{1,2}})\s+по\s+)?{_DAY}",
    re.IGNORECASE,
)
_MAY_TELL_DAY = re.compile(r"\d|квартал|месяц|недел|год", re.IGNORECASE)
#: «до 14.00»: not until when a thing is to be done.
_HOUR_ALONE = re.compile(r"(?:до|с|в|к)?\s*\d{1,2}[.:-]\d{2}(?:\s*ч\w*\.?)?", re.IGNORECASE)
_PROGRESS = re.compile(
    r"(?:ход\s+)?исполнени[ея]\s*[:–—-]\s*|исполнено\s*[:–—-]\s*"
    r"|отметка\s+об?\s+(?:ис|вы)полнении\s*[:–—-]\s*",
    re.IGNORECASE,
)
_FIELD = re.compile(
    rf"(?:(?P<when>{_WHEN})|(?P<who>{_WHO})|(?P<report>{_REPORT})|(?P<control>контроль\w*"
    r"(?:\s+за\s+[^:–—]{0,60})?))\s*(?:[:–—-]\s*|(?<=отв\.)\s+)(?P<value>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
#: Where a field begins within a sentence: after a stop, a comma, a bracket or a dash.
_FIELD_WITHIN = re.compile(
    rf"(?:^|[.;,(]\s*|\s[-–—]\s|\s(?=(?-i:[А-Я])))"
    rf"(?=(?:{_WHEN}|{_WHO}|доклад\w*|контроль)\s*[:–—-]\s|отв\.\s)",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\((?P<inside>[^()]*(?:\([^()]*\)[^()]*)*)\)\s*[.;,]?\s*$")
_SIGNATURE = re.compile(
    r"(?:.*[\s_/])?[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?[\s/]*|.*_{3,}.*"
    r"|(?:с приказом|с протоколом|с распоряжением)\s.*ознакомлен.*|исп\.\s.*|рассылка\b.*",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(r"\d{1,2}\.(?:0[1-9]|1[0-2])(?:\.\d{2,4})?(?!\d|\.\d|\.\s+[А-ЯЁ])")
_TIME_OVER = re.compile(
    r"(?:[А-ЯЁ][а-яё]{2,8}|(?:[IV]{1,3}|[1-4])\s(?:квартал|полугодие|четверть)"
    r"|(?:[а-яё]{5,11},\s)?\d{1,2}\s[а-яё]{3,8})"
    r"(?:\s*[-–—]\s*[А-Яа-яё]{3,8})?(?:\s\d{4}(?:\s*г\w*\.?)?)?"
    r"(?:\s*\([а-яё]+\)|,\s[а-яё]{5,11})?\s*:?",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(
    rf"(?:^|[\s(.,;])(?:{_WHEN}|{_WHO})\s*[:–—-]\s*$"
    r"|(?:,|\s(?:и|или|в|на|с|до|по|к|от|для|о|об|у|из|за|при|не|№))$",
    re.IGNORECASE,
)
#: «10.00, актовый зал. Встреча …»: the hour and the place of an event before its name.
_HOUR_FIRST = re.compile(
    r"(?:с\s+)?\d{1,2}[.:]\d{2}(?:\s*[-–—]\s*\d{1,2}[.:]\d{2})?(?:\s*ч\w*)?(?:,\s*[^.]{2,60}?\.?\s?[^.]{0,30})?"
    r"[.,]?\s+(?=[А-ЯЁ«])"
)
_ENDS = re.compile(r"[.;:!?…»)]\s*$")
_MOST_WORDS_OF_HEADING = 12
#: A line of the title, no heading of the first items below it.
_TITLE = re.compile(
    r"\b(?:план|график|перечень|программ|протокол|приказ|распоряжени|постановлени|поручени|циклограмм"
    r"|дорожная карта)|20\d\d",
    re.IGNORECASE,
)
#: Whom an item is given to, in the dative before what is to be done: «Отделу торговли обследовать».
_GIVEN_TO = re.compile(
    rf"(?:рекомендовать\s+)?(?P<head>(?:{SHORT_BODY.pattern}|(?:[а-яё-]+(?:ому|ему|ой|ей|ым|им)\s+){{0,3}}"
    r"(?:управлени|отдел|комитет|департамент|министерств|комисси|служб|центр|совет|администраци|учреждени"
    r"|организаци|предприяти|компани|редакци|инспекци|бухгалтер|школ|библиотек|музе|глав|директор"
    r"|начальник|руководител|заместител|заведующ|специалист|методист|секретар|председател|учител"
    r"|педагог|инженер|завхоз|воспитател|мастер|юрист|экономист|собственник|жител)[а-яё]*"
    rf"(?:у|ю|е|ам|ям|и|му|ей|ой|ым|им))\b(?:«[^«»]*»|[^.;:«»]|(?<=(?-i:[А-ЯЁ]))\.|(?<=им)\.){{0,150}}?)(?:\s+(?:не\s+)?{INFINITIVE}|:$)",
    re.IGNORECASE,
)
_CUT_WORD = re.compile(r"[а-яё]-$")
_POINT = re.compile(r"(?:кт|контрольная\s+точка)\b", re.IGNORECASE)
#: A text that is wrapped by hand has no longer lines; its lines are at least so full.
_WIDEST, _NEARLY_FULL = 100, 0.75
#: Shorter lines were not wrapped because they were full.
_FULL_LINE = 45


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A row: `texts` for each of HEADINGS, or one text of a section; `first` and `last` are the
    lines that it was made of, counted from 0; `under` is the numbered paragraph that is over it
    alone («2. Начальнику отдела» over 2.1).
    """

    texts: tuple[str, ...]
    first: int
    last: int
    under: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """The lines above the first item, and the rows in order."""

    title: tuple[str, ...]
    rows: tuple[PaperRow, ...]

    @property
    def items(self) -> list[PaperRow]:
        """The rows that are no sections."""
        return [row for row in self.rows if len(row.texts) > 1]

    @property
    def holds_plan(self) -> bool:
        """Whether it gives work to do: something with a deadline, or two numbered things."""
        return (
            any(row.texts[2] for row in self.items)
            or sum(bool(row.texts[0]) for row in self.items) > 1
        )


def is_paper(lines: Sequence[str]) -> bool:
    """Whether the lines are a paper's, not a plan typed in a chat: one says «Срок – …», «Отв.: …»
    or «ПРИКАЗЫВАЮ:», or they were wrapped by hand.
    """
    for line in lines:
        if _FIELD.match(line.strip()) or _FIELD_WITHIN.search(line) or _DECISION.search(line):
            return True
    return _is_wrapped([line.strip() for line in lines])


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether a word is cut by a line's end, or two full lines go on in the next."""
    if any(_POINT.match(line) for line in lines):
        return False
    going_on = [
        line
        for line, below in pairwise(lines)
        if below and (below[0].islower() or _UNFINISHED.search(line))
    ]
    full = sum(len(line) >= _FULL_LINE for line in going_on)
    return full > 1 or any(map(_CUT_WORD.search, going_on))


def read_paper(lines: Sequence[str]) -> Paper:
    """The items of a paper from its lines; without rows where no paragraph is numbered or bulleted
    and none names its deadline.
    """
    paragraphs = _decided(list(_paragraphs(lines)))
    start = next((n for n, one in enumerate(paragraphs) if one.begins), None)
    if start is None:
        start = next((n for n, one in enumerate(paragraphs) if _tells(one)), len(paragraphs))
    start -= _is_headed(paragraphs, start)
    reader = _Reader()
    numbers = accumulate((one.sign for one in reversed(paragraphs)), _nearest_number, initial="")
    below = list(reversed(list(numbers)))[1:]
    for paragraph, number in zip(paragraphs[start:], below[start:], strict=True):
        reader.take(paragraph, over=number.startswith(f"{paragraph.sign}."))
    reader.end()
    return Paper(tuple(one.text for one in paragraphs[:start]), tuple(reader.rows))


def _nearest_number(below: str, sign: str) -> str:
    return sign if sign[:1].isdigit() else below


def _is_headed(paragraphs: Sequence[_Paragraph], start: int) -> bool:
    """Whether the line right above the first item heads it, as others do further below."""
    if not 0 < start < len(paragraphs) or not paragraphs[start - 1].is_heading:
        return False
    above = paragraphs[start - 1]
    if above.is_section or above.matter:
        return not _DATED.fullmatch(above.text)
    anew = sum(one.sign == "1" for one in paragraphs) > 1
    others = any(
        one.is_heading and not one.sign and below.sign and not _TITLE.search(one.text)
        for one, below in pairwise(paragraphs[start:])
    )
    return start > 1 and (anew or others) and not _TITLE.search(above.text)


def _decided(paragraphs: list[_Paragraph]) -> list[_Paragraph]:
    """The paragraphs without what a protocol says before its decisions: an agenda, who spoke.

    A line over «СЛУШАЛИ … РЕШИЛИ» names the matter and stays, as does «СЛУШАЛИ: О ходе ремонта».
    """
    if not any(_DECISION.search(one.text) for one in paragraphs):
        return paragraphs
    kept: list[_Paragraph] = []
    skipping = False
    agenda: set[str] | None = None  # the numbers in it; the first that comes again is the matter
    for one in paragraphs:
        if heard := _DISCUSSION.match(one.text):
            skipping = True
            agenda = set() if one.text.lower().startswith("повестка") else None
            if heard[0][:1].lower() != "п" or "вопросу" in heard[0].lower():  # no list
                kept += _matter(one, one.text[heard.end() :], kept[-1:])
        elif not one.sign and (decided := _DECISION.match(one.text)):
            rest = one.text[decided.end() :].strip()
            if skipping and rest:
                kept.append(_Paragraph("-", rest, one.first, one.last))
            elif rest:
                kept.append(one)
            skipping = False
            continue
        elif skipping and one.sign == "-":
            agenda = None  # its matters have no numbers
        elif skipping and (one.roman or one.sign[:1].isdigit()):
            if agenda is not None and one.sign not in agenda:
                agenda.add(one.sign)
            else:
                skipping = False
        if not skipping:
            kept.append(one)
    return kept


def _matter(heard: _Paragraph, text: str, before: Sequence[_Paragraph]) -> Iterator[_Paragraph]:
    """The heading that «СЛУШАЛИ: О ходе ремонта» is; else the line `before` it is marked as one."""
    if _MATTER.match(text):
        yield _Paragraph(heard.sign, text, heard.first, heard.last, matter=True)
    for one in before:
        one.matter |= one.sign[:1].isdigit() and (
            _MATTER.match(one.text) is not None or not _ENDS.search(one.text)
        )


# ── lines to paragraphs


@dataclass(slots=True)
class _Paragraph:
    """A paragraph: its sign («1.2», «-», «» for none), its text, and the lines it stands on."""

    sign: str
    text: str
    first: int
    last: int
    roman: bool = False
    matter: bool = False  # what a protocol discusses: over the decisions below it
    wrapped: bool = False  # whether its last line is so long that its next word had no room

    @property
    def begins(self) -> bool:
        """Whether an item or a part may begin here."""
        return bool(self.sign)

    @property
    def level(self) -> int:
        """How deep its sign stands: «2» 1, «2.1» 2, «а)» and «-» deeper than any number."""
        if not self.sign:
            return 0
        return (
            9
            if self.sign in {"-"} or (self.sign.isalpha() and not self.roman)
            else (0 if self.roman else self.sign.count(".") + 1)
        )

    @property
    def is_section(self) -> bool:
        """Whether it is a heading by its sign or its words: «II. …», «Раздел 1», «Сентябрь»."""
        return self.roman or (
            not self.sign
            and (
                _SECTION.fullmatch(self.text) is not None
                or (
                    not self.text[:1].islower()
                    and _TIME_OVER.fullmatch(self.text) is not None
                    and is_deadline(self.text.rstrip(":"))
                )
            )
        )

    @property
    def is_heading(self) -> bool:
        """Whether it is a line over others: short, without a stop at its end, no field, no name."""
        text = self.text
        if self.is_section or self.matter:
            return True
        words = text.split()
        return (
            not self.sign
            and 0 < len(words) <= _MOST_WORDS_OF_HEADING
            and not text.endswith((".", ";", ","))
            and text[:1].isupper()
            and not _FIELD.match(text)
            and not only_names(text)
            and not is_deadline(text)
        )


def _paragraphs(lines: Sequence[str]) -> Iterator[_Paragraph]:
    """The paragraphs of a paper, lines that were wrapped by hand joined again."""
    found = [
        _begin(text, at)
        for at, line in enumerate(lines)
        if line.strip()
        for text in _cut_after_decision(" ".join(line.split()))
    ]
    open_: _Paragraph | None = None
    lines = [line.strip() for line in lines]
    lengths = [len(line) for line in lines]
    room = _NEARLY_FULL * min(_WIDEST, max(lengths)) if _is_wrapped(lines) else None
    for line, following in zip(found, [*found[1:], None], strict=True):
        begins_anew = following is not None and following.sign == "1" and line.is_heading
        close = open_ is not None and line.first == open_.last + 1
        if open_ is not None and close and not begins_anew and _goes_on(open_, line):
            hyphen = open_.text.endswith("-") and line.text[:1].islower()
            open_.text = f"{open_.text[:-1]}{line.text}" if hyphen else f"{open_.text} {line.text}"
            open_.last = line.last
        else:
            if open_ is not None:
                yield open_
            open_ = line
        if room is not None and following is not None:
            word = following.text.partition(" ")[0]
            open_.wrapped = lengths[line.last] + len(word) >= room
    if open_ is not None:
        yield open_


def _cut_after_decision(text: str) -> list[str]:
    """«… РЕШИЛИ: 1.1. Утвердить план» as two paragraphs."""
    decided = _DECISION.search(text)
    rest = text[decided.end() :].strip() if decided else ""
    return [text[: -len(rest)], rest] if rest and _NUMBER.fullmatch(rest) else [text]


def _begin(text: str, at: int) -> _Paragraph:
    if (match := _NUMBER.fullmatch(text)) and not _is_day(text):
        return _Paragraph(match["number"], match["text"], at, at)
    if match := _ROMAN.fullmatch(text):
        return _Paragraph(match["number"], text, at, at, roman=True)
    if match := _LETTER.fullmatch(text):
        return _Paragraph(match["number"], match["text"], at, at)
    if match := _BULLET.fullmatch(text):
        return _Paragraph("-", match["text"], at, at)
    return _Paragraph("", text, at, at)


def _is_day(text: str) -> bool:
    """«12.05 – линейка», «01.09.2024 …»: a day, not a number."""
    return _DAY_FIRST.match(text) is not None


def _goes_on(before: _Paragraph, line: _Paragraph) -> bool:
    """Whether a line goes on the paragraph before it."""
    if line.sign or _FIELD.match(line.text) or _PROGRESS.match(line.text):
        return False
    if line.text[:1].isupper() and (_DISCUSSION.match(line.text) or _DECISION.match(line.text)):
        return False
    if line.text[:1].islower() or _UNFINISHED.search(before.text):
        return True
    begun = bool(before.sign) or _FIELD.match(before.text) is not None
    return begun and before.wrapped and not line.is_section and not _ENDS.search(before.text)


def _tells(paragraph: _Paragraph) -> bool:
    return bool(split_line(paragraph.text)[1])


# ── paragraphs to rows


@dataclass(slots=True)
class _Said:
    """What a paragraph says of its work, deadline, people and report."""

    text: str
    deadline: str = ""
    people: list[str] = field(default_factory=list)
    report: str = ""
    progress: list[str] = field(default_factory=list)


def _say(text: str) -> _Said:
    """A paragraph taken apart: fields within it or in brackets at its end; else what it says in
    the words of its sentence.
    """
    said = _without_brackets(_Said(text))
    cuts = [match.start() for match in _FIELD_WITHIN.finditer(said.text)]
    if cuts:
        whole, bounds = said.text, [*cuts, len(said.text)]
        said.text = whole[: cuts[0]].rstrip(" ,;(–—-")
        for begin, end in pairwise(bounds):
            _read_field(_clean(whole[begin:end].lstrip(" .;,()–—-").rstrip(")")), said)
        said = _without_brackets(said)
    if not said.deadline:
        text, deadline, people = split_line(said.text)
        told = _TOLD_DAYS.search(_OTHER_DAYS.sub("", said.text))
        by_hour = _HOUR_ALONE.fullmatch(deadline) is not None
        if deadline and not by_hour and not (told and not _MAY_TELL_DAY.search(deadline)):
            said.text, said.deadline = text, deadline
            said.people += [people] if people else []
        elif told:  # «до 27 декабря, далее – ежедневно», «14 марта до 12.00»
            said.deadline = told[0]
    return said


def _without_brackets(said: _Said) -> _Said:
    """What brackets at the end of the text say, read; the text without them."""
    if (match := _IN_BRACKETS.search(said.text)) and _read_brackets(match["inside"], said):
        said.text = said.text[: match.start()].rstrip(" ,;–—-")
    return said


def _read_brackets(inside: str, said: _Said) -> bool:
    """Whether brackets hold fields, a deadline or names, and what they say."""
    bounds = [match.end() for match in _FIELD_WITHIN.finditer(inside)]
    lead = inside[: bounds[0]] if bounds else inside
    pieces = [
        piece for one in re.split(r"[;,]\s+|\s[-–—]\s", lead) if (piece := one.strip(" ,;(–—-"))
    ]
    days = [piece for piece in pieces if is_deadline(piece) and not _HOUR_ALONE.fullmatch(piece)]
    names = [piece for piece in pieces if names_in(piece)]
    if len(days) + len(names) == len(pieces):
        said.deadline = said.deadline or ", ".join(days)
        said.people += names
    elif not bounds:
        return False
    for begin, end in zip(bounds, [*bounds[1:], len(inside)], strict=False):
        _read_field(_clean(inside[begin:end].lstrip(" .;,(–—-")), said)
    return bool(pieces or bounds)


def _clean(text: str) -> str:
    """Without the signs around it; the dot of an initial stays."""
    text = text.strip(" ;,–—-")
    return text if re.search(r"(?:[А-ЯЁ]|\bг|\bгг|\bкл)\.$", text) else text.rstrip(" .;,")


def _read_field(text: str, said: _Said) -> bool:
    """«Срок – до 15 мая», «Отв.: Орлова Е.А.», «Доклад – до 1 июня»: whether `text` is one."""
    match = _FIELD.fullmatch(text.strip())
    if match is None:
        return False
    value = _clean(match["value"])
    if match["when"]:
        when, *rest = re.split(r"(?<=[а-яё\d])\.\s+(?=[А-ЯЁ])", value, maxsplit=1)
        if rest and is_deadline(when):
            value = when
            if only_names(rest[0]):
                said.people += rest
            else:
                said.text = " ".join([said.text, *rest]).strip()
        said.deadline = f"{said.deadline}\n{value}" if said.deadline else value
    elif match["who"]:
        said.people.append(value)
    elif match["report"]:
        said.report = value
    return True


def _given_to(text: str) -> list[str]:
    """Whom the head of an item gives it to: in brackets beside a body («Отделу культуры (Ким О.А.)
    провести …»), or as it is written there.
    """
    named = [name for match in re.finditer(r"\(([^()]*)\)", text) for name in names_in(match[1])]
    given = None if named else _GIVEN_TO.match(text)
    return list(split_people(given["head"])) if given else named


@dataclass(slots=True)
class _Item:
    """An item being read: what its own paragraph says, and its parts."""

    number: str
    said: _Said
    first: int
    last: int
    parts: list[_Said] = field(default_factory=list)

    def row(self, over: _Said | None, under: str = "") -> PaperRow:
        work = [self.said, *self.parts]
        texts = [self.said.text, *(f"- {part.text}" for part in self.parts)]
        # A report on a part that names no other day is when the part is due.
        days = [self.said.deadline, *(part.deadline or part.report for part in self.parts)]
        deadlines = [day.replace("\n", ", ") for day in days if day]
        if not deadlines and over is not None and over.deadline:
            deadlines = [over.deadline]
        reports = [self.said.report, *(part.report for part in self.parts if part.deadline)]
        for report in filter(None, reports):
            if deadlines:
                texts.append("Контрольная точка: доклад")
            deadlines.append(report)
        people = [name for one in work for name in one.people]
        if not people:
            people = _given_to(self.said.text) or (over.people if over else [])
            if not people and over is not None:
                people = _given_to(f"{over.text.rstrip(':')}:")
        return PaperRow(
            (
                self.number,
                "\n".join(texts),
                "\n".join(deadlines),
                "\n".join(people),
                "\n".join(line for one in work for line in one.progress),
            ),
            self.first,
            self.last,
            under,
        )


@dataclass(frozen=True, slots=True)
class _Over:
    """A numbered paragraph that is over others."""

    number: str
    level: int
    said: _Said


@dataclass(slots=True)
class _Reader:
    """Takes one paragraph after the other."""

    rows: list[PaperRow] = field(default_factory=list)
    item: _Item | None = None
    #: The numbered paragraph over those below it: its number, its level, and what it says.
    over: _Over | None = None
    day: str = ""  # the heading that names the day of what is below it
    counted: int = 0

    def take(self, paragraph: _Paragraph, *, over: bool) -> None:
        """Take the next paragraph; `over` where the next number is one below its own."""
        if _SIGNATURE.fullmatch(paragraph.text) and not paragraph.sign:
            self.end()
            return
        target = self._target()
        if target is not None and not paragraph.sign:
            told = _PROGRESS.match(paragraph.text)
            if told or target.progress:
                target.progress.append(paragraph.text[told.end() if told else 0 :])
                return
        if target is not None and not paragraph.sign and self._read_fields(paragraph, target):
            return
        if (paragraph.is_heading and not paragraph.sign) or paragraph.is_section:
            self._section(paragraph, paragraph.text)
        elif paragraph.matter and not over:
            self._section(paragraph, f"{paragraph.sign}. {paragraph.text}")
        elif paragraph.sign in {"-"} or paragraph.level == 9:
            self._bulleted(paragraph)
        elif paragraph.sign:
            self._numbered(paragraph, over=over)
        elif self.item is not None:
            more, said = _say(paragraph.text), self.item.said
            said.text = f"{said.text}\n{more.text}"
            said.deadline = said.deadline or more.deadline
            said.people += more.people
            said.report = said.report or more.report
            self.item.last = paragraph.last

    def _target(self) -> _Said | None:
        if self.item is None:
            return self.over.said if self.over else None
        return self.item.parts[-1] if self.item.parts else self.item.said

    def _read_fields(self, paragraph: _Paragraph, said: _Said) -> bool:
        """«Срок – …» below an item belongs to it; several may stand on one line."""
        if not _FIELD.match(paragraph.text):
            return False
        bounds = [match.end() for match in _FIELD_WITHIN.finditer(paragraph.text)] or [0]
        for begin, end in zip(bounds, [*bounds[1:], len(paragraph.text)], strict=True):
            _read_field(_clean(paragraph.text[begin:end].lstrip(" .;,(–—-")), said)
        if self.item is not None:
            self.item.last = paragraph.last
        return True

    def _section(self, paragraph: _Paragraph, heading: str) -> None:
        self.end()
        self.over = None
        text = heading.rstrip(":")
        self.day = text if any(sign.isdigit() for sign in text) and is_deadline(text) else ""
        self.rows.append(PaperRow((text,), paragraph.first, paragraph.last))

    def _numbered(self, paragraph: _Paragraph, *, over: bool) -> None:
        self.end()
        if self.over is not None and self.over.level >= paragraph.level:
            self.over = None
        said = _say(paragraph.text)
        if over:
            said.people += names_in(said.text)
            self.over = _Over(paragraph.sign, paragraph.level, said)
        else:
            self.item = _Item(paragraph.sign, said, paragraph.first, paragraph.last)

    def _bulleted(self, paragraph: _Paragraph) -> None:
        said = _say(paragraph.text)
        if self.item is not None and (self.item.number or self.item.said.text.endswith(":")):
            self.item.parts.append(said)
            self.item.last = paragraph.last
            return
        self.end()
        self.counted += 1
        self.item = _Item("", said, paragraph.first, paragraph.last)

    def end(self) -> None:
        """The item being read is whole."""
        if self.item is None:
            return
        said = self.item.said
        if self.day and not said.deadline and not self.item.parts:
            hour = _HOUR_FIRST.match(said.text)
            said.deadline = self.day + (f", {_clean(hour[0])}" if hour else "")
            said.text = said.text[hour.end() if hour else 0 :]
        over = self.over
        under = f"{over.number}. {over.said.text}".rstrip(":") if over else ""
        self.rows.append(self.item.row(over.said if over else None, under))
        self.item = None
