# Ответы ответственных.
answer-taken = ✅ Записано: { $target }{ $album ->
    [yes] , файлы альбома
   *[no] { $files ->
        [0] {""}
        [one] , { $files } файл
        [few] , { $files } файла
       *[many] , { $files } файлов
    }
}
    { $text }
answer-guessed = ✅ Записано как ответ на напоминание: { $target }{ $album ->
    [yes] , файлы альбома
   *[no] { $files ->
        [0] {""}
        [one] , { $files } файл
        [few] , { $files } файла
       *[many] , { $files } файлов
    }
}
    { $text }
    Если не туда, нажмите «Не сюда».
answer-archived = Дорожная карта в архиве: ответ сохранён, координатор увидит его в утреннем сообщении.
answer-open = Срок открыт.
answer-where = { $count ->
    [0] Ответ сохранён. К какому пункту он относится? Напишите номер, например: 6.
   *[other] К какому пункту отнести ответ? { $kept ->
        [photo] Фото сохранено
        [file] Файл сохранён
       *[text] Текст сохранён
    }: нажмите пункт или напишите номер.
}
answer-where-line = К какому пункту отнести «{ $text }»? Строка сохранена: нажмите пункт или напишите номер.
answer-move-where = К какому пункту перенести ответ?
answer-kept = { $name }, ответ ждёт своего пункта: «{ $text }»{ $files ->
    [0] {""}
   *[other] , файлов: { $files }
}
answer-which-roadmap = Пункт { $number } есть у вас в нескольких картах. По какому ответ?
answer-awaited = Напишите ответ по пункту { $address } или пришлите файл, фото, голосовое.
answer-placed = Ответ записан: { $target }.
answer-dropped = Хорошо, это не ответ.
answer-joined = Добавлено к прошлому ответу: { $target }.
answer-unusable = Такое сообщение сохранить нельзя. Пришлите текст, фото, файл или голосовое.
answer-asked-anew = Ответ изменён, этот вопрос снят.
answer-edited = Исправлено: { $target }. Прежний текст сохранён.
answer-withdrawn = Отозвано: { $target }.
author-unknown = без автора
closed = ✅ Выполнено: { $target }. Больше не напоминаем.
closed-waits = 🕓 Отмечено выполненным: { $target }. Ждёт приёмки координатором.
reopened = Снова открыто: { $target }. Напоминания вернулись.
accept-asked = <b>Отмечено выполненным:</b> { $name }
    { $target }: { $text }
accept-answer = Ответ: <blockquote>{ $text }</blockquote>
accept-files = 📎 { $files }
accept-file = { $address }: { $name }, { $day }
accept-files-left = Ещё { $count ->
    [one] { $count } файл
    [few] { $count } файла
   *[many] { $count } файлов
}.
accept-no-files = Файлов в этом ответе больше нет.
button-files = Файлы ({ $count })
button-files-more = Прислать ещё ({ $count })
notice-file-not-sent = ⚠️ Файл не прислан: { $caption }. Telegram его не отдал – попросите автора отправить файл ещё раз.
accept-question = Принять?
accept-accepted = ✅ Принято: { $name }, { $day }
accept-returned = ↩️ Возвращено: { $name }, { $day }. Причина: { $word }
accept-open = Снова открыто.
accept-closed = Больше не ждёт приёмки.
files-photo = { $count } фото
files-video = { $count ->
    [one] { $count } видеозапись
    [few] { $count } видеозаписи
   *[many] { $count } видеозаписей
}
files-voice = { $count ->
    [one] { $count } голосовое сообщение
    [few] { $count } голосовых сообщения
   *[many] { $count } голосовых сообщений
}
files-audio = { $count ->
    [one] { $count } аудиозапись
    [few] { $count } аудиозаписи
   *[many] { $count } аудиозаписей
}
files-document = { $count ->
    [one] { $count } документ
    [few] { $count } документа
   *[many] { $count } документов
}
accepted = ✅ Принято: { $target }.
returned = ↩️ Возвращено: { $target }.
    Координатор: { $word }
return-word-awaited = Напишите одной строкой, что нужно доделать.
returned-said = Возвращено ответственному: { $target }.
value-taken = Значение критерия ({ $target }): { $value }.
snooze-when = Когда напомнить: { $target }?
snooze-later-today = Сегодня, через 3 часа{ $late ->
    [yes] {" "}(срок уже пройдёт)
   *[no] {""}
}
snooze-tomorrow = Завтра утром{ $late ->
    [yes] {" "}(срок уже пройдёт)
   *[no] {""}
}
snooze-in-three-days = Через 3 дня{ $late ->
    [yes] {" "}(срок уже пройдёт)
   *[no] {""}
}
snoozed = Напомню { $when }: { $target }.
postpone-asked = Просьба о переносе до { $day } отправлена координатору: { $target }.
postpone-request = <b>Просьба о переносе:</b> { $name }
    { $target }: { $text }
    С { $old } на { $new }
    Причина: { $reason }
postpone-asked-already = Об этом переносе уже попросили, решение за координатором.
postponed = Срок перенесён на { $day }: { $target }.
postpone-granted = ✅ Перенос согласован: { $target }, новый срок { $day }.
postpone-granted-other = ✅ Перенос согласован на другой день: { $target }, новый срок { $day }, вы просили { $asked }.
postpone-refused = ❌ Перенос не согласован: { $target }, срок остаётся { $day }.
refusal-word-how = Почему? Напишите одной строкой – передам. Можно и без причины.
refusal-word = Почему перенос не согласован ({ $target }): { $word }
refusal-word-left = Хорошо, без причины. Срок остаётся прежним.
refusal-word-passed-on = Передал: { $name }.
date-set = Поставлен срок { $day }: { $target }.
cancelled = Хорошо, отменено.
stale-closed = { $address } уже отмечено выполненным.
stale-open = { $address }: срок снова открыт.
stale-dropped = { $address } больше нет в документе.
stale-decided = Решение уже принято.
stale-withdrawn = Этот ответ отозван.
postpone-proposed = <b>В документе сказано о переносе:</b> { $target }, на { $new }
    «{ $reason }»
