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
desk-launch-over = Не вышло узнать, кто открывает стол. Закройте окно и откройте стол в чате с ботом ещё раз: /desk.
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
desk-item = Пункт { $number }
desk-neighbours = Соседние пункты
desk-to-board = К карте
desk-what-to-finish = Что доделать
desk-new-day = Новый срок
desk-other-day = Или другой срок
desk-day-how = 15 января, на неделю
desk-reason = Причина
desk-send = Отправить
desk-correct-deadline = Исправить срок
desk-as-in-document = Как в документе
desk-deadline-how = 15 ноября, ноябрь
desk-correct = Исправить
desk-postponements = Переносы
desk-co-executor = соисполнитель
desk-in-document = в документе: { $names }
desk-misread = Прочитано неверно?
desk-correct-text = Исправить текст
desk-correct-number = Исправить номер
desk-write = Ответить
desk-about = О чём
desk-whole-item = Пункт целиком
desk-answer = Ответ
desk-files = Файлы
desk-and-done = Выполнено
desk-answers = Ответы
desk-no-answers = Ответов пока нет.
desk-file = файл
desk-not-fetched = ещё не получен
desk-file-not-here = Этот файл ещё не получен из мессенджера. Попробуйте позже.
desk-before = { $count ->
    [one] Прежний текст
   *[many] Прежние тексты: { $count }
}
desk-change = Изменить
desk-save = Сохранить
desk-withdraw = Отозвать
desk-withdrawn-count = Отозвано: { $count }
desk-answered = Ответ записан.
desk-withdrawn = Ответ отозван.
desk-changed = Исправлено.
desk-done = Готово.
desk-empty-answer = Напишите текст или приложите файл.
desk-too-long = Текст длиннее { $most } знаков. Сократите его или приложите файлом.
desk-file-too-large = Файл «{ $name }» слишком велик. Уменьшите его или приложите ссылку.
desk-word-needed = Напишите, что доделать.
desk-menu-mine = Мои сроки
desk-nothing-mine = Открытых сроков нет.
desk-stands-in = За время отпуска: { $name }
desk-undated = Без даты: спросим в конце полугодия
desk-undated-self = Без даты: напишите, что сделано, до конца полугодия. Бот вам не напомнит
desk-undated-deaf = Без даты: в конце полугодия спросите сами, бот не напишет
error-person-left = { $name } больше не участвует: ссылка не нужна.
