"""Several items in one line, without a line's end between them: «1 сделали 4 отправили 9 ждём
подпись», «2 и 12 закрыли а 6.1 вчера подписали».

A number within a line counts something more often than it names an item. It begins a clause of its
own where it has «по», «п.» or «пункт» before it, or is a number that is expected, and stands behind
a sign, «а», «и» or a finished clause, before words that tell how work stands.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from roadmap.answers.courtesies import tells
from roadmap.answers.leading import is_calendar, leading
from roadmap.answers.lines import closed
from roadmap.answers.mentions import OF_A_DOCUMENT, PROGRESS, mentions
from roadmap.answers.numerals import TOLD, Agreement, agreement
from roadmap.answers.spelling import respell
from roadmap.model.address import Address, clean, locate


@dataclass(frozen=True, slots=True)
class Clauses:
    """A message with every clause of another item on a line of its own.

    `doubtful`: the items of a line that may be read as one clause or as several; () for none.
    """

    text: str
    doubtful: tuple[Address, ...] = ()


class _Begins(Enum):
    """Whether a number begins a clause of its own."""

    YES = 1
    NO = 2
    PERHAPS = 3


#: More lines than these are a list already; a longer line is a report.
_MOST_LINES = 20
_LONGEST = 600
_MARK = r"(?:п\.?\s?п\.?|пунк?т[а-яё]*|п\.?)\s*(?:№\s*)?"
_START = re.compile(
    rf"(?:(?<=\s)|(?<=[,;✅✔☑❌✖✗✘👍👌👎\uFE0F]))(?<![\d,;]-)(?P<mark>(?:по\s+)?(?:{_MARK})?)(?=\d)",
    re.IGNORECASE,
)
#: What stands between two clauses.
_SIGN = r"[,;.!?+✅✔☑❌✖✗✘👍👌👎\uFE0F]"
_BOUNDARY = re.compile(
    rf"(?:{_SIGN}\s*|\s-\s+|\s)(?:(?:а|и|но|зато|также|плюс|а\s+также)\s+)?(?:вот\s+)?$",
    re.IGNORECASE,
)
_PAUSE = re.compile(rf"{_SIGN}|\s-\s|\s(?:а|и|но|зато|также|плюс)\s", re.IGNORECASE)
#: Words that govern the number behind them: «до 12», «из 12», «ещё 3», «школы 1 и 3».
_GOVERNS = re.compile(
    r"(?<![\w-])(?:по|п\.?п?\.?|согласно|исполнение|основании|соответствии|кроме|исключая|помимо|исключением|включая|см\.|из|от|до|за|на|с|со|в|во|к|ко|у|о|об|под|над|при|через|для|около|более|менее|свыше|ещ[её]|всего|только|лишь"
    r"|уже|примерно|порядка|почти|минимум|максимум|осталось|остал[аио]сь|нужн[оы]|итого|№|сош|(?<!\d\s)школ[аыеу]?|школах|школам|лице[йяе]|дс|доу|моу|(?<!\d\s)сад[уае]?"
    r"|(?<!\d\s)(?:класс[аеыов]*|кабинет[а-яё]*|корпус[а-яё]*|приказ[а-яё]*|постановлени[а-яё]+|протокол[а-яё]*|числ[а-яё]*)|пункт[а-яё]*|номер[а-яё]*|день|дн[яей]+"
    r"|(?:перен|продл|сдви|подви|отодви|отлож|отсроч)[а-яё]*(?:т[ьие]|ос|ие|ия|к[ау])|прошу|просим|срок[а-яё]*|можно|закр(?:ой|ывай|ыть)(?:те)?|вместо"
    r"|(?:не\s+)?(?:хватает|достаёт|достает))\s+$",
    re.IGNORECASE,
)
#: A verb that may take the number behind it for its object: «отправили 9».
_TAKES = re.compile(r"(?<![а-яё])[а-яё]+(?:[аяиеуы]л[аи]?|[её]но|[аяи]то|[её]м|им)\s+$", re.I)
_PREPOSITION = re.compile(r"\s+(?:на|в|во|у|с|со|к|за|под|без|до|из|по)\s", re.IGNORECASE)
#: «3 не пришли», «2 на карантине»: what is said of people and schools, and of no item.
_OF_PEOPLE = re.compile(
    r"\s+(?:(?:ещ[её]|пока|уже)\s+)*(?:не\s+(?:приш|яви|прош|был[ио]|смог|сдали|захоте|попал|участв|ответи|успели)"
    r"|болею|заболе|отказал|уволи|отсутств|выбыл|переехал|перев[её]л|участву|поеха|приехал|приш[лие]"
    r"|в\s+(?:отпуск|декрет|больниц|отъезд)|на\s+(?:больнич|карантин|дистанц|справк|ремонт|домашн|каникул)|из\s+них)",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"\s*[+✅✔☑❌✖✗✘👍👌👎]")
_BY_ITEM = re.compile(r"по\s+(?=[пП№])", re.IGNORECASE)
#: «рекомендация пункта 4», «в пункте 4»: no clause begins so, but behind a sign.
_IN_ANOTHER_CASE = re.compile(r"пунк?т(?:а|ом|е|ов|ами|ах)\s", re.IGNORECASE)
_QUANTITY = re.compile(
    r"(?<![\w.,:/№-])(?<!№\s)\d{1,4}(?![\d%:/]|[.,]\d|\s*%|\s*процент)\s*(?P<word>[а-яё]*)",
    re.IGNORECASE,
)
#: «4-й пункт отправлен», «4 пункт готов».
_ORDINAL_ITEM = re.compile(r"(?:по\s+)?\d{1,3}(?:\s?-?[а-яё]{1,3})?\s+пункту?(?!\w)", re.IGNORECASE)
_DASH_ALONE = re.compile(r"\s*-\s*(?:$|\d+(?![\d.,]|\s*[%а-яё]))", re.IGNORECASE)
_BEFORE_A_STATE = re.compile(
    r"(?P<number>\d{1,4})(?:\s+(?:на|у|под|к)\s+[а-яё]|\s*-\s*$)", re.IGNORECASE
)
_JOINT = re.compile(r"[\s,;]+(?:(?:а|и|но|зато|также|плюс)\s+)?$", re.IGNORECASE)
#: «3 завтра», «4 тоже», «9 ждём подпись»: told of an item, whatever verb stands before.
_SAID = re.compile(
    r"\s+(?:завтра|послезавтра|тоже|также|вс[её]|жд[её]м|жду|будет|пока|в\s+работе|в\s+процессе)(?!\w)",
    re.IGNORECASE,
)
_NUMBER_AT_END = re.compile(r"(?<![\d.])\d{1,3}\s*(?:[,;]|\sи)?\s*$")
_COUNTS = re.compile(r"(?<![\w.])(?P<number>\d{1,4})(?=(?P<rest>\s+[а-яё]{3,}.*))", re.IGNORECASE)
_STATE = re.compile(
    rf"{PROGRESS.pattern}|{_SAID.pattern}|{_SIGNS.pattern}|%|(?<!\w)вс[её](?!\w)", re.IGNORECASE
)
#: «Сообщаю: пункт 2 исполнен», «Докладываю, что 2 исполнен», «Итого: 1 готово».
_LEAD_IN = re.compile(
    r"\W*(?:(?:(?:уважаем\w+\s+)?коллеги|добр\w+\s+(?:день|утро|вечер)|здравствуйте)[\s,.!]+)*"
    r"(?:(?:(?:настоящим\s+|кратко\s+)?(?:сообща(?:ю|ем)|докладыва(?:ю|ем)|информиру(?:ю|ем)|уведомля(?:ю|ем)|отчитыва(?:юсь|емся))"
    r"|(?:довожу|доводим)\s+до\s+(?:вашего\s+)?сведения)(?:\s+(?:вам|вас|следующее|о\s+следующем))*\s*(?:,\s*что\s+|[:,.-]\s*|\s)"
    r"|(?:итого|итоги|статус\w*|отч[её]т\w*|ответ\w*|информаци\w+|по\s+(?:моим\s+|нашим\s+)?пунктам|за\s+(?:эту\s+)?неделю|на\s+сегодня)"
    r"(?:\s+(?:по\s+пунктам|на\s+сегодня|за\s+(?:эту\s+)?неделю))?\s*(?::|\s-)\s*)"
    r"(?=(?:по\s+)?(?:п\w*\.?\s*)?\d)",
    re.IGNORECASE,
)


def in_clauses(text: str, numbers: Collection[str], expected: Collection[str] = ()) -> Clauses:
    """`text` with what it says of each of its items on a line of its own.

    `numbers` are those of the items that it may name; `expected` are those of them of which an
    answer is awaited, so that one of them that stands alone names its item.
    """
    lines = text.split("\n")
    if not numbers or len(lines) > _MOST_LINES:
        return Clauses(text)
    found: list[str] = []
    doubtful: list[Address] = []
    for line in lines:
        pieces, unsure = _of_line(line, numbers, expected)
        found += pieces
        doubtful += unsure
    return Clauses("\n".join(found), tuple(dict.fromkeys(doubtful)))


def _of_line(
    line: str, numbers: Collection[str], expected: Collection[str]
) -> tuple[list[str], list[Address]]:
    """The clauses of a line, and the items that it names where it is not sure that it does."""
    line = _without_lead_in(line, numbers)
    spelt = respell(line, numbers)
    tidy = clean(spelt)
    invisible = len(tidy) != len(line)  # places in the one are not those of the other
    if invisible or len(line) > _LONGEST or len(re.findall(r"\d+", tidy)) < 2:
        return [line], []
    blank = len(tidy) - len(tidy.lstrip())
    head = _named(tidy[blank:], numbers)
    behind = closed(tidy[blank:], numbers) if head is None else None
    if behind is not None:  # «сделали 1 и 4, по 9 ждём»
        head = behind[0].addresses, behind[0].end
    if head is None:
        return [line], []
    starts, named = [0], list(head[0])
    reached, perhaps = blank + head[1], False
    said = tidy[: behind[0].start] if behind is not None else ""
    for match in _START.finditer(tidy):
        if match.start() < reached:
            continue
        before = f"{said}{tidy[reached : match.start()]}"
        number = _Number(before, tidy[match.start() :], match["mark"])
        begins, addresses, end = _begins(number, numbers, expected, listed=len(starts) > 1)
        if begins is _Begins.NO:
            continue
        named += addresses
        perhaps = perhaps or begins is _Begins.PERHAPS
        starts.append(match.start())
        reached, said = match.start() + end, ""
    if perhaps or len(starts) == 1:
        return [line], named if perhaps else []
    pieces = [line[start:end] for start, end in pairwise([*starts, len(line)])]
    first, *others = (_JOINT.sub("", piece) for piece in pieces)
    return [first, *(_marked(one, numbers) for one in others)], []


def _marked(piece: str, numbers: Collection[str]) -> str:
    """«п. 9 на подписи» for «9 на подписи», which by itself may be nine of something."""
    return piece if _named(clean(respell(piece, numbers)).strip(), numbers) else f"п. {piece}"


def _without_lead_in(line: str, numbers: Collection[str]) -> str:
    """«Сообщаю: пункт 2 исполнен» without «Сообщаю:», where an item is what follows."""
    found = _LEAD_IN.match(line)
    if found is None or _named(clean(line[found.end() :]), numbers) is None:
        return line
    return line[found.end() :]


def _named(tidy: str, numbers: Collection[str]) -> tuple[tuple[Address, ...], int] | None:
    """The items that the tidied text surely starts with, and where they end."""
    by = _BY_ITEM.match(tidy)
    skipped = by.end() if by is not None else 0
    head, sure = leading(tidy[skipped:], numbers)
    if (head is None or not sure) and _ORDINAL_ITEM.match(tidy):
        head, sure, skipped = next(iter(mentions(tidy, numbers)), None), True, 0
    if head is None or not sure or head.start:
        return None
    end = skipped + head.end
    located = tuple(one for one in head.addresses if locate(one, numbers) is not None)
    if len(located) < len(head.addresses) or OF_A_DOCUMENT.match(tidy, end):
        return None
    return located, end


@dataclass(frozen=True, slots=True)
class _Number:
    """A number within a line: what the clause before it says of its item, the line from the number
    on, and «по», «п.» with which it begins.
    """

    before: str
    rest: str
    mark: str


def _begins(
    number: _Number, numbers: Collection[str], expected: Collection[str], *, listed: bool
) -> tuple[_Begins, tuple[Address, ...], int]:
    """Whether the number begins a clause, with its items and where they end; `listed` where other
    items have been named before it.
    """
    no: tuple[_Begins, tuple[Address, ...], int] = (_Begins.NO, (), 0)
    before = number.before
    named = _named(number.rest, numbers) or _alone(number, numbers, expected)
    if named is None or not _is_finished(before):
        return no
    addresses, end = named
    after = number.rest[end:]
    boundary = _BOUNDARY.search(before)
    paused = boundary is not None and _PAUSE.search(boundary[0]) is not None
    if _GOVERNS.search(before) is not None:
        return no
    if (
        (mark := number.mark.strip())
        or _ORDINAL_ITEM.match(number.rest)
        or all(one.kind is not None for one in addresses)
    ):
        # «с 1 по 9 школу», «по 12 человек»: only «по 12 готово» is another item's.
        told = paused or _is_verbal(after) or mark.lower() != "по"
        told = told and (paused or not _IN_ANOTHER_CASE.match(number.mark))
        return (_Begins.YES, addresses, end) if told else no
    awaited = all(one.item.rstrip(".") in expected for one in addresses)
    takes = _TAKES.search(before) is not None
    if not (paused or awaited):
        # «1 сделали 4 отправили», of which nobody was reminded
        asked = takes and TOLD.match(after) and not _has_counted(before)
        return (_Begins.PERHAPS, addresses, end) if asked and not _OF_PEOPLE.match(after) else no
    if _NUMBER_AT_END.search(before) or not after.strip():
        return no
    if not paused and takes and len(addresses) > 1:
        return no  # «обучили 12, 4 не сдали»
    plain = "." not in number.rest[:end]
    begins = (
        _plain(before, after, paused=paused, awaited=awaited, listed=listed)
        if plain
        else _Begins.YES
    )
    return begins, addresses, end


def _alone(
    number: _Number, numbers: Collection[str], expected: Collection[str]
) -> tuple[tuple[Address, ...], int] | None:
    """An expected item's number before «на подписи», «у юриста» or a lone «-»."""
    found = _BEFORE_A_STATE.match(number.rest)
    if found is None or found["number"] not in expected:
        return None
    located = locate(Address(found["number"]), numbers)
    return ((located,), found.end("number")) if located is not None else None


def _plain(before: str, after: str, *, paused: bool, awaited: bool, listed: bool) -> _Begins:
    """Whether a plain number begins a clause that goes on with `after`."""
    either = _Begins.PERHAPS if awaited else _Begins.NO
    counted = _has_counted(before)
    joined = re.search(r"\s(?:а|но|зато)\s+$", before) is not None
    if not awaited and not joined and (counted or _has_quantity(before)):
        return _Begins.NO  # «обследовано 22, доступны 17, 5 - частично»
    if _OF_PEOPLE.match(after):
        return _Begins.NO if counted else either
    if _SIGNS.match(after):
        return _Begins.YES
    if counted and _is_verbal(after) and not joined and not (listed and awaited):
        return either  # «11 обучили 14 водителей, 3 сдали экзамен»: three of them
    if _SAID.match(after):
        return _Begins.YES
    if not paused and _TAKES.search(before) and _PREPOSITION.match(after):
        return _Begins.PERHAPS  # «отправили 9 на подпись»
    return either if _DASH_ALONE.match(after) else _Begins.YES


def _is_verbal(after: str) -> bool:
    """Whether words that tell how work stands follow a number."""
    return any(one.match(after) for one in (_SIGNS, _SAID, PROGRESS, TOLD))


def _has_counted(clause: str) -> bool:
    """Whether something is counted there: «18 паспортов»."""
    return any(
        agreement(int(found["number"]), found["rest"]) is Agreement.COUNTS
        for found in _COUNTS.finditer(clause)
    )


def _has_quantity(clause: str) -> bool:
    """Whether a number stands there that is no day, share, time or number of a document."""
    return any(not is_calendar(found["word"]) for found in _QUANTITY.finditer(clause))


def _is_finished(said: str) -> bool:
    """Whether the words behind an item's number say something of it."""
    words = re.findall(r"[а-яёa-z]+", said, re.IGNORECASE)
    return len(words) > 1 or tells(said) or _STATE.search(f" {said}") is not None
