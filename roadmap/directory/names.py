"""A name of a document that names no person: its words, what it stands for, and its key.

Two names with one key name the same: they differ in case, number of spaces, quotation marks, «ё»,
word forms («Отделу культуры»), usual abbreviations («зам.») or a remark («по согласованию»).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from roadmap.directory.stems import stem
from roadmap.model import BodyKind
from roadmap.reading.people_words import AGREED, BODY, GROUP, JOB, LIKE_A_SURNAME, NAME, UNIT

#: Usual abbreviations, by their beginning; with a dot unless the word is no other.
_SHORT = {
    "зам": "заместитель",
    "зав": "заведующий",
    "дир": "директор",
    "нач": "начальник",
    "рук": "руководитель",
    "кл": "классный",
    "соц": "социальный",
    "ст": "старший",
    "спец": "специалист",
    "упр": "управление",
    "отд": "отдел",
    "обр": "образования",
    "образ": "образования",
    "адм": "администрация",
    "обл": "область",
    "р-н": "район",
    "р-на": "района",
}
_WITHOUT_DOT = frozenset({"зам", "зав", "р-н", "р-на"})
#: «замдиректора», «завотделом», «замглавы».
_GROWN_TOGETHER = re.compile(
    r"\b(зам|зав)(?=директор|начальник|глав|отдел|руковод|председат)", re.IGNORECASE
)
_WORD = re.compile(r"\d+|[^\W\d_]+(?:-[^\W\d_]+)*(\.?)")
#: «обр-я», «отд-л»: cut in the middle.
_HYPHENATED = re.compile(r"([а-я]{2,5})-[а-я]{1,2}")
#: «МБОУ», «КДНиЗП».
_LETTERS = re.compile(r"[А-ЯЁ]+(?:и[А-ЯЁ]+)?")
#: A dot that ends the name and cuts no word short, as that of «обр.» does.
_FULL_STOP = re.compile(r"(?:[^\W_]{6,}|[»\")]|\d)\.$")
_REMARK = re.compile(r"\((?:и\.?\s?о\.?|врио)\)|\bи\.\s?о\.|\bврио\b", re.IGNORECASE)
#: People of one kind: «руководители», «учителя»; «директора» by what follows.
_JOBS = (
    r"(?:руководител|директор|начальник|глав|заведующ|заместител|специалист|методист|учител|педагог"
    r"|воспитател|председател|секретар|библиотекар|психолог|логопед|тренер|мастер|вожат|советник"
    r"|инструктор|преподавател|работник|сотрудник|родител|организатор|координатор|врач|депутат|старост"
    r"|консультант|член|исполнител|обучающ|учащ|воспитанник|ученик|студент|волонтер|доброволец|доброволь"
    r"|жител|представител)"
)
_MANY_PEOPLE = re.compile(
    rf"(?:[а-я-]+(?:ые|ие|ых|их|ым|им)\s)?{_JOBS}"
    r"(?:и|ы|ей|ям|ями|ях|ам|ами|ах|ов|иеся|ихся|имся|ие|ые|их|ых|им|ым|ими|ыми)\b"
    r"|учителя\b|(?:дети|актив|коллектив|все|весь|кандидаты|граждане|слесари)\b"
)
_DIRECTORS = re.compile(
    r"(?:директора|мастера)м?и?\s(?:[а-я]+\s)?(?:[а-я]+(?:ов|ев|ей|ий)|школ|оу|оо|доу)\b"
)
#: «Управляющие компании», «Служащие министерства»; «Управление» is no adjective.
_PLURAL = re.compile(r"[а-я-]*(?:ные|[сц]?кие|вые|щие|тые|лые|рые|чие|шие)\s")
_MANY_BODIES = re.compile(
    r"(?:[а-я-]+(?:ые|ие|ых|их|ым|им)\s){0,3}"
    r"(?:органы|органов|органам|учреждений|учреждения|учреждениям|организации|организаций|организациям"
    r"|предприятия|предприятий|школы|школам|сады|отделы|комитеты|центры|библиотеки|клубы"
    r"|поселения|службы|ведомства|советы|музеи|лицеи|оу|оо|доу"
    # «Администрации посёлка Ключи» is one, in another case.
    r"|администрации(?=$|\s(?:поселени[йя]|районов|округов|сельских|городских)))\b(?!\W*(?:n\s*)?\d)"
)
_MANY_NUMBERS = re.compile(r"№№|№\s*\d+\s*(?:,|и|[-–])\s*(?:№\s*)?\d")
_CLASS_HEADS = re.compile(r"кл\.?\s*рук")
#: Rooms and offices that begin as a job does.
_OFFICE = re.compile(
    r"(?:[а-я-]+(?:ая|ый)\s)?"
    r"(?:бухгалтерия|приемная|секретариат|дирекция|методсовет|мастерская|редакция)\b"
)
_POST = re.compile(
    r"(?:зам|зав|дир|нач|рук|секретар|специалист|и\.\s?о|гл\.\s|глава\b|главы\b|главе\b|главный|ведущий)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name: as written, its stem, and whether a dot or capitals shorten it."""

    text: str
    stem: str
    cut: bool = False
    initials: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart. `key` is the same for all forms of it."""

    text: str
    kind: BodyKind
    words: tuple[Word, ...]

    @property
    def key(self) -> str:
        """Of a group with its kind before it: «директор школы» and «директора школ» are two."""
        stems = " ".join(word.stem for word in self.words)
        return f"* {stems}" if self.kind is BodyKind.GROUP else stems

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers in it: of school 5, «5»."""
        return tuple(word.stem for word in self.words if word.stem.isdecimal())


def tidy(text: str) -> str:
    """A name without remarks and doubled spaces, as the directory shows it."""
    bare = " ".join(AGREED.sub(" ", text).split()).strip(" ,;")
    if _FULL_STOP.search(bare):
        bare = bare[:-1]
    return bare[:1].upper() + bare[1:]


def names_person(text: str) -> bool:
    """Whether `text` is the name of one person: «Орлова Е.А.», «Ким Олег Иванович», «Белкин»."""
    bare = tidy(text)
    if NAME.fullmatch(bare) or NAME.fullmatch(bare.rstrip(".")):
        return True
    first, *more = bare.split() or [""]
    if len(more) > 2 or not re.fullmatch(LIKE_A_SURNAME, first):
        return False
    return all(
        re.fullmatch(r"[А-ЯЁ][а-яё]+", word) and not _is_of_body(word.lower()) for word in more
    )


def _is_of_body(word: str) -> bool:
    return bool(BODY.match(word) or JOB.match(word) or GROUP.match(word) or UNIT.match(word))


def name_of(text: str) -> Name:
    """The name taken apart; names of people are not to be asked about."""
    bare = tidy(_REMARK.sub(" ", text))
    plain = bare.lower().replace("ё", "е")
    return Name(bare, _kind_of(plain), _words(bare))


def key_of(text: str) -> str:
    """The key of a name; empty where it has no word."""
    return name_of(text).key


def _kind_of(plain: str) -> BodyKind:
    """Guessed by the first words, with which a name says what it names."""
    several = any(one.match(plain) for one in (_MANY_PEOPLE, _DIRECTORS, _PLURAL))
    of_one_class = re.search(r"\d+\s*[«\"]?[а-я]\b", plain)
    if several or (_CLASS_HEADS.match(plain) and not of_one_class):
        return BodyKind.GROUP
    if _MANY_BODIES.match(plain) or _MANY_NUMBERS.search(plain):
        return BodyKind.GROUP
    if BODY.match(plain) or _OFFICE.match(plain):
        return BodyKind.BODY
    return BodyKind.POST if _POST.match(plain) or JOB.match(plain) else BodyKind.BODY


def _words(bare: str) -> tuple[Word, ...]:
    shouted = any(len(word) > 6 and word.isupper() for word in bare.split())
    found = []
    for match in _WORD.finditer(_GROWN_TOGETHER.sub(r"\1. ", bare)):
        written = match[0].rstrip(".")
        plain = written.lower().replace("ё", "е")
        half = _HYPHENATED.fullmatch(plain)
        if plain == "n":  # «N 5»
            continue
        if plain in _SHORT and (match[1] or plain in _WITHOUT_DOT):
            found.append(Word(_SHORT[plain], stem(_SHORT[plain])))
        elif half:
            found.append(Word(written, half[1], cut=True))
        elif not shouted and 1 < len(written) <= 8 and _LETTERS.fullmatch(written):
            found.append(Word(written, plain, initials=True))
        elif match[1] and len(written) > 1:
            found.append(Word(written, plain, cut=True))
        else:
            found.append(Word(written, stem(plain)))
    return tuple(found)
