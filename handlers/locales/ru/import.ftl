# Приём дорожной карты.
import-how = Пришлите файл дорожной карты: .docx, .xlsx, .txt — или наберите её прямо здесь. Бот покажет, что прочитал, и сохранит только после вашего согласия.
import-open-questions = { $title }: { $count ->
    [one] остался { $count } вопрос
    [few] осталось { $count } вопроса
   *[many] осталось { $count } вопросов
}.
preview-title = <b>Прочитано:</b> { $title }
preview-period = Период: { $period }
preview-period-because = Период: { $period } ({ $because })
year-unsure = ⚠️ <b>За какой год этот документ?</b> Похоже, { $period }: { $because }.
year-contradicted = ⚠️ <b>За какой год этот документ?</b> Похоже, { $period }: { $because }. Но есть и другое: { $against }.
year-sign-given = год указан вами
year-sign-title = в названии «{ $words }»
year-sign-season = отопительный сезон в названии
year-sign-school = подготовка к учебному году
year-sign-heating = подготовка к отопительному сезону
year-sign-exams = подготовка к экзаменам: «{ $words }»
year-sign-new-year = подготовка к Новому году
year-sign-event = в названии «{ $words }»
year-sign-stamp = утверждён { $words }
year-sign-dates = { $count ->
    [one] { $count } срок с годом
    [few] { $count } срока с годом
   *[many] { $count } сроков с годом
}
year-sign-weekdays = { $count ->
    [one] { $count } день недели при дате
    [few] { $count } дня недели при датах
   *[many] { $count } дней недели при датах
}
year-sign-sections = год в заголовках: { $words }
year-sign-results = итоги { $words } года
year-sign-today = года в документе нет, взят текущий
preview-counts = Пунктов: { $items }, контрольных точек: { $points }, сроков с датой: { $deadlines }
preview-questions = { $count ->
    [0] Вопросов нет
    [one] Есть { $count } вопрос
    [few] Есть { $count } вопроса
   *[many] Есть { $count } вопросов
}
preview-remembered = { $count ->
    [one] { $count } ответ на вопрос взят
    [few] { $count } ответа на вопросы взяты
   *[many] { $count } ответов на вопросы взято
} из прежней редакции
preview-item = { $doubt ->
    [true] ⚠️ <b>{ $number }.</b> { $text }
   *[false] <b>{ $number }.</b> { $text }
}
preview-point = { $said ->
    [true] · { $address } { $text }: { $deadline }
   *[false] · { $address }: { $deadline }
}
preview-no-deadline = без даты
preview-undated = { $how ->
    [asked] «{ $phrase }» → ❓ есть вопрос
    [year] «{ $phrase }» → весь год, без напоминаний
    [years] «{ $phrase }» → весь срок карты, без напоминаний
    [always] «{ $phrase }» → без напоминаний
   *[waits] «{ $phrase }» → без даты
}
preview-dated = «{ $phrase }» → { $days }{ $more ->
    [0] {""}
   *[other] {" "}и ещё { $more }
}{ $guess ->
    [true] {" "}⚠️
   *[false] {""}
}
preview-past = { $count ->
    [one] { $count } срок уже прошёл
    [few] { $count } срока уже прошли
   *[many] { $count } сроков уже прошли
}: { $choice ->
    [ask] { $count ->
        [1] спросим о нём ответственных
       *[other] спросим о них ответственных
    }
    [done] { $count ->
        [1] будет считаться выполненным
       *[other] будут считаться выполненными
    }
   *[quiet] { $count ->
        [1] о нём не напоминаем
       *[other] о них не напоминаем
    }
}
preview-people = { $count ->
    [one] Назван { $count } ответственный
    [few] Названы { $count } ответственных
   *[many] Названо { $count } ответственных
}
preview-form = Отчёт будет составлен по образцу бота: в форме самого документа он пишется только в файлы Word.
preview-warning = ⚠️ { $text }
outside-asked = ⚠️ <b>{ $count ->
    [one] { $count } дата
    [few] { $count } даты
   *[many] { $count } дат
} вне периода: план на { $period }.</b>
outside-day = Пункт { $item }: { $day } («{ $phrase }»)
outside-more = И ещё { $count }.
button-correct-day = Исправить
button-save-sure = Сохранить всё равно
import-saved = ✅ Сохранено: { $title }
import-next = { $people ->
    [0] Теперь назначьте ответственных: /invite Имя, затем /assign 6 Фамилия.
   *[other] Заведите названных в документе или назначьте сами: /assign 6 Фамилия.
}
import-saved-already = Эта карта уже сохранена.
import-cancelled = Отменено, ничего не сохранено.
import-undone = Импорт отменён.
edition-undone = Обновление отменено: карта прежняя, переносы на месте.
import-undo-too-late = Отменить импорт можно только в течение суток.
import-undo-later-first = Сначала отмените более позднее обновление этой карты.
question = <b>Вопрос { $number } из { $total }:</b> { $target }
    { $text }

    Срок в документе: «{ $phrase }». Как его понимать?
about-measure = мероприятие { $number }
about-part = часть { $number }
about-control-point = контрольная точка { $number }
question-anchor = <b>Вопрос { $number } из { $total }</b>
    { $count ->
        [one] { $count } срок в документе отсчитывается
        [few] { $count } срока в документе отсчитываются
       *[many] { $count } сроков в документе отсчитываются
    } от «{ $anchor }», например «{ $phrase }». Пункты: { $items }. Когда это?
anchor-enter = Напишите дату для «{ $anchor }», например: 15.02.2027.
anchor-taken = Принято: { $day }. { $count ->
    [one] Посчитан { $count } срок.
    [few] Посчитано { $count } срока.
   *[many] Посчитано { $count } сроков.
}
option-none = Без даты
option-reason = { $reason ->
    [likely] вероятно так
    [in-order] по порядку
    [from-above] считая сверху
    [from-below] считая снизу
    [line-missing] строка пропущена
    [no-date] без даты
    [whole-year] весь год
    [before-start] перед началом
    [early] начало года
    [late] конец года
    [next-year] следующий год
    [after-january] после января
    [after-february] после февраля
    [after-march] после марта
    [after-april] после апреля
    [after-may] после мая
    [after-june] после июня
    [after-july] после июля
    [after-august] после августа
    [after-september] после сентября
    [after-october] после октября
    [after-november] после ноября
    [after-december] после декабря
    [as-written] как написано
    [in-period] год карты
   *[other] {""}
}
question-point = { $here ->
    [true] <b>▸ { $name } { $text }</b>
   *[false] · { $name } { $text }
}
question-lines = Сроки в ячейке, по строкам:
question-line = { $here ->
    [true] ▶ <b>«{ $phrase }»</b>
   *[false] · «{ $phrase }»
}
question-means = <b>Что значит выбор:</b>
question-meaning = <b>{ $choice }:</b> { $lines }
question-owner = «{ $phrase }» → { $owners }
question-no-line = без даты – { $owners }
option-line = { $days } – «{ $phrase }»
question-or = {" "}или{" "}
question-settled = Вместе с этим: { $what }.
question-followed = { $target } – { $days }
button-question-back = ‹ Назад
question-enter = Напишите срок для «{ $phrase }», например: 15.02.2027 или «март».
question-taken = Принято: { $day }.
questions-done = Вопросов не осталось.
questions-left = { $count ->
    [one] Остался { $count } вопрос, он ждёт
    [few] Осталось { $count } вопроса, они ждут
   *[many] Осталось { $count } вопросов, они ждут
} в /import.
edition-likely = <b>Похоже на новую редакцию карты «{ $title }».</b>
edition-doubtful = ⚠️ <b>Возможно, это новая редакция карты «{ $title }».</b> Общих пунктов: { $kept } из { $total }. Если это другой план, сохраните его как новый.
edition-changes = Сроков изменится: { $moved }, новых пунктов: { $added }, исключено: { $dropped }, с другим номером: { $renumbered }, с другим текстом: { $reworded }{ $points ->
    [0] .
   *[other] , новых и исключённых мероприятий и контрольных точек: { $points }.
}
edition-archived = <b>Похоже на новую редакцию карты из архива:</b> «{ $title }». Верните её, чтобы обновить, или сохраните файл как новую.
edition-same = <b>Карта «{ $title }» уже сохранена.</b> Изменений в файле нет: 0 сроков изменится.
edition-all-changes = <b>Что изменится в карте «{ $title }»:</b>
edition-added = ➕ { $address } { $text }
edition-excluded = ➖ { $address } { $text }
edition-renumbered = № { $old } → № { $new }: { $text }
edition-reworded = ✏️ { $address }: «{ $old }» → «{ $new }»
edition-asked = есть вопрос
edition-moved = { $address }: { $old } → { $new }
edition-saved = ✅ Карта обновлена: { $title }. Ответы и участники сохранены; согласованные переносы остались там, где срок в документе не изменился.
edition-heard = О новых сроках бот сообщит в рабочее время { $count ->
    [one] { $count } ответственному
   *[other] { $count } ответственным
}.
edition-unheard = Бот им не напишет, скажите сами: { $names }.
edition-undone-heard = { $count ->
    [0] О тех сроках никому не успели сообщить.
    [one] Об отмене бот сообщит в рабочее время { $count } ответственному.
   *[other] Об отмене бот сообщит в рабочее время { $count } ответственным.
}
edition-told = ✏️ <b>Ваши сроки изменились: вышла новая редакция карты «{ $title }».</b>
edition-told-moved = { $address }. { $text }: { $old } → <b>{ $new }</b>
edition-told-added = ➕ { $address }. { $text }: добавлен срок <b>{ $new }</b>
edition-told-gone = ➖ { $address }. { $text }: срок { $old } снят
edition-told-days = и ещё { $count }
edition-told-more = И ещё { $count ->
    [one] { $count } срок
    [few] { $count } срока
   *[many] { $count } сроков
}: /my
edition-untold = ↩️ <b>Обновление карты «{ $title }» отменено, ваши сроки прежние.</b>
edition-untold-again = { $address }. { $text }: снова { $new }
edition-untold-gone = { $address }. { $text }: добавленного срока больше нет
edition-numbers-lost = Исправленные номера заменены номерами документа: { $numbers }.
button-update = Обновить карту
columns-title = <b>Не уверен, что в каком столбце.</b> Проверьте:
columns-line = { $place }. <b>{ $meaning }</b>: { $sample }
columns-how = Если не так, напишите столбцы через запятую, например: №, мероприятие, срок, ответственный, результат. Лишний столбец — «прочее».
column-number = №
column-stage = этап
column-recommendation = рекомендация
column-measure = мероприятие
column-point = контрольная точка
column-point-deadline = срок контрольной точки
column-deadline = срок
column-start = начало
column-end = конец
column-hour = час
column-place = место
column-mark = отметка периода
column-responsible = ответственный
column-co-executor = соисполнитель
column-result = результат
column-report = отчёт
column-other = прочее
year-how = За какой год эта карта? Напишите: 2026/2027 или 2027.
button-columns-right = Всё верно
button-year = Другой год
typed-title-how = Как называется план? Например: План методической работы школы на 2026/2027 учебный год
typed-lines-how = Пришлите пункты одним или несколькими сообщениями, каждый с новой строки: что сделать — срок — кто отвечает.

    <code>Раздел: Качество знаний
    1. Провести семинар — до 15 декабря — Иванова А.П.
    КТ: программа утверждена — 1 декабря
    2. Обновить рабочие программы — в течение года — методисты</code>

    «КТ» — контрольная точка пункта, который стоит выше.
typed-taken = Принято. Всего { $items ->
    [one] { $items } пункт
    [few] { $items } пункта
   *[many] { $items } пунктов
}. Пришлите ещё или нажмите «Готово».
typed-ignored = ⚠️ Пропущено, это не пункт и не раздел: «{ $text }»
typed-undated = ⚠️ Без даты: { $numbers }
typed-file = План, набранный в чате
button-type = Набрать в чате
button-typed-ready = Готово
