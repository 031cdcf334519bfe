"""Whether a name means a person: «Кузнецовой О.И.» and «Ольга Кузнецова» mean Кузнецова Ольга
Ивановна.

Names come as people write them: with ё or е, in full or by initials, in either order, in any case,
in any case of letters, with or without the last dot, with a Latin «A» for a Russian one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from roadmap.reading.name_cases import Gender, Part, oblique


class Likeness(IntEnum):
    """Whether a name means a person."""

    NO = 0
    PERHAPS = 1
    SURELY = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name: each part is a word, one letter (an initial), or «» where missing."""

    surname: str
    first: str = ""
    patronymic: str = ""
    turned: bool = False  # two words in the less usual order: «Ольга Кузнецова»


#: Latin letters that look like Russian ones, as a keyboard left in the other layout gives them.
_LOOKALIKES = str.maketrans("aceopxykhbmtABCEHKMOPTXY", "асеорхукнвмтАВСЕНКМОРТХУ")
_RUSSIAN = re.compile(r"[А-Яа-яЁё]")
_APART = re.compile(r"(?<=[^\W\d_])\s*[-–—‑]\s*(?=[А-ЯЁ])|(?<=[^\W\d_])[–—‑](?=[^\W\d_])")
_REMARK = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_NAME = re.compile(rf"{_WORD.pattern}(?:[\s.]+{_WORD.pattern})*[\s.]*")
_PATRONYMIC = re.compile(r".+(?:ич(?:а|у|[ео]м|е)?|(?:вн|чн|шн)(?:а|ы|е|у|ой|ою))")
_ODD = re.compile(r".*(?<![ое]в)(?<![иы]н)а")
_TURKIC = frozenset({"оглы", "оглу", "кызы", "гызы", "улы"})
_MOST_WORDS = 4
#: Letters of a surname that a case may change: «Соловей», «Соловья».
_LONGEST_ENDING = 3


def plain(text: str) -> str:
    """`text` in small letters with «е» for «ё» and single spaces: how names are compared."""
    return " ".join(text.casefold().replace("ё", "е").split())


def name_order(name: str) -> tuple[str, str]:
    """Sorts names as a Russian list has them: «Дёмин» before «Дубравин», ё among е."""
    return plain(name), name


def means(written: str, known: str) -> Likeness:
    """Whether `written` means the person whose full name is `known`.

    PERHAPS where it says more than is known («Кузнецова О.И.» of one known as «Кузнецова»), names
    half of a double surname, or reads as well as another person's name: «Кузнецова О.» is a woman
    before it is a case of «Кузнецов О.».
    """
    marks, others = _marks(written), _marks(known)
    if marks and others and marks.isdisjoint(others):
        return Likeness.NO
    if plain(written) == plain(known):
        return Likeness.SURELY if plain(written) else Likeness.NO
    return max(
        (_meant(one, other) for one in readings(written) for other in readings(known)),
        default=Likeness.NO,
    )


def one_person(name: str, other: str) -> Likeness:
    """Whether two names of a list or a directory are of one person.

    SURELY where both tell surname, first name and patronymic, by initials or in full, and agree.
    """
    marks, others = _marks(name), _marks(other)
    if marks and others and marks.isdisjoint(others):
        return Likeness.NO  # nearly all pairs of a list end here
    if plain(name) == plain(other):
        return Likeness.SURELY
    if not (_is_a_name(name) and _is_a_name(other)):
        return Likeness.NO
    found = Likeness.NO
    for one in readings(name):
        for two in readings(other):
            if not _share_stem(one.surname, two.surname):
                continue
            likeness = max(_agreement(one, two), _agreement(two, one))  # either may be declined
            whole = all((one.first, one.patronymic, two.first, two.patronymic))
            found = max(found, likeness if whole else min(likeness, Likeness.PERHAPS))
    return found


def _share_stem(one: str, other: str) -> bool:
    """Whether two surnames may be cases of one: all but the last letters are the same."""
    if not one or not other or _is_half(one, other):
        return True
    stem = max(2, min(len(one), len(other)) - _LONGEST_ENDING)
    return one[:stem] == other[:stem]


def fuller(name: str, other: str) -> str:
    """Of two spellings of one name that which tells more; `name` where both tell alike."""
    return max((name, other), key=lambda one: sum(len(word) > 1 for word in _words(one)))


def one_surname(name: str, other: str) -> bool:
    """Whether two names have the same surname, in the same case."""
    found = {one.surname for one in readings(name)} & {two.surname for two in readings(other)}
    return bool(found - {""})


def told_in_full(name: str) -> bool:
    """Whether a name tells first name and patronymic in full: «Иванова Анна Петровна»."""
    return any(len(one.first) > 1 and len(one.patronymic) > 1 for one in readings(name))


def initials_key(name: str) -> str:
    """What two names have in common that one takes for the other at sight: surname and initials."""
    found = readings(name)
    if not found or not found[0].surname:
        return plain(name)
    return f"{found[0].surname} {found[0].first[:1]} {found[0].patronymic[:1]}"


@lru_cache(maxsize=8_192)
def _marks(name: str) -> frozenset[str]:
    """How the surname that a name may tell begins; nothing where it may tell none. A case changes
    the end of a surname only, so two names without a common mark are not one person's.
    """
    surnames = [one.surname for one in readings(name)]
    if not all(surnames):
        return frozenset()
    return frozenset(half[:2] for surname in surnames for half in surname.split("-"))


@lru_cache(maxsize=8_192)
def readings(name: str) -> tuple[Reading, ...]:
    """The ways to read a name; none where it cannot be a person's («Отдел 5», «СОШ «Лад»»)."""
    words = _words(name)
    if not words or len(words) > _MOST_WORDS:
        return ()
    return tuple(dict.fromkeys(_read(words)))


def _words(name: str) -> list[str]:
    """The words and initials of a name, in small letters."""
    text = _APART.sub("-", _REMARK.sub(" ", name.replace("\u00ad", ""))).strip(" ,;:")
    if _RUSSIAN.search(text):
        text = text.translate(_LOOKALIKES)
    if not _NAME.fullmatch(text):
        return []
    found: list[str] = []
    mixed = any(letter.islower() for letter in text)
    for word in _WORD.findall(text):
        if mixed and len(word) == 2 and word.isupper():  # «Орлова ЕА»
            found += plain(word)
        elif found and plain(word) in _TURKIC:
            found[-1] += f" {plain(word)}"
        else:
            found.append(plain(word))
    return found


def _read(words: list[str]) -> Iterator[Reading]:
    full = [word for word in words if len(word) > 1]
    initials = [word for word in words if len(word) == 1]
    if len(full) == 1 and len(initials) <= 2:
        first, patronymic = [*initials, "", ""][:2]
        yield Reading(full[0], first, patronymic)
    elif len(full) == 2 and not initials:
        if _is_patronymic(full[1]):
            yield Reading("", full[0], full[1])
        yield Reading(full[0], full[1])
        yield Reading(full[1], full[0], turned=True)
    elif len(full) == 2 and len(initials) == 1:
        # «Кузнецова Ольга И.», «Ольга И. Кузнецова»
        yield Reading(full[0], full[1], initials[0])
        yield Reading(full[1], full[0], initials[0], turned=True)
    elif len(full) == 3 and not initials:
        if _is_patronymic(full[1]) and not _is_patronymic(full[2]):
            yield Reading(full[2], full[0], full[1])
        else:
            yield Reading(full[0], full[1], full[2])


def _is_patronymic(word: str) -> bool:
    return word.rpartition(" ")[2] in _TURKIC or _PATRONYMIC.fullmatch(word) is not None


def _is_a_name(name: str) -> bool:
    """Whether a directory's entry can be a person: it has initials, or only words with capitals."""
    words = _WORD.findall(_REMARK.sub("", name))
    capitals = all(word[0].isupper() or plain(word) in _TURKIC for word in words)
    return bool(readings(name)) and (capitals or any(len(word) == 1 for word in words))


def _meant(written: Reading, known: Reading) -> Likeness:
    likeness = _agreement(written, known)
    says_more = any(
        said and not there
        for said, there in (
            (written.first, known.first),
            (written.patronymic, known.patronymic),
            (written.surname, known.surname),
        )
    )
    return min(likeness, Likeness.PERHAPS) if says_more else likeness


def _agreement(written: Reading, known: Reading) -> Likeness:
    """Whether what both tell agrees; what only one tells is left out."""
    if known.turned and len(written.first) < 2:
        return Likeness.NO  # «Анна» alone is no surname
    if not written.surname and not (written.first and known.first):
        return Likeness.NO
    if not all(_same_letter(one, other) for one, other in _given(written, known)):
        return Likeness.NO
    surname, theirs = written.surname, known.surname
    words = [
        (part, one, other)
        for part, (one, other) in zip(
            (Part.FIRST, Part.PATRONYMIC), _given(written, known), strict=True
        )
        if len(one) > 1 and len(other) > 1
    ]
    if surname and theirs:
        words.insert(0, (Part.SURNAME, surname, theirs))
    elif surname or not words:
        return Likeness.NO
    if all(one == other for _, one, other in words):
        return Likeness.SURELY if surname else Likeness.PERHAPS
    declined = _declined(words, known)
    # Where the stored name is declined, as a document had it, only what is sure counts.
    if _declined([(part, b, a) for part, a, b in words], written) is Likeness.SURELY:
        declined = Likeness.SURELY
    if declined is Likeness.NO and _is_half(surname, theirs):
        same_given = all(one == other for _, one, other in words[1:])
        return Likeness.PERHAPS if same_given else Likeness.NO
    return declined if surname else min(declined, Likeness.PERHAPS)


def _given(one: Reading, other: Reading) -> tuple[tuple[str, str], tuple[str, str]]:
    return (one.first, other.first), (one.patronymic, other.patronymic)


def _same_letter(one: str, other: str) -> bool:
    return not one or not other or one[0] == other[0]


def _is_half(one: str, other: str) -> bool:
    """«Кузнецова» of «Кузнецова-Белова»."""
    return bool(one and other) and (one in other.split("-") or other in one.split("-"))


def _declined(words: list[tuple[Part, str, str]], known: Reading) -> Likeness:
    """Whether the first of each pair is one and the same case of the second."""
    if any(one[0] != other[0] for _, one, other in words):
        return Likeness.NO
    found = Likeness.NO
    for gender in _genders(known):
        for case in range(5):
            if all(_in_case(one, other, part, gender, case) for part, one, other in words):
                # «Ковша» may be a name by itself; «Ковшу», «Ковша Олега» cannot.
                alone = len(words) == 1 and words[0][1][-1] in "ая"
                found = max(found, Likeness.PERHAPS if alone else Likeness.SURELY)
    return found


def _in_case(one: str, other: str, part: Part, gender: Gender, case: int) -> bool:
    """Whether `one` is this case of `other`; what is not declined is the same in all."""
    declensions = oblique(other, part, gender)
    # «Забейворота», «Дюма»: a foreign or odd surname may stay as it is.
    stays = not declensions or (part is Part.SURNAME and _ODD.fullmatch(other) is not None)
    return (stays and one == other) or any(one in cases[case] for cases in declensions)


def _genders(known: Reading) -> tuple[Gender, ...]:
    """What the name says of its bearer; both where it says nothing."""
    surname, first, patronymic = known.surname, known.first, known.patronymic
    if patronymic.endswith(("вич", "ич", "оглы", "улы")):
        return (Gender.MAN,)
    if patronymic.endswith(("вна", "чна", "шна", "кызы")):
        return (Gender.WOMAN,)
    if not len(first) > 1 and surname.endswith(("ов", "ев", "ин", "ын", "кий", "ый", "ой")):
        return (Gender.MAN,)
    if not len(first) > 1 and surname.endswith(("ова", "ева", "ина", "ына", "ая")):
        return (Gender.WOMAN,)
    return (Gender.MAN, Gender.WOMAN)
