"""Answers that are read against a list which was shown: «все, кроме последнего», «всё готово»,
«первые два сделаны, третий до пятницы».
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from roadmap.answers.mentions import PROGRESS
from roadmap.model.address import clean

#: More words than these are an answer that tells something of its own.
_MOST_WORDS = 20
_STATUS = (
    r"готов[оаы]?|[сз]дела(?:н[оаы]?|л[аи]?)|(?:вы|ис)полн(?:ен+[оаы]?|ил[аи]?)"
    r"|заверш(?:[её]н[оаы]?|ил[аи]?)|законч(?:ен[оаы]?|ил[аи]?)|закры(?:т[оаы]?|л[аи]?)"
    r"|провед[её]?н[оаы]?|провел[аи]"
    r"|сдан[оаы]?|сдал[аи]?|отработан[оаы]?|успел[аи]?|в\s+порядке|done|ready|[+✅✔☑]"
)
_ALL = (
    r"вс[её](?:\s+(?:два|три|четыре|пять|\d))?(?:\s+(?:пункты|сроки|задачи|мероприятия))?|(?:по\s+)?(?:всем|всех|обоим|обеим)"
    r"|оба|обе|all"
)
_BESIDE = (
    r"в\s+срок|вовремя|уже|у|нас|меня|мы|я|да|ну|и|вроде|в\s+целом|полностью|по|тут|здесь|is|are"
    r"|(?:пункт|срок)(?:ы|и|ам|ов|а)?"
)
_TOKEN = re.compile(
    rf"(?P<status>{_STATUS})(?!\w)|(?P<all>{_ALL})(?!\w)|(?:{_BESIDE})(?!\w)", re.IGNORECASE
)
_OF_ONE = re.compile(
    r"провел[аи]|\w+(?:ен|ён|ена|т|та|тов|това|ан|ана)|провед\w+|сдан\w*", re.IGNORECASE
)
_WITHOUT_FACES = dict.fromkeys(map(ord, "👍👌🙏🙂😊"))
_SIGNS = re.compile(r"[\s.,!)]*")


@dataclass(frozen=True, slots=True)
class Bare:
    """Words that say that something is done, and nothing of what: `of_all` where that is all.

    `of_any`: it fits whatever was shown; «проведён» agrees with one of it, which is told by that.
    """

    of_all: bool
    tells: bool
    of_any: bool = True


def bare(text: str) -> Bare | None:
    """«готово», «все сделано», «оба выполнены»; None where anything else is told."""
    tidy = clean(text).strip().translate(_WITHOUT_FACES)
    position, of_all, tells, of_any = 0, False, False, True
    while position < len(tidy):
        found = _TOKEN.match(tidy, position)
        if found is None:
            return None
        of_all, tells = of_all or bool(found["all"]), tells or bool(found["status"])
        of_any = of_any and not _OF_ONE.fullmatch(found[0])
        signs = _SIGNS.match(tidy, found.end())
        position = signs.end() if signs is not None else found.end()
    return Bare(of_all, tells, of_all or of_any) if of_all or tells else None


@dataclass(frozen=True, slots=True)
class AllBut:
    """«готово все, кроме последнего, его до пятницы»: what is left out, in words (`what`), what is
    said of all others («готово»), and what of those left out.
    """

    what: tuple[str, ...]
    words: str
    of_left_out: str


_BUT = re.compile(
    r"[\s,(-]*(?<!\w)(?:кроме|за\s+исключением|исключая|помимо|except)\s+(?P<what>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_WHAT_ENDS = re.compile(
    rf"\s*[,;:!?)(\n]\s*(?:(?:а|но|и)\s+)?|\s+-\s+|\.(?:\s+|$)|\s+(?=(?:{_STATUS}|{_ALL})(?!\w))|$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*,\s+(?:и\s+)?|\s+и\s+", re.IGNORECASE)
_MORE = re.compile(r"\s*,\s+(?:и\s+)?(?=\d|перв|втор|трет|последн|предпосл)|\s+и\s+", re.IGNORECASE)
#: What all others are, where nobody said it: «все, кроме 3.М2».
_DONE = "выполнено"


def all_but(text: str) -> AllBut | None:
    """What `text` says of everything but something; None where it says anything else beside."""
    tidy = clean(text).strip()
    found = _BUT.search(tidy)
    if found is None or len(tidy.split()) > _MOST_WORDS:
        return None
    before, rest = tidy[: found.start()].strip(" ,("), found["what"]
    end = _WHAT_ENDS.search(rest)
    while end is not None and (more := _MORE.match(rest, end.start())) and rest[end.start()] == ",":
        end = _WHAT_ENDS.search(rest, more.end())
    assert end is not None
    what, tail = rest[: end.start()], rest[end.end() :].strip()
    said, left = before, tail
    if tail and bare(tail.split(",")[0]):
        head, _, left = tail.partition(",")
        said = f"{before} {head}".strip()
    elif not before and tail:
        return None
    told = bare(said)
    if told is None or (not told.of_all and not before):
        return None
    words = _without_all(said)
    pieces = tuple(one.strip() for one in _AND.split(what) if one.strip())
    return AllBut(pieces, words, left.strip(" ,.;)-"))


def leaves_out(text: str) -> bool:
    """Whether something is left out of what is said, in whatever words."""
    return _BUT.search(clean(text)) is not None


def _without_all(said: str) -> str:
    words = re.sub(rf"(?<!\w)(?:{_ALL})(?!\w)", " ", said, flags=re.IGNORECASE)
    words = " ".join(words.split()).strip(" ,.!")
    found = bare(words) if words else None
    return words if found is not None and found.tells else _DONE


def words_for_each(text: str) -> str:
    """What an answer for several says of each: «готово» of «готово все, кроме последнего», «готовы»
    of «первый и третий готовы»; other answers as they stand.
    """
    if (but := all_but(text)) is not None:
        return but.words
    first = _HEAD.match(clean(text).strip())
    if first is not None and _TELLS.match(clean(text).strip(), first.end()):
        return clean(text).strip()[first.end() :].strip(" ,.;:-") or text
    return text


_ORDINALS = {
    "перв": 1, "втор": 2, "трет": 3, "четверт": 4, "пят": 5, "шест": 6, "седьм": 7, "восьм": 8,
    "девят": 9, "десят": 10, "последн": -1, "крайн": -1, "предпоследн": -2, "верхн": 1,
    "нижн": -1,
}  # fmt: skip
_STEM = (
    r"(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят|последн|крайн|предпоследн"
    r"|верхн|нижн)"
)
_COUNTS = {"два": 2, "две": 2, "двух": 2, "оба": 2, "обе": 2, "три": 3, "трех": 3, "трёх": 3,
           "четыре": 4, "четырех": 4, "четырёх": 4, "пять": 5, "пяти": 5}  # fmt: skip
_COUNT = rf"(?:{'|'.join(_COUNTS)}|[2-9])"
#: «первый», «первая», «первое», «первую»; «последнего» of what is left out.
_ONE = (
    rf"(?:{_STEM}(?:ый|ой|ий|ья|ая|яя|ое|ее|ье|ую|юю|ью)|[1-9]\s?-?(?:ый|й|ая|я|ое|е|ую|ю)"
    rf"|по\s+{_STEM}(?:ому|ему|ьему|ой|ей|ьей))"
)
_ONE_LEFT = rf"{_STEM}(?:ого|его|ьего|ой|ей|ьей|ый|ий|ая|яя|ое|ее)"
_ENDS = r"(?:перв|последн|крайн|верхн|нижн)(?:ые|ие|ых|их)"
_SEVERAL = rf"(?:{_ENDS}\s+{_COUNT}|{_COUNT}\s+{_ENDS})"
_NOUN = r"(?:\s+(?:срок|строк|позици|задач|пункт)\w*|\s+(?:из|в|по)\s+спис\w+)?"
_JOINED = r"\s*(?:,\s*(?:и\s+)?|\s+и\s+)"
_HEAD = re.compile(
    rf"(?:(?:у\s+нас|пока|итак|ну)[\s,]+)*(?P<named>(?:{_SEVERAL}{_NOUN}|{_ONE}(?:{_NOUN}))"
    rf"(?:{_JOINED}(?:{_SEVERAL}{_NOUN}|{_ONE}{_NOUN}))*)(?!\w)",
    re.IGNORECASE,
)
#: «первый пункт готов» is item 1, not the first of a list.
_AN_ITEM = re.compile(rf"(?:^|\W)(?!последн|предпосл|крайн){_ONE}\s+пункт", re.IGNORECASE)
_TELLS = re.compile(
    rf"{PROGRESS.pattern}|\s+(?:{_STATUS})(?!\w)|\s*-\s*[а-яё]|\s*:\s*\S|\s+(?:до|к|на|через)\s+[\dа-яё]"
    r"|\s+во?\s+(?:январ|феврал|март|апрел|ма[ей]|июн|июл|август|сентябр|октябр|ноябр|декабр"
    r"|работ|процесс|понед|втор|сред|четв|пятн)"
    r"|\s+(?:завтра|послезавтра|можно|прошу|просим|нужен|нужно|надо|буд\w+)\b",
    re.IGNORECASE,
)
_PAUSES = re.compile(
    r"\s*[,;]\s*(?:(?:а|но|и|зато)\s+)?|\s*\.\s+|\s*\n\s*|\s+(?:а|но|зато)\s+|\s+-\s+"
    # «первое да второе нет»
    rf"|(?<!\bво)(?<!\bв)(?<!\bна)(?<!\bк)(?<!\bс)(?<!\bи)(?<!\bза)\s+"
    rf"(?=(?:{_ONE}|(?:вс[её]\s+)?остальн\w+)(?:{_TELLS.pattern}))",
    re.IGNORECASE,
)
_REST = re.compile(
    r"(?:вс[её]\s+)?остальн(?:ое|ые|ых|ым|ой|ая)(?:\s+(?:пункты|сроки|задачи))?(?:\s+вс[её])?(?!\w)",
    re.IGNORECASE,
)
_ONE_WORD = re.compile(rf"(?P<stem>{_STEM})[а-яё]+|(?P<figure>[1-9])\s?-?[а-яё]", re.IGNORECASE)
_OF_SEVERAL = re.compile(rf"{_SEVERAL}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listed:
    """One statement about places of a list (their indexes from 0), with its words.

    `numbers`: those that ordinals said, which may be items' as well: «второй».
    """

    places: tuple[int, ...]
    words: str
    whole: str
    numbers: tuple[int, ...] = ()


def places_named(words: str, count: int, *, left_out: bool = False) -> tuple[int, ...]:
    """The indexes that ordinals of a list of `count` name: «последнего», «первые два»; () where the
    words say anything else, or more than there is.
    """
    one = _ONE_LEFT if left_out else _ONE
    pattern = rf"(?:{_SEVERAL}|{one}){_NOUN}(?:{_JOINED}(?:{_SEVERAL}|{one}){_NOUN})*"
    if re.fullmatch(pattern, words.strip(), re.IGNORECASE) is None:
        return ()
    found: list[int] = []
    position = 0
    while match := _ONE_WORD.search(words, position):
        position = match.end()
        several = next(
            (s for s in _OF_SEVERAL.finditer(words) if s.start() <= match.start() < s.end()), None
        )
        stem = match["stem"]
        number = _ORDINALS[stem.lower().replace("ё", "е")] if stem else int(match["figure"])
        if several is not None:
            size = next(_count(w) for w in several[0].lower().split() if _count(w))
            position = several.end()
            if size > count:
                return ()
            found += range(size) if number > 0 else range(count - size, count)
            continue
        if abs(number) > count:
            return ()
        found.append(number - 1 if number > 0 else count + number)
    return tuple(dict.fromkeys(found))


def _count(word: str) -> int:
    return _COUNTS.get(word, int(word) if word.isdecimal() else 0)


def listed(text: str, count: int) -> tuple[Listed, ...]:
    """What `text` says of the places of a list of `count`, a statement each; () where it does not
    begin with one, or names more than there is.
    """
    tidy = clean(text).strip()
    starts = [0, *(one.end() for one in _PAUSES.finditer(tidy))]
    heads: list[tuple[int, int, str]] = []
    for start in starts:
        head = _HEAD.match(tidy, start)
        rest = None if head else _REST.match(tidy, start)
        told = head or rest
        if told is None or (heads and start < heads[-1][1]):
            continue
        if _AN_ITEM.search(told[0]) or not _TELLS.match(tidy, told.end()):
            continue
        heads.append((start, told.end(), head["named"] if head else ""))
    if not heads or heads[0][0] != 0 or not heads[0][2] or len(tidy.split()) > _MOST_WORDS * 2:
        return ()
    found: list[Listed] = []
    for number, (start, end, named) in enumerate(heads):
        last = heads[number + 1][0] if number + 1 < len(heads) else len(tidy)
        others = {place for one in found for place in one.places}
        places = places_named(named, count) if named else _others(count, others)
        if not places or others.intersection(places):
            return ()
        whole = _without_pause(tidy[start:last])
        words = tidy[end:last].lstrip(" ,.;:-")
        found.append(Listed(places, _without_pause(words), whole, _numbers_of(named)))
    return tuple(found)


_INSIDE = re.compile(
    r"(?<!\w)(?<!до )(?<!на )(?<!к )(?<!ко )(?:по\s+|со?\s+)?"
    rf"(?P<one>{_STEM}(?:ый|ой|ий|ая|яя|ое|ее|ую|юю|ому|ему|ьему|[ыи]м|ьим))"
    r"(?:\s+(?:срок|пункт)\w*)?(?=\W*$|\s*[,;.!?]|\s+(?:до|на|к|ещ[её]|не|прошу|просим|можно)\s)",
    re.IGNORECASE,
)


def within_request(text: str, count: int) -> tuple[Listed, ...]:
    """«перенесите третий на 11.12», «не успеваем по последнему»: the place of a list that a request
    for more time names; () where it names none.
    """
    tidy = clean(text).strip()
    found = list(_INSIDE.finditer(tidy))
    if len(found) != 1:
        return ()
    stem = _ONE_WORD.match(found[0]["one"])
    assert stem is not None
    number = _ORDINALS[stem["stem"].lower().replace("ё", "е")]
    if abs(number) > count:
        return ()
    place = number - 1 if number > 0 else count + number
    words = f"{tidy[: found[0].start()].rstrip()} {tidy[found[0].end() :].lstrip()}".strip()
    return (Listed((place,), words, tidy),)


def _without_pause(words: str) -> str:
    return re.sub(r"[\s,;-]+(?:(?:а|но|и|зато)\s*)?$", "", words, flags=re.IGNORECASE)


def _others(count: int, taken: set[int]) -> tuple[int, ...]:
    return tuple(place for place in range(count) if place not in taken)


def _numbers_of(named: str) -> tuple[int, ...]:
    """Of masculine ordinals: «второй» may be an item's number, «вторая» is none."""
    found = re.findall(rf"({_STEM})(?:ый|ой|ий|ому|ему|ьему)(?!\w)", named, re.IGNORECASE)
    numbers = [_ORDINALS[one.lower().replace("ё", "е")] for one in found]
    numbers += [int(one) for one in re.findall(r"([1-9])\s?-?(?:ый|й)(?!\w)", named)]
    return tuple(number for number in numbers if number > 0)


def says_rest(text: str) -> tuple[str, str] | None:
    """«3.М2 не успеваем, остальное сделано»: what is said first, and what of all others; «2.3
    провели, остальное завтра» may be of 2.3 alone.
    """
    tidy = clean(text).strip()
    for pause in _PAUSES.finditer(tidy):
        rest = _REST.match(tidy, pause.end())
        words = tidy[rest.end() :].strip(" .!-:,") if rest else ""
        told = bare(words) if words else None
        if rest is not None and (told is not None or re.match(r"(?:до|к)\s", words)):
            return tidy[: pause.start()], words
    return None


def plainly(scores: Sequence[float]) -> tuple[int, ...]:
    """The one place of which words speak that have these `scores`; () where none or several."""
    ranked = sorted(range(len(scores)), key=lambda one: -scores[one])
    if not ranked or scores[ranked[0]] <= 0:
        return ()
    second = scores[ranked[1]] if len(ranked) > 1 else 0.0
    return (ranked[0],) if scores[ranked[0]] >= 1.3 * second else ()
