# Исправление того, что прочитано из документа неверно.
correct-no-day = без даты
day-outside = ⚠️ { $day } – вне периода карты: { $period }.
correct-point-how = Текст сейчас ({ $target }):
    <i>{ $text }</i>
    Пришлите текст, как в документе.
correct-point-sure = Исправить текст ({ $target })?
    <s>{ $old }</s>
    { $new }
corrected-point = Исправлен текст: { $target }.
correction-undone-point = Исправление отменено, текст прежний: { $target }.
error-correct-none-of-several = Здесь несколько сроков. Напишите день: без даты бывает только единственный.
correct-due-how = Исправить срок: { $target }.
    Сейчас: { $day }. В документе записано: «{ $phrase }».
    Напишите срок, как в документе: «15 ноября», «ноябрь», «15.11.2026», «без даты». Это исправление, а не перенос.
correct-rule-how = Исправить срок целиком: { $target }.
    Сейчас: «{ $phrase }», { $days ->
        [one] { $days } дата
        [few] { $days } даты
       *[many] { $days } дат
    }.
    Напишите срок, как в документе: «каждую среду», «ежемесячно до 5 числа». Закрытые даты останутся.
correct-text-how = Текст пункта { $number } сейчас:
    <i>{ $text }</i>
    Пришлите текст, как в документе.
correct-number-how = Пришлите номер пункта { $number }, как в документе.
correct-due-sure = Исправить срок ({ $target }): { $old } → { $new }, как в документе?{ $closed ->
    [yes] {" "}Отметка о выполнении останется.
   *[no] {""}
}
correct-rule-sure = Исправить срок целиком ({ $target }): «{ $old }» → «{ $new }», { $days ->
    [one] { $days } дата
    [few] { $days } даты
   *[many] { $days } дат
}{ $ahead ->
    [0] , все прошли
   *[other] , { $ahead } впереди, ближайшая { $next }
}?{ $closed ->
    [0] {""}
   *[other] {" "}Закрытые даты останутся.
}
correct-text-sure = Текст пункта { $number }:
    <s>{ $old }</s>
    { $new }
    Исправить?
correct-number-sure = Номер пункта: { $old } → { $new }. Исправить?
corrected-told = ✏️ Срок исправлен по документу: { $target }, теперь { $day }.
corrected-due = Срок исправлен ({ $target }): { $old } → { $new }, как в документе.
corrected-rule = Срок исправлен ({ $target }): «{ $new }», { $days ->
    [one] { $days } дата
    [few] { $days } даты
   *[many] { $days } дат
}{ $ahead ->
    [0] , все прошли
   *[other] , { $ahead } впереди, ближайшая { $next }
}.
corrected-text = Исправлено: текст пункта { $number }.
corrected-number = Исправлено: номер пункта { $old } → { $number }.
correction-undone-due = Исправление отменено: { $target }. Срок снова: { $day }.
correction-undone-rule = Исправление отменено: { $target }. Срок снова: «{ $phrase }».
correction-undone-text = Исправление отменено: текст пункта { $number } прежний.
correction-undone-number = Исправление отменено: номер пункта снова { $number }.
error-correct-one-day = Здесь несколько дней. Напишите один: каждый срок исправляется отдельно.
error-which-year = Какого года? Напишите с годом, например: 15.11.2026.
error-correct-same-day = Этот срок и стоит. Напишите другой или нажмите «Отмена».
error-correct-number = Это не номер пункта. Напишите, например: 7 или 2.3.
error-correct-same-number = Номер и так { $number }. Напишите другой или нажмите «Отмена».
error-correct-number-taken = Пункт { $number } в карте уже есть. Сначала исправьте его номер.
error-correct-text-long = Текст пункта – до { $most } знаков. Пришлите короче.
error-correct-same-text = Этот текст и стоит. Пришлите другой или нажмите «Отмена».
log-corrected = исправлен срок
log-corrected-text = исправлен текст пункта
log-corrected-number = исправлен номер пункта
log-correction-undone = исправление отменено:
