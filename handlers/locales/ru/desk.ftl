# Карточка пункта.
card-archived = 🗄 Дорожная карта в архиве: по пункту не напоминаем.
card-title = <b>Пункт { $number }</b>
    <i>{ $section }</i>
card-recommendation = { $text }
card-measure = ▫️ <b>{ $address }</b> · { $text }
    { $when }
card-measure-of-parts = ▫️ <b>{ $address }</b> · { $text }:
card-control-point = 🔷 <b>{ $address }</b> · { $text }
    { $when }
card-phrase = «{ $phrase }»
card-days = { $phrase }: { $days ->
    [one] { $days } дата
    [few] { $days } даты
   *[many] { $days } дат
}{ $ahead ->
    [0] , все прошли
   *[other] , { $ahead } впереди, ближайшая { $next }
}{ $late ->
    [0] {""}
   *[other] , <b>просрочено { $late }</b>
}{ $done ->
    [0] {""}
   *[other] , выполнено { $done }
}
card-criterion = Критерий: { $text }
card-value = Значение: { $value }
card-people = Отвечают: { $names }
card-co-executors = Соисполнители: { $names }
card-nobody = Никто не назначен
card-nobody-named = Никто не назначен (в документе: { $named })
card-no-entries = Ответов пока нет.
card-entries = <b>Ответы: { $count }</b>
card-entry = <b>{ $address }</b> · { $day }, { $author }: { $text }{ $files ->
    [0] {""}
    [one] {" "}(📎 { $files } файл)
    [few] {" "}(📎 { $files } файла)
   *[many] {" "}(📎 { $files } файлов)
}
card-entry-files = <b>{ $address }</b> · { $day }, { $author }: 📎 { $files ->
    [one] { $files } файл
    [few] { $files } файла
   *[many] { $files } файлов
}
card-earlier = …и ещё { $count } раньше
card-other-day = { $new } (просили { $asked })
card-postponement = Просьба перенести срок с { $old } на { $new }: { $state ->
    [granted] согласовано
    [refused] не согласовано
    [withdrawn] отозвана
    [proposed] предложено в документе
   *[asked] ждёт решения
}. Причина: { $reason }
card-reminded = Напоминали { $count ->
    [one] { $count } раз
    [few] { $count } раза
   *[many] { $count } раз
}, последний раз { $last }

# Отчёт.
report-state = <b>Отчёт за { $half } полугодие</b>, { $period }
    Заполнено пунктов: { $filled } из { $total }.{ $lacks ->
    [0] {""}
   *[other] {" "}Нет ответов по пунктам: { $missing }.
}
report-version = С версии { $version } { $changed ->
    [0] ничего не изменилось.
   *[other] изменились пункты: { $numbers }.
}
changes-title = <b>Что изменилось в отчёте за { $half } полугодие</b>
    Версия { $version } → { $following }, { $count ->
    [one] изменён { $count } пункт
    [few] изменены { $count } пункта
   *[many] изменено { $count } пунктов
}.
changes-item = <b>Пункт { $number }</b>
    <i>Было:</i> { $before }
    <i>Стало:</i> { $after }
draft-item = <b>Пункт { $number } ({ $place }-й из { $total }, пустых: { $empty })</b>
    <i>{ $about }</i>
    { $text }
draft-no-empty = { $empty ->
    [0] Пустых пунктов нет. Осталось собрать отчёт с вашими правками.
   *[other] Дальше пустых нет, всего осталось пустых: { $empty }.
}
draft-find-how = К какому пункту перейти? Напишите номер или слова из него: «12», «ярмарка».
draft-which-item = Какой пункт показать?
draft-finished = Вы прошли все пункты. Осталось собрать отчёт с вашими правками.
draft-empty = — нет ответов —
draft-words-awaited = Пришлите текст для пункта { $number }. Ответы ответственных останутся как есть.
draft-words-taken = Текст пункта { $number } заменён.
draft-words-reset = Пункт { $number }: снова текст из ответов.
asked-again = Спросили: { $names }.
asked-nobody = Никого спросить не удалось.
asked-in-vain = Сообщения не доходят: { $names }. Отправьте ссылку ещё раз или назначьте другого: /assign { $number } Фамилия
asked-about-item = Координатор просит ответить по пункту { $number }.
    { $text }
calendar-coming = Готовлю файл календаря.
file-coming = Готовлю файл.
timeline-long = Картинками — { $pictures ->
    [one] первый { $pictures } лист
    [few] первые { $pictures } листа
   *[many] первые { $pictures } листов
}, вся лента — в файле .pdf.

# Прочее.
roadmaps-title = <b>Дорожные карты: { $count }</b>
roadmaps-line = { $mark } { $title } ({ $period })
roadmap-chosen = Текущая карта: { $title }
roadmap-name-how = Пришлите новое название карты. Сейчас: «{ $title }».
roadmap-renamed = Карта переименована: «{ $old }» → «{ $new }».
log-renamed = карта переименована:
acceptance-set = { $on ->
    [yes] Теперь срок закрывается только после вашей приёмки: «{ $title }».
   *[no] Сроки закрываются без приёмки: «{ $title }».
}
remind-silent-sure = Напомнить { $people ->
    [one] { $people } участнику
   *[other] { $people } участникам
} о { $dues ->
    [one] { $dues } сроке
   *[other] { $dues } сроках
}?
    { $names }
remind-sure = Напомнить { $people ->
    [one] { $people } участнику
   *[other] { $people } участникам
} о { $items ->
    [1] пункте
   *[other] пунктах
} { $numbers }?
    { $names }
button-remind = Напомнить
reminded-now = Напомним: { $names }.
item-choose = Какой пункт? Можно и сразу с номером или словом из него: /item 6, /item ярмарка
item-which-roadmap = Пункт { $number } есть у вас в нескольких картах. Какой открыть?
item-found = { $count ->
    [one] По словам «{ $words }» нашёлся { $count } пункт.
    [few] По словам «{ $words }» нашлось { $count } пункта. Какой из них?
   *[many] По словам «{ $words }» нашлось { $count } пунктов. Какой из них?
}
item-found-give = Назначаем: { $names }. Нажмите пункт.
item-found-of = Показаны пункты, за которые отвечает { $name }.
item-choose-remind = О каком пункте напомнить? Можно и сразу с номерами или фамилиями: /remind 6, /remind 1-4, /remind Иванова, Петров
settings = <b>Настройки</b>
    Язык: { $language ->
    [en] английский
   *[ru] русский
}
    Часовой пояс: { $zone }
    Тихие часы: { $quiet ->
    [no] нет
   *[other] { $quiet }
}
zone-choose = Ваш часовой пояс:
log-title = <b>Журнал</b>
log-empty = Журнал пуст.
log-line = { $when } { $who }: { $what } { $about }
log-line-bare = { $when } { $who }: { $what }
log-joined = подключение к боту
log-blocked = бот заблокирован
log-answered = ответ по пункту
log-withdrawn = отозван ответ по пункту
log-value = значение критерия, пункт
log-closed = закрыт срок, пункт
log-accepted = принято, пункт
log-reopened = открыто снова, пункт
log-postpone-asked = просьба о переносе, пункт
log-postponed = перенос согласован, пункт
log-postpone-refused = перенос не согласован, пункт
log-dated = поставлена дата, пункт
log-assigned = назначение:
log-unassigned = снято назначение, пункт
log-handed-over = передача:
log-imported = импорт:
log-import-undone = импорт отменён:
log-question = ответ на вопрос, пункт
log-leave = отпуск:
log-erased = данные участника удалены
log-acceptance = изменена приёмка
log-reworded = правка текста отчёта, пункт
log-edition = новая редакция:

# Правка пункта.
item-edit = Что исправить в пункте { $number }?
item-add-point-how = Напишите срок и через двоеточие, что проверяется: «до 15 марта: отчёт о семинаре».
point-added = Добавлено: { $target }, { $until }.
point-dropped = Убрано: { $target }. Ответы сохранены.
point-restored = Возвращено: { $target }, { $until }.
log-edited = правка пункта
log-chat-bound = чат рабочей группы привязан
log-chat-unbound = чат рабочей группы отвязан
log-stands-for = отвечает за орган

# Архив дорожных карт.
archive-which = Какую карту убрать в архив?
archive-sure = <b>Убрать в архив карту «{ $title }»?</b>
    По ней больше не будет напоминаний и запросов. Она исчезнет из списков, сводок и календарей.
    Ответы, файлы и отчёты сохранятся. Вернуть карту можно в любой момент.
archive-done = Карта «{ $title }» в архиве: по ней больше не напоминаем.
archive-no-other = Действующих карт больше нет.
archive-returned = Карта «{ $title }» снова в работе, напоминания запланированы.{ $passed ->
    [0] { "" }
    [one] { " " }Пока она была в архиве, прошёл { $passed } незакрытый срок: напомним о нём, как о любом просроченном.
    [few] { " " }Пока она была в архиве, прошли { $passed } незакрытых срока: напомним о них, как о любых просроченных.
   *[many] { " " }Пока она была в архиве, прошло { $passed } незакрытых сроков: напомним о них, как о любых просроченных.
}{ $answered ->
    [0] { "" }
   *[other] { " " }Ответов за время в архиве: { $answered }.
}
archive-title = <b>В архиве: { $count }</b>
archive-empty = В архиве ничего нет.
archive-line = { $title } ({ $period }), в архиве с { $since }
archive-find-how = Какой пункт показать? Напишите номер или слова из него. Карта в архиве: «{ $title }».
roadmaps-all-archived = Действующих дорожных карт нет: все в архиве.
returned-toast = Карта снова в работе.
log-archived = карта убрана в архив:
log-unarchived = карта возвращена из архива:
