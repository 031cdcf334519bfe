"""Which names of the directory are likely the one that a document has, and why.

Likely is never taken without a word: somebody says yes. Where numbers, places or words contradict
(«УО» of two districts, schools 5 and 6), nothing is likely.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from roadmap.directory.names import Name, Word
from roadmap.directory.stems import stem, stems
from roadmap.model import BodyKind


class Likeness(StrEnum):
    """Why two names are likely one, the surest first."""

    SHORTENED = "shortened"  # «УО», «упр. обр.»
    FORM = "form"  # «МБОУ СОШ № 5», «школа № 5»
    PLACE = "place"  # «… администрации Советского района» stands in one of them only
    NAMED_AFTER = "named-after"  # «им. А.С. Громова» stands in one of them only
    SPELLING = "spelling"  # one letter differs


#: A body's legal form, and what only a full name says of a school.
_FORMS = {
    *("мбоу", "моу", "мкоу", "маоу", "гбоу", "гоу", "чоу", "мбудо", "маудо", "мудо"),
    *("мбу", "мку", "мау", "мбук", "мкук", "мук", "мп", "муп", "гбу", "гку"),
    *stems("муниципальное бюджетное казенное автономное государственное"),
    *stems("образовательное общеобразовательное учреждение"),
}
_OF_SCHOOLS = stems("средняя основная начальная общеобразовательная")
_SCHOOLS = {"сош", "оош", "нош"}
_SCHOOL = stem("школа")
_KINDERGARTENS = {"мбдоу", "мдоу", "мкдоу", "мадоу", "гбдоу", "доу"}
_KINDERGARTEN = (stem("детский"), stem("сад"))
#: Where a name begins to say of which place it is.
_PLACES = {
    *stems("администрация район город округ область поселение село поселок муниципальный"),
    *("мо", "мр", "го", "рф"),
}
_ADMINISTRATION, _HEAD = stem("администрация"), stem("глава")
_SMALL = {"по", "и", "с", "со", "при", "в", "на", "о", "об", "за", "для", "от", "их"}
#: Shorter words may not differ in a letter: «ВР» and «УР» are two.
_LONG = 6
_SHORTEST_CUT = 2


@dataclass(frozen=True, slots=True)
class _Parts:
    """A name's words: what it is, of which place, named after whom. `form`: something was left out
    of what it is. `bare` is the place without «администрации», which full names have.
    """

    core: tuple[Word, ...]
    place: tuple[Word, ...] = ()
    after: tuple[Word, ...] = ()
    form: bool = False
    bare: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    name: Name
    parts: _Parts
    body_id: int


class Known:
    """The names of the directory, ready to be asked many times."""

    def __init__(self, names: Iterable[tuple[Name, int]]) -> None:
        """Each name with the id of its body, which several may share."""
        self._known: dict[tuple[str, ...], list[_Known]] = {}
        for name, body_id in names:
            self.add(name, body_id)

    def add(self, name: Name, body_id: int) -> None:
        """One more name of the body `body_id`."""
        self._known.setdefault(name.numbers, []).append(_Known(name, _parts(name), body_id))

    def likely(self, name: Name, most: int = 3) -> list[tuple[int, Likeness]]:
        """The bodies that `name` likely names, the likeliest first, each once."""
        parts, found = _parts(name), dict[int, Likeness]()
        order = list(Likeness)
        for one in self._known.get(name.numbers, ()):
            if _apart(one.name, name):
                continue
            why = _alike(parts, one.parts)
            if why is not None:
                best = found.get(one.body_id, why)
                found[one.body_id] = min(best, why, key=order.index)
        ranked = sorted(found.items(), key=lambda pair: order.index(pair[1]))
        return ranked[:most]


def likeness(one: Name, other: Name) -> Likeness | None:
    """Why two names with different keys are likely one; None where they are not."""
    found = Known([(one, 0)]).likely(other)
    return found[0][1] if found else None


def _apart(one: Name, other: Name) -> bool:
    """Whether one is a group and the other is not; a post and a body may be guessed wrongly."""
    return (one.kind is BodyKind.GROUP) != (other.kind is BodyKind.GROUP)


def _parts(name: Name) -> _Parts:
    core, place, after = list[Word](), list[Word](), list[Word]()
    into, form = core, False
    group = name.kind is BodyKind.GROUP
    names_garden = any(word.stem == _KINDERGARTEN[1] for word in name.words)
    for word in name.words:
        if into is core and len(core) > 0 and word.stem in _PLACES:
            into = place
        elif word.text.lower() in ("им", "имени") and core:
            into = after
        if into is core and word.stem in _FORMS and not group:
            form = True
        elif into is core and word.text.lower() in _SCHOOLS:
            core.append(Word(word.text, _SCHOOL))
            form = True
        elif into is core and word.text.lower() in _KINDERGARTENS:
            core += [] if names_garden else [Word(word.text, one) for one in _KINDERGARTEN]
            form = True
        elif into is core and _before_school(name.words, word):
            form = True
        else:
            into.append(word)
    core, place = _place_before(core, place)
    if not core or all(word.stem.isdecimal() for word in core):
        return _Parts(name.words)
    return _Parts(tuple(core), tuple(place), tuple(after), form, _bare(core, place))


def _bare(core: Sequence[Word], place: Sequence[Word]) -> tuple[Word, ...]:
    """Of a head, what he heads counts: «глава района» and «глава администрации» are two."""
    heads = [word.stem for word in core] == [_HEAD]
    return tuple(word for word in place if heads or word.stem != _ADMINISTRATION)


def _place_before(core: list[Word], place: list[Word]) -> tuple[list[Word], list[Word]]:
    """«УО Советского района»: the adjective before «района» is of the place, too."""
    if place and place[0].stem != _ADMINISTRATION and len(core) > 1:
        adjective = core[-1].text.lower().endswith(("ого", "его", "ой", "ому", "ый", "ий", "ом"))
        if adjective and core[-1].text[:1].isupper():
            return core[:-1], [core[-1], *place]
    return core, place


def _before_school(words: Sequence[Word], word: Word) -> bool:
    return word.stem in _OF_SCHOOLS and any(one.stem == _SCHOOL for one in words)


def _alike(one: _Parts, other: _Parts) -> Likeness | None:
    place, after = _extra(one.bare, other.bare), _extra(one.after, other.after)
    if place is None or after is None:
        return None
    core = _core_alike(one, other)
    if core is None or not (place or after):
        return Likeness.PLACE if core and len(one.place) != len(other.place) else core
    if core is Likeness.SPELLING:
        return None
    return Likeness.PLACE if place else Likeness.NAMED_AFTER


def _extra(one: Sequence[Word], other: Sequence[Word]) -> bool | None:
    """Whether only one of two names says this; None where both say it differently."""
    if bool(one) != bool(other):
        return True
    return False if _aligned(one, other) else None


def _core_alike(one: _Parts, other: _Parts) -> Likeness | None:
    if [word.stem for word in one.core] == [word.stem for word in other.core]:
        return Likeness.FORM if one.form or other.form else Likeness.SHORTENED
    if _aligned(one.core, other.core):
        return Likeness.SHORTENED
    return Likeness.SPELLING if _misspelt(one.core, other.core) else None


def _aligned(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether two names are one word by word, where letters or cut words stand for whole ones."""
    if not one or not other:
        return not one and not other
    first, second = one[0], other[0]
    if first.stem == second.stem:
        return _aligned(one[1:], other[1:])
    if _cuts(first, second) or _cuts(second, first):
        return _aligned(one[1:], other[1:])
    return _spelt_out(one, other) or _spelt_out(other, one)


def _cuts(short: Word, whole: Word) -> bool:
    """«обр.» stands for «образования»."""
    return (
        short.cut
        and len(short.stem) >= _SHORTEST_CUT
        and whole.text.lower().replace("ё", "е").startswith(short.stem)
    )


def _spelt_out(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether the letters of the first word of `one` begin the first words of `other`."""
    if not one[0].initials:
        return False
    letters = one[0].text.lower().replace("ё", "е")
    place = 0
    while letters and place < len(other):
        word = other[place].text.lower().replace("ё", "е")
        place += 1
        if word in _SMALL and not letters.startswith(word):
            continue
        taken = _letters_of(word, letters)
        if not taken:
            return False
        letters = letters[taken:]
    return not letters and place > 1 and _aligned(one[1:], other[place:])


def _letters_of(word: str, letters: str) -> int:
    """How many of `letters` the parts of one word give: of «учебно-воспитательной», «ув»."""
    parts = "".join(part[0] for part in word.split("-") if part)
    if letters.startswith(parts):
        return len(parts)
    return int(letters.startswith(word[0]))


def _misspelt(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether one long word differs in one letter, and nothing else."""
    if len(one) != len(other):
        return False
    differing = [(a.stem, b.stem) for a, b in zip(one, other, strict=True) if a.stem != b.stem]
    if len(differing) != 1:
        return False
    (a, b), *_ = differing
    return min(len(a), len(b)) >= _LONG and _one_letter_apart(a, b)


def _one_letter_apart(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    start = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    rest = start + (len(short) == len(long))
    swapped = short[start : start + 2] == long[start : start + 2][::-1]
    if swapped and len(short) == len(long) and short[start + 2 :] == long[start + 2 :]:
        return True
    return short[rest:] == long[start + 1 :]
