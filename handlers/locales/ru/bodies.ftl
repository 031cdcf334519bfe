# Органы, должности и группы, которых называет документ.
preview-bodies = Органов, должностей и групп: { $count }
plan-names = Названий органов, должностей и групп в документе: { $total }. { $known ->
    [0] Справочник их ещё не знает
   *[other] Есть в справочнике: { $known }
}{ $likely ->
    [0] {""}
   *[other] , похожи на известные: { $likely }
}{ $new ->
    [0] {""}
   *[other] , новые: { $new }
}.
plan-names-likely = { $place }. <b>{ $name }</b> ({ $count ->
    [1] пункт
   *[other] пункты
} { $numbers }) — это <b>{ $body }</b>? Причина: { $why }.
plan-names-then = …и ещё похожих: { $count }. Они появятся после этих.
plan-names-new = <b>Новые: { $count }</b>
plan-names-row = • { $name } ({ $kind ->
    [post] должность
    [group] группа
   *[body] орган
}): { $numbers }
plan-names-settled = Все органы, должности и группы из документа есть в справочнике. Следующий план и следующая редакция о них не спросят.
likeness-shortened = сокращение
likeness-form = отличается только форма учреждения
likeness-place = отличается только название территории
likeness-named-after = отличается только имя, которое носит учреждение
likeness-spelling = отличается одна буква
bodies-created = Добавлено в справочник: { $count }
bodies-title = <b>Органы, должности и группы: { $count }</b>
bodies-empty = Справочник пуст: он наполняется из документа при загрузке.
bodies-line = <b>{ $name }</b>: { $count ->
    [0] никто не назначен
   *[other] { $people }
}, { $items ->
    [0] пунктов нет
    [one] { $items } пункт
    [few] { $items } пункта
   *[many] { $items } пунктов
}
bodies-more = …и ещё { $count }.
body-title = <b>{ $name }</b> ({ $kind ->
    [post] должность
    [group] группа: отвечает каждый
   *[body] орган
})
body-names = Другие названия: { $names }
body-people = Отвечают:
body-nobody = Никто не отвечает: о сроках никому не напомним.
body-person = • { $name } ({ $state })
body-items = Пункты: { $numbers }
body-elsewhere = Пунктов в других картах: { $count }
body-no-items = Пунктов нет.
body-dues-title = <b>Открытые сроки: { $name }</b>
body-dues-empty = { $name }: открытых сроков нет.
body-whom = Кто теперь отвечает за <b>{ $name }</b>? Выберите или напишите фамилию; несколько — через запятую. К ним перейдут все открытые сроки, прежние ответы останутся за авторами.
body-whom-beside = Кто ещё отвечает за <b>{ $name }</b>? Выберите или напишите фамилию; несколько — через запятую.
body-who-leaves = Кто больше не отвечает за <b>{ $name }</b>?
body-which = По словам «{ $words }» нашлись. Кто отвечает за <b>{ $body }</b>?
body-newcomer = Участника «{ $name }» нет. Пригласить его отвечать за <b>{ $body }</b>? Или напишите другое имя.
body-yours = Вы отвечаете за <b>{ $name }</b>. { $count ->
    [0] Пунктов пока нет.
    [1] Пункт { $numbers }. Сроки: /my
   *[other] Пункты { $numbers }. Сроки: /my
}
body-not-yours = Вы больше не отвечаете за <b>{ $name }</b>.{ $count ->
    [0] {""}
   *[other] {" "}Теперь: { $people }.
} Ваши ответы остаются за вами.
body-rename-how = Как теперь называется <b>{ $name }</b>? Прежнее название останется среди других.
body-name-how = Как ещё называют <b>{ $name }</b> в документах? Например: УО.
body-new-how = Название органа, должности или группы? Например: Управление образования.
body-join-how = С чем объединить <b>{ $name }</b>? Выберите или напишите название. Название, участники и пункты того органа перейдут сюда.
body-join-which = Что объединить с <b>{ $name }</b>?
body-joined = { $dropped } теперь — { $kept }.
body-remove-sure = Удалить <b>{ $name }</b> из справочника?{ $count ->
    [0] {""}
   *[other] {" "}Пунктов без ответственного органа станет больше на { $count }.
}{ $members ->
    [0] {""}
   *[other] {" "}Не будут отвечать за него: { $people }.
}
body-removed = { $name }: удалено из справочника.
unmanned-title = <b>Ещё никто не отвечает: { $count }.</b> О сроках этих пунктов никому не напомним. Кто отвечает?
unmanned-line = • { $name }, { $count ->
    [one] { $count } пункт
    [few] { $count } пункта
   *[many] { $count } пунктов
}
unmanned-none = За каждый орган, должность и группу карты кто-то отвечает.
silent-unmanned = Никто не назначен ({ $count }): { $names }. Назначить: /people, «Органы и должности».
by-body-title = <b>По органам</b>
by-body-none = Карта не называет органов из справочника.
card-body = <b>{ $name }</b>: { $count ->
    [0] никто не назначен
   *[other] { $people }
}
group-answered = <b>{ $name }</b>, { $address }: { $answered ->
    [one] ответил { $answered }
   *[other] ответили { $answered }
} из { $total }{ $answered ->
    [0] {""}
   *[other] {" "}({ $names })
}{ $left ->
    [0] .
   *[other] . Ждём: { $missing }.
}
my-stands-for = Вы отвечаете за: { $names }
button-bodies = Органы и должности
button-by-body = По органам
button-plan-names = Органы и должности ({ $count })
button-create-bodies = Создать все ({ $count })
button-name-yes = { $place }. Да
button-name-new = { $place }. Нет, другой
button-unmanned = Кто отвечает? ({ $count })
button-body-new = Добавить орган
button-body-who = Кто отвечает?
button-body-head = Новый руководитель
button-body-beside = Добавить ещё
button-body-off = Убрать
button-body-rename = Переименовать
button-body-name = Ещё название
button-body-join = Объединить
button-body-remove = Удалить
button-body-removed = Да, удалить
button-body-dues = Сроки
button-body-invite = Пригласить
error-body-unknown = В справочнике нет «{ $name }». Весь список: /people, «Органы и должности».
error-body-name = Напишите название буквами.
error-body-name-taken = «{ $name }» — это уже { $other }. Если это одно и то же, откройте карточку и нажмите «Объединить».
error-body-same = Выберите другой орган: этот уже открыт.
log-bodies-added = в справочник:
log-body-named = название в справочнике:
log-body-stands = кто отвечает:
log-bodies-joined = объединено в справочнике:
log-body-removed = удалено из справочника:
body-part-how = Какое название не относится к <b>{ $name }</b>? Оно станет отдельным органом, к нему перейдут пункты, где он так назван.
body-parted = { $name } теперь отдельно от { $former }.
button-body-parts = Отделить название
button-body-group = Это группа
button-body-no-group = Это не группа
log-body-kind = вид в справочнике:
person-stands-for = Отвечает за: { $names }
body-chat = Напоминания приходят в чат рабочей группы.
