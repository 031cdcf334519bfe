"""How somebody is addressed and spoken of in Russian: «Ирина Петровна», «за И. Ветрову».

Only what the bot itself says is formed here, from the name as the roadmap has it; where nothing
tells the gender, or a surname is not declined, the name stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_INITIALS = re.compile(r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?")
_WITH_INITIALS = re.compile(rf"(?P<surname>[\w-]+)\s+(?P<after>{_INITIALS.pattern})$")
_INITIALS_FIRST = re.compile(rf"(?P<before>{_INITIALS.pattern})\s*(?P<surname>[\w-]+)$")
_HERS, _HIS = re.compile(r"\w+(?:вна|чна)$"), re.compile(r"\w+(?:вич|ьич|мич|тич)$")
_HER_SURNAME = re.compile(r"\w+(?:[оеё]ва|[иы]на|[сц]кая|ая)$")
_HIS_SURNAME = re.compile(r"\w+(?:[оеё]в|[иы]н|[сц]кий|[оы]й)$")
_MEN_IN_A = frozenset({"Никита", "Илья", "Фома", "Лука", "Кузьма", "Савва", "Данила", "Гаврила"})
_WOMEN_IN_SOFT = frozenset({"Любовь", "Нинель", "Юдифь", "Рашель"})
_FLEETING = {"Пётр": "Петра", "Петр": "Петра", "Павел": "Павла", "Лев": "Льва"}
_CONSONANT = "бвгджзклмнпрстфхцчшщ"


@dataclass(frozen=True, slots=True)
class _Name:
    """The parts of a name; initials stand in `given`."""

    surname: str
    given: str = ""
    patronymic: str = ""

    @property
    def hers(self) -> bool | None:
        """Whether it is a woman's; None where nothing tells."""
        if self.patronymic:
            return bool(_HERS.match(self.patronymic))
        if _HER_SURNAME.match(self.surname):
            return True
        if _HIS_SURNAME.match(self.surname):
            return False
        if not self.given or "." in self.given:
            return None
        if self.given in _WOMEN_IN_SOFT:
            return True
        return self.given[-1] in "ая" and self.given not in _MEN_IN_A


def addressed(name: str) -> str:
    """«Ветрова Ирина Петровна» → «Ирина Петровна»; without a patronymic the name as it is."""
    read = _read(name)
    return f"{read.given} {read.patronymic}" if read.patronymic else name


def accusative(name: str) -> str:
    """«Ветрова Ирина Петровна» → «Ирину Петровну Ветрову»: after «вы замещаете»."""
    read = _declined(_read(name))
    return " ".join(part for part in (read.given, read.patronymic, read.surname) if part)


def briefly_accusative(name: str) -> str:
    """«Ветрова Ирина Петровна» → «И. Ветрову»: after «за»."""
    read = _read(name)
    declined = _declined(read).surname
    if not declined:
        return accusative(name)
    if "." in read.given:
        return f"{read.given} {declined}"
    return f"{read.given[0]}. {declined}" if read.given else declined


def _read(name: str) -> _Name:
    name = " ".join(name.split())
    if found := _WITH_INITIALS.match(name) or _INITIALS_FIRST.match(name):
        parts = found.groupdict()
        initials = str(parts.get("after") or parts.get("before"))
        return _Name(parts["surname"], initials.replace(" ", ""))
    words = name.split()
    if len(words) == 3 and _is_patronymic(words[2]):
        return _Name(*words)
    if len(words) == 3 and _is_patronymic(words[1]):
        return _Name(words[2], words[0], words[1])
    if len(words) == 2 and _is_patronymic(words[1]):
        return _Name("", words[0], words[1])
    if len(words) == 2:
        first, second = words
        # As in documents the surname goes first, unless only the second word is like one.
        if _like_a_surname(second) and not _like_a_surname(first):
            return _Name(second, first)
        return _Name(first, second)
    return _Name(name)


def _is_patronymic(word: str) -> bool:
    return bool(_HERS.match(word) or _HIS.match(word))


def _like_a_surname(word: str) -> bool:
    return bool((_HER_SURNAME.match(word) or _HIS_SURNAME.match(word)) and not _GIVEN.match(word))


#: First names that end like surnames.
_GIVEN = re.compile(
    r"(?:Ирина|Марина|Полина|Галина|Нина|Алина|Арина|Карина|Регина|Кристина|Екатерина|"
    r"Валентина?|Ангелина|Сабина|Дина|Зина|Константин|Мартин|Ева|Николай|Сергей|Андрей|Алексей|"
    r"Матвей|Тимофей|Юрий|Дмитрий|Евгений|Валерий|Геннадий|Василий|Георгий|Анатолий|Виталий)$"
)


def _declined(name: _Name) -> _Name:
    """The accusative of all its parts."""
    hers = name.hers
    if hers is None:
        return name
    surname = "-".join(
        _surname_of_hers(part) if hers else _surname_of_his(part)
        for part in name.surname.split("-")
    )
    patronymic = name.patronymic[:-1] + "у" if hers and name.patronymic else name.patronymic
    if not hers and name.patronymic:
        patronymic = f"{name.patronymic}а"
    return replace(name, surname=surname, patronymic=patronymic, given=_given(name.given, hers))


def _surname_of_hers(word: str) -> str:
    for ending, other in (("ая", "ую"), ("яя", "юю"), ("а", "у"), ("я", "ю")):
        if word.endswith(ending):
            return word.removesuffix(ending) + other
    return word


def _surname_of_his(word: str) -> str:
    for ending, other in (
        ("кий", "кого"), ("гий", "гого"), ("хий", "хого"), ("ый", "ого"), ("ой", "ого"),
        ("ец", "ца"), ("ий", "его"), ("й", "я"), ("ь", "я"), ("а", "у"), ("я", "ю"),
    ):  # fmt: skip
        if word.endswith(ending):
            return word.removesuffix(ending) + other
    # «Черных», «Долгих» are not declined; foreign ones end in a consonant and are.
    if word.endswith(("ых", "их")) or not word or word[-1] not in _CONSONANT:
        return word
    return f"{word}а"


def _given(word: str, hers: bool) -> str:
    if not word or "." in word:
        return word
    if word in _FLEETING:
        return _FLEETING[word]
    if word[-1] in "ая":
        return word[:-1] + ("у" if word[-1] == "а" else "ю")
    if hers:
        return word
    return word[:-1] + "я" if word[-1] in "йь" else f"{word}а"
