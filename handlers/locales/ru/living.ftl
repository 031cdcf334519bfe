# Тихие часы.
button-other-quiet = Другие часы
quiet-from = С какого часа ничего не присылать? Можно и словами: «с 21 до 8».
quiet-to = Не присылать с { $begin }. До какого часа?
quiet-set = С { $begin } до { $end } бот ничего не пришлёт сам. На то, что вы пишете, он отвечает всегда.
quiet-none = Тихих часов нет.
error-quiet-unread = Назовите часы, например: с 21 до 8. Или «нет», чтобы тихих часов не было.

# Напоминание, которое показывает, как обстоят дела.
living-one = <b>Напоминание: { $target }</b>
    { $text }
    { $how }
living-several = <b>{ $left ->
    [0] Всё закрыто
   *[other] Напоминание
}: { $count ->
    [one] { $count } срок
    [few] { $count } срока
   *[many] { $count } сроков
}</b>{ $left ->
    [0] { "" }
   *[other] , открыто { $left }
}
living-line = <b>{ $address }</b> · { $text }
    { $how }
living-done = ✅ выполнено { $day }{ $known ->
    [yes] , { $name }
   *[no] { "" }
}
living-waits = 🕓 выполнено { $day }{ $known ->
    [yes] , { $name }
   *[no] { "" }
}, ждёт приёмки
living-dropped = ➖ больше не требуется

# Закрыто без слова; «Закрыть» во второй раз.
closed-line = В отчёте будет: «{ $line }». Добавите слово или фото? Можно одной строкой.
closed-already = { $address } уже отмечено выполненным: { $day }{ $known ->
    [yes] , { $name }
   *[no] { "" }
}.{ $waits ->
    [yes] { " " }Ждёт приёмки координатором.
   *[no] { "" }
}
closed-nothing-open = { $target }: открытого срока, который можно закрыть этой кнопкой, нет. Все сроки пункта — в его карточке.

# Кто ответил, не молчит.
silence-partly = ответы есть по { $answered ->
    [one] { $answered } сроку
   *[other] { $answered } срокам
}, по { $left } ответа пока нет
silent-partly-title = <b>{ $count ->
    [one] { $count } человек ответил
    [few] { $count } человека ответили
   *[many] { $count } человек ответили
} не по всем срокам</b>
escalation-partly = 🔉 <b>{ $count ->
    [one] Ответил не по всем срокам { $count } человек
    [few] Ответили не по всем срокам { $count } человека
   *[many] Ответили не по всем срокам { $count } человек
}</b>
escalation-line-answered = <b>{ $address }</b> { $text }
    { $names }, { $days ->
    [one] просрочено на { $days } день
    [few] просрочено на { $days } дня
   *[many] просрочено на { $days } дней
}; ответ есть, срок открыт
