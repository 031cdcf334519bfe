"""What people write out of politeness or anger: greetings, thanks, wishes, «понятно», apologies,
complaints. None of it is an answer; around an answer it is left out of the report.
"""

from __future__ import annotations

import re
from enum import StrEnum

from roadmap.answers.putting_off import tells_of_work
from roadmap.model.address import clean


class Courtesy(StrEnum):
    """What a courtesy is answered with."""

    GREETING = "greeting"
    THANKS = "thanks"
    UNDERSTOOD = "understood"
    SORRY = "sorry"
    COMPLAINT = "complaint"


def _any(*words: str) -> str:
    return "|".join(words)


_GREETINGS = _any(
    r"добр(?:ый|ого|ое)\s+(?:день|дня|утро|утра|вечер|вечера)", "здравствуйте", "здравствуй",
    "привет(?:ствую)?", r"доброго\s+времени(?:\s+суток)?", "hello", "hi",
    r"good\s+(?:morning|afternoon|evening)",
)  # fmt: skip
#: What people are wished.
_WISHED = _any(
    "вам", "всем", "нам", "и", "в", "во", "вашим", "семьям", "близким", "всего", "самого",
    "доброго",
    "наилучшего", "хорошего", "крепкого", "здоровья", "счастья", r"успех(?:ов|а)", "мира", "добра",
    "благополучия", "терпения", "удачи", "радости", "тепла", "любви", "процветания", "настроения",
    "отличного", "праздничного", "больших", "новых", "творческих", "побед", "достижений", "работе",
    "труде", "вдохновения", "сил", "личного", "семейного", "мирного", "неба", "над", "головой",
    "хорошо", "отдохнуть", "провести", "выходные", "праздники",
)  # fmt: skip
#: As they are compared: small letters, «е» for «ё», no signs.
_WISHES = _any(
    r"с\s+(?:наступающим|наступившим|прошедшим)(?:\s+(?:\d{1,2}|[а-я]+)){0,3}",
    r"с\s+днем(?:\s+[а-я]+){1,3}", r"с\s+\d{1,2}\s+(?:февраля|марта|мая|июня|ноября)",
    r"с\s+(?:(?:профессиональным|светлым|великим|большим|нашим|вашим)\s+)?"
    r"(?:праздником|праздниками|новым\s+годом|рождеством)",
    r"нов(?:ым|ого)\s+год(?:ом|а)",
    "праздником", r"и\s+вас(?:\s+тоже)?", r"вас\s+тоже", "взаимно",
    r"(?:хорош|приятн|отличн|весел|тепл|добр|удачн|спокойн)(?:его|их|ых|ой|ей|ого)\s+[а-я]+",
    r"хорошо\s+отдохнуть", "удачи", r"всего\s+(?:доброго|хорошего|наилучшего)", r"до\s+свидания",
    r"до\s+завтра", "пока", "алло", "ау", "тест", r"проверка(?:\s+связи)?",
    r"христос\s+воскресе", r"с\s+пасхой(?:\s+христовой)?",
    r"с\s+рождеством\s+христовым", r"с\s+пятницей",
    r"есть\s+кто(?:\s+(?:живой|тут|здесь))?",
    r"(?:(?:сердечно|искренне|тепло|от\s+(?:всей\s+)?души|всех|вас|тебя|вам)\s+)*поздравля(?:ю|ем)"
    r"(?:\s+(?:всех|вас|коллектив|с\s+(?:профессиональным|наступающим|прошедшим)|с|праздником"
    r"|днем\s+[а-я]+(?:\s+(?:единства|отечества|образования|культуры|музыки|знаний|россии|победы))?|новым\s+годом|рождеством|от\s+(?:всей\s+)?души"
    r"|сердечно))*",
    rf"(?:всем\s+|вам\s+)?жела(?:ю|ем)(?:\s+(?:{_WISHED}))+",
    rf"(?:крепкого\s+)?здоровья(?:\s+(?:{_WISHED}))*",
    rf"(?:мира|счастья|успехов|добра)(?:\s+(?:{_WISHED}))*",
)  # fmt: skip
_THANKS = _any(
    r"(?:большое\s+|огромное\s+)?спасибо"
    r"(?:\s+(?:большое|огромное|вам|за\s+(?:напоминание|помощь|информацию|работу)))*",
    "спс", r"благодар(?:ю|им)(?:\s+(?:вас|за\s+[а-я]+))*", "пожалуйста", r"не\s+за\s+что",
    r"thanks?(?:\s+(?:you|a\s+lot))*",
)  # fmt: skip
_UNDERSTOOD = _any(
    "ок", "окей", "окау", "ok", "okay", "хорошо", "ладно", "отлично", "супер", "класс",
    "понял[аи]?", "понятно", "ясно", "принято", "принял[аи]?", "учту", "учт[её]м", "договорились",
    r"будет\s+сделано", "сделаем", "сделаю", "постараемся", "постараюсь", r"поняла?\s+вас", "вижу",
    "увидел[аи]?", "получил[аи]?", "yes", r"got\s+it",
)  # fmt: skip
_SORRY = _any(
    "ой", "ох", "упс", "извините", "простите", r"прошу\s+прощения", "извиняюсь",
    r"(?:это\s+)?не\s+туда(?:\s+(?:написал[аи]?|отправил[аи]?|послал[аи]?))?", "ошиблась",
    "ошибся", "ошиблись", r"(?:это\s+)?не\s+вам",
    r"случайно(?:\s+(?:отправил[аи]?|нажал[аи]?))?", "перепутал[аи]?", "sorry",
)  # fmt: skip
_BETWEEN = _any("коллеги", "всем", "вам", "уважаемые", "да", "и", "а", "вас", "большое", "тоже",
                "очень", "рада?", "дорогие", "дорогой", "наши", "друзья", "милые", "женщины",
                "мужчины", "дамы", "девочки", "всех", "еще раз", "товарищи")  # fmt: skip
_COMPLAINTS = _any(
    r"сколько\s+(?:же\s+)?можно", "хватит", r"надоел\w*", r"достал[аи]?", r"задолбал\w*",
    r"замучил\w*", r"заколебал\w*", r"отстань\w*", r"отвяж\w+", "прекратите", r"перестань\w*",
    r"не\s+(?:присылай|шлите|пишите|беспокой|надоедай|д[её]ргай)\w*", r"спам\w*",
    r"(?:опять|снова)\s+(?:вы|ты|эт\w+|напоминан\w+)", r"почему\s+(?:опять|снова)",
    r"(?:зачем|почему)\s+(?:(?:вы|ты|опять|снова|мне|так)\s+)*(?:шл[её]|пиш|присыла|напомина)\w+",
    r"бот\b.*\b(?:непонятн|неудобн|глуп|туп|не\s+работает|завис|ничего\s+не|бесит)\w*",
    r"stop\s+(?:writing|sending|it)",
)  # fmt: skip
_KINDS = (
    (Courtesy.SORRY, _SORRY),
    (Courtesy.THANKS, _THANKS),
    (Courtesy.GREETING, _any(_GREETINGS, _WISHES, "начать", "старт", "start")),
    (Courtesy.UNDERSTOOD, _UNDERSTOOD),
)
_COMPLAINS = re.compile(rf"\b(?:{_COMPLAINTS})\b", re.IGNORECASE)
#: More words than these tell something beside.
_WORDS_OF_COMPLAINT = 12
#: «спасибо, дружок!», «спасибо! до понедельника»: thanks with a few words that tell nothing.
_THANKING = re.compile(rf"(?:{_THANKS})(?!\w)[\s,.!)]*(?:[^\W\d]+[\s,.!)]*){{0,3}}", re.IGNORECASE)
#: «Добрый день, Ольга Петровна!»: who is spoken to.
_CALLED = re.compile(r",\s*[А-ЯЁ][а-яё]+(?:\s+[А-ЯЁ][а-яё]+(?:ич|на))?(?=\s*(?:[,.!]|$))")
_NAMED_KINDS = "|".join(f"(?P<{kind.name}>{words})" for kind, words in _KINDS)
_PHRASE = re.compile(rf"(?:{_NAMED_KINDS}|(?:{_BETWEEN}))(?:\s+|$)")
#: Signs by which people say that something is done; other emoji are courtesies.
_DONE_SIGNS = re.compile(r"[+✅✔☑]")
#: A verb or a short participle, by its ending.
_TELLS = re.compile(
    r"(?<![а-яё])(?:"
    r"[а-яё]{2,}(?:[аеиуыя]л[аио]?|[аеиуыя]л(?:ся|ась|ось|ись)"  # сделали, состоялось
    r"|[её]н[аоы]?|[ая]н[аоы]|[ыя]т[аоы]?"  # утверждён, сдана, принято
    r"|[аеёиуюя]т(?:ся)?|[аеи]м(?:ся)?)"  # готовят, проводится, делаем
    r"|[а-яё]*ш(?:л[аои]|[её]л)|готов[аоы]?|нет|не|да)(?![а-яё])",
    re.IGNORECASE,
)


def tells(text: str) -> bool:
    """Whether words say what was done, is being done or will be."""
    return _TELLS.search(text) is not None


def courtesy(text: str) -> Courtesy | None:
    """Whether `text` is nothing but thanks, a greeting, «понятно», an apology, a complaint about
    being reminded, or signs; which.
    """
    if len(text.split()) <= _WORDS_OF_COMPLAINT and not tells_of_work(text):
        if _COMPLAINS.search(text):
            return Courtesy.COMPLAINT
        if _THANKING.fullmatch(clean(text).strip()) and not tells(text):
            return Courtesy.THANKS
    words = " ".join(re.sub(r"[^\w\s]", " ", _without_name(clean(text)).casefold()).split())
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


def _without_name(text: str) -> str:
    return _CALLED.sub(lambda called: called[0] if tells(called[0]) else "", text)


def says_done_by_sign(text: str) -> bool:
    """«+», «✅»: a sign that something is done, and nothing else."""
    signs = clean(text).strip()
    return bool(signs) and not re.search(r"\w", signs) and _DONE_SIGNS.search(signs) is not None


_OPENING = re.compile(
    rf"\s*(?:{_GREETINGS})(?!\w)(?<!привет(?=\s+\w))"
    r"(?:[,\s]+(?:(?:уважаем\w+\s+)?коллеги|[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+(?:ич|на)(?=\s*[!.,])))?"
    r"[\s!.,;:-]*",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    rf"(?<![\s,.;!-])(?:[\s,.;!-]+(?:заранее\s+)?(?:{_THANKS})"
    r"|\s*[,.;!\n]\s*с\s+(?:\w+\s+)?уважением[^\n]*)[\s.!)]*$",
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
