"""What people say to the bot about themselves or about their own answers, and tell nothing for a
report: «я в отпуске до 7 декабря», «это не ко мне», «удалите последнее», «не тот пункт»,
«перезвоните мне».

Only whole messages are any of these: «Сотрудники в отпуске до 7 декабря, проверка перенесена» is an
answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from roadmap.answers.courtesies import tells, without_courtesies
from roadmap.answers.putting_off import tells_of_work
from roadmap.model.address import clean
from roadmap.reading.leave import LeaveSpan, read_leave


class Talk(StrEnum):
    """What is said."""

    REMOVE = "remove"  # the answer just written is to go
    ASTRAY = "astray"  # it went to the wrong item, and no word of the right one
    NOT_MINE = "not-mine"
    CALL = "call"
    AWAY = "away"  # on leave, ill, travelling


@dataclass(frozen=True, slots=True)
class Said:
    """What a message says. `numbers`: items as written; `many`: several answers are meant; of one
    who is away the `days`, where they were read, and the `deputy` as named.
    """

    talk: Talk
    numbers: tuple[str, ...] = ()
    many: bool = False
    days: LeaveSpan | None = None
    deputy: str = ""


_LONGEST = 200


def _any(*words: str) -> str:
    return "|".join(words)


def _whole(*words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_any(*words)})")


_NUMBER = r"\d{1,4}(?:\.[мкт]{0,2}\d{1,3})*"
#: Said around the rest, as compared: small letters, «е» for «ё», without signs.
_POLITE = _any(
    "ой", "ох", "упс", "извините", "извиняюсь", "простите", r"прошу\s+прощения", "пожалуйста",
    "плиз", "здравствуйте", r"добр(?:ый|ое)\s+(?:день|утро|вечер)", "спасибо", "коллеги",
    "уважаемые", "а", "и", "ну", "так", "да", "нет", "вообще", "вообще-то", "слушайте", "просто",
    "кажется", "похоже", "видимо", "я", "это", "но", "же", "вот", "хм", "блин",
    "стоп", "сорри",
)  # fmt: skip
_LED = re.compile(rf"(?:(?:{_POLITE})(?:\s+|$))+")
_TRAILED = re.compile(r"(?:\s+(?:пожалуйста|плиз|спасибо|извините|простите|заранее|большое))+$")
_REMOVES = _whole(
    r"удали(?:те|ть)?", r"сотри(?:те)?", "стереть", r"убери(?:те)?", "убрать", r"отзови(?:те)?",
    "отозвать", r"отмени(?:те|ть)?", "отмена", "отменяю", r"аннулиру(?:й|йте)",
    r"вычеркни(?:те)?", "вычеркнуть",
    r"выкини(?:те)?", r"забудь(?:те)?", r"не\s+(?:учитывай|засчитывай|записывай|считай)(?:те)?",
    "delete", "remove",
)  # fmt: skip
#: What is to be removed, and how people speak of it.
_REMOVED = _whole(
    r"последн\w+", r"предыдущ\w+", r"прошл\w+", r"ответ(?:а|ы)?", r"сообщени\w+", r"запис[ьи]\w*",
    r"строк[ауи]\w*", "текст", r"мо[йеюи]\w*", "его", "ее", "их", r"эт[оуи]т?", "то", "что",
    "я", r"(?:на|за)писал[аи]?", r"отправил[аи]?", r"прислал[аи]?", "выше", "из", r"отчета?",
    "лишнее", "лишний", r"ошибочн\w+", "ошибка", "ошиблась", "ошибся", r"по\s+ошибке", "случайно",
    r"случайн\w+", "там", "тут", "было", "надо", "нужно", "можно", "прошу", "хочу", "как", "мне",
    "пожалуйста", r"пункт[ауе]?", "п", "по", "в", "к", "только", "пока", "оно", r"не\s+нуж\w+",
    r"не\s+(?:туда|сюда|то|тот)", "вот", "фото", "файл", "а", "и", "ну", "все", "оба", "обе",
    "last", "it", "the", "answer", "this", "please", "my",
)  # fmt: skip
_MANY = frozenset({"все", "оба", "обе", "их"})
_ITEM = r"(?:пункт\w*|номер\w*|строк\w+|мероприят\w+|мест\w+|ответ\w*|адрес\w*|дел\w+|срок\w*)"
_WROTE = (
    r"(?:на|за|от)?(?:писал|правил|ветил|нажал|послал|выбрал|поставил|указал|пал|клал|адресовал)"
    r"[аио]?"
)
_ASTRAY = _whole(
    rf"(?:{_WROTE}\s+)?(?:ответ\s+)?(?:не\s+)(?:(?:по|к|ко|в|на|про|из)\s+)?(?:туда|сюда|тот|та|то|ту|тому|той|этот|эта|этому)"
    rf"(?:\s+{_ITEM})?(?:\s+{_WROTE})?",
    rf"(?:ошиб\w+|перепутал\w*|спутал\w*|промахнул\w+)(?:\s+(?:с|в))?\s+{_ITEM}(?:\s+{_ITEM})?",
    rf"{_ITEM}\s+(?:ошиб\w+|перепутал\w*|спутал\w*|не\s+(?:тот|та|то)|неверн\w+|другой)",
    rf"(?:{_WROTE}\s+)?(?:по|к|ко|в|для|про|из)\s+друг(?:ому|ой|ого|ом)(?:\s+{_ITEM})?",
    rf"друго(?:й|е|го)\s+{_ITEM}",
    rf"(?:не\s*правильно|неверно|не\s+так)\s+{_WROTE}",
    rf"(?:ошиб\w+\s+)?не\s+(?:(?:к|в|по)\s+)?(?:(?:{_ITEM}|п)\s+)?{_NUMBER}",
    r"wrong\s+item",
)  # fmt: skip
_CALL_VERB = (
    r"(?:пере|по|со)?звони(?:те|ть|м|мся|ться)?|набери(?:те)?|набрать|свяжи(?:сь|тесь)|связаться"
    r"|call"
)
_CALL_FIRST = re.compile(
    r"(?:(?:прошу|просьба|можете|можешь|сможете|срочно|лучше|тогда|вы|мне|нам|бы|могли)\s+)*"
    r"(?:(?:пере|по)?звони(?:те)?|(?:пере|по)звонить|набери(?:те)?|свяжи(?:сь|тесь)|call)(?!\w)"
)
_CALLS = re.compile(rf"(?:{_CALL_VERB}|жду\s+звонка|звонка|позвоню)(?!\w)")
_BESIDE_A_CALL = _whole(
    "мне", "нам", "меня", "со", "с", "мной", "нами", "вам", "вами", "вас", "пожалуйста", "прошу",
    r"мож(?:но|ете|ешь)", "могли", "бы", r"нужно", "надо", "срочно", "сегодня", "завтра", "потом",
    "позже", "по", "телефону", "на", "номер", "тел", "телефон", "мой", "городской", "сотовый",
    "мобильный", "рабочий", "когда", r"сможете", "будет", "удобно", "время", "утром", "вечером",
    "днем", "после", "до", "обеда", "в", "часов", "час", "хочу", r"хотел[аи]?", "как",
    "освободитесь", "обсудить", "поговорить", "вопрос", "вопросы", "есть", "у", "я", "жду",
    "давайте", "лучше", "пожалуйста", "координатор", "координатору", "кто-нибудь", r"пункт\w*",
    "п", "этому", "и", "а", "me", "back", r"[\d+]\S*",
)  # fmt: skip
_SUBJECT = (
    rf"(?:(?:этот|данный|тот|мой)\s+)?(?:{_ITEM}|вопрос|тема|задача|он|она|оно|это|п)(?:\s+{_NUMBER})?"
    rf"|{_NUMBER}"
)
_OF_IT = (
    rf"(?:за|по)\s+(?:это|этот|этому|него|него|данный|данному|эту|ту)?\s*(?:{_ITEM}|п)?\s*(?:{_NUMBER})?"
    r"|(?:этим|им|таким|этими|данным)(?:\s+(?:вопросом|пунктом|направлением|делом|вопросами))?"
    rf"|(?:пунктом|п)\s+{_NUMBER}"
)
_NOT = r"(?:(?:уже|больше|вообще|никак|совсем|лично|тут|здесь|точно)\s+)*"
_NOT_MINE = _whole(
    rf"(?:(?:{_SUBJECT})\s+)?{_NOT}(?:меня|нас)\s+(?:это\s+)?{_NOT}не\s+касается",
    rf"(?:(?:{_SUBJECT})\s+)?{_NOT}не\s+касается\s+(?:меня|нас|моей\s+работы|моего\s+отдела|нашей\s+школы)",
    rf"(?:(?:{_SUBJECT})\s+)?{_NOT}не\s+к(?:о)?\s+(?:мне|нам)(?:\s+(?:это|вопрос|{_ITEM}))?",
    rf"(?:(?:{_SUBJECT})\s+)?{_NOT}не\s+(?:мо[йея]|мое|моя|наш[ае]?)(?:\s+(?:{_ITEM}|вопрос|тема|задача|зона(?:\s+ответственности)?|ответственность|обязанность|участок|направление|компетенция|работа|школа))?",
    rf"(?:(?:{_SUBJECT})\s+)?{_NOT}не\s+(?:в\s+)?(?:моей|нашей)\s+(?:зоне|компетенции|части|сфере)(?:\s+ответственности)?",
    rf"(?:(?:{_OF_IT})\s+)?{_NOT}не\s+(?:отвечаю|отвечаем|занимаюсь|занимаемся|веду|ведем|исполняю|курирую)(?:\s+(?:{_OF_IT}))?",
    rf"(?:(?:{_OF_IT})\s+)?(?:отвечаю|занимаюсь)\s+{_NOT}не\s+я",
    rf"(?:(?:{_SUBJECT})\s+)?{_NOT}не\s+по\s+адресу",
    rf"{_NOT}не\s+имею\s+(?:к\s+этому\s+)?(?:никакого\s+)?отношения(?:\s+к\s+этому)?",
    rf"(?:{_OF_IT}\s+)?не\s+(?:я|мы|мне|нам|меня|нас)(?:\s+(?:вопрос|{_ITEM}|надо|нужно|спрашивать))?",
    rf"не\s+я\s+(?:{_OF_IT}|это)\s+(?:занимаюсь|веду|делаю|отвечаю)|(?:это\s+)?не\s+я\s+(?:делаю|веду|занимаюсь|отвечаю)",
    r"вы\s+ошиблись(?:\s+(?:адресом|номером|человеком|адресатом))?|не\s+по\s+этому\s+вопросу",
    rf"(?:тут|здесь)?\s*{_NOT}ни\s+при\s+чем",
    rf"{_NOT}(?:здесь|тут|там|в\s+школе|в\s+отделе)?\s*{_NOT}не\s+работаю(?:\s+(?:здесь|тут|там|в\s+школе|в\s+отделе))?",
    rf"{_NOT}(?:уволил\w+|увольняюсь|перевел[аи]сь\s+в\s+друг\w+\s+\w+)",
    r"not\s+(?:mine|my\s+item)",
)  # fmt: skip
#: Who it is instead; what stands behind is a name or a post.
_DOES_IT = (
    rf"(?:(?:{_OF_IT})\s+)?(?:у\s+нас\s+)?(?:теперь\s+)?"
    r"(?:занимается|занимаются|отвечает|отвечают|ведет|ведут|курирует|исполняет|делает"
    rf"|ответственн\w+)(?:\s+(?:{_OF_IT}))?"
)
_INSTEAD = re.compile(
    rf"(?:(?:его|ее|их)\s+)?(?:{_DOES_IT}|(?:вопрос|вопросы|все\s+вопросы|обратитесь|обращайтесь|пишите|напишите|спросите|спрашивайте"
    rf"|переадресуйте|передайте|перешлите|направьте|назначьте|переназначьте|надо|нужно|лучше|тогда)?\s*"
    rf"(?:к|ко|у)?)(?:\s+[а-я.-]+){{1,4}}"
)
#: «это Сидорова», «это к Петровой», «Сидорова этим занимается», beside «не ко мне».
_SOMEBODY = re.compile(
    r"(?:(?i:а|но|это|скорее|вроде|наверное|теперь|тогда)\s+)*"
    r"(?:(?i:это)\s+(?:(?i:к|ко|у|для)\s+)?[\w-]+(?:\s+[\w.-]+){0,2}"
    r"|(?:(?i:к|ко)\s+)[\w-]+(?:\s+[\w.-]+){0,2}|[А-ЯЁ][а-яё]+(?:\s+[А-ЯЁ][\w.]*){0,2}(?:\s+[А-ЯЁ]\.)?)"
)
_DOES_THIS = re.compile(rf"[а-я-]+(?:\s+[а-я.]+){{0,2}}\s+{_DOES_IT}")
#: «Этим занимается Сидорова», «обратитесь к Сидоровой» alone: with a name, in capitals.
_NAMED = re.compile(
    r"(?i:это|этим|за\s+это)\s+(?i:(?:должна?|у\s+нас|теперь)\s+)*[А-ЯЁ][а-яё]+\s+(?i:вед[её]т|занимается|отвечает|делает|делать|заниматься|пункт|вопрос)"
    r"|[А-ЯЁ][а-яё]+\s+(?i:(?:у\s+нас|теперь)\s+)?(?i:этим\s+занимается|это\s+вед[её]т|за\s+это\s+отвечает|это\s+делает)"
    r"|(?i:это)\s+(?i:вед[её]т|делает|пункт|вопрос(?:\s+к)?)\s+[А-ЯЁ][а-яё]+|(?i:передайте|перешлите|переадресуйте)\s+(?i:это\s+)?[А-ЯЁ][а-яё]+(?:ой|у|ому|е)|"
    r"(?:(?i:этим|за\s+это|за\s+него|им)\s+(?i:у\s+нас\s+)?(?i:занимается|отвечает|ведет|ведёт)"
    r"|(?i:это|вопрос|обратитесь|обращайтесь|пишите|спросите|спрашивайте|переадресуйте)\s+(?i:к|ко|у))"
    r"\s+(?:[А-ЯЁ][а-яё]+|[А-ЯЁ]\.)(?:\s*[А-ЯЁ][а-яё.]+)*"
)
_AWAY_WORD = (
    r"(?:отпуск\w*|больничн\w+|командировк\w+|отгул\w*|декрет\w*|сесси[яию]|учебн\w+\s+отпуск\w*)"
)
_AWAY = re.compile(
    rf"(?:(?:я|мы|у\s+меня|сейчас|пока|уже|еще|сегодня|завтра|буду|будем|нахожусь|ухожу|уйду|ушл[аи]|ушел|иду|уезжаю|уехал[аи]?"
    rf"|взял[аи]?|вышл[аи]|вышел|оформил[аи]?|беру|на|в|во|очередн\w+|ежегодн\w+|служебн\w+|с\s+понедельника)\s+)*{_AWAY_WORD}"
    rf"|(?:(?:я|сейчас|пока)\s+)*(?:бол(?:ею|ен|ьна)|заболел[аи]?|приболел[аи]?)"
    rf"|меня\s+(?:\w+\s+)?не\s+будет(?:\s+\w+)?"
)  # fmt: skip
#: Who speaks of themselves, whatever follows.
_OWN_AWAY = re.compile(
    rf"(?:я|меня)\s+(?:[а-я]+\s+){{0,3}}(?:{_AWAY_WORD}|болею|больна|болен|не\s+будет)(?!\w)"
)
_IS_AWAY = re.compile(
    rf"(?<!\w){_AWAY_WORD}|(?<!\w)меня\s+(?:\w+\s+)?не\s+будет|болею|боле[нл]", re.IGNORECASE
)
_DEPUTY = re.compile(
    r"(?:(?:меня|за\s+меня|вместо\s+меня|мой\s+заместитель|и\.?\s*о\.?)?\s*"
    r"(?:замещает|заменяет|остается|остаётся|будет|отвечает)?\s*(?:за\s+меня|вместо\s+меня|меня)?)\s*[-–—:]?\s*"
    r"(?P<name>[А-ЯЁ][а-яё]+(?:\s+[А-ЯЁ][а-яё.]+|\s+(?:[А-ЯЁ]\.\s?){1,2})*)\.?"
)
#: What somebody who is away says beside.
_LATER = re.compile(
    r"(?:поэтому|так\s+что|вернусь|выйду|отвечу|сделаю|сдам|пришлю|напишу|потом|после|не\s+смогу|не\s+могу|прошу"
    r"|пишите|обращайтесь|звоните|буду|извините|простите|спасибо)(?!\w)"
)


def read_talk(text: str, today: date) -> Said | None:
    """What `text`, written on `today`, says to the bot about its author or their answers; None
    where it may be an answer.
    """
    tidy = clean(text).strip()
    if not tidy or len(tidy) > _LONGEST or "?" in tidy:
        return None
    bare = without_courtesies(tidy)
    plain = _plain(bare)
    core = _TRAILED.sub("", _LED.sub("", plain, count=1) if _LED.match(plain) else plain)
    if (removed := _removed(plain)) is not None:
        return removed
    if core and _ASTRAY.fullmatch(core):
        return Said(Talk.ASTRAY)
    if (away := _away(bare, plain, today)) is not None:
        return away
    if _is_not_mine(bare):
        return Said(Talk.NOT_MINE, tuple(re.findall(rf"(?<!\w){_NUMBER}(?!\w)", plain)))
    return Said(Talk.CALL) if _asks_to_be_called(core) else None


def speaks_of_absence(text: str) -> bool:
    """Whether leave, illness or travel is named at all."""
    return _IS_AWAY.search(text) is not None


def _plain(text: str) -> str:
    words = re.sub(r"(?<!\d)\.|\.(?!\w)|[^\w\s.+-]", " ", text.casefold().replace("ё", "е"))
    return " ".join(words.split())


def _removed(plain: str) -> Said | None:
    """Whether there is an order to remove, and nothing but what it may be about."""
    left, removes = plain, 0
    while left:
        if found := re.match(rf"(?:{_REMOVES.pattern})(?!\w)\s*", left):
            removes += 1
        elif not (found := re.match(rf"(?:{_REMOVED.pattern}|{_POLITE}|{_NUMBER})(?!\w)\s*", left)):
            return None
        left = left[found.end() :]
    if not removes:
        return None
    numbers = tuple(re.findall(rf"(?<!\w){_NUMBER}(?!\w)", plain))
    return Said(Talk.REMOVE, numbers, many=bool(_MANY.intersection(plain.split())))


def _away(bare: str, plain: str, today: date) -> Said | None:
    """«я в отпуске до 7 декабря, замещает Петрова»: of others it is an answer."""
    if not _IS_AWAY.search(bare):
        return None
    head, comma, tail = bare.partition(",")
    for words, behind in ((bare, ""), (head, tail)):
        days = _days(words, today)
        if days is None and not _AWAY.fullmatch(_plain(_led_off(words))):
            continue
        behind = behind.strip()
        named = _DEPUTY.fullmatch(behind)
        if named is not None:
            return Said(Talk.AWAY, days=days, deputy=named["name"])
        if not behind.strip(".") or _LATER.match(behind.casefold().replace("ё", "е")):
            return Said(Talk.AWAY, days=days)
    if comma and tells_of_work(tail):
        return None
    own = _OWN_AWAY.match(re.sub(rf"^(?:(?!я\s)(?:{_POLITE})\s+)+", "", plain))
    if own is None or tells_of_work(bare):
        return None
    return Said(Talk.AWAY, days=_days(head, today))


def _days(words: str, today: date) -> LeaveSpan | None:
    """The days of «в отпуске до 7 декабря», «уехала в командировку до пятницы»."""
    said = _plain(_led_off(words))
    lead = _AWAY.match(said)
    return read_leave(said, today) or (read_leave(said[lead.end() :], today) if lead else None)


def _led_off(words: str) -> str:
    return re.sub(
        r"^(?:извините|простите|ой|коллеги|а|и|ну|но)[\s,!]+", "", words.strip(), flags=re.I
    )


def _is_not_mine(bare: str) -> bool:
    """«меня это не касается, этим занимается Сидорова»: every clause says so."""
    if _NAMED.fullmatch(bare.rstrip(" .!")):
        return True
    says, others = False, True
    for clause in _CLAUSES.split(bare):
        core = _core(clause)
        if not core:
            continue
        if _NOT_MINE.fullmatch(core):
            says = True
        elif not (_INSTEAD.fullmatch(core) or _DOES_THIS.fullmatch(core) or _is_somebody(clause)):
            others = False
    return says and others


_CLAUSES = re.compile(
    r"[,;!–—\n]|(?<!\s[А-ЯЁ])(?<!\.[А-ЯЁ])\.(?!\d)|\s-\s|\s(?i:а|потому\s+что|так\s+как)\s"
    r"|\s+(?=это\s+(?!не\s|же\s+не\s))"
)


def _is_somebody(clause: str) -> bool:
    bare = clause.strip(" .")
    return _SOMEBODY.fullmatch(bare) is not None and not tells(bare)


def _core(clause: str) -> str:
    """The clause as compared, without «извините», «я» before it."""
    whole = _TRAILED.sub("", _plain(clause))
    lead = _LED.match(whole)
    return whole[lead.end() :] if lead else whole


def _asks_to_be_called(core: str) -> bool:
    if _CALL_FIRST.match(core):
        return not tells_of_work(core)
    left, calls = core, False
    while left:
        if found := re.match(rf"{_CALLS.pattern}\s*", left):
            calls = True
        elif not (found := re.match(rf"(?:{_BESIDE_A_CALL.pattern})(?!\w)\s*", left)):
            return False
        left = left[found.end() :]
    return calls
