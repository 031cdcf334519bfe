# Дни, как их пишут люди.
button-week-more = + неделя: { $day }
button-in-a-week = Через неделю: { $day }
button-end-of-month = Конец месяца: { $day }
button-type-day = Ввести
button-yes = Да
button-undo-day = Отменить
day-typed = Напишите день: «до пятницы», «15.12», «через две недели», «на неделю».
day-unread = Не понял, какой это день. Напишите, например: «до пятницы», «15.12», «через две недели».
day-doubt-past = Эта дата уже прошла. Какой день поставить? Выберите или напишите.
day-doubt-no-such-day = Такого дня в календаре нет. Какой поставить? Выберите или напишите.
day-doubt-vague = Уточните день: выберите или напишите.
day-doubt-several = Какой день? Выберите или напишите.
day-doubt-not-later = Новый срок должен быть позже прежнего ({ $old }). Какой день поставить? Выберите или напишите.

# Перенос срока.
postpone-how = Перенос срока: { $target }. Сейчас { $old }. На какой день и почему? Например: «до пятницы, ждём акт».
postpone-until = Перенос срока: { $target }. Сейчас { $old }. На какой день?
postpone-sure = Перенести срок: { $target }, с { $old } на { $day }?{ $reason ->
    [none] {" "}Напишите причину одной строкой или нажмите «Да».
   *[told] {""}
}
postpone-which = Какой срок перенести? Выберите или напишите номер.
postpone-later = О переносе по { $address } («{ $text }») – отдельно, когда закончим с первым.
postpone-withdrawn-told = { $name }: просьба о переносе отозвана. { $target }, срок остаётся { $day }.
postpone-undone = Перенос отменён: { $target }, срок снова { $day }.
postpone-no-reason = не указана
date-awaited = Срок: { $target }. На какой день поставить?
date-sure = Поставить срок { $day }: { $target }?
date-undone = Срок снят: { $target }, даты снова нет.
question-sure = Взять { $day }?
button-is-answer = Это ответ в отчёт
log-postpone-withdrawn = просьба о переносе отозвана, пункт
log-postpone-undone = перенос отменён, пункт
error-nothing-to-postpone = У пункта { $number } нет открытого срока, который можно перенести.

# Отложить.
snooze-morning = { $day }, утром{ $late ->
    [yes] {" "}(срок уже пройдёт)
   *[no] {""}
}
snooze-undone = Напоминание не отложено: { $target }.
error-snooze-too-far = Отложить можно не больше чем на месяц. Чтобы сдвинуть срок, нажмите «Перенести срок».
