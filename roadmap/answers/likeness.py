"""How much words speak of each of several texts: which item «савещание с деректорами» is about.

Words are compared by their stems and forgive a slip of the hand; a word that stands in many of the
texts tells less than one that stands in one. It is asked only where a person is to be asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from math import log


@dataclass(frozen=True, slots=True)
class Told:
    """What stands about a place: its own words, and those that it shares with others (the item's
    recommendation, its criterion, the section).
    """

    own: str
    shared: str = ""
    section: str = ""


#: What a word of the place's own tells, one of its item's, and one of its section's.
_WEIGHTS = (1.0, 0.6, 0.25)
_SHORTEST = 3
# Words that stand in answers about everything.
_OF_ANY_ANSWER = (
    "для или при что как все всё это был была было были уже еще ещё нет есть так там тут где кто"
    " они мы вас нас наш ваш над под про без его тоже также пока сейчас сегодня вчера завтра"
    " коллеги"
    " добрый день здравствуйте прошу просим направляем сообщаю информируем год года году месяц"
    " января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
    " мероприятие мероприятия мероприятию нами нашей нашего связи"
    " пункт пункту пункте работа работы работу провели провести проведен проведена проведено прошло"
    " прошел прошла сделано сделали сделан сделать готово готов готова готовы выполнено выполнили"
    " выполнен выполнена выполнить завершено завершили завершен исполнено исполнили"
    " исполнение исполнены ответ проведение состоялось"
    " состоялся состоялась состоялись срок сроки"
)
_ENDINGS = re.compile(
    r"(?:иями|ями|ами|иях|ях|ах|ией|иям|ием|ого|его|ому|ему|ыми|ими|ую|юю|ая|яя|ое|ее|ые|ие|ый|ий|ой"
    r"|ей|ов|ев|ам|ям|ом|ем|ия|ии|ию|ись|ась|ось|ся|(?<=[аеиуыяёшг])л[аио]|ть|ти|а|я|о|е|ы|и|у|ю|ь|й)$"
)
#: Only of longer words: «отчёт» is no verb.
_OF_VERBS = re.compile(r"(?<=[а-яё]{5})(?:ешь|ет|ут|ют|ит|ат|ят)$")
_SUFFIXES = re.compile(
    r"(?:ировани|овани|евани|ировал|овал|ени|ани|яни|ени|ен+|ан+|ян+|ил|ал|ял|ел|ну)$"
)
_DOUBLED = re.compile(r"(.)\1")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The word without its ending and the suffix of a verb or of a verb's noun."""
    word = word.lower().replace("ё", "е")
    word = _OF_VERBS.sub("", word)
    short = _ENDINGS.sub("", word).rstrip("ь") if len(word) > _SHORTEST else word
    shorter = _SUFFIXES.sub("", short)
    short = shorter if len(shorter) > _SHORTEST else short
    return _DOUBLED.sub(r"\1", short)


#: «данное мероприятие»; not «данные собраны».
_THIS = frozenset(["данное", "данный", "данная", "данного", "данному", "данной"])
_SAY_NOTHING = frozenset(stem(word) for word in _OF_ANY_ANSWER.split())


@lru_cache(maxsize=5_000)
def stems(text: str) -> tuple[str, ...]:
    """The stems of the telling words of `text`, each once, in order."""
    words = re.findall(r"[а-яёa-z]{3,}", text.lower())
    found = dict.fromkeys(stem(word) for word in words if word not in _THIS)
    return tuple(one for one in found if one not in _SAY_NOTHING)


#: What was done tells less than what it was done to: «обследованы», «утвердили».
_PREDICATE = re.compile(
    r"(?<![а-яё])[а-яё]{2,}(?:[аеиоуыюя]л[аио]?|[аеиуюы]л(?:ся|ась|ось|ись)|[аяеё]н[аоы]?|[ая]т[аоы]|[аиеуя]ть|ться|сти|[джшчщбвлнрстзмп][еи]м)(?![а-яё])",
    re.IGNORECASE,
)
_OF_A_PREDICATE = 0.6
#: How a paper stands, not which: «на подписи», «ждём согласования».
_STANDING = re.compile(
    r"(?<![а-яё])(?:на|жд[её]м|ожидаем|после|до)\s+(?:подпис|согласован|утвержден|проверк|рассмотрен|доработк|контрол|экспертиз)[а-яё]*",
    re.IGNORECASE,
)


@lru_cache(maxsize=50_000)
def alike(one: str, other: str) -> float:
    """How alike two stems are, from 0 to 1."""
    if one == other:
        return 1.0
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < 4 or shorter[0] != longer[0] or len(longer) - len(shorter) > 4:
        return 0.0
    common = next(
        (n for n, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter)
    )
    if common == len(shorter) >= 5:
        return 0.85  # «совещ», as people cut words short
    if common >= 5 and common >= len(shorter) - 2 and common >= 0.6 * len(longer):
        return 0.85
    if len(shorter) >= 4 and common == len(shorter) and len(longer) - len(shorter) <= 3:
        return 0.85
    likeness = SequenceMatcher(None, one, other, autojunk=False).ratio()
    if len(shorter) >= 6 and likeness >= 0.8:
        return 0.75
    return (
        0.6 if len(shorter) >= 5 and abs(len(one) - len(other)) <= 1 and likeness >= 0.79 else 0.0
    )


def scores(text: str, places: Sequence[Told]) -> list[float]:
    """For each place how much `text` speaks of it; 0 where no word of it stands there."""
    text = _STANDING.sub(" ", text)
    asked = stems(text)
    if not asked:
        return [0.0] * len(places)
    predicates = {stem(word.lower()) for word in _PREDICATE.findall(text)}
    told = [(stems(one.own), stems(one.shared), stems(one.section)) for one in places]
    found = [0.0] * len(places)
    for word in asked:
        likes = [
            max(
                weight * max((alike(word, other) for other in words), default=0.0)
                for weight, words in zip(_WEIGHTS, levels, strict=True)
            )
            for levels in told
        ]
        speaking = sum(like > 0.3 for like in likes)
        worth = log(1 + len(places) / max(speaking, 1))
        worth *= _OF_A_PREDICATE if word in predicates else 1.0
        found = [score + worth * like for score, like in zip(found, likes, strict=True)]
    # Of two places with the same words in common, the one that has fewer others is meant.
    return [score / (1 + 0.002 * len(levels[0])) for score, levels in zip(found, told, strict=True)]


def telling(text: str, place: Told, other: Told, *, done: bool = False) -> int:
    """How many words of `text` speak of `place` and not of the `other` one; what it says was done
    counts only where `done`.
    """
    predicates = set() if done else {stem(word.lower()) for word in _PREDICATE.findall(text)}
    here, there = (stems(f"{one.own} {one.shared} {one.section}") for one in (place, other))
    return sum(
        any(alike(word, one) == 1 for one in here)
        and not any(alike(word, one) > _SLIGHTLY for one in there)
        for word in stems(text)
        if word not in predicates
    )


_SLIGHTLY = 0.5
_FEMININE, _NEUTER, _PLURAL, _MASCULINE = "f", "n", "p", "m"
_GENDERS = (
    (
        _FEMININE,
        re.compile(
            r"\s*[а-яё]+(?:[еёаяиыу]на|[аеиуыя]ла|ась|ова|рошла|шла|ята|ыта)[\s.!]*", re.IGNORECASE
        ),
    ),
    (
        _NEUTER,
        re.compile(r"\s*[а-яё]+(?:[аеиуыя]ло|ось|шло)[\s.!]*", re.IGNORECASE),
    ),
    (
        _PLURAL,
        re.compile(
            r"\s*[а-яё]+(?:[еёаяиыу]ны|[аеиуыя]ли|ись|овы|шли|яты|ыты)[\s.!]*", re.IGNORECASE
        ),
    ),
    (
        _MASCULINE,
        re.compile(
            r"\s*[а-яё]+(?:[еёаяиыу]н|[аеиуыя]л|лся|ов|шёл|шел|ят|ыт)[\s.!]*", re.IGNORECASE
        ),
    ),
)
_NOUN_ENDS = {_FEMININE: "ая", _NEUTER: "оеё", _PLURAL: "ыи"}


def agrees(text: str, words: str) -> bool:
    """Whether `text`, one word that tells, agrees in gender with the first noun of `words`, behind
    the colon of a heading: «состоялась» is said of a fair, «утверждён» of a plan.
    """
    gender = next((gender for gender, told in _GENDERS if told.fullmatch(text)), None)
    named = re.findall(r"[а-яё]{3,}", words.rpartition(": ")[2].lower())
    if gender is None or not named:
        return False
    last = named[0][-1]
    ends = next((one for one, letters in _NOUN_ENDS.items() if last in letters), _MASCULINE)
    return gender == ends and last not in "ьй"
