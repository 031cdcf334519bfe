# Участники и назначения.
stranger = Здравствуйте. Бот работает по приглашению: обратитесь к координатору дорожной карты в вашей организации.
stranger-toast = Бот работает по приглашению.
join-welcome = Здравствуйте, { $name }! Вы подключены.
join-code-unknown = Ссылка недействительна: она уже использована или устарела. Попросите у координатора новую.
join-already-known = Вы уже подключены как { $name }.
invite-name-awaited = Кого пригласить? Напишите имя, например: Иванова Анна Петровна.
person-items = Пункты: { $numbers }
people-title = <b>Участники: { $count }</b>
people-line = <b>{ $name }</b> ({ $job }): { $state }, { $items ->
    [0] пунктов нет
    [one] { $items } пункт
    [few] { $items } пункта
   *[many] { $items } пунктов
}
people-found = <b>Найдено: { $count }</b>
people-more = …и ещё { $count }. Добавьте имя или должность, чтобы сузить.
people-how = Список можно прислать файлом .csv или .xlsx: ФИО, должность, пункты.
links-in-private = Ссылки прислал вам в личный чат: в группе их прочтут все.
people-created = <b>Заведено участников: { $count }.</b> Чтобы они подключились, отправьте им одну ссылку для группы: каждый выберет в ней своё имя, а вы подтвердите. Или перешлите каждому его сообщение.
role-official = исполнитель
role-coordinator = координатор
role-observer = наблюдатель
state-invited = бот ещё не открыт
state-active = на связи
state-blocked = бот заблокирован
state-deactivated = аккаунт удалён
state-unknown-chat = чат не найден
state-gone = удалён
state-leave = в отпуске
assigned = <b>{ $name }</b> отвечает за { $count ->
    [1] пункт
   *[other] пункты
} { $numbers }.{ $joined ->
    [no] {" "}Бот у участника ещё не открыт: отправьте ссылку, /invite { $name }.
   *[yes] {""}
}
assigned-to-you = Вам { $count ->
    [1] назначен пункт
   *[other] назначены пункты
} { $numbers }. Список и сроки: /my
assigned-formerly = Раньше отвечали: { $names }.
taken-from-you = { $count ->
    [1] За пункт
   *[other] За пункты
} { $numbers } теперь отвечает { $name }. Остальные ваши пункты: /my
assigned-nothing = { $name }: назначенных пунктов нет.
assign-whom = Кому назначить?
assign-nobody = Участников ещё нет. Пригласите: /invite Имя.
assign-what = <b>{ $name }</b>: отметьте пункты.
assign-item-whom = Кому назначить пункт { $number }?
person-handover-how = { $name }: кому передать все пункты? Напишите фамилию.
handed-over = Передано: { $leaver } → { $heir }, назначений: { $count }.
handed-to-you = Вам переданы пункты участника { $leaver }. Назначений: { $count }. Список: /my
forget-sure = Удалить ваши данные из бота? Ответы останутся в отчёте без имени. Вернуть доступ можно только по новой ссылке.
erase-sure = { $name }: удалить данные? Ответы останутся без автора. Отменить это нельзя.
erased = Данные удалены.
people-row = { $name }
