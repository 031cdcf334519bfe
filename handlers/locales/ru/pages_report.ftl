# Отчёт на рабочем столе.
desk-menu-report = Отчёт
desk-report-title = Отчёт за { $half } полугодие, { $period }
desk-report-filled = заполнено { $filled } из { $total }
desk-report-ask-all = Спросить тех, от кого ждём ответа
desk-report-empty = { $count ->
    [one] { $count } пустой
   *[many] { $count } пустых
}
desk-report-files = Собрать и скачать
desk-report-download = Скачать
desk-report-again = собрать заново
desk-report-being-made = делается…
desk-report-wait = Файл делается, ссылка появится здесь.
desk-report-refresh = Обновить
desk-file-gone = Этого файла уже нет. Соберите его заново.
desk-report-changes = Что изменилось
desk-report-version = последняя версия – { $version }
desk-report-versions = Версии
desk-report-was = Было
desk-report-now = Стало
desk-report-search-how = номер или слова
desk-report-show = Пункты
desk-report-show-all = все
desk-report-show-empty = пустые
desk-report-show-own = исправленные вручную
desk-report-half = Полугодие
desk-report-half-until = { $half }-е, до { $day }
desk-report-own = исправлено вручную
desk-report-text = Текст отчёта
desk-report-back = Вернуть собранный текст
desk-report-collected = Собранный текст
desk-report-saved = Текст пункта { $number } сохранён.
desk-report-unsaved = Несохранённый текст пропадёт. Продолжить?
desk-report-pages = Страницы
desk-report-range = { $first }–{ $last } из { $total }
desk-report-next = Дальше
