# К какому пункту относится ответ; что бот отвечает на вопросы словами.
answers-taken = ✅ Записано { $count ->
    [one] { $count } ответ
    [few] { $count } ответа
   *[many] { $count } ответов
}{ $files ->
    [0] {""}
    [one] , { $files } файл
    [few] , { $files } файла
   *[many] , { $files } файлов
}:
answers-line = <b>{ $address }</b> · { $text }
answers-same = <b>{ $addresses }</b> · { $text }
answers-many = <b>{ $addresses }</b>
answers-correct = Что исправить? «Не сюда» переносит ответ в другой пункт, «Отозвать» убирает его.
answer-search = К какому пункту? Напишите номер («6.1») или несколько слов о нём («про наставников»).
answer-search-found = Какой из них? Нажмите пункт или напишите точнее.
answer-search-none = По этим словам пункта не нашёл. Напишите номер или другие слова, либо выберите:
answer-not-moved = Ответ остался на прежнем месте.
closed-word = Что написать в отчёт? Можно одной строкой или фото.
closed-all = ✅ Выполнено: { $addresses }. Больше не напоминаем.
close-sure = { $count ->
    [one] Закрыть пункт { $addresses }?
   *[other] Закрыть пункты { $addresses }?
} Эти слова в отчёт не записаны.
close-which = { $count ->
    [one] Пункт { $addresses } есть
   *[other] Пункты { $addresses } есть
} у вас в нескольких картах. Какой закрыть? Эти слова в отчёт не записаны.
close-which-deadline = { $count ->
    [one] У пункта { $addresses } открыто несколько сроков
   *[other] У пунктов { $addresses } открыто несколько сроков
}. Какой закрыть? Эти слова в отчёт не записаны.
close-which-of = У пункта { $address } открыто несколько сроков. Какой выполнен?
close-nothing-open = { $count ->
    [one] По пункту { $numbers } открытых сроков нет
   *[other] По пунктам { $numbers } открытых сроков нет
}: закрывать нечего.
remind-how = Кому напомнить? Тем, кто отвечает за пункт: /remind 6. Одному человеку: /remind Иванова. Всем, кто не ответил: /silent. Собрать ответы за полугодие: /collect.
remind-not-joined = { $count ->
    [one] Напоминание не дойдёт: бот по ссылке ещё не открыт ({ $names }). Отправьте новую ссылку.
   *[other] Напоминания не дойдут: бот по ссылке ещё не открыт ({ $names }). Отправьте новые ссылки.
}
remind-by-link = Бот напомнить не может, напомните сами: { $names }. Входят по ссылке координатора.
question-unread = Похоже на вопрос, в отчёт он не записан. Ваши пункты: /my, карточка пункта: /item 6, помощь: /help. Если это ответ, начните с номера пункта.
courtesy-greeting = Здравствуйте! В отчёт это не записано. Чтобы ответить, начните с номера пункта: «6 проведён семинар».
courtesy-thanks = Пожалуйста! В отчёт это не записано.
courtesy-observer = { $kind ->
    [greeting] Здравствуйте!
    [thanks] Пожалуйста!
   *[other] Хорошо.
} Сводки и отчёты: /help
courtesy-understood = Хорошо. В отчёт это не записано.
courtesy-complaint = Понимаю. В отчёт это не записано. Напоминания прекратятся, когда срок будет закрыт: нажмите «Выполнено». Тихие часы — в /settings.
courtesy-sorry = Ничего страшного. В отчёт это не записано. Если ответ ушёл не туда, нажмите под ним «Не сюда».
button-to-all = Ко всем ({ $count })
button-to-all-but = Ко всем, кроме { $but } ({ $count })
button-other-item = Другой пункт
button-correct = Исправить
button-misplaced-of = { $address }: не сюда
button-withdraw-of = { $address }: отозвать
button-close-all = { $count ->
    [one] Закрыть { $addresses }
   *[other] Закрыть { $count }: { $addresses }
}
answer-still-kept = Ответ сохранён и ждёт своего пункта.
