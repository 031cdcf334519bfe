"""The cases of Russian surnames, first names and patronymics: a word in the nominative in, how it
is written in the five other cases out.

Tables of endings, after the school grammar (Zaliznyak's declensions; surnames by Kalakutskaya).
They were chosen before a dictionary: docs/dependencies.md says what that would cost.
Words come in small letters with «е» for «ё», as `plain` of person_names.py makes them.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

#: What a word is written like in each of the five oblique cases: genitive, dative, accusative,
#: instrumental, prepositional. Several spellings of one case stand in one set.
Oblique = tuple[frozenset[str], ...]


class Gender(Enum):
    """Of a person."""

    MAN = "m"
    WOMAN = "f"


class Part(Enum):
    """Which part of a name a word is."""

    SURNAME = "surname"
    FIRST = "first"
    PATRONYMIC = "patronymic"


_VOWELS = "аеиоуыэюя"
_HISSING = "жшчщ"
#: Behind these «и» is written for «ы».
_NO_Y = "гкхжшчщ"
#: What is left out of a word as soon as an ending follows: Павел, Павла.
_SHORTENED = {"павел": "павл", "лев": "льв"}


@lru_cache(maxsize=8_192)
def oblique(word: str, part: Part, gender: Gender) -> tuple[Oblique, ...]:
    """The declensions that `word` in the nominative may follow as the name of this person: mostly
    one, none where it cannot be declined. A double name is declined in both halves, or in the last.
    """
    head, dash, last = word.rpartition("-")
    if dash and head:
        lasts = oblique(last, part, gender)
        firsts = (*oblique(head, part, gender), (frozenset({head}),) * 5)
        lasts = lasts or ((frozenset({last}),) * 5,)
        return tuple(
            tuple(
                frozenset(f"{a}-{b}" for a in x for b in y) for x, y in zip(one, two, strict=True)
            )
            for one in firsts
            for two in lasts
        )
    if len(word) < 2 or " " in word:  # an initial; «Керим оглы»
        return ()
    return tuple(
        tuple(frozenset(stem + ending for ending in case.split("/")) for case in cases.split())
        for stem, cases in _declensions(word, part, gender)
    )


def _declensions(word: str, part: Part, gender: Gender) -> list[tuple[str, str]]:
    """Stems, each with its endings in the five cases; «/» stands between spellings of one."""
    if word[-1] in "ая" and not (part is Part.SURNAME and word.endswith(("ая", "яя", "иа", "уа"))):
        return _in_a(word, part, gender)
    if gender is Gender.WOMAN:
        return _of_a_woman(word, part)
    return _of_a_man(word, part)


def _in_a(word: str, part: Part, gender: Gender) -> list[tuple[str, str]]:
    """Анна, Никита, Ивановна; Кузнецова, which is declined as an adjective; Сирота."""
    stem, before = word[:-1], word[-2]
    if part is Part.SURNAME and word.endswith(("ова", "ева", "ина", "ына")):
        found = [(stem, "ой/ою ой у ой/ою ой")] if gender is Gender.WOMAN else []
        # «Малина», «Калина» of either gender; for a woman «Малиной» and «Малины» are both written.
        return [*found, (stem, "ы е у ой/ою е")]
    if word[-1] == "я":
        dative = "и/е" if before == "и" else "е"  # «Марии», «Алие»
        return [(stem, f"и {dative} ю ей/ею {dative}")]
    genitive = "и" if before in _NO_Y else "ы"
    instrumental = "ей/ею/ой/ою" if before in "жшчщц" else "ой/ою"
    return [(stem, f"{genitive} е у {instrumental} е")]


def _of_a_woman(word: str, part: Part) -> list[tuple[str, str]]:
    """What ends otherwise: Заречная, Любовь; other surnames of women are not declined."""
    if part is Part.SURNAME:
        if word.endswith("ая"):
            soft = "ей" if word[-3] in _HISSING else "ой"
            return [(word[:-2], f"{soft}/{soft[0]}ю {soft} ую {soft}/{soft[0]}ю {soft}")]
        if word.endswith("яя"):
            return [(word[:-2], "ей/ею ей юю ей/ею ей")]
        return []
    return [(word[:-1], "и и ь ью и")] if word.endswith("ь") else []


def _of_a_man(word: str, part: Part) -> list[tuple[str, str]]:
    """Иванов, Заречный, Толстой, Коваль, Кравец, Гай, Олег, Юрий."""
    stem, last = word[:-1], word[-1]
    if part is not Part.SURNAME and word in _SHORTENED:
        return [(_SHORTENED[word], "а у а ом е")]
    if last == "ь":
        return [(stem, "я ю я ем е")]
    if last == "й":
        return _in_short_i(word, part)
    if last in _VOWELS or word.endswith(("ых", "их")):
        return []
    if part is Part.SURNAME:
        return _surname_in_a_consonant(word)
    return [(word, "а у а ем/ом е" if last in "жшчщц" else "а у а ом е")]


def _in_short_i(word: str, part: Part) -> list[tuple[str, str]]:
    stem, before = word[:-1], word[-2]
    if part is not Part.SURNAME:
        return [(stem, f"я ю я ем {'и' if before == 'и' else 'е'}")]
    noun = (stem, f"я ю я ем {'и/е' if before == 'и' else 'е'}")
    if before in "ыо":
        adjective = (word[:-2], "ого ому ого ым/им ом")
    elif before == "и" and word[-3:-2] and word[-3] in "гкх":
        adjective = (word[:-2], "ого ому ого им ом")
    elif before == "и":
        adjective = (word[:-2], "его ему его им ем")
    elif before == "е":  # «Воробей»: «Воробья»
        adjective = (word[:-2] + "ь", "я ю я ем е")
    else:
        return [noun]
    return [adjective, noun]


def _surname_in_a_consonant(word: str) -> list[tuple[str, str]]:
    if word.endswith(("ов", "ев", "ин", "ын")):
        return [(word, "а у а ым/ом е")]
    found = [(word, "а у а ем/ом е" if word[-1] in "жшчщц" else "а у а ом е")]
    if word.endswith(("иец", "еец", "аец", "оец", "яец")):
        found.append((word[:-2] + "йц", "а у а ем/ом е"))
    elif word.endswith("лец"):
        found += [(word[:-2] + "ц", "а у а ем/ом е"), (word[:-2] + "ьц", "а у а ем/ом е")]
    elif word.endswith("ец"):
        found.append((word[:-2] + "ц", "а у а ем/ом е"))
    elif word.endswith(("ок", "ек", "ол", "ел", "ен", "ер")) and word[-3] not in _VOWELS:
        found.append((word[:-2] + word[-1], "а у а ом е"))
        found.append((word[:-2] + "ь" + word[-1], "а у а ом е"))
    return found
