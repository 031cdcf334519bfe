"""Whether a number counts the word after it: «12 отчётов», «2 плана», «1 совещание».

In Russian the numeral governs its noun: after 1, 21, 31 … it is in the nominative singular, after
2–4, 22–24 … in the genitive singular, else in the genitive plural. A noun in another form is not
counted: «12 отчёт готов» and «10 учителя обучены» begin with the number of an item. There is no
dictionary here: forms are told by their endings, and where these leave it open by the predicate.
"""

from __future__ import annotations

import re
from enum import Enum


class Agreement(Enum):
    """What a numeral does before a word."""

    COUNTS = "counts"
    NAMES = "names"
    EITHER = "either"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WORD = re.compile(r"\s+((?:[а-яё]+-)*[а-яё]+)(?=[^а-яё-]|-\s|-?$)", re.IGNORECASE)
# A verb or short participle, by its ending: a number counts nouns and adjectives only. Nouns of the
# same endings («3 недели», «2 смены») are listed.
TOLD = re.compile(
    r"\s+(?!(?:медал|детал|педал|магистрал|модел|недел|панел|цел|рол|мил|стран|ран|смен|стен|цен|сцен)[иы]\b)[а-яё]+"
    r"(?:[аяиеуы]л(?:и|о|ись|ась|ось|ся)|шл[ао]|[аяеё]н[оы]|[аяиы]то|[еёиюуая]тся|[аяуе]ем(?:ся)?|(?:отов|вод|нос|рос|очн|форм|тправ|справ|верш)им(?:ся)?)\b",
    re.IGNORECASE,
)
#: Words with which an answer goes on after its number; a quantity is followed by what it counts.
_TELL = _words(
    "все всё мы он она они у в без для это нет есть пока уже ещё еще тоже также там тут вот при"
    " после вчера сегодня завтра ждем ждём"
)
_NO_NOUNS = _words(
    "а и в во на не ни но к ко с со у о об от до за по из над под при для без все всё это мы он она"
    " они я нет да был была было были пока уже ещё еще тоже также где там тут вот"
)
#: Abbreviations do not decline: «3 СОШ», «2 ДОУ».
_ABBREVIATION = re.compile(r"\s+[А-ЯЁ]{2,}(?![а-яё])")
#: What is numbered like a step or a place, not counted: «2 место», «1 этап», «3 смена».
_UNIT = re.compile(r"чел|шт|экз|ед|руб|тыс|млн|млрд|уч|кв|км|га|кг|балл|мин|сек|час|раз|дн|нед|мес")
_RANKED = re.compile(
    r"место|этап|тур|уровень|степень|корпус|смена|категория|четверть|группа|класс|курс|вариант|блок"
    r"|раздел|модуль|очередь|квартал|полугодие|отряд|этаж|школа|район|номер|разряд|созыв|поток",
)
#: Genitive plurals without an ending, as schools and offices use them; after a numeral they count.
_WITHOUT_ENDING = re.compile(
    r"школ|групп|команд|мест|писем|человек|раз|лет|тысяч|карт|программ|анкет|таблиц|страниц|смен"
    r"|работ|тем|цел|задач|мер|норм|форм|книг|встреч|бесед|дел|сел|семей|сестер|площад|минут|стран"
    r"|камер|комнат|газет|парт|диаграмм|телеграмм|столов|викторин|олимпиад|суббот|зон|бригад|структур"
    r"|[а-я]+(?:ниц|ств|сот|метрик|методик|техник|практик)|[а-я]+(?:ок|ек)",
)
#: Masculine nouns in ок and ек: the nominative singular, not the genitive plural of ка.
_IN_OK = re.compile(
    r"[а-я]*(?:урок|срок|список|участок|порядок|рынок|звонок|подарок|заголовок|поток|значок|кружок"
    r"|станок|подросток|листок|цветок|поселок|городок|остаток|недостаток|образок|чек)",
)
#: Masculine nouns whose nominative singular looks like a genitive plural, or has a telling ending.
_MASCULINE = re.compile(
    r"[а-я]*(?:ник|тель|арь|изм|ист|ор|ер|инг|мент|ект|акт|ат|ум|ет|от|аж|ив|ал|он|ан|ход|вод|вызов"
    r"|каз|мотр|пуск|рос|кос|урс|ейс|анк|лан|естр|ечень|лагерь|окол|сайт|музей|лицей|сценарий|юбилей"
    r"|критерий|санаторий|прием|раздел|пример|сбор|бор|зор|вечер|день|график|езд|пуск|штаб|клуб|стенд)",
)
_FEMININE_PREDICATE = re.compile(
    r"\s(?:готова|[а-яё]+(?:ена|ана|ята|ута|ела|ила|ала|шла|илась|алась|елась))(?![а-яё])"
)
_MASCULINE_PREDICATE = re.compile(
    r"\s(?:готов|сдан|[а-яё]+(?:ен|ён|ан|ян|ят|ут|ыт|ел|ил|ал|шел|шёл|ился|ался|елся|нулся))(?![а-яё])"
)
_MASCULINE_PLURAL = re.compile(
    r"[а-я]*(?:отчет|план|акт|кабинет|приказ|проект|документ|протокол|материал|договор|конкурс|курс"
    r"|семинар|список|списк|график|журнал|стенд|сайт|наставник|участник|субботник|учебник|праздник"
    r"|ник|ист|ор|педагог|директор|завуч|тел|мастер|результат|показател|регламент|паспорт"
    r"|реестр|перечн|стандарт|норматив|тест|опрос|выезд|концерт|ремонт|кружк|клуб|музе|лице|тренинг"
    r"|мониторинг|вебинар)[ыиа]",
)


def form_after(number: int) -> str:
    """«one», «few» or «many»: the form in which a noun stands after this number."""
    tens, last = number % 100, number % 10
    if last == 1 and tens != 11:
        return "one"
    return "few" if last in (2, 3, 4) and tens not in (12, 13, 14) else "many"


def agreement(number: int, rest: str) -> Agreement:
    """What `number` does before `rest`, which begins with the space after it."""
    if _ABBREVIATION.match(rest):
        return Agreement.EITHER
    match = _WORD.match(rest)
    if match is None:
        return Agreement.EITHER
    word = match[1].lower().replace("ё", "е").rpartition("-")[2]
    if _UNIT.fullmatch(word):
        return Agreement.COUNTS
    if word in _TELL:
        return Agreement.NAMES
    if word in _NO_NOUNS:
        return Agreement.EITHER
    if TOLD.match(rest):
        return Agreement.NAMES
    after = rest[match.end() :].lower()
    if re.fullmatch(r"[а-я]+(?:ых|их)", word):
        return Agreement.COUNTS  # «5 новых программ», «2 учебных плана»
    if form_after(number) == "one":
        return _after_one(word)
    if _RANKED.fullmatch(word):
        return Agreement.EITHER
    return _after_few(word, after) if form_after(number) == "few" else _after_many(word, after)


def _without_ending(word: str) -> bool:
    return _WITHOUT_ENDING.fullmatch(word) is not None and _IN_OK.fullmatch(word) is None


def _is_masculine(word: str) -> bool:
    if _IN_OK.fullmatch(word):
        return True
    return _MASCULINE.fullmatch(word) is not None and not _without_ending(word)


def _after_one(word: str) -> Agreement:
    """A plural is not counted by one; a singular may be."""
    if re.search(r"(?:ов|ев|ей)$", word) and not _is_masculine(word):
        return Agreement.COUNTS  # «21 учителей», as people write it
    plural = re.search(r"(?:ы|и)$", word) or _MASCULINE_PLURAL.fullmatch(word)
    return Agreement.NAMES if plural else Agreement.EITHER


def _after_few(word: str, after: str) -> Agreement:
    """The genitive singular ends in а, я, ы or и, and in nothing else."""
    if re.search(r"(?:ов|ев|ей)$", word) and not _is_masculine(word):
        return Agreement.COUNTS
    if _without_ending(word):
        return Agreement.COUNTS
    if not re.search(r"[аяыи]$", word):
        return Agreement.NAMES  # «2 план», «3 мониторинг», «4 совещание», «3 перечень»
    if re.search(r"[ыи]$", word):
        masculine = _MASCULINE_PLURAL.fullmatch(word) or _is_masculine(word[:-1])
        return Agreement.NAMES if masculine else Agreement.COUNTS
    if re.search(r"(?:ция|сия|зия)$", word) or _FEMININE_PREDICATE.match(f" {_predicate(after)}"):
        return Agreement.NAMES  # «3 презентация», «2 справка готова»
    return Agreement.COUNTS


def _after_many(word: str, after: str) -> Agreement:
    """The genitive plural ends in ов, ев, ей, ий, or in a consonant."""
    if _is_masculine(word):
        return Agreement.NAMES
    if re.search(r"(?:ов|ев|ей|ий)$", word) or _without_ending(word):
        return Agreement.COUNTS
    if re.search(r"[аяоеыиьуюй]$", word):
        return Agreement.NAMES  # «10 учителя», «5 кабинеты», «8 курсы», «12 справка»
    if _MASCULINE_PREDICATE.match(f" {_predicate(after)}"):
        return Agreement.NAMES
    return Agreement.EITHER


def _predicate(after: str) -> str:
    """The first word after the noun that is not «уже», «пока», «не» …"""
    words = [one for one in re.findall(r"[а-яё]+", after) if one not in _BETWEEN]
    return words[0] if words else ""


_BETWEEN = frozenset({"уже", "пока", "не", "почти", "был", "была", "было", "нами", "еще", "ещё"})
