"""Words of a name without their endings: «отделу», «отдела» and «отдел» are one.

A stem is only compared with another one: it need not be a word. Names of bodies are made of a few
hundred words in cases, so one table of endings does; measured beside pymorphy3, see
docs/decisions.md.
"""

from __future__ import annotations

import re

_ENDINGS = (
    "иями", "ями", "ами", "иях", "ях", "ах", "ием", "ией", "иям", "ям", "ам", "ыми", "ими", "ого",
    "его", "ому", "ему", "ов", "ев", "ей", "ой", "ом", "ем", "ый", "ий", "ая", "яя", "ое", "ее",
    "ые", "ие", "ых", "их", "ым", "им", "ую", "юю", "ью", "ия", "ии", "ию",
    "а", "я", "о", "е", "и", "ы", "у", "ю", "ь", "й",
)  # fmt: skip
#: What a stem has at least: «дом» keeps its «ом».
_SHORTEST = 3
_LAST_VOWEL = re.compile(r"[аеиоуыэюяйь]$")
#: A vowel that falls out in other cases: «посёлок», «посёлка».
_FLEETING = re.compile(r"(?<=[^аеиоуыэюя])[ое](?=[кц]$)")


def stem(word: str) -> str:
    """`word`, in small letters and without «ё», less its ending."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word.removesuffix(ending)
            break
    if len(word) > _SHORTEST:
        word = _LAST_VOWEL.sub("", word)
    return _FLEETING.sub("", word)


def stems(words: str) -> frozenset[str]:
    """The stems of some words."""
    return frozenset(stem(word) for word in words.split())
