"""The vocabulary: every word a deadline is made of, in every case, and its spelling within one slip of the hand."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple


class Word(NamedTuple):
    """What a word is (`name`) and the number that goes with it: of a month, an ordinal, a weekday."""

    name: str
    number: int = 0


_MONTH_STEMS = (
    ("январ", "ь я ю е ем и", "янв"),
    ("феврал", "ь я ю е ем и", "фев февр фвр"),
    ("март", "_ а у е ом ы", "мар мрт"),
    ("апрел", "ь я ю е ем и", "апр апрл"),
    ("ма", "й я ю е ем и", "маай майй ммай мйа маий"),
    ("июн", "ь я ю е ем и", "июн юнь йюнь"),
    ("июл", "ь я ю е ем и", "июл юль йюль"),
    ("август", "_ а у е ом ы", "авг"),
    ("сентябр", "ь я ю е ем и", "сен сент сентяб"),
    ("октябр", "ь я ю е ем и", "окт октяб"),
    ("ноябр", "ь я ю е ем и", "ноя нояб"),
    ("декабр", "ь я ю е ем и", "дек декаб"),
)
_ORDINAL_ENDINGS = "ый ой ая ое ого ому ом ым ую ые ых ой"
_TEENS = "одиннадцат двенадцат тринадцат четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат двадцат"
_ORDINALS = ("перв", "втор", "", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят", *_TEENS.split())
_WEEKDAYS = (
    "понедельник понедельника понедельнику понедельникам понедельники пн",
    "вторник вторника вторнику вторникам вторники вт",
    "среда среду среды среде средам ср",
    "четверг четверга четвергу четвергам четверги чт",
    "пятница пятницу пятницы пятнице пятницам пт",
    "суббота субботу субботы субботе субботам сб",
    "воскресенье воскресенья воскресеньям воскресение воскресения вс",
)
_NOUNS = {
    "quarter": "квартал квартала кварталу квартале кварталом кварталы кварталов кварталах кв кварт",
    "half": "полугодие полугодия полугодию полугодии полугодием полугодий полугодиях полугодиям полугод "
    "полуг пол пг полгода полугода",
    "term": "четверть четверти четвертью четвертей четвертях четвертям четв",
    "trimester": "триместр триместра триместре триместру триместры",
    "semester": "семестр семестра семестре семестры семестров",
    "decade": "декада декады декаде декаду декадой декад",
    "week": "неделя недели неделе неделю неделей недель неделям неделях нед",
    "day": "день дня дню днем дне дней дни дням днях сут сутки суток дн",
    "hour": "час часа часов часы ч",
    "month_word": "месяц месяца месяцу месяце месяцем месяцы месяцев месяцам месяцах мес",
    "year_word": "год года году годом годе годы годов годам годах лет г гг гд годк",
    "number_word": "число числа числу числе числом чисел числам числах",
    "half_part": "половина половины половине половину половиной",
    "times": "раз раза разу",
    "school": "учебный учебного учебному учебном учебным учебные учебных учеб уч учебн",
    "begin": "начало начала началу начале началом нач наступления наступлению",
    "middle": "середина середины середине середину серединой сер",
    "finish": "конец конца концу конце концом кон исход исходе окончание окончания окончанием истечения",
    "last": "последний последняя последнее последнего последней последнюю последнем последние последних посл",
    "each": "каждый каждая каждое каждого каждой каждую каждом каждые каждых кажд",
    "working": "рабочий рабочие рабочим рабочего рабочих рабочему рабочая рабочей раб",
    "next": "следующий следующего следующем следующему следующая следующей следующую следующих след очередного "
    "очередном будущего будущем",
    "reporting": "отчетный отчетного отчетным отчетному отчетном отчетной отчетных",
    "till": "до к ко",
    "following": "далее затем последующие последующий последующих",
    "by": "позднее позже поздней",
    "inclusive": "включительно включ вкл",
    "from": "с со начиная от",
    "through": "по",
    "and": "и",
    "or": "или либо",
    "in": "в во на за",
    "during": "течение течении теч протяжение протяжении",
    "whole": "весь всего всем всей вся все круглый",
    "after": "после истечении истечению",
    "outcome": "завершении завершению завершения итогам итоги результатам факту окончанию окончании",
    "before": "перед накануне",
    "once_in": "через спустя",
    "calendar_days": "календарных календарного календарный",
    "period": "период периода периоде периоду срок срока сроку",
    "continuous": "постоянно непрерывно регулярно систематически бессрочно круглогодично круглосуточно постоянный "
    "постоянной постоянном постоянная постоянного пост",
    "as_needed": "мере необходимости потребности",
    "yearly": "ежегодно ежегодный ежегодная ежегодное ежегодные",
    "monthly": "ежемесячно ежемесячный ежемесячная ежемесячное ежемесячные ежемес помесячно",
    "quarterly": "ежеквартально ежеквартальный ежеквартальная ежеквартальное ежеквартальные ежекварт ежекв "
    "поквартально",
    "weekly": "еженедельно еженедельный еженедельная еженедельное еженедельные еженед",
    "daily": "ежедневно ежедневный ежедневная ежедневное ежесуточно",
    "half_yearly": "ежеполугодно полугодно",
    "termly": "ежечетвертно",
    "periodically": "периодически",
    "holidays": "каникул каникулы каникулах каникулярное каникулам каникулярный каникулярного праздники праздников",
    "event": "согласно наступлении наступлением сезон положение расписание согласование соответствие "
    "аттестации заявкам заявке заявок ходе рамках время дни особого договоренности порядке порядку "
    "стадии наличии сроков срокам сроками при основании связи случае",
    "prompt": "незамедлительно немедленно безотлагательно кратчайшие",
    "winter": "зима зимы зиме зимой зиму",
    "wintry": "зимне зимний зимнее зимние зимнего зимнем",
    "spring": "весна весны весне весной весну",
    "vernal": "весенне весенний весеннее весенние весеннего весеннем",
    "summer": "лето лета лету летом",
    "estival": "летне летний летнее летние летнего летнем",
    "autumn": "осень осени осенью",
    "autumnal": "осенне осенний осеннее осенние осеннего осеннем",
    "new": "новый нового новому новом",
    "current": "текущий текущего текущем текущему тек финансовый финансового финансовому финансовом этого этом",
    "since": "дата даты дату момент",
    "earlier": "ранее раньше",
    "not": "не",
    "preceding": "предшествующего предшествующему предшествующем",
}
# What a deadline may be bound to, in every case: the meaning, the stems, the endings.
_DECLINED = (
    ("document", "приказ протокол указ", "а у ом е ы ов ам ами ах"),
    ("document", "распоряжени постановлени решени", "я ю ем и й ям ями ях"),
    ("document", "письм", "а у ом е"),
    ("event", "план график договор запрос сезон этап момент", "а у ом е ы и ов ам ами ах"),
    (
        "event",
        "расписани положени мероприяти требовани обращени согласовани проведени поступлени утверждени "
        "подписани соответстви услови заседани",
        "я ю ем и й ям ями ях",
    ),
    ("event", "установленн утвержденн", "ый ые ого ому ым ом ых ыми ая ой ую"),
)
_COUNTS = {
    1: "один одного одной одна одну однократно единожды",
    2: "два две двух дважды",
    3: "три трех трижды третий третья третье третьего третьей третью третьем третьему третьи",
    4: "четыре четырех",
    5: "пять пяти",
    6: "шесть шести",
    7: "семь семи",
    8: "восемь восьми",
    9: "девять девяти",
    10: "десять десяти",
    **{number: f"{stem}ь {stem}и" for number, stem in enumerate(_TEENS.split(), start=11)},
    30: "тридцать тридцати тридцатый тридцатое тридцатого тридцатому",
    40: "сорок сорока",
    60: "шестьдесят шестидесяти",
    90: "девяносто",
}
_TIMES_ADVERBS = {"двукратно": 2, "трехкратно": 3, "дважды": 2, "трижды": 3, "однократно": 1, "единожды": 1}

# Real words one slip away from a word of the vocabulary.
_FRIENDS = (
    "карт карта карты карте карту картой парт парта парты парте парту фарт смарт арта марш марша маршу марше маршем "
    "марс марк марка марки марке марку марля мара мачта мачты манта мать матч маты маре мату мате морт недавно годные"
)
_FALSE_FRIENDS = frozenset(_FRIENDS.split())


def _forms() -> dict[str, Word]:
    forms: dict[str, Word] = {}
    for name, spellings in _NOUNS.items():
        forms.update({form: Word(name) for form in spellings.split()})
    for name, stems, endings in _DECLINED:
        forms.update({stem + ending.strip("_"): Word(name) for stem in stems.split() for ending in endings.split()})
    for weekday, spellings in enumerate(_WEEKDAYS):
        forms.update({form: Word("weekday", weekday) for form in spellings.split()})
    for number, stem in enumerate(_ORDINALS, start=1):
        if stem:
            forms.update({stem + ending: Word("ordinal", number) for ending in _ORDINAL_ENDINGS.split()})
    for number, spellings in _COUNTS.items():
        forms.update({form: Word("ordinal" if "тре" in form and form != "трех" else "count", number)
                      for form in spellings.split()})  # fmt: skip
    forms.update({form: Word("n_times", number) for form, number in _TIMES_ADVERBS.items()})
    for month, (stem, endings, short) in enumerate(_MONTH_STEMS, start=1):
        months = [stem + ending.replace("_", "") for ending in endings.split()] + short.split()
        forms.update({form: Word("month", month) for form in months})
    return forms


FORMS = _forms()
#: Words that stand for a deadline by themselves; a slip in any other word is too likely another word.
_CORRECTED_NAMES = (
    "month ordinal weekday quarter half term trimester decade week month_word half_part school begin middle finish "
    "last each by during continuous yearly monthly quarterly weekly daily period reporting next after inclusive"
)
_CORRECTED = frozenset(_CORRECTED_NAMES.split())


def _without_one(word: str) -> set[str]:
    return {word[:index] + word[index + 1 :] for index in range(len(word))}


@cache
def _slips() -> dict[str, set[str]]:
    """Made at the first word that is not in the vocabulary: it takes 1.5 MB."""
    slips: dict[str, set[str]] = {}
    for form, word in FORMS.items():
        if len(form) >= 4 and word.name in _CORRECTED:
            for key in _without_one(form) | {form}:
                slips.setdefault(key, set()).add(form)
    return slips


def one_slip(left: str, right: str) -> bool:
    """Whether one letter added, dropped, replaced or swapped with its neighbour makes `left` into `right`."""
    if abs(len(left) - len(right)) > 1:
        return False
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    rest, other = left[start:], right[start:]
    return (
        rest[1:] == other
        or rest == other[1:]
        or rest[1:] == other[1:]
        or (rest[1::-1] == other[:2] and rest[2:] == other[2:])
    )


def _near(word: str, form: str) -> bool:
    """Other short words than those of a month or an end are only trusted with a letter too many or two swapped."""
    if not one_slip(word, form):
        return False
    if len(form) >= 6 or FORMS[form].name in {"month", "month_word", "finish"}:
        return True
    swapped = len(word) == len(form) and sorted(word) == sorted(form)
    dropped = len(form) == 5 and len(word) == 4
    return word[0] == form[0] and (swapped or dropped or len(word) == len(form) + 1)


_SHORT_MONTHS = {form: word.number for form, word in FORMS.items() if word.name == "month" and 2 < len(form) < 5}


def short_months(word: str) -> set[int]:
    """The months that a mistyped word of two to four letters may be («мйа», «июь»); trust it only beside figures."""
    if not 2 <= len(word) <= 4:
        return set()
    return {month for form, month in _SHORT_MONTHS.items() if one_slip(word, form)}


@lru_cache(maxsize=4096)
def look_up(word: str) -> Word | None:
    """Return what a normalised word is, within one slip where that leaves no doubt; None for any other word."""
    known = FORMS.get(word)
    if known is not None or len(word) < 4 or len(word) > 20 or word in _FALSE_FRIENDS:
        return known
    keys = _without_one(word) | {word}
    near = {form for key in keys for form in _slips().get(key, ()) if _near(word, form)}
    meanings = {FORMS[form] for form in near}
    return meanings.pop() if len(meanings) == 1 else None
