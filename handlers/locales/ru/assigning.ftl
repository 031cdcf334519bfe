# Кто за что отвечает.
answerers = { $names }
answerers-both = { $lead }; соисп.: { $co }
answerers-nobody = никто
answerers-more = { $names } и ещё { $count }
capacity-responsible = ответственный
capacity-co-executor = соисполнитель
assign-sure = <b>Что изменится</b>
assign-change = { $numbers }: { $before } → { $after }
assign-more = …и ещё { $count ->
    [one] { $count } назначение
    [few] { $count } назначения
   *[many] { $count } назначений
}.
assign-no-change = Так уже и есть: ничего не меняется.
assign-changed-meanwhile = Пока вы решали, назначения изменились. Проверьте ещё раз.
button-hold = Назначить
button-hold-taking = Снять
assigned = <b>{ $name }</b> отвечает за { $count ->
    [1] пункт
   *[other] пункты
} { $numbers }.{ $joined ->
    [no] {" "}Бот у участника ещё не открыт: отправьте ссылку, { $link }.
    [by-link] {" "}Участник входит по ссылке, бот ему не напишет: сообщите и напомните сами.
   *[yes] {""}
}
assigned-co = <b>{ $name }</b> — соисполнитель { $count ->
    [1] пункта
   *[other] пунктов
} { $numbers }.{ $joined ->
    [no] {" "}Бот у участника ещё не открыт: отправьте ссылку, { $link }.
    [by-link] {" "}Участник входит по ссылке, бот ему не напишет: сообщите и напомните сами.
   *[yes] {""}
}
assigned-several = ✅ <b>Назначения изменены</b>
assigned-unopened = Бот ещё не открыли: { $names }. Ссылка каждому — /people.
assigned-by-link = Входят по ссылке, бот им не напишет, сообщите и напомните сами: { $names }.
assigned-formerly = Раньше отвечали: { $names }.
assigned-to-you = Вам { $count ->
    [1] назначен пункт
   *[other] назначены пункты
} { $numbers }. Список и сроки: /my
co-assigned-to-you = Вы соисполнитель { $count ->
    [1] пункта
   *[other] пунктов
} { $numbers }. Список и сроки: /my
taken-from-you = { $count ->
    [1] За пункт
   *[other] За пункты
} { $numbers } { $people ->
    [0] вы больше не отвечаете
    [1] теперь отвечает { $name }
   *[other] теперь отвечают: { $name }
}. Остальные ваши пункты: /my
assign-whom = Кому назначить?
assign-nobody = Участников ещё нет. Пригласите: /invite Имя.
assign-what = <b>{ $name }</b>: отметьте пункты и нажмите «Готово».
assign-item-whom = <b>Пункт { $number }</b>: отметьте, кто отвечает, и нажмите «Готово».
    Отмечены: { $names }
assign-seek = Кого найти? Напишите фамилию, имя или должность, можно начало.
assign-found = По словам «{ $words }» { $count ->
    [one] найден { $count } человек
    [few] найдено { $count } человека
   *[many] найдено { $count } человек
}.
button-find = 🔍 Найти
button-everybody = Показать всех
button-ticked-as = Новые отметки: { $capacity }
button-each = { $on ->
    [yes] Ответ: от каждого
   *[no] Ответ: достаточно одного
}
each-set = { $on ->
    [yes] Теперь ответить должен каждый.
   *[no] Теперь достаточно одного ответа.
}
card-each = Ответить должен каждый.
shares = Сделали: { $done }; ждём: { $waiting }
shares-title = <b>Ответили не все</b>
shares-line = <b>{ $address }</b> { $shares }
shares-more = …и ещё { $count }.
share-closed = ✅ Ваша часть выполнена: { $target }. Больше не напоминаем. Ждём: { $names }.
button-forget-shares = Спросить всех заново
log-share = выполнена часть, пункт
log-each-on = ответить должен каждый, пункт
log-each-off = достаточно одного ответа, пункт
error-answers-not = { $name }: за эти пункты и так не отвечает. Кто отвечает, показывает /item.
button-nobody = Без ответственного: { $count }
nobody-line = Никто не отвечает за { $count ->
    [one] { $count } пункт
    [few] { $count } пункта
   *[many] { $count } пунктов
}: { $numbers }.
nobody-title = <b>Без ответственного: { $count }</b>
    Нажмите пункт, чтобы назначить.
nobody-none = У каждого пункта есть ответственный.
