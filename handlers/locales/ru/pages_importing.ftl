# Импорт на рабочем столе.
desk-menu-import = Импорт
desk-import-send = Отправить документ
desk-import-how = Word, Excel или текст. Веха покажет, что прочитала, и сохранит только по вашей команде.
desk-import-file = Файл
desk-import-read = Прочитать
desk-import-no-file = Выберите файл.
desk-import-reading = Читаю «{ $name }»…
desk-import-wait = Обычно это занимает несколько секунд. Страница откроется сама.
desk-import-understood = Понятно
desk-import-mine = Ваши документы
desk-import-saved = Сохранено
desk-import-unsaved = не сохранено
desk-import-columns = Что в каком столбце?
desk-import-columns-how = Укажите, что содержит каждый столбец. Лишний отметьте как «прочее».
desk-import-column = Столбец { $place }
desk-import-read-so = Читать так
desk-import-no-measure = Укажите столбец «мероприятие».
desk-import-to-all = К документам
desk-import-what = Прочитано
desk-import-year = За какой год?
desk-import-other-year = Другой год
desk-import-wrong-year = Год определён неверно?
desk-import-read-again = Прочитать заново
desk-import-undo-how = Отменить можно в течение суток.
desk-past = Прошедшие сроки
desk-past-quiet = не напоминать
desk-past-ask = спросить ответственных
desk-past-done = считать выполненными
desk-import-later = На вопросы можно ответить и после сохранения: до ответа у этих сроков нет даты.
desk-import-question = Вопрос
desk-import-given = Сейчас выбрано: { $days }
desk-import-open = ответа нет
desk-import-day = Другой срок
desk-import-take = Принять
desk-import-all-asked = Вопросов больше нет.
desk-import-skipped = { $count ->
    [one] Пропущен { $count } вопрос.
    [few] Пропущено { $count } вопроса.
   *[many] Пропущено { $count } вопросов.
}
desk-import-edition = Новая редакция
desk-import-rows = Построчно
desk-import-doubts = требуют внимания: { $count }
desk-import-in-doubt = требует внимания
desk-import-in-document = В документе
desk-import-was-read = Прочитано
desk-import-work = Содержание
desk-import-title = название пункта
desk-import-no-point = к точкам не отнесено
desk-import-untitled = столбец без названия
desk-import-phrases = Сроки
desk-import-responsible = Ответственные
desk-import-co-executors = Соисполнители
desk-import-criterion = Критерий
desk-import-progress = Ход исполнения
desk-import-answer = ответить
desk-import-answer-again = изменить ответ
desk-import-pages = Страницы
desk-import-changed = Документ изменили, пока страница была открыта. Обновите её и повторите.
desk-import-people = Похоже на список людей, а не на план: { $count ->
    [one] { $count } человек
    [few] { $count } человека
   *[many] { $count } человек
}. Такой список отправляют в разделе «Участники».
