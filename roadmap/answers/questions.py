"""Plain questions and commands in words: «когда срок по п. 8?», «покажи сроки на декабрь»,
«помощь». They ask for something to be shown, and tell nothing for a report.
"""

from __future__ import annotations

import re
from enum import StrEnum

from roadmap.answers.putting_off import asks_for_time, tells_of_work
from roadmap.model.address import clean


class Asked(StrEnum):
    """What a plain question or a command in words is about."""

    MY = "my"
    DUE = "due"
    OVERDUE = "overdue"
    HELP = "help"
    ITEM = "item"
    REPORT = "report"
    REMIND = "remind"
    UNKNOWN = "unknown"


_LONGEST = 200
#: More words than these tell, whatever they ask beside it.
_WORDS = 12


def _any(*words: str) -> str:
    return "|".join(words)


_MONTHS = "январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр"
_NUMBER = r"\d{1,4}(?:[.,]\d{1,3})*"
#: With a measure's or a control point's letter: «3.М2», «9 КТ1».
_ADDRESS = r"\d{1,4}(?:[.,·]?\s?(?:[мm]|[кk][тt])?\.?\d{1,3})*"
_BEFORE_A_QUESTION = _any(
    "а", "и", "ну", "так", "ой", "вообще", "коллеги", "добрый день", "здравствуйте", "пожалуйста",
    "слушай(?:те)?", "подскажи(?:те)?", "скажи(?:те)?", "мне", "надо", "нужно", "можно", "хочу",
    r"хотел[аи]?\s+бы", "интересно", r"не\s+могу\s+понять", r"не\s+пойму",
)  # fmt: skip
_SHOW = _any(
    "покажи(?:те)?", "показать", "пришли(?:те)?", "скинь(?:те)?", "выведи(?:те)?", "вывести",
    "открой(?:те)?", "напомни(?:те)?", "подскажи(?:те)?", "скажи(?:те)?", "расскажи(?:те)?",
    "объясни(?:те)?", "помоги(?:те)?", "сформируй(?:те)?", "сформировать", "собери(?:те)?",
    "собрать", "сделай(?:те)?", "выгрузи(?:те)?", "выгрузить", "посмотреть", "глянуть", "узнать",
    r"дай(?:те)?\s+(?:мне\s+)?(?:список|отч[её]т|перечень|мои|сроки|сводку)",
    r"(?:список|перечень)\s+(?:моих\s+|всех\s+)?(?:пункт|задач|срок|мероприят|дел)\w*",
    "show", r"give\s+me", r"send\s+me", "make",
)  # fmt: skip
_ASK_WORD = _any(
    "что", "чего", "как(?:ой|ая|ое|ие|ого|их|ую)?", "когда", "куда", "где", "чем", "сколько", "кто",
    r"за\s+что", r"по\s+каким", r"не\s+(?:понимаю|знаю)\s+(?:как|что|куда|где)",
    "what", "when", "how", "where", "which",
)  # fmt: skip
_MINE = _any(
    r"мо[ийё]\s+(?:срок|пункт|задач|дел|поручени|мероприяти)\w*", r"мой\s+список", "список",
    "задачи", "пункты", "дела",
)  # fmt: skip
#: What is said in a word or two, without asking.
_NAMED = (
    (Asked.HELP, r"помощь|хелп|help|помоги(?:те)?|справка\s+по\s+боту|инструкция|команды|меню"),
    (Asked.MY, _MINE),
    (Asked.DUE, r"(?:ближайшие\s+)?сроки|сводка|план\s+на\s+(?:неделю|месяц|сегодня)"),
    (Asked.OVERDUE, r"(?:мои\s+)?просроч(?:ено|ки|енное|енные)(?:\s+сроки)?"),
    (Asked.REPORT, r"отч[её]т"),
)
#: What is asked about one item by its number.
_ITEM = re.compile(
    rf"(?:покажи(?:те)?|открой(?:те)?|карточк\w+)\s+(?:мне\s+)?(?:п\.?|пункт\w*|№)?\s*{_NUMBER}"
    rf"|(?:что\s+(?:там\s+)?(?:такое|за|с|в|по|значит)|расскажи(?:те)?\s+(?:про|о))\s+"
    rf"(?:п\.?|пункт\w*|№)?\s*{_ADDRESS}"
    rf"|(?:п\.?\s*|пункт\s+|№\s*)?{_ADDRESS}\s*[-–—,]?\s*(?:это\s+)?(?:что(?:\s+это)?(?:\s+такое)?|о\s+ч[её]м)"
    rf"|(?:по\s+)?(?:п\.?\s*|пункту?\s+|№\s*)?{_NUMBER}\s*[-–—,]?\s*"
    r"(?:когда|какой|до\s+какого)\s+(?:у\s+\w+\s+)?(?:срок\w*|числа|сдавать)"
    rf"|(?:а\s+)?кто\s+(?:у\s+нас\s+)?(?:(?:отвеча|ответствен|исполн|дела)\w+\s+)?(?:за\s+|по\s+)"
    rf"(?:п\.?\s*|пункт\w*\s+|№\s*)?{_NUMBER}",
    re.IGNORECASE,
)
#: An order to remind others; «напомни мне сроки» asks to be shown something.
_REMIND = re.compile(
    r"(?i:напомни(?:те|ть)?(?:\s+пожалуйста)?)\s+(?:(?i:вс(?:ем|ех)|им|ему|ей|каждому|остальным|люд\w+|коллег\w+|школ\w+"
    r"|исполнител\w+|ответственн\w+|участник\w+|молч\w+|должник\w+|тем)(?!\w)|[А-ЯЁ][а-яё]+(?!\w)(?!\s*[:.]))"
)
_REPORT = (
    r"(?:мой\s+|наш\s+|сам\s+|готовый\s+|весь\s+)?отч[её]т(?:а|ик)?"
    r"(?=\s*$|\s+(?:за|в|для|по\s+(?:карте|плану|дорожной))\b)"
)
_HELP = _any(
    r"(?:как|куда|где|чем|каким\s+образом)\b.*\b[а-яё]+(?:ть|ти|ться)", r"помоги\w*", r"объясни\w*",
    r"инструкц\w*", "нажимать", "нажать", "тыкать", "тыкнуть", r"пользу\w+", "пользоваться",
    "разобраться", r"команд\w*", r"настро\w*", "отключить", "отписаться", "писать", "отвечать",
    "ответить", "отправ(?:ить|лять)", "прикрепить", "приложить", "исправить", "удалить", r"бот\w*",
    r"умее\w+", r"кто\s+(?:ты|вы)", "help",
)  # fmt: skip
_DUE = _any(
    r"срок\w*", "гор[ия]т", r"ближайш\w*", r"недел[юеия]\w*", "сегодня", "завтра", "послезавтра",
    r"месяц\w*", r"до\s+конца", rf"на\s+(?:{_MONTHS})\w*", r"срочн\w*", r"дедлайн\w*", "due",
    r"deadline\w*", "week",
)  # fmt: skip
_MY = _any(
    "мо[ийёе]", "моих", r"у\s+(?:меня|нас)", r"за\s+(?:мной|нами)", r"на\s+(?:мне|нас)", "мне",
    r"от\s+меня", r"(?:я|мы)\s+долж\w+", r"я\s+отвечаю", r"задач\w*", r"поручени\w*",
    "пункт(?:ы|ов)", "дела", r"остал\w*", "дальше", r"не\s*закрыт\w*", "висит", "список", "my",
    "mine",
)  # fmt: skip
#: What longer questions are about, by a word in them; the narrowest first.
_TOPICS = (
    (Asked.OVERDUE, _any(r"просроч\w*", r"опозда\w*", "долг(?:и|ов)", "overdue")),
    (Asked.REPORT, _REPORT),
    (Asked.HELP, _HELP),
    (Asked.DUE, _DUE),
    (Asked.MY, _MY),
)


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


_NAMES = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in _NAMED)
_TOPIC = tuple((kind, _whole(words)) for kind, words in _TOPICS)
_FIRST = rf"(?:(?:{_BEFORE_A_QUESTION})[\s,]+)*"
_LEAD = re.compile(_FIRST, re.IGNORECASE)
_BEGINS = re.compile(rf"{_FIRST}(?:{_SHOW}|{_ASK_WORD})(?![а-яёa-z-])", re.IGNORECASE)
_ENDS = re.compile(rf"(?:\S+\s+){{1,5}}(?:{_SHOW})(?:\s+(?:мне|пожалуйста))*", re.IGNORECASE)
#: What was done: «что успели сделали»; not «что осталось», «что просрочено».
_TOLD = re.compile(
    r"(?<![а-яё])(?!остал|просроч)[а-яё]{3,}(?:али|или|ели|яли|ила|ала|ен[оаы]|ан[оаы]|ят[оаы])(?![а-яё])"
    r"|\bготов[аоы]?\b",
    re.IGNORECASE,
)
_ASKING_WORDS = _any(
    "когда", "что", "чего", "как(?:ой|ая|ое|ие|ого|им)?", "каков[аоы]?", "куда", "где", "кто",
    "кому", "кого", "сколько", "почему", "зачем", "разве", "неужели", "ли", "нет", "подскажите",
    "when", "what", "how", "where", "who", "which",
)  # fmt: skip
_ASKING = _whole(_ASKING_WORDS)


def asked_about(text: str) -> Asked | None:
    """What a question or a command in words asks for; None where `text` is neither.

    UNKNOWN is a question that says nothing that the bot can answer; «можно перенести на март?» is a
    request, and none.
    """
    words = clean(text).strip()
    if "\n" in words or len(words) > _LONGEST:
        return None
    bare = words.rstrip(" ?!.)").strip()
    lead = _LEAD.match(bare)
    named = bare[lead.end() :] if lead else bare
    for kind, pattern in _NAMES:
        if pattern.fullmatch(named) or pattern.fullmatch(bare):
            return kind
    if _ITEM.fullmatch(named):
        return Asked.ITEM
    if _REMIND.match(named) and len(bare.split()) <= _WORDS:
        return Asked.REMIND
    is_asked = is_question(words)
    return _by_topic(bare, is_asked=is_asked) or (Asked.UNKNOWN if is_asked else None)


def _by_topic(bare: str, *, is_asked: bool) -> Asked | None:
    """What a short question or request to be shown something is about, by the words in it."""
    if len(bare.split()) > _WORDS or (not is_asked and tells_of_work(bare)):
        return None
    begins = _BEGINS.match(bare) or _ENDS.fullmatch(bare)
    if not is_asked and (not begins or re.search(r"\d", bare) or _TOLD.search(bare)):
        return None
    return next((kind for kind, pattern in _TOPIC if pattern.search(bare)), None)


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


_ITEM_ASKED = re.compile(
    r"(?:по|у|пункта?|п\.|про|№|покажи(?:те)?|открой(?:те)?|карточк\w+|что\s+(?:там\s+)?(?:такое|за|с|в|значит)"
    r"|(?:отвеча|ответствен)\w+\s+за)\s*(?:п(?:ункт\w*|\.)?\s*)?(?:№\s*)?"
    rf"(?P<address>{_ADDRESS})(?![\w%])",
    re.IGNORECASE,
)
#: «3.М2», «9.1»: with a point, which no quantity has.
_POINTED = re.compile(
    r"(?<![\w.,])\d{1,4}(?:\.(?:[мm]|[кk][тt])?\d{1,3}){1,3}(?![\w%])(?!\.\d)", re.IGNORECASE
)


def item_asked(text: str) -> str | None:
    """The number of the item in a question: «8» of «когда срок по 8?», «3.М2» of «а что такое
    3.М2?».
    """
    words = clean(text)
    if found := _ITEM_ASKED.search(words):
        return found["address"].replace(",", ".")
    pointed = set(_POINTED.findall(words))
    return pointed.pop() if len(pointed) == 1 else None
