# Сроки и списки.
until-left = до { $day }, { $days ->
    [one] остался { $days } день
    [few] осталось { $days } дня
   *[many] осталось { $days } дней
}
until-today = до { $day }, <b>сегодня последний день</b>
until-late = до { $day }, <b>{ $days ->
    [one] просрочено на { $days } день
    [few] просрочено на { $days } дня
   *[many] просрочено на { $days } дней
}</b>
event-left = { $day }, { $days ->
    [one] остался { $days } день
    [few] осталось { $days } дня
   *[many] осталось { $days } дней
}
event-today = { $day }, <b>сегодня</b>
event-late = { $day }, <b>{ $days ->
    [one] просрочено на { $days } день
    [few] просрочено на { $days } дня
   *[many] просрочено на { $days } дней
}</b>
until-quiet = срок был { $day }, до загрузки карты
until-done = ✅ выполнено { $day }
until-claimed = 🕓 выполнено { $day }, ждёт приёмки
until-none = без даты
of-roadmap = <i>{ $name }</i>
due-asked = 🕓 перенос ждёт решения: до { $day }
due-line = <b>{ $address }</b> · { $text }
    { $until }
due-names = <i>{ $names }</i>
due-card = <b>{ $target }</b>
    { $text }
    Срок: { $until }.
my-title = <b>Ваши пункты</b> · { $title }
my-title-several = <b>Ваши пункты</b> · { $count ->
    [one] { $count } карта
    [few] { $count } карты
   *[many] { $count } карт
}
my-counts = { $dues ->
    [0] Открытых сроков нет
    [one] { $dues } открытый срок
    [few] { $dues } открытых срока
   *[many] { $dues } открытых сроков
}{ $undated ->
    [0] {""}
    [one] , и ещё { $undated } пункт без даты
    [few] , и ещё { $undated } пункта без даты
   *[many] , и ещё { $undated } пунктов без даты
}.
my-only-undated = { $undated ->
    [one] За вами { $undated } пункт без даты
    [few] За вами { $undated } пункта без даты
   *[many] За вами { $undated } пунктов без даты
}. Спросим о них перед концом полугодия, ответить можно и раньше: «6 проведено два семинара».
my-empty = Сейчас за вами ничего не числится. Когда назначат пункты, вы получите сообщение.
my-observer = Наблюдатели за пункты не отвечают. Что сделано и что просрочено: /summary
my-unplaced = { $count ->
    [one] { $count } ваш ответ ждёт
    [few] { $count } ваших ответа ждут
   *[many] { $count } ваших ответов ждут
} своего пункта.
all-unplaced = { $count ->
    [one] { $count } ответ ждёт
    [few] { $count } ответа ждут
   *[many] { $count } ответов ждут
} своего пункта.
due-title = <b>{ $days ->
    [one] Сроки на { $days } день вперёд
    [few] Сроки на { $days } дня вперёд
   *[many] Сроки на { $days } дней вперёд
}</b>
due-empty = { $days ->
    [one] В ближайший { $days } день сроков нет.
    [few] В ближайшие { $days } дня сроков нет.
   *[many] В ближайшие { $days } дней сроков нет.
}
overdue-title = <b>Просрочено</b>
overdue-empty = Просроченных сроков нет.
target-item = пункт { $number }
target-control-point = пункт { $number }, контрольная точка { $point }
target-measure = пункт { $number }, мероприятие { $point }
target-part = пункт { $number }, часть { $point }
moment = { $day } в { $time }

reminder-one = <b>Напоминание: { $target }</b>
    { $text }
    Срок: { $until }.
reminder-several = <b>Напоминание: { $count ->
    [one] { $count } срок
    [few] { $count } срока
   *[many] { $count } сроков
}</b>
reminder-how = Ответьте строкой с номером: «{ $example } проведено { $day }».
reminder-more = { $count ->
    [one] И ещё { $count } срок
    [few] И ещё { $count } срока
   *[many] И ещё { $count } сроков
}: /my
reminder-by-hand = Координатор просит ответить.

summary-title = <b>Сводка на { $day }</b>
    { $title }
summary-section = <b>{ $name }</b>
summary-no-section = Без раздела
summary-nobody = Никому не назначено
summary-counts = Всего { $total }: ✅ выполнено { $done }{ $late ->
    [0] {""}
   *[other] {" "}· ❗ просрочено { $late }
}{ $soon ->
    [0] {""}
   *[other] {" "}· ⏳ скоро срок { $soon }
}{ $claimed ->
    [0] {""}
   *[other] {" "}· на приёмке { $claimed }
}{ $ahead ->
    [0] {""}
   *[other] {" "}· впереди { $ahead }
}{ $undated ->
    [0] {""}
   *[other] {" "}· без даты { $undated }
}{ $never ->
    [0] {""}
   *[other] {" "}· в течение года { $never }
}{ $quiet ->
    [0] {""}
   *[other] {" "}· прошло до загрузки карты { $quiet }
}{ $silent ->
    [0] {""}
   *[other] {"\u000A"}🔇 из них без ответа { $silent }
}
by-person-title = <b>По участникам</b>
    Срок нескольких ответственных посчитан у каждого из них.
silent-title = <b>{ $count ->
    [one] Не ответил { $count } человек
    [few] Не ответили { $count } человека
   *[many] Не ответили { $count } человек
}</b>
silent-empty = На наступившие сроки ответили все.
silent-line = <b>{ $name }</b>: { $why }
    { $count ->
    [1] Пункт
   *[other] Пункты
}: { $numbers }
silence-no-answer = { $times ->
    [one] напомнили { $times } раз, ответа нет
    [few] напомнили { $times } раза, ответа нет
   *[many] напомнили { $times } раз, ответа нет
}
silence-asked = спросили { $day }, ответа пока нет
silence-due-today = срок сегодня, ответа пока нет
silence-not-asked = срок был { $day }, ответа нет
silence-by-link = входит по ссылке, бот напомнить не может: напомните сами
silence-never-opened = бот по ссылке ещё не открыт
silence-blocked = бот заблокирован, сообщения не доходят
silence-deactivated = аккаунт удалён, сообщения не доходят
silence-unknown-chat = чат не найден, сообщения не доходят
period-school = { $years } учебный год
period-year = { $years } год
reminder-to-chat = <b>{ $name }</b>, здесь ваши сроки. Ответ на это сообщение запишется за тем, кто его написал.
chat-waits-for = { $address }: ещё не ответили { $names }
