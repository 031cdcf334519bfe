"""What people write that is no answer: greetings, thanks, questions, commands in words. Kept, they
would only spoil the report.
"""

from __future__ import annotations

import re
from enum import StrEnum

from roadmap.model.address import clean


class Courtesy(StrEnum):
    """What a courtesy is answered with."""

    GREETING = "greeting"
    THANKS = "thanks"
    UNDERSTOOD = "understood"
    SORRY = "sorry"


_GREETINGS = (
    r"(?:добр(?:ый|ого|ое)\s+(?:день|дня|утро|утра|вечер|вечера))|здравствуйте|здравствуй|привет(?:ствую)?"
    r"|доброго\s+времени(?:\s+суток)?|hello|hi|good\s+(?:morning|afternoon|evening)|начать|старт|start"
)
_WISHES = (
    r"с\s+(?:наступающим|наступившим|праздником|праздниками|новым\s+годом|рождеством|днем\s+[а-я]+|прошедшим)"
    r"|нов(?:ым|ого)\s+год(?:ом|а)|праздником|и\s+вас(?:\s+тоже)?|вас\s+тоже|взаимно|хорошего\s+(?:дня|вечера|настроения)"
    r"|хороших\s+выходных|удачи|всего\s+(?:доброго|хорошего|наилучшего)|до\s+свидания|до\s+завтра|пока"
)
_THANKS = (
    r"(?:большое\s+|огромное\s+)?спасибо(?:\s+(?:большое|огромное|вам|за\s+(?:напоминание|помощь|информацию|работу)))*"
    r"|спс|благодар(?:ю|им)(?:\s+(?:вас|за\s+[а-я]+))*|пожалуйста|не\s+за\s+что|thanks?(?:\s+(?:you|a\s+lot))*"
)
_UNDERSTOOD = (
    r"ок|окей|окау|ok|okay|хорошо|ладно|отлично|супер|класс|понял[аи]?|понятно|ясно|принято|принял[аи]?|учту|учт[её]м"
    r"|договорились|будет\s+сделано|сделаем|сделаю|постараемся|постараюсь|поняла?\s+вас|вижу|увидел[аи]?|получил[аи]?"
    r"|yes|got\s+it"
)
_SORRY = (
    r"ой|ох|упс|извините|простите|прошу\s+прощения|извиняюсь|(?:это\s+)?не\s+туда(?:\s+(?:написал[аи]?|отправил[аи]?|послал[аи]?))?"
    r"|ошиблась|ошибся|ошиблись|(?:это\s+)?не\s+вам|случайно(?:\s+(?:отправил[аи]?|нажал[аи]?))?|перепутал[аи]?|sorry"
)
_FILLERS = r"коллеги|всем|вам|уважаемые|да|и|а|вас|большое|тоже|ольга|очень|рада?"
_KINDS = (
    (Courtesy.SORRY, _SORRY),
    (Courtesy.THANKS, f"{_THANKS}"),
    (Courtesy.GREETING, f"{_GREETINGS}|{_WISHES}"),
    (Courtesy.UNDERSTOOD, _UNDERSTOOD),
)
_PHRASE = re.compile(
    rf"(?:{'|'.join(f'(?P<{kind.name}>{words})' for kind, words in _KINDS)}|(?:{_FILLERS}))(?:\s+|$)"
)
#: Signs by which people say that something is done; other emoji are courtesies.
_DONE_SIGNS = re.compile(r"[+✅✔☑]")


def courtesy(text: str) -> Courtesy | None:
    """Whether `text` is nothing but thanks, a greeting, «понятно», an apology, or signs; which."""
    words = " ".join(re.sub(r"[^\w\s]", " ", clean(text).casefold()).split())
    words = words.replace("ё", "е")
    if not words:
        return Courtesy.UNDERSTOOD
    kinds: set[Courtesy] = set()
    position = 0
    while position < len(words):
        found = _PHRASE.match(words, position)
        if found is None or found.end() == position:
            return None
        kinds |= {kind for kind in Courtesy if found[kind.name] is not None}
        position = found.end()
    return next((kind for kind, _ in _KINDS if kind in kinds), None)


def says_done_by_sign(text: str) -> bool:
    """«+», «✅»: a sign that something is done, and nothing else."""
    signs = clean(text).strip()
    return bool(signs) and not re.search(r"\w", signs) and _DONE_SIGNS.search(signs) is not None


class Asked(StrEnum):
    """What a plain question or a command in words is about."""

    MY = "my"
    DUE = "due"
    OVERDUE = "overdue"
    HELP = "help"
    ITEM = "item"
    REPORT = "report"
    UNKNOWN = "unknown"


_ASKING = re.compile(
    r"\b(?:когда|что|чего|как(?:ой|ая|ое|ие|ого|им)?|каков[аоы]?|куда|где|кто|кому|кого|сколько|почему|зачем|ли|нет"
    r"|подскажите|when|what|how|where|who|which)\b",
    re.IGNORECASE,
)
_FIRST = (
    r"(?:(?:добрый день|здравствуйте|подскажите|скажите|пожалуйста|а|и|ну|покажи(?:те)?|покажите|напомни(?:те)?"
    r"|дай(?:те)?|можно)[\s,]+)*"
)
_OF_ME = r"(?:у\s+(?:меня|нас|меня\s+там)|мне|за\s+мной|мои|моих|по\s+мне)"
_INTENTS = (
    (
        Asked.OVERDUE,
        r"(?:что|какие|сколько)\s+(?:у\s+(?:меня|нас)\s+)?(?:уже\s+)?просроч\w+.*|(?:мои\s+)?просроч(?:ено|ки|енное|енные)(?:\s+сроки)?",
    ),
    (
        Asked.DUE,
        r"что\s+(?:у\s+(?:меня|нас)\s+)?(?:там\s+)?(?:горит|срочно(?:го|е)?|ближайшее)"
        rf"|(?:что|какие\s+\w+|какой\s+срок|какие)\s+(?:{_OF_ME}\s+)?(?:есть\s+)?(?:на|в|до|к)\s+(?:этой|этот|этом|следующей|следующем|эту|следующую|конца|сегодня|завтра|недел|месяц|декабр|январ|пятниц)\w*.*"
        r"|(?:какие|когда|что\s+по)\s+(?:ближайшие\s+|у\s+меня\s+|мои\s+)?срок\w*.*|(?:ближайшие\s+)?сроки"
        r"|план\s+на\s+(?:неделю|месяц|сегодня)|что\s+на\s+(?:этой\s+)?недел\w+|когда\s+(?:у\s+(?:меня|нас)\s+)?(?:срок|сдавать)\w*.*",
    ),
    (
        Asked.MY,
        r"мо[ийё]\s+(?:срок\w*|пункт\w*|задач\w*|дел\w*|поручени\w*|список|мероприятия)|(?:список|задачи|пункты|дела)"
        r"|(?:что|какие\s+\w+)\s+(?:у\s+(?:меня|нас)|мне|за\s+мной|на\s+мне|я\s+долж\w+|мы\s+долж\w+|от\s+меня)\b.*"
        r"|какие\s+(?:у\s+(?:меня|нас)|мои)\s+\w+(?:\s+\w+)?|за\s+что\s+я\s+отвечаю.*|что\s+(?:мне\s+)?(?:надо|нужно|осталось|делать|сдавать|дальше)\b.*|сколько\s+у\s+меня\b.*",
    ),
    (
        Asked.ITEM,
        r"(?:покажи(?:те)?|открой(?:те)?|карточк\w+)\s+(?:мне\s+)?(?:п\.?|пункт\w*|№)?\s*\d{1,4}(?:[.,]\d{1,3})*"
        r"|(?:по\s+)?(?:п\.?\s*|пункту?\s+|№\s*)?\d{1,4}(?:[.,]\d{1,3})*\s*[-–—,]?\s*(?:когда|какой|до\s+какого)\s+(?:у\s+\w+\s+)?(?:срок\w*|числа|сдавать)",
    ),
    (
        Asked.HELP,
        r"помощь|помоги(?:те)?(?:[\s,!.]+(?:я\s+)?не\s+(?:понима|зна|мог|получа)\w*.*)?|(?:я\s+)?(?:ничего\s+)?не\s+(?:понима\w+|знаю)[\s,]+(?:как|что|куда|где)\b.*|хелп|help|справка\s+по\s+боту|инструкция|команды|меню|что\s+(?:ты\s+|вы\s+)?(?:умее\w+|може\w+|делае\w+)(?:\s+делать)?"
        r"|кто\s+(?:ты|вы)(?:\s+так\w+)?|(?:как|где|куда|чем|каким\s+образом)\s+(?:мне\s+|можно\s+|тут\s+|здесь\s+|с\s+тобой\s+|этим\s+|ботом\s+|правильно\s+|надо\s+|нужно\s+)*"
        r"(?:отметить|отмечать|ответить|отвечать|отчитаться|закрыть|перенести|прислать|отправить|отправлять|писать|написать|работать|работа(?:ет|ешь)|пользоваться|исправить|изменить|удалить|отозвать|прикрепить|приложить|добавить|пользуются|нажать)\b.*",
    ),
    (
        Asked.REPORT,
        r"отч[её]т\s+(?:за\s+.*полугодие|в\s+word|в\s+ворд\w*)|(?:собери|сделай|пришли|дай)(?:те)?\s+отч[её]т.*",
    ),
)
_READ = tuple(
    (kind, re.compile(_FIRST + rf"(?:{words})", re.IGNORECASE)) for kind, words in _INTENTS
)


def asked_about(text: str) -> Asked | None:
    """What a question or a command in words asks for; None where `text` is neither.

    UNKNOWN is a question that says nothing that the bot can answer; «можно перенести на март?» is a
    request, and none.
    """
    words = clean(text).strip()
    if "\n" in words or len(words) > 200:
        return None
    bare = words.rstrip(" ?!.)").strip()
    is_asked = is_question(words)
    for kind, pattern in _READ:
        if pattern.fullmatch(bare) and (
            is_asked or not re.search(r"\d", bare) or kind in (Asked.DUE, Asked.ITEM)
        ):
            return kind
    return Asked.UNKNOWN if is_asked else None


def is_question(text: str) -> bool:
    """Whether `text` is one question: «когда срок по п. 8?», not «можно перенести на март?»."""
    words = clean(text).strip()
    one = words.endswith("?") and not re.search(r"[!?\n]|\.\s+[А-ЯЁA-Z]", words[:-1].rstrip("?!"))
    return one and _ASKING.search(words) is not None


_ITEM_ASKED = re.compile(
    r"(?:по|у|пункта?|п\.|про|№)\s*(?:п(?:ункт\w*|\.)?\s*)?(?:№\s*)?(?P<address>\d{1,4}(?:[.,]\d{1,3})*)(?![\d%])",
    re.IGNORECASE,
)


def item_asked(text: str) -> str | None:
    """The number of the item in a question: «8» of «когда срок по 8?»."""
    found = _ITEM_ASKED.search(clean(text))
    return found["address"].replace(",", ".") if found else None


_PLACE = re.compile(
    r"(?:это\s+|ответ\s+|нет[,\s]+)*(?:про|насч[её]т|по\s+поводу|к\s+пункту\s+(?:про|об?)|касательно|относится\s+к|об?|обо|по|к)\s+"
    r"(?:пункту?\s+(?:про\s+)?)?(?P<words>[^\d?!]{3,60})",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"(?<![а-яё])[а-яё]{2,}(?:л|ла|ло|ли|лся|лась|лись|но|ны|ем|им|ют|ет|ут|ят)(?![а-яё])",
    re.IGNORECASE,
)


def names_a_place(text: str) -> str | None:
    """The words of «про наставников», «это по питанию»: a place, and nothing about how work stands."""
    found = _PLACE.fullmatch(clean(text).strip().rstrip("."))
    if found is None or len(found["words"].split()) > 5 or _VERB.search(found["words"]):
        return None
    return found["words"]
