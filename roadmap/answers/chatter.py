"""What people write that is no answer: greetings, thanks, questions, commands in words. Kept, they
would only spoil the report.
"""

from __future__ import annotations

import re
from enum import StrEnum

from roadmap.answers.putting_off import asks_for_time, tells_of_work
from roadmap.model.address import clean


class Courtesy(StrEnum):
    """What a courtesy is answered with."""

    GREETING = "greeting"
    THANKS = "thanks"
    UNDERSTOOD = "understood"
    SORRY = "sorry"
    COMPLAINT = "complaint"


_GREETINGS = (
    r"(?:добр(?:ый|ого|ое)\s+(?:день|дня|утро|утра|вечер|вечера))|здравствуйте|здравствуй|привет(?:ствую)?"
    r"|доброго\s+времени(?:\s+суток)?|hello|hi|good\s+(?:morning|afternoon|evening)"
)
_WISHES = (
    r"с\s+(?:наступающим|наступившим|прошедшим)(?:\s+(?:\d{1,2}|[а-я]+)){1,3}|с\s+днем(?:\s+[а-я]+){1,3}"
    r"|с\s+\d{1,2}\s+(?:февраля|марта|мая|июня|ноября)|с\s+(?:наступающим|наступившим|праздником|праздниками|новым\s+годом|рождеством|днем\s+[а-я]+|прошедшим)"
    r"|нов(?:ым|ого)\s+год(?:ом|а)|праздником|и\s+вас(?:\s+тоже)?|вас\s+тоже|взаимно|хорошего\s+(?:дня|вечера|настроения)"
    r"|(?:хорош|приятн|отличн|весел|т[её]пл|добр|удачн|спокойн)(?:его|их|ых|ой|ей|ого)\s+(?:[а-я]+)|хорошо\s+отдохнуть|удачи|всего\s+(?:доброго|хорошего|наилучшего)|до\s+свидания|до\s+завтра|пока|алло|ау|тест|проверка(?:\s+связи)?|есть\s+кто(?:\s+(?:живой|тут|здесь))?"
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
    (Courtesy.GREETING, f"{_GREETINGS}|{_WISHES}|начать|старт|start"),
    (Courtesy.UNDERSTOOD, _UNDERSTOOD),
)
_COMPLAINS = re.compile(
    r"\b(?:сколько\s+(?:же\s+)?можно|хватит|надоел\w*|достал[аи]?\b|задолбал\w*|замучил\w*|заколебал\w*|отстань\w*|отвяж\w+|прекратите|перестань\w*"
    r"|не\s+(?:присылай|шлите|пишите|беспокой|надоедай|дергай|дёргай)\w*|спам\w*|опять\s+(?:вы|ты|эт\w+|напоминан\w+)|снова\s+(?:вы|ты|эт\w+)"
    r"|почему\s+(?:опять|снова)\b|(?:зачем|почему)\s+(?:вы\s+|ты\s+|опять\s+|снова\s+|мне\s+|так\s+)*(?:шл[её]\w+|пиш\w+|присыла\w+|напомина\w+)|\bбот\b.*\b(?:непонятн|неудобн|глуп|туп|не\s+работает|завис|ничего\s+не|бесит)\w*|stop\s+(?:writing|sending|it))",
    re.IGNORECASE,
)
_WORDS_OF_QUESTION = 12
#: «спасибо, дружок!», «спасибо! до понедельника»: thanks with a few words that tell nothing.
_THANKING = re.compile(rf"(?:{_THANKS})(?!\w)[\s,.!)]*(?:[^\W\d]+[\s,.!)]*){{0,3}}", re.IGNORECASE)
_PHRASE = re.compile(
    rf"(?:{'|'.join(f'(?P<{kind.name}>{words})' for kind, words in _KINDS)}|(?:{_FILLERS}))(?:\s+|$)"
)
#: Signs by which people say that something is done; other emoji are courtesies.
_DONE_SIGNS = re.compile(r"[+✅✔☑]")


_TELLS = re.compile(
    r"(?<![а-яё])(?:[а-яё]{2,}(?:[аеиуыя]л[аио]?|[аеиуыя]л(?:ся|ась|ось|ись)|[её]н[аоы]?|[ая]н[аоы]|[ыя]т[аоы]?|[аеёиуюя]т(?:ся)?|[аеи]м(?:ся)?)|[а-яё]*ш(?:л[аои]|[её]л)|готов[аоы]?|нет|не|да)(?![а-яё])",
    re.IGNORECASE,
)


def tells(text: str) -> bool:
    """Whether words say what was done, is being done or will be."""
    return _TELLS.search(text) is not None


def courtesy(text: str) -> Courtesy | None:
    """Whether `text` is nothing but thanks, a greeting, «понятно», an apology, a complaint about
    being reminded, or signs; which.
    """
    if (
        _COMPLAINS.search(text)
        and len(text.split()) <= _WORDS_OF_QUESTION
        and not tells_of_work(text)
    ):
        return Courtesy.COMPLAINT
    if _THANKING.fullmatch(clean(text).strip()) and not tells(text):
        return Courtesy.THANKS
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
        kinds |= {kind for kind, _ in _KINDS if found[kind.name] is not None}
        position = found.end()
    return next((kind for kind, _ in _KINDS if kind in kinds), None)


def says_done_by_sign(text: str) -> bool:
    """«+», «✅»: a sign that something is done, and nothing else."""
    signs = clean(text).strip()
    return bool(signs) and not re.search(r"\w", signs) and _DONE_SIGNS.search(signs) is not None


_OPENING = re.compile(
    rf"\s*(?:{_GREETINGS})(?!\w)(?<!привет(?=\s+\w))(?:[,\s]+(?:(?:уважаем\w+\s+)?коллеги|[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+(?:ич|на)(?=\s*[!.,])))?[\s!.,;:-]*",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    rf"(?<![\s,.;!-])(?:[\s,.;!-]+(?:заранее\s+)?(?:{_THANKS})|\s*[,.;!\n]\s*с\s+(?:\w+\s+)?уважением[^\n]*)[\s.!)]*$",
    re.IGNORECASE,
)
_LONGEST_CLOSING = 120


def without_courtesies(text: str) -> str:
    """`text` without «Здравствуйте!» before it and «спасибо» behind; as it stands where it is
    nothing but these.
    """
    opening = _OPENING.match(text)
    text_left = text[opening.end() :] if opening else text
    end = max(len(text_left) - _LONGEST_CLOSING, 0)
    bare = text_left[:end] + _CLOSING.sub("", text_left[end:])
    return bare if re.search(r"\w", bare) else text


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
    r"\b(?:когда|что|чего|как(?:ой|ая|ое|ие|ого|им)?|каков[аоы]?|куда|где|кто|кому|кого|сколько|почему|зачем|разве|неужели|ли|нет"
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
_ALONE = {"отчет": Asked.REPORT, "сводка": Asked.DUE, "сроки": Asked.DUE, "пункты": Asked.MY}
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
    if (alone := _ALONE.get(bare.casefold().replace("ё", "е"))) is not None:
        return alone
    for kind, pattern in _READ:
        if pattern.fullmatch(bare) and (
            is_asked or not re.search(r"\d", bare) or kind in (Asked.DUE, Asked.ITEM)
        ):
            return kind
    return _by_topic(bare, is_asked=is_asked) or (Asked.UNKNOWN if is_asked else None)


def is_question(text: str) -> bool:
    """Whether `text` is one question: «когда срок по п. 8?», «это точно мой пункт?»; not «можно
    перенести на март?».
    """
    words = clean(text).strip()
    asked = re.search(r"\?[?!]*$", words)
    one = asked and not re.search(r"[!?\n]|\.\s+[А-ЯЁA-Z]", words[: asked.start()])
    if not one or not re.search(r"\w", words):
        return False
    return _ASKING.search(words) is not None or not asks_for_time(words)


_SHOW = (
    r"покажи(?:те)?|показать|пришли(?:те)?|скинь(?:те)?|выведи(?:те)?|вывести|открой(?:те)?|напомни(?:те)?|подскажи(?:те)?|скажи(?:те)?"
    r"|расскажи(?:те)?|объясни(?:те)?|помоги(?:те)?|сформируй(?:те)?|сформировать|собери(?:те)?|собрать|сделай(?:те)?|выгрузи(?:те)?|выгрузить"
    r"|посмотреть|глянуть|узнать|дай(?:те)?\s+(?:мне\s+)?(?:список|отч[её]т|перечень|мои|сроки|сводку)|(?:список|перечень)\s+(?:моих\s+|всех\s+)?(?:пункт|задач|срок|мероприят|дел)\w*|show|give\s+me|send\s+me|make"
)
_ASK_WORD = r"что|чего|как(?:ой|ая|ое|ие|ого|их|ую)?|когда|куда|где|сколько|кто|за\s+что|по\s+каким|what|when|how|where|which"
_ENDS_ASKING = re.compile(rf"(?:\S+\s+){{1,5}}(?:{_SHOW})(?:\s+(?:мне|пожалуйста))*", re.IGNORECASE)
_BEGINS_ASKING = re.compile(
    rf"(?:(?:а|и|ну|так|ой|слушай(?:те)?|коллеги|хочу|хотел[аи]?\s+бы|мне|надо|нужно|можно|не\s+могу\s+понять|не\s+пойму|не\s+понимаю|интересно|вообще)[\s,]+)*(?:{_SHOW}|{_ASK_WORD})(?![а-яёa-z-])",
    re.IGNORECASE,
)
#: What plain questions are about, the narrowest first.
_TOPICS = (
    (Asked.OVERDUE, r"просроч\w*|опозда\w*|долг(?:и|ов)|overdue"),
    (
        Asked.REPORT,
        r"(?:мой\s+|наш\s+|сам\s+|готовый\s+|весь\s+)?отч[её]т(?:а|ик)?(?=\s*$|\s+(?:за|в|для|по\s+(?:карте|плану|дорожной))\b)",
    ),
    (
        Asked.HELP,
        r"помоги\w*|объясни\w*|инструкц\w*|нажимать|нажать|тыкать|тыкнуть|пользоваться|разобраться|команд\w*|настро\w*|отключить|отписаться|писать|отвечать|ответить|отправ(?:ить|лять)|прикрепить|приложить|исправить|удалить|бот\w*|help",
    ),
    (
        Asked.DUE,
        r"срок\w*|гор[ия]т|ближайш\w*|недел[юеия]\w*|сегодня|завтра|послезавтра|месяц\w*|до\s+конца|на\s+(?:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр)\w*|срочн\w*|дедлайн\w*|due|deadline\w*|week",
    ),
    (
        Asked.MY,
        r"мо[ийёе]|моих|у\s+(?:меня|нас)|за\s+(?:мной|нами)|на\s+(?:мне|нас)|мне|от\s+меня|я\s+долж\w+|задач\w*|поручени\w*|пункт(?:ы|ов)|дела|остал\w*|не\s*закрыт\w*|висит|список|my|mine",
    ),
)
_TOPIC = tuple(
    (kind, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)) for kind, words in _TOPICS
)


_TOLD = re.compile(
    r"(?<![а-яё])(?!остал)[а-яё]{3,}(?:али|или|ели|яли|ила|ала|ен[оаы]|ан[оаы]|ят[оаы])(?![а-яё])|\bготов[аоы]?\b",
    re.IGNORECASE,
)


def _by_topic(bare: str, *, is_asked: bool) -> Asked | None:
    """What a short question or request to be shown something is about, by the words in it."""
    if len(bare.split()) > _WORDS_OF_QUESTION or tells_of_work(bare):
        return None
    begins = _BEGINS_ASKING.match(bare) or _ENDS_ASKING.fullmatch(bare)
    if not is_asked and (not begins or re.search(r"\d", bare) or _TOLD.search(bare)):
        return None
    return next((kind for kind, pattern in _TOPIC if pattern.search(bare)), None)


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
