# Рабочий стол: участники, органы и должности.
desk-menu-people = Участники
desk-sure = Подтвердите
desk-people-count = { $count ->
    [one] { $count } участник
    [few] { $count } участника
   *[many] { $count } участников
}
desk-people-further = { $count ->
    [one] Ещё { $count } участник
    [few] Ещё { $count } участника
   *[many] Ещё { $count } участников
}
desk-people-search-how = имя, должность
desk-people-active = на связи
desk-people-invited = бот ещё не открыт
desk-people-by-link = входит по ссылке
desk-people-blocked = сообщения не доходят
desk-people-leave = в отпуске
desk-people-late = с просрочкой
desk-people-silent = без ответа
desk-people-leave-until = в отпуске до { $day }
desk-people-name = Имя
desk-people-name-how = Иванова Анна Петровна
desk-people-post = Должность, организация
desk-people-role = Роль
desk-people-items = Пункты
desk-people-invite = Пригласить участника
desk-people-invite-now = Пригласить
desk-people-by-file = Список из файла
desk-people-file-how = Файл .xlsx или .csv с заголовками: ФИО, должность, организация, пункты.
desk-people-file = Файл
desk-people-read = Загрузить
desk-people-no-file = Выберите файл со списком.
desk-people-list = Список из файла
desk-people-reading = Список читается…
desk-people-list-before = Сначала решите, что делать с прежним списком.
desk-people-list-no = Не назначать
desk-people-list-away = { $reading ->
    [yes] Не ждать
   *[no] Понятно
}
desk-people-created = { $count ->
    [0] Новых участников нет
   *[other] Заведено участников: { $count }
}{ $known ->
    [0] {""}
   *[other] , уже были в списке: { $known }
}. Ссылки для входа – на странице каждого участника.
desk-people-perhaps = { $name }: похоже, этот человек уже есть в списке ({ $names }). Объединить записи можно на странице участника.
desk-people-back = К участникам
desk-people-stands-for = Отвечает за:
desk-people-no-items = Назначенных пунктов нет.
desk-people-more-days = { $count ->
    [one] Ещё { $count } срок
    [few] Ещё { $count } срока
   *[many] Ещё { $count } сроков
}
desk-people-once = Ссылка показана один раз
desk-people-message = Сообщение
desk-people-copy = Скопировать
desk-people-copied = Скопировано.
desk-people-invitation = Перешлите это сообщение участнику: ссылка откроет ему бота в Telegram.
desk-people-way-in = Здравствуйте, { $name }! Ваши сроки по дорожной карте и ответы – здесь:
    { $address }
    Ссылка только для вас. Она действует { $days } дней, открыть её можно один раз.
desk-people-way-in-how = Передайте это сообщение участнику лично или почтой. После входа браузер запомнит его на { $days } дней.
desk-people-leave-set = Записать отпуск
desk-people-leave-change = Изменить отпуск
desk-people-days = Когда
desk-people-days-how = с 1 по 14 июля
desk-people-deputy = Кто замещает
desk-people-deputy-how = Петров О.Н.
desk-people-next = Дальше
desk-people-ways = Вход
desk-people-invitation-what = Приглашение в Telegram. Прежние ссылки действуют, пока одну из них не откроют.
desk-people-invitation-make = Приглашение
desk-people-way-in-what = Нет мессенджера? Участник сможет отвечать в браузере.
desk-people-way-in-make = Ссылка для входа в браузере
desk-people-sessions-what = Если устройство потеряно или войти мог кто-то другой.
desk-people-sessions-end = Завершить все сеансы
desk-people-ended = { $count ->
    [0] Открытых сеансов не было. Неоткрытые ссылки для входа больше не действуют.
   *[other] Завершено сеансов: { $count }. Неоткрытые ссылки для входа больше не действуют.
}
desk-people-leaving = Уход
desk-people-heir = Кому передать все пункты
desk-people-hand = Передать
desk-people-hand-sure = Все пункты участника <b>{ $leaver }</b> (назначений: { $count }) перейдут к участнику <b>{ $heir }</b>. Написанные ответы останутся за автором.
desk-people-erase-what = Данные участника удаляются, ответы остаются без автора.
desk-people-change = Изменить
desk-names = Кто
desk-names-how = Иванова, соисп. Петров
desk-names-needed = Напишите хотя бы одно имя.
desk-how = Как
desk-how-set = вместо прежних
desk-how-add = добавить
desk-how-take = снять
desk-assign = Назначить
desk-what-for = За что
desk-body-count = { $count ->
    [one] { $count } запись
    [few] { $count } записи
   *[many] { $count } записей
}
desk-body-further = { $count ->
    [one] Ещё { $count } запись
    [few] Ещё { $count } записи
   *[many] Ещё { $count } записей
}
desk-body-search-how = название
desk-body-nobody = никто не отвечает
desk-body-back = К списку
desk-body-whom = Кто отвечает
desk-body-whom-how = Иванова, Петров
desk-body-instead = Вместо прежних
desk-body-sure = За <b>{ $name }</b> больше не отвечает: { $leaving }. { $count ->
    [0] Больше никто не отвечает: о сроках никому не напомним.
   *[other] Отвечает: { $people }.
}
log-desk-ended = завершены сеансы в браузере:
desk-people-more = Ещё об участниках
desk-people-record = Запись в списке
desk-people-same-how = Если один человек записан дважды, объедините записи: пункты и ответы станут общими.
desk-people-same-name = Имя в другой записи
desk-people-part = Это два человека
desk-people-part-items = Пункты второго человека
desk-people-part-name = Второй человек: ФИО, должность
desk-people-part-name-how = Иванова Анна Петровна, СОШ № 7
desk-group-forward = Перешлите это сообщение в чат коллег. Каждый выберет себя в списке, а вы подтвердите.
desk-group-what = { $count ->
    [one] Ещё не подключился { $count } ответственный.
   *[other] Ещё не подключились ответственные: { $count }.
} Одна ссылка на всех: каждый выберет себя в списке, а вы подтвердите.
desk-group-make = Создать ссылку
desk-group-waiting = Ждут подтверждения: { $count }
desk-group-nobody = Подтверждения никто не ждёт.
desk-group-admit = Подтвердить
desk-group-admitted = { $name }: теперь на связи.
desk-group-admitted-all = Подтверждено: { $count }.
desk-group-refused = Отказано. Человек может выбрать другое имя.
desk-names-title = Названия из документа
desk-names-likely = Похожи на известные: { $count }
desk-names-items = пункты { $numbers }
desk-names-is = Это { $name }
desk-names-another = Нет, это другой
desk-names-new = Новые: { $count }
desk-names-more = И ещё: { $count }.
desk-names-waiting = Похожи на новые: { $count }. О них спросим, когда новые будут в справочнике.
desk-names-taken = Теперь это { $name }.
desk-names-unmanned = Никто не отвечает: { $count }
desk-names-unmanned-how = О сроках этих пунктов никому не напомним. Откройте запись и назначьте, кто отвечает.
desk-body-names = Запись в справочнике
desk-body-new-name = Название
desk-body-join-how = Название, участники и пункты другой записи перейдут сюда.
desk-body-other = Название другой записи
desk-body-join-sure = Объединить? <b>{ $dropped }</b> станет частью записи <b>{ $kept }</b>: её название, участники и пункты перейдут туда.
desk-body-remove = Удалить из справочника
desk-names-none = Органы и должности в этом документе не названы.
desk-leave-how = На это время напоминания получит заместитель, он сможет и ответить за вас.
