"""Messages that ask for more time and tell nothing for a report: «не успеваю», «можно до среды?»,
«перенести 2.М2 на 15 декабря», «дайте ещё 5 дней».

A message that tells of work done is an answer, whatever it says of another day.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from roadmap.answers.leading import leading
from roadmap.answers.mentions import Mention, mentions
from roadmap.answers.spelling import read_ordinal
from roadmap.deadlines.spoken import Doubt, Speech, read_spoken_day
from roadmap.model.address import Address, clean, locate, read_address

#: More words than these are an answer that mentions a postponement.
_LONGEST = 300
#: Asks to put off: imperatives, infinitives, the noun; not «перенесён», which tells of it.
_ASKS = re.compile(
    r"\b(?:перенес(?:ите|и|ти)|перенести|перен[оё]сим|перенос(?:а|ом)?|сдвин(?:ьте|ь|уть|ем)|сдвиг|подвин(?:ьте|уть)"
    r"|отодвин(?:ьте|уть)|передвин(?:ьте|уть)|продл(?:ите|и|ить|ения|ение|евать)|продление|отлож(?:ите|ить)"
    r"|отсроч(?:ьте|ить|ка|ку|ки)|пролонгир\w+|postpone|reschedule|extend|move\s+(?:the\s+|it\s+)?(?:deadline\s+)?to)\b",
    re.IGNORECASE,
)
#: That it will not be done in time.
_CANNOT = re.compile(
    r"\bне\s+(?:управ\w+|справ(?:имся|люсь|ятся|ляемся|ляюсь)|вытян\w+|потян\w+|дотян\w+|успе(?:ва(?:ю|ем|ет|ют)|ю|ем|ет|ют|л|ла|ли)|укладыва(?:юсь|емся|ется|ются)|улож(?:усь|имся|ится|атся)"
    r"|(?:получ(?:ается|ится|им)|смож(?:ем|ет|ут)|смогу|готов\w*|сда(?:м|дим))\s+(?:к\s+сроку|в\s+срок|до\s+срока|вовремя|успеть))\b"
    r"|\b(?:can(?:not|['’]t)|won['’]t)\s+(?:make\s+it|be\s+(?:in|on)\s+time)\b|\bneed\s+more\s+time\b",
    re.IGNORECASE,
)
#: That it will not be done by a day which is named: «не смогу до 15-го».
_CANNOT_BY = re.compile(
    r"\bне\s+(?:смо(?:гу|жем|жет|гут)|получ(?:ится|им)|выйдет|[сз]дела(?:ю|ем|ет)|сда(?:м|дим)|подготов(?:лю|им)"
    r"|законч(?:у|им)|провед(?:у|[её]м)|будет\s+готов\w*)\s+(?:[а-яё]+\s+){0,3}?(?:до|к|ко|раньше)\s+(?P<day>\S.*)",
    re.IGNORECASE,
)
#: «давайте 25», «можно 28-го?», «лучше 25»: a number behind words of asking, beside nothing else.
_A_DAY_WISHED = re.compile(
    r"\W*(?:(?:тогда|а|ну|и|лучше|можно|давай(?:те)?|дайте|прошу|просим|сможем|смогу|только|хотя\s+бы|если\s+можно)\s+)+"
    r"(?P<day>\d{1,2}(?:\s?-?\s?(?:го|ого|е|ое))?(?:\s+числа)?)\W*",
    re.IGNORECASE,
)
#: Asks for something; with a day and no other words, for that day.
_WISHES = re.compile(
    r"\b(?:дай(?:те)?|дать|нуж(?:ен|на|но|ны)|надо|потребу\w+|понадоб\w+|необходим\w*|прошу|просим|просьба|можно|могу|можем"
    r"|хот(?:ел\w*|им|ят)|давайте|ещ[её]|give|need|could|can|more)\b",
    re.IGNORECASE,
)
#: Behind other words «ещё 6 в декабре» tells; these ask.
_ASKS_PLAINLY = re.compile(
    r"\b(?:дай(?:те)?|давайте|прошу|просим|просьба|можно|нуж(?:ен|на|но|ны)\s+(?:срок|врем)\w*)\b",
    re.IGNORECASE,
)
#: The whole, then the first statement of it.
_FIRST_STATEMENT = 2
#: «перенос не требуется», «продлевать не нужно».
_NOT_NEEDED = re.compile(
    r"\s*(?:срока\s+)?(?:не|нет)\s+(?:треб|нуж|понадоб|надо|потреб|прош|прос)", re.IGNORECASE
)
_NOT = re.compile(r"\b(?:не|без|нельзя|not|no)\s+$", re.IGNORECASE)
#: «до», «на», «через», «+»: what governs a new deadline in a reply.
_GOVERNED = re.compile(
    r"\s*(?:до|на|к|ко|через|ещ[её]|плюс|\+|till|until|by|for|in)\s*\S", re.IGNORECASE
)
_DONE = re.compile(
    r"\b(?:выполн|исполн|[сз]дел|законч|заверш|зав[её]рш|провед|пров[её]|подготов|разработ|утвер|направ|организов|реализ|состоял"
    r"|начат|начал|закры|принят|принял|рассмотр|созда|внедр|обнов|состав|размес|размещ|согласова|закуп|получ|отправ|собра|подпис"
    r"|обуч|обследов|провер|изда|done|complet|finish)[а-яёa-z]*?(?:ла?|ли|ло|лся|лась|лись|лось|[её]н[оаы]?|ан[оаы]?|ят[оаы]?|ыт[оаы]?|ed?)\b",
    re.IGNORECASE,
)
_READY = re.compile(r"\bготов(?:о|а|ы)?\b(?!\s+(?:к|до)\b)", re.IGNORECASE)
_NOT_DONE = re.compile(
    r"\b(?:не|ни|нет|пока|если|когда|чтобы|после|буд\w+|ещ[её]|not|until|when|if)\b", re.IGNORECASE
)
_FIGURES = re.compile(r"\d\s*(?:%|процент)|\d+\s+из\s+\d+", re.IGNORECASE)
_CLAUSE = re.compile(r"[^,;.!?\n]+(?:[.,](?=\d)[^,;.!?\n]*)*")
#: «можно до пятницы? ждём данные», «не управимся, давайте до вторника»: one statement asks.
_STATEMENT_ENDS = re.compile(
    r"[?!;(]|\.(?!\d)|,|:(?!\d)|\s-\s|\b(?:потому|так\s+как|поскольку|из-за|в\s+связи|ввиду|а\s+то)\b",
    re.IGNORECASE,
)
#: «дайте до 10 декабря школы на карантине»: a day is asked for, whatever follows without a sign.
_GIVE_UNTIL = re.compile(
    r"\W*(?:(?:пожалуйста|ну|а|нам|мне)[\s,]+)*(?:дайте|давайте|можно)(?:\s+(?:ли|нам|мне|пожалуйста|время|срок|еще|ещё))*"
    r"\s+до\s+(?:\d{1,2}(?:\.\d{1,2}(?:\.\d{2,4})?|\s?-?(?:го)?\s+(?:числа|янв|фев|мар|апр|ма[яй]|июн|июл|авг|сен|окт|ноя|дек)[а-я]*|-?го)"
    r"|понедельника|вторника|среды|четверга|пятницы|субботы|конца\s+(?:недели|месяца|года))(?![\w.])",
    re.IGNORECASE,
)
_OF_A_DAY = re.compile(
    r"\b(?:до|на|к|ко|через|ещ[её]|плюс)\s+\d|\b(?:недел|дн[яей]|день|месяц|понедельник|вторник|сред[уыае]\b|четверг|пятниц|суббот|воскресень|завтра|числ|конц|год|квартал"
    r"|январ|феврал|март|апрел|ма[яй]\b|июн|июл|август|сентябр|октябр|ноябр|декабр|week|day|month)",
    re.IGNORECASE,
)
_NUMBER_ALONE = re.compile(r"\W*\d{1,4}\W*")
#: «перенести 2.М2 на», «продлите срок по 9.1 до»: an address behind the verb, before the day.
_BEHIND_THE_VERB = re.compile(
    r"(?:перен[еёо]с\w*|перенест\w*|сдви\w+|подвин\w+|отодвин\w+|передвин\w+|продл\w+|отлож\w+|отсроч\w+|postpone|extend)\s+"
    r"(?:(?:пожалуйста|срок\w*|дат[ауы]|исполнени\w+|выполнени\w+|мероприяти\w+|нам|мне|please|item|point)\s+)*"
    r"(?P<by>(?:по|для)\s+)?(?=[\dпПpP№])",
    re.IGNORECASE,
)
#: «можно 12 перенести?»
_WISHED = re.compile(
    r"\b(?:можно|можем|нельзя|прошу|просим|надо|нужно|хотим|хотела?\s+бы)\s+(?:ли\s+)?(?=[\dпП№])",
    re.IGNORECASE,
)
_BY = re.compile(r"(?<!\w)по\s+(?=[\dпП№])", re.IGNORECASE)
_BEHIND_AN_ADDRESS = re.compile(
    r"\s*(?:[,;:.!?)]|$|\b(?:перен|сдви|подви|отодви|продл|отлож|отсроч)\w*|\b(?:на|до|к|с|со|не|ещ[её]|прошу|просим|просьба|дайте|нуж(?:ен|на|но|ны)|надо|можно|требуется|необходим\w*|to|till|until|by)\b)",
    re.IGNORECASE,
)

#: «8 можно до среды?»: words of asking behind a number count nothing.
_LED = re.compile(
    r"[\s.,:)-]+(?:до|на|к|через|хотя\s+бы|можно|прошу|просим|просьба|дайте|нужн\w+|надо|не\b|ещ[её]\b|давайте|перен[её]\w+|сдви\w+|продл\w+|отлож\w+"
    r"|need|could|can|please|postpone)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PuttingOff:
    """A message that asks for more time: for the `addresses` (located, or as written where there is
    no such item; none where it names none), in the `words` without them.
    """

    addresses: tuple[Address, ...]
    words: str


def asks_to_put_off(
    text: str, numbers: Collection[str], written: date, *, replied: bool = False
) -> PuttingOff | None:
    """What `text`, written on this day, asks to put off; None where it is an answer, or nothing.

    `numbers` are the roadmap's item numbers that it may name. In a reply (`replied`) a day alone
    asks, too: «на неделю», «до пятницы».
    """
    tidy = clean(text).strip()
    if not tidy or len(tidy) > _LONGEST or "\n" in tidy or tells_of_work(tidy):
        return None
    addresses, words = _by_ordinal(tidy, numbers) or _without_addresses(tidy, numbers)
    if _asks(words) or _CANNOT.search(words) or _cannot_by(words, written):
        return PuttingOff(addresses, words)
    if replied and any(map(_A_DAY_WISHED.fullmatch, _STATEMENT_ENDS.split(words))):
        return PuttingOff(addresses, words)
    if _GIVE_UNTIL.match(words):
        return PuttingOff(addresses, words)
    for place, asking in enumerate((words, *_STATEMENT_ENDS.split(words))):
        read = read_spoken_day(asking, Speech(written))
        if read is None or not read.alone or _NUMBER_ALONE.fullmatch(asking):
            continue
        governed = _GOVERNED.match(asking) is not None and read.doubt is not Doubt.PAST
        first = place < _FIRST_STATEMENT
        if (_WISHES if first else _ASKS_PLAINLY).search(asking) or (first and replied and governed):
            return PuttingOff(addresses, words)
    return None


_ANOTHER = re.compile(
    r"(?:(?:ой|ох|нет|а|это|извините|простите|ошиб\w+|перепутал[аи]?|упс)[\s,.!-]+)*"
    r"(?:не\s+(?:туда|сюда|про\s+(?:это|то|него|не[её])|о\s+том|(?:тот|та|этот|по\s+(?:этому|тому))(?:\s+(?:пункт|срок|мероприяти)\w*)?|то\s+(?:мероприяти|пункт)\w*)"
    r"|(?:друг(?:ой|ого|ому)|ине?й)\s+(?:пункт|срок)\w*|ошиб(?:ся|лась|лись)(?:\s+пунктом)?|перепутал[аи]?(?:\s+пункт\w*)?|wrong\s+(?:one|item))"
    r"(?:[\s,.!-]+(?:а|это|надо|нужно|нужен|лучше)?\s*(?P<rest>.*))?",
    re.IGNORECASE | re.DOTALL,
)


def means_another(text: str) -> str | None:
    """What follows «не туда», «не тот пункт» while a day is asked for: «3.М2» of «не туда, это
    3.М2», or nothing; None where `text` does not say so.
    """
    found = _ANOTHER.fullmatch(clean(text).strip())
    return (found["rest"] or "").strip() if found is not None else None


def statement_of_day(text: str, speech: Speech) -> str:
    """The statement of `text` that says nothing but a day: «до 15 января дайте» of «до 15 января
    дайте, год не закрыт», «25» of «не смогу до 15-го, давайте 25»; all of it where there is none.
    """
    statements = _STATEMENT_ENDS.split(clean(text))
    for said in statements:
        if wished := _A_DAY_WISHED.fullmatch(said):
            return wished["day"]
    # «до завтра не успеем, дайте до вторника»: the day that is missed is not the one asked for.
    for said in sorted(statements, key=lambda one: _CANNOT.search(one) is not None):
        read = read_spoken_day(said, speech)
        if read is not None and read.alone:
            return said
    return text


def place_of_day(text: str, written: date) -> int | None:
    """Which statement of `text` asks for a day and nothing else, where the others say only why:
    0 of «дайте до 10 декабря, 2 школы на карантине», 1 of «школы на карантине, дайте до 10
    декабря». None where there is none such; behind it nothing is named that is to be put off.
    """
    if _GIVE_UNTIL.match(clean(text)):
        return 0
    said = [one for one in _STATEMENT_ENDS.split(clean(text)) if one.strip(" .!)")]
    for place, one in enumerate(said if len(said) > 1 else ()):
        read = read_spoken_day(one, Speech(written))
        if _A_DAY_WISHED.fullmatch(one) or (read is not None and read.alone):
            others = said[:place] + said[place + 1 :]
            return None if any(_asks(other) or _CANNOT.search(other) for other in others) else place
    return None


def _cannot_by(words: str, written: date) -> bool:
    """«не смогу до 15-го»: that something will not be done by a day which is named."""
    found = _CANNOT_BY.search(words)
    if found is None:
        return False
    day = read_spoken_day(_STATEMENT_ENDS.split(found["day"])[0], Speech(written))
    return day is not None


def _asks(words: str) -> bool:
    return any(
        not _NOT.search(words[: match.start()]) and not _NOT_NEEDED.match(words, match.end())
        for match in _ASKS.finditer(words)
    )


def asks_for_time(text: str) -> bool:
    """Whether the words may ask for more time: «можно до пятницы?», not «скан протокола нужен?»."""
    wished = _WISHES.search(text) and _OF_A_DAY.search(text)
    return _asks(text) or bool(_CANNOT.search(text) or wished)


def tells_of_work(text: str) -> bool:
    """Whether a clause says that something was done: a report is to have it."""
    if _FIGURES.search(text):
        return True
    return any(
        (_DONE.search(clause) or _READY.search(clause)) and not _NOT_DONE.search(clause)
        for clause in _CLAUSE.findall(text)
    )


def _by_ordinal(tidy: str, numbers: Collection[str]) -> tuple[tuple[Address, ...], str] | None:
    """«по восьмому не успеваем»: the item that an ordinal at the start names."""
    read = read_ordinal(tidy)
    if read is None:
        return None
    number, end, by = read
    located = locate(Address(str(number)), numbers)
    return ((located,), tidy[end:].lstrip(" .,:;)-")) if by and located is not None else None


def _without_addresses(tidy: str, numbers: Collection[str]) -> tuple[tuple[Address, ...], str]:
    """The items named and the words left; only a number that cannot be a day or a quantity is
    taken for an address.
    """
    for mention in (*_behind_the_verb(tidy, numbers), *_named(tidy, numbers)):
        words = f"{tidy[: mention.start].rstrip()} {tidy[mention.end :].lstrip(' .,:;)-')}"
        return mention.addresses, words.strip()
    return (), tidy


def _behind_the_verb(tidy: str, numbers: Collection[str]) -> list[Mention]:
    found = []
    for match in (
        *_BEHIND_THE_VERB.finditer(tidy),
        *_WISHED.finditer(tidy),
        *_BY.finditer(tidy),
    ):
        read = read_address(tidy[match.end() :])
        if read is None:
            continue
        located = locate(read[0], numbers)
        if located is None and match.re is _BY:
            continue  # «по 12 школам»
        end = match.end() + read[1]
        if located is None and match.re is _WISHED and not re.search(r"\w", tidy[end:]):
            continue  # «можно 28?» is a day
        if _BEHIND_AN_ADDRESS.match(tidy, end):
            start = _start(match)
            found.append(Mention((located or read[0],), start, end))
    return found


def _start(match: re.Match[str]) -> int:
    """Where the address begins, with its «по»."""
    if match.re is _BY:
        return match.start()
    by = match.start("by") if match.re is _BEHIND_THE_VERB else -1
    return by if by >= 0 else match.end()


def _named(tidy: str, numbers: Collection[str]) -> list[Mention]:
    read = read_address(tidy)
    located = locate(read[0], numbers) if read is not None else None
    if read is not None and located is not None and _LED.match(tidy, read[1]):
        return [Mention((located,), 0, read[1])]
    head, sure = leading(tidy, numbers)
    return [head] if head is not None and sure else mentions(tidy, numbers)
