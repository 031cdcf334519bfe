"""The one table of rules: how each kind of phrase is read, and examples of it.

The first rule that reads a phrase decides, so the surest stand first. A new kind of phrase is one
rule with its examples, put before the rules that would read it otherwise: a function that takes a
`Reading` and returns the deadline, or None where the phrase is of another kind. A test reads every
example and fails by the rule's name.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from roadmap.deadlines import dated, lengths, repeated, slipped, undated
from roadmap.deadlines.names import Name
from roadmap.deadlines.reading import Reading
from roadmap.model import Deadline, Kind, Period


class Example(NamedTuple):
    """A phrase and its reading within 2020, or within the school year 2019/2020, or within the
    first `quarter` of 2020.

    `days` are the first and the last day with «…» between them, «…» and the last alone where the
    first is not known, one day where they are the same; members and occurrences one after the
    other.
    """

    phrase: str
    kind: Kind
    days: str
    sure: bool = True
    school: bool = False
    quarter: bool = False


class Rule(NamedTuple):
    """One kind of phrase: the rule's name (which `vekha deadline --why` tells), how it is read,
    examples.
    """

    name: str
    read: Callable[[Reading], Deadline | None]
    examples: tuple[Example, ...]


#: The name that is told where no rule reads a phrase.
NO_RULE = "none"


RULES = (
    Rule(
        "in-time-for-something",
        undated.in_time_for_something,
        (
            Example(
                "в срок, позволяющий утвердить бюджет до начала года", Kind.EVENT, "", sure=False
            ),
            Example("в сроки, обеспечивающие начало работ с 1 июня", Kind.EVENT, "", sure=False),
        ),
    ),
    Rule(
        "counted-from-something",
        lengths.counted_from_something,
        (
            Example("в течение 10 дней со дня подписания", Kind.RELATIVE, "", sure=False),
            Example("за месяц до начала выборов", Kind.RELATIVE, "", sure=False),
            Example("через неделю после каникул", Kind.RELATIVE, "", sure=False),
            Example(
                "в течение 15 дней после утверждения, но не позднее 15 сентября",
                Kind.RELATIVE,
                "…2020-09-15",
            ),
            Example(
                "не позднее чем за 20 дней до дня голосования (не позднее 17 августа 2020 года)",
                Kind.RELATIVE,
                "…2020-08-17",
            ),
            Example("за 3 дня до выборов, то есть 5 сентября", Kind.RELATIVE, "…2020-09-05"),
            Example(
                "за 3 дня до выборов, т. е. не ранее 5 сентября", Kind.RELATIVE, "", sure=False
            ),
            Example("за 3 дня до выборов (5 сентября)", Kind.RELATIVE, "", sure=False),
            Example(
                "за 9 дней до выборов (не ранее 20 и не позднее 30 августа)",
                Kind.RELATIVE,
                "…2020-08-30",
            ),
            Example("до 20 мая, за 5 дней до открытия", Kind.RELATIVE, "…2020-05-20"),
            Example(
                "в течение месяца после сдачи – не позднее октября", Kind.RELATIVE, "…2020-10-31"
            ),
        ),
    ),
    Rule(
        "first-then-again",
        repeated.first_then_again,
        (
            Example(
                "до 1 июня, далее – один раз в квартал",
                Kind.RECURRING,
                "…2020-06-01 …2020-09-30 …2020-12-31",
            ),
            Example(
                "ноябрь, далее ежемесячно", Kind.RECURRING, "2020-11-01…2020-11-30 …2020-12-31"
            ),
        ),
    ),
    Rule(
        "each-year-from-a-day-on",
        repeated.each_year_from_a_day_on,
        (
            Example("ежегодно, начиная с 2021 года", Kind.RECURRING, "2021-01-01…"),
            Example("с 1 января 2021 года ежегодно", Kind.RECURRING, "2021-01-01…"),
        ),
    ),
    Rule(
        "in-the-year-after-the-reported",
        repeated.in_the_year_after_the_reported,
        (
            Example(
                "ежегодно, до 1 февраля года, следующего за отчётным",
                Kind.RECURRING,
                "…2020-02-01 …2021-02-01",
            ),
            Example(
                "до 25 апреля года, следующего за отчётным",
                Kind.RECURRING,
                "…2020-04-25",
                school=True,
            ),
        ),
    ),
    Rule(
        "on-the-days-of-each-year",
        repeated.on_the_days_of_each_year,
        (
            Example(
                "2020–2022 годы, ежегодно до 1 марта",
                Kind.RECURRING,
                "…2020-03-01 …2021-03-01 …2022-03-01",
            ),
            Example("май, ежегодно с 2023 года", Kind.RECURRING, "2023-05-01…"),
        ),
    ),
    Rule(
        "each-time-and-for-the-year",
        repeated.each_time_and_for_the_year,
        (
            Example(
                "ежеквартально, до 15 числа месяца, следующего за отчётным; годовой – до 20 января",
                Kind.RECURRING,
                "…2020-01-15 …2020-04-15 …2020-07-15 …2020-10-15 …2021-01-20",
                sure=False,
            ),
        ),
    ),
    Rule(
        "on-the-days-named",
        repeated.on_the_days_named,
        (
            Example("ежегодно, до 1 марта", Kind.RECURRING, "…2020-03-01"),
            Example(
                "2 раза в год (апрель, октябрь)",
                Kind.RECURRING,
                "2020-04-01…2020-04-30 2020-10-01…2020-10-31",
            ),
            Example("каждую неделю до 15 сентября", Kind.RECURRING, "…2019-09-15", school=True),
        ),
    ),
    Rule(
        "yearly-on-no-day",
        repeated.yearly_on_no_day,
        (
            Example("ежегодно", Kind.RECURRING, ""),
            Example("в каждом учебном году", Kind.RECURRING, "", school=True),
        ),
    ),
    Rule(
        "each-half-year",
        repeated.each_half_year,
        (
            Example("раз в полугодие", Kind.RECURRING, "…2020-06-30 …2020-12-31"),
            Example(
                "раз в полугодие, до 15 числа месяца, следующего за отчётным полугодием",
                Kind.RECURRING,
                "…2020-01-15 …2020-07-15 …2021-01-15",
            ),
            Example(
                "каждое полугодие до 25 числа последнего месяца",
                Kind.RECURRING,
                "…2020-06-25 …2020-12-25",
            ),
            Example("последний день полугодия", Kind.RECURRING, "…2020-06-30 …2020-12-31"),
            Example("по полугодиям", Kind.RECURRING, "…2019-12-31 …2020-05-31", school=True),
        ),
    ),
    Rule(
        "each-trimester",
        repeated.each(Name.TRIMESTER),
        (
            Example(
                "по триместрам", Kind.RECURRING, "…2019-11-30 …2020-02-29 …2020-05-31", school=True
            ),
            Example(
                "1 раз в триместр",
                Kind.RECURRING,
                "…2019-11-30 …2020-02-29 …2020-05-31",
                school=True,
            ),
            Example("по триместрам", Kind.RECURRING, "…2020-02-29 …2020-05-31 …2020-11-30"),
        ),
    ),
    Rule(
        "in-the-month-after-the-quarter",
        repeated.in_the_month_after_the_quarter,
        (
            Example(
                "в третьей декаде месяца, следующего за отчётным кварталом",
                Kind.RECURRING,
                "…2020-01-31 …2020-04-30 …2020-07-31 …2020-10-31 …2021-01-31",
            ),
            Example(
                "в первой декаде месяца, следующего за отчётным кварталом",
                Kind.RECURRING,
                "…2019-10-10 …2020-01-10 …2020-04-10 …2020-07-10",
                school=True,
            ),
        ),
    ),
    Rule(
        "each-quarter",
        repeated.each(Name.QUARTER),
        (
            Example(
                "ежеквартально", Kind.RECURRING, "…2020-03-31 …2020-06-30 …2020-09-30 …2020-12-31"
            ),
            Example(
                "до 10 числа месяца, следующего за отчётным кварталом",
                Kind.RECURRING,
                "…2020-01-10 …2020-04-10 …2020-07-10 …2020-10-10 …2021-01-10",
            ),
            Example(
                "ежеквартально, кроме I и III кварталов",
                Kind.RECURRING,
                "…2020-06-30 …2020-12-31",
            ),
            Example(
                "до 20 числа последнего месяца квартала",
                Kind.RECURRING,
                "…2020-03-20 …2020-06-20 …2020-09-20 …2020-12-20",
            ),
        ),
    ),
    Rule(
        "each-school-term",
        repeated.each(Name.TERM),
        (
            Example(
                "по четвертям",
                Kind.RECURRING,
                "…2019-10-26 …2019-12-28 …2020-03-21 …2020-05-30",
                school=True,
            ),
        ),
    ),
    Rule(
        "each-month",
        repeated.each(Name.MONTH),
        (
            Example(
                "до 10 числа месяца, следующего за отчётным, с сентября по декабрь",
                Kind.RECURRING,
                "…2020-09-10 …2020-10-10 …2020-11-10 …2020-12-10",
            ),
            Example(
                "ежемесячно в IV квартале", Kind.RECURRING, "…2020-10-31 …2020-11-30 …2020-12-31"
            ),
            Example(
                "ежемесячно (кроме июля, августа) во II полугодии",
                Kind.RECURRING,
                "…2020-09-30 …2020-10-31 …2020-11-30 …2020-12-31",
            ),
            Example(
                "ежемесячно, за исключением летних месяцев и января, до 10 числа",
                Kind.RECURRING,
                "…2019-09-10 …2019-10-10 …2019-11-10 …2019-12-10 "
                "…2020-02-10 …2020-03-10 …2020-04-10 …2020-05-10",
                school=True,
            ),
            *(
                Example(phrase, Kind.RECURRING, "…2020-01-10 …2020-03-10", quarter=True)
                for phrase in (
                    "ежемесячно, кроме февраля, 10 числа",
                    "ежемесячно кроме февраля до 10 числа",
                    "кроме февраля и августа ежемесячно 10 числа",
                    "ежемесячно, кроме февраля: 10 числа",
                    "отчёт (ежемесячно, кроме февраля) до 10 числа",
                    "ежемесячно, кроме летних месяцев (июнь, февраль), до 10 числа",
                    "до 10 числа, за исключением времени с 1 февраля до 5 марта, ежемесячно",
                )
            ),
            Example(
                "ежемесячно, кроме марта, до 5 числа следующего месяца",
                Kind.RECURRING,
                "…2020-01-05 …2020-02-05 …2020-04-05",
                sure=False,
                quarter=True,
            ),
            Example(
                "ежемесячно, кроме месяцев сдачи отчётности",
                Kind.RECURRING,
                "…2020-01-31 …2020-02-29 …2020-03-31",
                sure=False,
                quarter=True,
            ),
            Example(
                "ежемесячно, кроме февраля 2020 года",
                Kind.RECURRING,
                "…2020-01-31 …2020-03-31",
                quarter=True,
            ),
            Example(
                "до 10 числа месяца, следующего за отчётным, кроме января",
                Kind.RECURRING,
                "…2020-02-10 …2020-03-10 …2020-04-10",
                sure=False,
                quarter=True,
            ),
            Example(
                "второй вторник месяца, с октября по декабрь",
                Kind.RECURRING,
                "…2020-10-13 …2020-11-10 …2020-12-08",
            ),
        ),
    ),
    Rule(
        "each-week",
        repeated.each(Name.WEEK),
        (
            Example(
                "1 раз(а) в неделю, с 1 по 20 ноября",
                Kind.RECURRING,
                "…2020-11-06 …2020-11-13 …2020-11-20",
            ),
            Example(
                "по пятницам, в ноябре",
                Kind.RECURRING,
                "…2020-11-06 …2020-11-13 …2020-11-20 …2020-11-27",
            ),
            Example(
                "каждую пятницу с 1 по 20 ноября",
                Kind.RECURRING,
                "…2020-11-06 …2020-11-13 …2020-11-20",
            ),
            Example(
                "каждую среду с 1 по 30 ноября, кроме праздничных дней",
                Kind.RECURRING,
                "…2020-11-11 …2020-11-18 …2020-11-25",
            ),
            Example(
                "каждую среду с 1 по 20 ноября, кроме 11 ноября",
                Kind.RECURRING,
                "…2020-11-04 …2020-11-18",
            ),
            Example(
                "каждую среду с 1 по 20 ноября, кроме 11 ноября, кроме праздничных",
                Kind.RECURRING,
                "…2020-11-18",
            ),
            Example(
                "каждую среду с 1 по 20 ноября, кроме праздничных, кроме каникул",
                Kind.RECURRING,
                "…2020-11-11 …2020-11-18",
                sure=False,
            ),
            Example(
                "каждую среду с 1 по 20 ноября, кроме каникул",
                Kind.RECURRING,
                "…2020-11-04 …2020-11-11 …2020-11-18",
                sure=False,
            ),
            Example(
                "с 1 по 20 ноября еженедельно",
                Kind.RECURRING,
                "…2020-11-06 …2020-11-13 …2020-11-20",
            ),
        ),
    ),
    Rule(
        "so-often",
        repeated.so_often,
        (
            Example("ежедневно", Kind.RECURRING, "2020-01-01…2020-12-31"),
            Example("2 раза в год", Kind.RECURRING, "2020-01-01…2020-12-31"),
            Example("не реже 3 раз в месяц", Kind.RECURRING, "2020-01-01…2020-12-31"),
        ),
    ),
    Rule(
        "next-year",
        undated.next_year,
        (
            Example("в следующем году", Kind.YEAR, "2021-01-01…2021-12-31"),
            Example("в следующем учебном году", Kind.YEAR, "2020-09-01…2021-08-31", school=True),
            Example(
                "в следующем году", Kind.YEAR, "2020-01-01…2020-12-31", sure=False, school=True
            ),
        ),
    ),
    Rule(
        "a-length-of-time",
        lengths.length_of_time,
        (
            Example("5 лет", Kind.RELATIVE, ""),
            Example("в течение 3 дней", Kind.RELATIVE, "", sure=False),
            Example("не позднее чем через 5 дней", Kind.RELATIVE, "", sure=False),
        ),
    ),
    Rule(
        "all-the-time",
        undated.all_the_time,
        (
            Example("постоянно", Kind.CONTINUOUS, "2020-01-01…2020-12-31"),
            Example("по мере необходимости", Kind.CONTINUOUS, "2020-01-01…2020-12-31"),
            Example("с марта 2020 года, далее постоянно", Kind.CONTINUOUS, "2020-03-01…2020-12-31"),
            Example("с 01.01.2021 постоянно", Kind.CONTINUOUS, "2020-01-01…2020-12-31"),
        ),
    ),
    Rule(
        "year-out-of-reach",
        slipped.year_out_of_reach,
        (
            Example("15.06.2920", Kind.DATE, "", sure=False),
            Example("до 31.12.2051", Kind.BY_DATE, "", sure=False),
            Example("до 31.12.1989", Kind.BY_DATE, "", sure=False),
            Example("до 1 марта 220 года", Kind.BY_DATE, "", sure=False),
            Example("в 2920 году", Kind.UNKNOWN, "", sure=False),
        ),
    ),
    Rule(
        "day-on-another-weekday",
        slipped.day_on_another_weekday,
        (
            Example("22 августа (среда)", Kind.DATE, "2020-08-22", sure=False),
            Example("до 22.08 (ср.)", Kind.BY_DATE, "…2020-08-22", sure=False),
            Example("3–7 августа (вт–сб)", Kind.DATE_RANGE, "2020-08-03…2020-08-07", sure=False),
            Example("3 и 4 августа (понедельник)", Kind.DATE, "2020-08-03 2020-08-04", sure=False),
            Example("1–2 августа (вс, пн)", Kind.DATE_RANGE, "2020-08-01…2020-08-02", sure=False),
            Example("четверг, 12 и 13 августа", Kind.DATE, "2020-08-12 2020-08-13", sure=False),
            Example(
                "с 3 августа (вторник) по 17 августа",
                Kind.DATE_RANGE,
                "2020-08-03…2020-08-17",
                sure=False,
            ),
            Example(
                "с 3 по 9 августа (среда)", Kind.DATE_RANGE, "2020-08-03…2020-08-09", sure=False
            ),
        ),
    ),
    Rule(
        "once-in-each-year",
        dated.once_in_each_year,
        (
            Example(
                "март 2019–2021 гг.",
                Kind.RECURRING,
                "2019-03-01…2019-03-31 2020-03-01…2020-03-31 2021-03-01…2021-03-31",
            ),
            Example("до 1 марта 2020, 2021 гг.", Kind.RECURRING, "…2020-03-01 …2021-03-01"),
        ),
    ),
    Rule(
        "year-of-two-figures",
        dated.year_of_two_figures,
        (
            Example("26.09.14г", Kind.DATE, "2014-09-26", sure=False),
            Example("до 26.09.14", Kind.BY_DATE, "…2014-09-26", sure=False),
        ),
    ),
    Rule(
        "on-the-results-of-the-year",
        dated.on_the_results_of_the_year,
        (Example("по итогам года, до 20 января", Kind.BY_DATE, "…2021-01-20", sure=False),),
    ),
    Rule(
        "range-with-a-slip",
        dated.range_with_a_slip,
        (
            Example("07.12-19.20.", Kind.DATE, "2020-12-07", sure=False),
            Example("07.12-19.13", Kind.DATE, "2020-12-07", sure=False),
            Example("15.05-20", Kind.DATE, "2020-05-15", sure=False),
        ),
    ),
    Rule(
        "by-a-day",
        dated.by_a_day,
        (
            Example("до 15 марта", Kind.BY_DATE, "…2020-03-15"),
            Example("до 31.12.2050", Kind.BY_DATE, "…2050-12-31"),
            Example("до 31.12.1990", Kind.BY_DATE, "…1990-12-31"),
            Example("до 9 часов утра 15 марта", Kind.BY_DATE, "…2020-03-15"),
            Example("до 18 часов 15 марта", Kind.BY_DATE, "…2020-03-15"),
            Example("к 10.00 (мск) 15.03.2020", Kind.BY_DATE, "…2020-03-15"),
            Example("до 1 мая (продлён до 1 июля)", Kind.BY_DATE, "…2020-07-01"),
            Example("до 15 марта (исполнено 10.03.2020)", Kind.BY_DATE, "…2020-03-15"),
            Example(
                "не позднее 23 ноября, а в исключительных случаях – 1 декабря",
                Kind.BY_DATE,
                "…2020-11-23",
            ),
            Example("к ноябрю", Kind.BY_DATE, "…2020-10-31"),
            Example("не позднее ноября", Kind.BY_DATE, "…2020-11-30"),
            Example("до конца ноября", Kind.BY_DATE, "…2020-11-30"),
            Example("до конца учебного года", Kind.BY_DATE, "…2020-05-31", sure=False, school=True),
        ),
    ),
    Rule(
        "no-such-day",
        dated.no_such_day,
        (Example("с 15.03.2020 по 10.03.2020", Kind.UNKNOWN, "", sure=False),),
    ),
    Rule(
        "one-of-two-places",
        dated.one_of_two_places,
        (Example("август", Kind.MONTH, "", sure=False, school=True),),
    ),
    Rule(
        "from-a-day-on",
        dated.from_a_day_on,
        (
            Example("начиная с 2020 года", Kind.YEAR_RANGE, "2020-01-01…", sure=False),
            Example("после 20 декабря", Kind.DATE_RANGE, "2020-12-20…", sure=False),
        ),
    ),
    Rule(
        "during-the-school-year",
        dated.during_the_school_year,
        (
            Example(
                "в течение 2019–2020 учебного года",
                Kind.WHOLE_PERIOD,
                "2019-09-01…2020-08-31",
                school=True,
            ),
        ),
    ),
    Rule(
        "set-by-the-school",
        dated.set_by_the_school,
        (
            Example("III четверть", Kind.EVENT, "2020-01-09…2020-03-21", sure=False, school=True),
            Example("1 триместр", Kind.EVENT, "2019-09-02…2019-11-30", sure=False, school=True),
            Example(
                "начало учебного года",
                Kind.RELATIVE,
                "2019-09-01…2019-09-30",
                sure=False,
                school=True,
            ),
        ),
    ),
    Rule(
        "part-of-a-time",
        dated.part_of_a_time,
        (
            Example("первая декада марта", Kind.RELATIVE, "2020-03-01…2020-03-10"),
            Example("вторая суббота февраля", Kind.RELATIVE, "2020-02-08"),
            Example("вторая половина ноября", Kind.RELATIVE, "2020-11-16…2020-11-30"),
            Example("конец II квартала", Kind.RELATIVE, "2020-06-01…2020-06-30"),
            Example("в последний рабочий день года", Kind.RELATIVE, "2020-12-31"),
            Example("последний рабочий день I квартала", Kind.RELATIVE, "2020-03-31"),
        ),
    ),
    Rule(
        "a-year",
        dated.year_named,
        (
            Example("2019–2024 гг.", Kind.YEAR_RANGE, "2019-01-01…2024-12-31"),
            Example("2020 год", Kind.YEAR, "2020-01-01…2020-12-31"),
            Example("2019/2020 учебный год", Kind.YEAR, "2019-09-01…2020-08-31"),
        ),
    ),
    Rule(
        "days-named",
        dated.days_named,
        (
            Example("15.03.2020", Kind.DATE, "2020-03-15"),
            Example("с 8 ноября по 16 декабря", Kind.DATE_RANGE, "2020-11-08…2020-12-16"),
            Example(
                "не ранее 1 марта и не позднее 10 апреля", Kind.DATE_RANGE, "2020-03-01…2020-04-10"
            ),
            Example("01.10 – 30.04", Kind.DATE_RANGE, "2020-10-01…2021-04-30"),
            Example(
                "с 9.00 часов 1 июля до 18.00 часов 5 июля",
                Kind.DATE_RANGE,
                "2020-07-01…2020-07-05",
            ),
            Example(
                "с 16 августа и до ноля часов 13 сентября",
                Kind.DATE_RANGE,
                "2020-08-16…2020-09-13",
            ),
            Example("1 июля с 9.00 до 5 июля 18.00", Kind.DATE_RANGE, "2020-07-01…2020-07-05"),
            Example("с 9 до 18 часов 15 мая", Kind.DATE, "2020-05-15"),
            Example(
                "с 3 (понедельник) по 7 августа (пятница)",
                Kind.DATE_RANGE,
                "2020-08-03…2020-08-07",
            ),
            Example(
                "с понедельника 3 по пятницу 7 августа", Kind.DATE_RANGE, "2020-08-03…2020-08-07"
            ),
            Example("план – 15.03.2020, факт – 12.03.2020", Kind.DATE, "2020-03-15"),
            Example("факт: 12.03.2020, план: 15.03.2020", Kind.DATE, "2020-03-15"),
            Example("12.03.2020 (факт), 15.03.2020 (план)", Kind.DATE, "2020-03-15"),
            Example("план/факт: 15.03.2020/12.03.2020", Kind.DATE, "2020-03-15"),
            Example("сентябрь", Kind.MONTH, "2020-09-01…2020-09-30"),
            Example("20.04.2020 (перенесено на 20.05.2020)", Kind.DATE, "2020-05-20"),
            Example("1–2 августа (сб, вс)", Kind.DATE_RANGE, "2020-08-01…2020-08-02"),
            Example("с 1 по 31 августа (сб, вс)", Kind.DATE_RANGE, "2020-08-01…2020-08-31"),
            Example("с 3 по 10 августа (среда)", Kind.DATE_RANGE, "2020-08-03…2020-08-10"),
            Example("с 1 по 31 августа (пн–ср, пт)", Kind.DATE_RANGE, "2020-08-01…2020-08-31"),
            Example("15 мая, ср. школа № 5", Kind.DATE, "2020-05-15"),
            Example("12 мая (вт) – 14 мая (чт)", Kind.DATE_RANGE, "2020-05-12…2020-05-14"),
            Example("сентябрь – октябрь", Kind.MONTH_RANGE, "2020-09-01…2020-10-31"),
            Example("сентябрь – май", Kind.MONTH_RANGE, "2019-09-01…2020-05-31", school=True),
            Example("июнь-июль-август", Kind.MONTH_RANGE, "2020-06-01…2020-08-31"),
            Example("IV квартал", Kind.QUARTER, "2020-10-01…2020-12-31"),
            Example("II полугодие", Kind.HALF_YEAR, "2020-07-01…2020-12-31"),
            Example("II полугодие", Kind.HALF_YEAR, "2020-01-01…2020-05-31", school=True),
        ),
    ),
    Rule(
        "several-years",
        dated.several_years,
        (Example("2020, 2021, 2022 гг.", Kind.YEAR_RANGE, "2020-01-01…2022-12-31"),),
    ),
    Rule(
        "between-two-bounds",
        dated.between_two_bounds,
        (
            Example(
                "не позднее 1 октября, но не ранее 1 сентября",
                Kind.DATE_RANGE,
                "2020-09-01…2020-10-01",
            ),
            Example(
                "с 1 по 15 июня, но не позднее 20 июня", Kind.DATE_RANGE, "2020-06-01…2020-06-20"
            ),
        ),
    ),
    Rule(
        "from-several-days-on",
        dated.from_several_days_on,
        (
            Example("после 1 марта и 1 июня", Kind.DATE_RANGE, "2020-03-01…", sure=False),
            Example("с 1 марта, с 1 июня", Kind.DATE_RANGE, "2020-03-01…", sure=False),
        ),
    ),
    Rule(
        "day-of-a-part",
        dated.day_of_a_part,
        (Example("Май\nсбор сведений – до 1 марта 2020 г.", Kind.MONTH_LIST, "", sure=False),),
    ),
    Rule(
        "by-a-day-of-a-time",
        dated.by_a_day_of_a_time,
        (
            Example("I квартал, до 1 марта", Kind.BY_DATE, "…2020-03-01"),
            Example("май, не позднее 20 мая", Kind.BY_DATE, "…2020-05-20"),
        ),
    ),
    Rule(
        "said-twice",
        dated.said_twice,
        (
            Example(
                "Август 2022 года, август 2022 года",
                Kind.MONTH_LIST,
                "2022-08-01…2022-08-31 2022-08-01…2022-08-31",
                sure=False,
            ),
        ),
    ),
    Rule(
        "list-of-days",
        dated.list_of_days,
        (
            Example("среда, 12 и 13 августа", Kind.DATE, "2020-08-12 2020-08-13"),
            Example(
                "1 и 2, 8–9 августа (сб, вс)",
                Kind.DATE_RANGE,
                "2020-08-01 2020-08-02 2020-08-08…2020-08-09",
            ),
            Example("март, июнь", Kind.MONTH_LIST, "2020-03-01…2020-03-31 2020-06-01…2020-06-30"),
            Example("июнь, до 1 марта", Kind.MONTH_LIST, "2020-06-01…2020-06-30 …2020-03-01"),
            Example(
                "до 1 марта, 1 июня и 1 сентября",
                Kind.BY_DATE,
                "…2020-03-01 …2020-06-01 …2020-09-01",
            ),
            Example(
                "2020 – до 1 марта, 2021 – до 1 февраля", Kind.BY_DATE, "…2020-03-01 …2021-02-01"
            ),
            Example("до 1 июля и до 1 января", Kind.BY_DATE, "…2020-07-01 …2021-01-01", sure=False),
            Example("10 января, апреля и июля", Kind.DATE, "2020-01-10 2020-04-10 2020-07-10"),
            Example(
                "I и III кварталы", Kind.QUARTER, "2020-01-01…2020-03-31 2020-07-01…2020-09-30"
            ),
            Example(
                "август, сентябрь",
                Kind.MONTH_LIST,
                "2019-08-01…2019-08-31 2019-09-01…2019-09-30",
                school=True,
            ),
        ),
    ),
    Rule(
        "impossible",
        undated.impossible,
        (
            Example("31.02.2020", Kind.UNKNOWN, "", sure=False),
            Example("45 марта", Kind.UNKNOWN, "", sure=False),
        ),
    ),
    Rule(
        "at-once",
        undated.at_once,
        (Example("незамедлительно", Kind.RELATIVE, "", sure=False),),
    ),
    Rule(
        "part-of-something",
        undated.part_of_something,
        (Example("в течение двух недель", Kind.RELATIVE, "", sure=False),),
    ),
    Rule(
        "to-the-end-of-the-quarter",
        undated.to_the_end_of_the_quarter,
        (Example("до конца квартала", Kind.BY_DATE, "…2020-03-31", quarter=True),),
    ),
    Rule(
        "whole-period",
        undated.whole_period,
        (
            Example("в течение квартала", Kind.WHOLE_PERIOD, "2020-01-01…2020-03-31", quarter=True),
            Example("в течение года", Kind.WHOLE_PERIOD, "2020-01-01…2020-12-31"),
            Example(
                "в течение учебного года", Kind.WHOLE_PERIOD, "2019-09-01…2020-08-31", school=True
            ),
            Example("в период реализации программы", Kind.WHOLE_PERIOD, "2020-01-01…2020-12-31"),
        ),
    ),
    Rule(
        "an-event",
        undated.bound_to_an_event,
        (
            Example("по отдельному плану", Kind.EVENT, "", sure=False),
            Example("одновременно с внесением проекта бюджета", Kind.EVENT, "", sure=False),
            Example("вместе с отчётом за I квартал", Kind.EVENT, "", sure=False),
            Example("после подписания соглашения", Kind.EVENT, "", sure=False),
            Example("на зимних каникулах", Kind.EVENT, "", sure=False, school=True),
        ),
    ),
    Rule(
        "part-of-nothing-named",
        undated.part_of_nothing_named,
        (Example("последняя декада", Kind.RELATIVE, ""),),
    ),
    Rule(
        "within-a-length",
        undated.within_a_length,
        (
            Example("в течение месяца", Kind.RELATIVE, "", sure=False),
            Example("в течение суток", Kind.RELATIVE, "", sure=False),
        ),
    ),
    Rule(
        "some-time",
        undated.some_time,
        (
            Example("в паводковый период", Kind.EVENT, "", sure=False),
            Example("до начала ЕГЭ", Kind.EVENT, "", sure=False),
            Example("до 18 часов дня, предшествующего дню голосования", Kind.EVENT, "", sure=False),
        ),
    ),
)


def read_by_rule(text: str, period: Period) -> tuple[Deadline, str]:
    """The deadline that the first fitting rule reads, and that rule's name; `NO_RULE` where none
    fits.
    """
    reading = Reading(text, period)
    for rule in RULES:
        deadline = rule.read(reading)
        if deadline is not None:
            return reading.without_exceptions(deadline), rule.name
    return reading.unknown(), NO_RULE
