button-done = Выполнено
button-done-of = Выполнено { $address }
button-open-of = { $address } подробнее
button-answer = Ответить
button-add-answer = Добавить ответ
button-postpone = Перенести срок
button-snooze = Отложить
button-undo = Вернуть
button-set-date = Поставить дату
button-accept = Принять
button-return = Вернуть
button-close = Закрыть, выполнено { $day }
button-value = Значение критерия: { $value }
button-postpone-to = Просить перенос до { $day }
button-misplaced = Не сюда
button-join = Добавить к прошлому ответу
button-not-answer = Это не ответ
button-withdraw = Отозвать
button-place = Указать пункт
button-grant = Согласовать
button-refuse = Отказать
button-other-date = Другая дата
button-save = Сохранить
button-save-apart = Сохранить отдельной картой
button-questions = Вопросы ({ $count })
button-cancel = Отмена
button-past = Прошедшие сроки: { $choice ->
    [ask] спросить
    [done] считать выполненными
   *[quiet] не трогать
}
button-undo-import = Отменить импорт
button-create-people = Завести участников ({ $count })
button-to-preview = К карте
button-enter-date = Ввести дату
button-skip = Пропустить
button-same = Так же для всех похожих ({ $count })
button-assign = Назначить
button-ready = Готово
button-person-link = Ссылка
button-person-assign = Назначить
button-person-leave = Отпуск
button-person-handover = Передать пункты
button-person-erase = Удалить данные
button-erase = Удалить
button-erase-now = Да, удалить
button-by-person = По участникам
button-timeline = Картинка
button-overdue = Просрочено
button-discipline = Дисциплина
button-silent = Кто молчит
button-remind-silent = Напомнить всем, кто молчит
button-file-docx = Word
button-file-xlsx = Excel
button-file-ics = Календарь
button-file-png = Картинка
button-file-pdf = PDF
button-file-zip = Файлы ответов
button-half = За { $half } полугодие
button-changes = Что изменилось
button-go-through = Пройти по пунктам
button-next = Принять, дальше
button-next-item = Дальше
button-reword = Другой текст
button-ask-again = Спросить ещё раз
button-as-answered = Как в ответах
button-acceptance = { $on ->
    [yes] Приёмка: включена
   *[no] Приёмка: выключена
}
button-zone = Часовой пояс
button-quiet = Тихие часы 20–8
button-no-quiet = Без тихих часов
button-edit = Изменить
button-item-text = Текст пункта
button-add-point = Добавить контрольную точку
button-drop-point = Убрать { $address }
