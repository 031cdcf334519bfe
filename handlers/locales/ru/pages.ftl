# Рабочий стол в браузере.
desk-name = Веха
desk-menu = Разделы
desk-menu-board = Карта
desk-skip = К содержанию
desk-leave = Выйти
desk-left = Вы вышли. Чтобы войти снова, отправьте боту /desk.
desk-enter = Войти
desk-enter-how = Ссылка откроет рабочий стол на этом устройстве. Она действует один раз.
desk-link-over = Ссылка уже использована или устарела. Отправьте боту /desk, чтобы получить новую, или попросите координатора.
desk-stranger = Чтобы войти, отправьте боту /desk и откройте ссылку, которую он пришлёт. Нет мессенджера – попросите ссылку у координатора.
desk-refused = Не получилось
desk-your-words = Ваш текст (скопируйте, если нужно):
desk-back = Вернуться
desk-no-page = Такой страницы нет.
desk-changed-meanwhile = Пока вы писали, это изменил кто-то другой. Сейчас здесь: «{ $now }». Обновите страницу и внесите изменение ещё раз.
desk-roadmap = Дорожная карта
desk-choose = Выбрать
desk-search = Поиск
desk-search-how = слова, номер, фамилия
desk-state = Состояние
desk-all = все
desk-all-people = все
desk-person = Ответственный
desk-body = Орган
desk-section = Раздел
desk-sort = Порядок
desk-sort-document = как в документе
desk-sort-day = по сроку
desk-sort-answer = по последнему ответу
desk-show = Показать
desk-show-all = Показать все
desk-state-late = просрочено
desk-state-silent = без ответа
desk-state-soon = срок близок
desk-state-claimed = ждёт приёмки
desk-state-ahead = впереди
desk-state-waiting = без даты
desk-state-done = выполнено
desk-state-unassigned = никто не назначен
desk-count-late = просрочено { $count }
desk-count-silent = без ответа { $count }
desk-count-soon = срок близок { $count }
desk-count-claimed = ждёт приёмки { $count }
desk-count-ahead = впереди { $count }
desk-count-waiting = без даты { $count }
desk-count-done = выполнено { $count }
desk-items = { $count ->
    [one] { $count } пункт
    [few] { $count } пункта
   *[many] { $count } пунктов
}
desk-of = из { $count }
desk-nothing-found = Ничего не найдено. Измените условия.
desk-number = №
desk-what = Что сделать
desk-deadlines = Сроки
desk-people = Кто отвечает
desk-last = Последний ответ
desk-no-answer = нет ответа
desk-nobody = никто не назначен
desk-more-people = и ещё { $count }
desk-further = { $count ->
    [one] Ещё { $count } пункт
    [few] Ещё { $count } пункта
   *[many] Ещё { $count } пунктов
}
desk-link = Рабочий стол: { $address }
    Ссылка действует { $minutes } минут и один раз. Никому её не пересылайте.
desk-link-apart = Ссылку отправил вам в личный чат.
error-desk-off = Рабочий стол в браузере не включён. Администратор включает его настройкой http.listen.
log-desk-link = ссылка для входа в браузере:
command-desk = рабочий стол в браузере
