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
living-moved = Срок теперь { $day }.
living-of = { $addresses }: { $how }
living-removed = ➖ исключено из дорожной карты
living-removed-some = ➖ { $count ->
    [one] { $count } срок исключён из дорожной карты
    [few] { $count } срока исключены из дорожной карты
   *[many] { $count } сроков исключены из дорожной карты
}

# Просьба о переносе, о которой решено.
request-granted = ✅ Согласовано{ $known ->
    [yes] : { $name }
   *[no] { "" }
}, { $day }
request-refused = ❌ Не согласовано{ $known ->
    [yes] : { $name }
   *[no] { "" }
}, { $day }
request-withdrawn = ↩️ Просьба отозвана, { $day }
granted-other-day = ✅ Согласовано до { $until }{ $known ->
    [yes] : { $name }
   *[no] { "" }
}, { $day }

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
escalation-line-answered = <b>{ $address }</b> { $text }
    { $names }, { $days ->
    [one] просрочено на { $days } день
    [few] просрочено на { $days } дня
   *[many] просрочено на { $days } дней
}; ответ есть, срок открыт

# Всё, что присылают.
notice-not-handled = Ваше сообщение не удалось обработать. Оно сохранено, администратор увидит причину. Если это ответ, напишите его ещё раз другими словами.
anonymous-admin = Вы пишете от имени группы, и бот не видит, кто вы. Выключите анонимность администратора или напишите боту лично.
joined-already = { $name }, вы уже подключены. Ссылка больше не нужна.
reaction-done = { $count ->
    [one] Отметить выполненным?
   *[other] Отметить выполненным? Выберите, что именно.
}

# Файлы, которых нет.
file-too-large = Файл «{ $name }» больше { $limit } МБ: такие бот получить не может, в архив он не попадёт. Уменьшите его, разбейте или пришлите ссылку.
files-missing = 📎 { $count ->
    [one] Не получен { $count } файл
    [few] Не получены { $count } файла
   *[many] Не получено { $count } файлов
}:
files-missing-line = <b>{ $number }</b> · { $kind ->
    [photo] фото
    [video] видеозапись
    [video-note] видеосообщение
    [voice] голосовое сообщение
    [audio] аудиозапись
   *[document] файл
}{ $named ->
    [yes] {" "}«{ $name }»
   *[no] {""}
}{ $signed ->
    [yes] , { $author }
   *[no] {""}
}: { $why ->
    [too-large] больше { $limit } МБ, такие бот получить не может
    [asked-again] Telegram пока не отдаёт, бот запрашивает снова
   *[given-up] Telegram не отдал, нужно прислать ещё раз
}
files-missing-more = … и ещё { $count }

# Больше суток без связи.
gap-coordinator = ⚠️ Связи с Telegram не было с { $begin } по { $end }. Telegram хранит сообщения сутки: часть ответов могла пропасть. Тех, кому напоминали, бот просит ответить ещё раз; молчащими они не считаются.
gap-reminded = ⚠️ Связи с Telegram не было с { $begin } по { $end }. Если вы отвечали в это время, ответ мог не дойти. Пришлите его ещё раз, пожалуйста: что осталось без ответа, покажет /my
gap-silent = ⚠️ Связи не было с { $begin } по { $end }, ответы могли пропасть. Поэтому не считаем молчащими: { $names }
