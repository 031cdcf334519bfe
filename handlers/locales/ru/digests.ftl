morning-title = <b>На контроле, { $day }</b>
morning-late = ❗ <b>{ $count ->
    [one] Просрочен { $count } срок
    [few] Просрочены { $count } срока
   *[many] Просрочено { $count } сроков
}{ $grace ->
    [0] {""}
    [one] {" "}больше чем на { $grace } рабочий день
    [few] {" "}больше чем на { $grace } рабочих дня
   *[many] {" "}больше чем на { $grace } рабочих дней
}</b>
morning-passed = ⌛ <b>{ $when ->
    [yesterday] Вчера { $count ->
        [one] истёк { $count } срок
        [few] истекли { $count } срока
       *[many] истекло { $count } сроков
    }
   *[since] { $count ->
        [one] Истёк { $count } срок
        [few] Истекли { $count } срока
       *[many] Истекло { $count } сроков
    }
}</b>
morning-passed-line = <b>{ $address }</b> { $text }{ $when ->
    [yesterday] {""}
   *[since] , срок был { $day }
}
morning-answered = ✍️ <b>Ответы:</b> { $names }
morning-asked = ⏳ <b>Просят перенести срок:</b> { $names }
morning-closed = ✅ <b>Выполнено:</b> { $numbers }
morning-joined = 👋 <b>Подключились:</b> { $names }
morning-archived = 🗄 <b>Ответы по карте в архиве</b> «{ $title }»: { $names }
morning-counts = Всего на контроле { $open ->
    [one] { $open } срок
    [few] { $open } срока
   *[many] { $open } сроков
}, из них просрочено { $late }. Не ответили: { $silent }.
morning-nothing-new = Нового нет. { $counts }
button-remind-silent-count = Напомнить не ответившим ({ $count })
button-late = Что просрочено ({ $count })
button-late-of = Просрочено ({ $count }): { $title }
button-new-answers = Новые ответы ({ $count })
new-answers-title = <b>Ответы с { $day }</b>
new-answers-empty = Ответов нет.
new-answer-line = <b>{ $number }</b> · { $name }: { $text }
new-answer-files = файлы без текста
escalation-more = …и ещё { $count }: /overdue
escalation-line = <b>{ $address }</b> { $text }
    { $names }, { $days ->
    [one] просрочено на { $days } день
    [few] просрочено на { $days } дня
   *[many] просрочено на { $days } дней
}
escalation-unreachable = 📵 <b>{ $count ->
    [one] Сообщения не доходят до { $count } человека
   *[many] Сообщения не доходят до { $count } человек
}</b>
escalation-others = …и ещё { $count }: /silent
discipline-line = Исполнительская дисциплина: <b>{ $value }</b>
    Коэффициент = выполнено в срок ÷ наступило сроков
discipline-none = Исполнительская дисциплина: сроки ещё не наступали.
discipline-row = <b>{ $name }</b>: { $value }
    Сроков { $due } (из них перенесено { $postponed }, без ответа { $silent }): в срок { $in_time }, с опозданием { $late }{ $days ->
    [0] {""}
    [one] {" "}({ $late ->
        [1] на
       *[other] всего на
    } { $days } день)
    [few] {" "}({ $late ->
        [1] на
       *[other] всего на
    } { $days } дня)
   *[many] {" "}({ $late ->
        [1] на
       *[other] всего на
    } { $days } дней)
}
collect-title = <b>Полугодие заканчивается { $until }.</b> Напишите, что сделано за { $half } полугодие: ответьте строкой с номером или кнопкой.
collect-before = Уже спрашивали { $when }.
collect-again = Запросы уже отправлены { $when }. Написать тем, кто не ответил, ещё раз?
collect-line = <b>{ $number }</b> · { $text }
collect-state = <b>Заполнено пунктов: { $answered } из { $total }.</b>{ $unassigned ->
    [0] {""}
    [one] {" "}Никому не назначен { $unassigned } пункт.
    [few] {" "}Никому не назначены { $unassigned } пункта.
   *[many] {" "}Никому не назначено { $unassigned } пунктов.
}
still-awaited = Ждём: { $names }.
collect-ask = Написать { $people ->
    [one] { $people } участнику
   *[other] { $people } участникам
} о { $items ->
    [one] { $items } пункте
   *[other] { $items } пунктах
}?
collect-deputies = В отпуске, спросим заместителя: { $names }.
collect-deaf = { $count ->
    [one] Сообщение не дойдёт до { $count } участника
   *[other] Сообщения не дойдут до { $count } участников
}: { $names }.
collect-asked = { $asked ->
    [0] Спросить сейчас некого.
    [one] Отправлен { $asked } запрос.
    [few] Отправлено { $asked } запроса.
   *[many] Отправлено { $asked } запросов.
}
button-write = Написать
button-answer-of = Ответить по { $number }
collected = В отчёте за { $half } полугодие заполнено пунктов: { $answered } из { $total }.
