escalation-title = <b>На контроле, { $day }</b>
    { $title }
escalation-late = ❗ <b>{ $count ->
    [one] Просрочен { $count } срок
    [few] Просрочено { $count } срока
   *[many] Просрочено { $count } сроков
}</b>
escalation-more = …и ещё { $count }: /overdue
escalation-line = <b>{ $address }</b> { $text }
    { $names }, { $days ->
    [one] просрочено на { $days } день
    [few] просрочено на { $days } дня
   *[many] просрочено на { $days } дней
}
escalation-silent = 🔇 <b>{ $count ->
    [one] Не отвечает { $count } человек
    [few] Не отвечают { $count } человека
   *[many] Не отвечают { $count } человек
}</b>
escalation-unreachable = 📵 <b>{ $count ->
    [one] Сообщения не доходят до { $count } человека
   *[many] Сообщения не доходят до { $count } человек
}</b>
escalation-others = …и ещё { $count }: /silent
discipline-line = Исполнительская дисциплина: <b>{ $value }</b>
    Коэффициент = выполнено в срок ÷ наступило сроков
discipline-none = Исполнительская дисциплина: сроки ещё не наступали.
discipline-row = <b>{ $name }</b>: { $value }
    Сроков { $due }, в срок { $in_time }, с опозданием { $late }{ $days ->
    [0] {""}
    [one] {" "}(всего { $days } день)
    [few] {" "}(всего { $days } дня)
   *[many] {" "}(всего { $days } дней)
}, перенесено { $postponed }, без ответа { $silent }
collect-title = <b>Полугодие заканчивается { $until }.</b> Напишите, что сделано за { $half } полугодие: ответьте строкой с номером или кнопкой.
collect-line = <b>{ $number }</b> · { $text }
collect-state = <b>{ $answered } из { $total } прислали ответы по всем своим пунктам</b>{ $missing ->
    [0] . Все ответы есть.
   *[other] , нет: { $names }.
}{ $asked ->
    [0] {""}
    [one] {" "}Спросили { $asked } человека.
   *[other] {" "}Спросили { $asked } человек.
}{ $unassigned ->
    [0] {""}
    [one] {" "}Никому не назначен { $unassigned } пункт.
    [few] {" "}Никому не назначены { $unassigned } пункта.
   *[many] {" "}Никому не назначено { $unassigned } пунктов.
}
button-answer-of = Ответить по { $number }
collected = Отчёт за { $half } полугодие: { $answered } из { $total } прислали ответы по всем своим пунктам{ $missing ->
    [0] .
   *[other] , нет: { $names }.
}
