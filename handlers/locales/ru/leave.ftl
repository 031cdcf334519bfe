# Отпуск и замещение.
command-leave = отпуск и кто замещает
button-leave = Отпуск
button-leave-days = Другие даты
button-leave-deputy = Другой заместитель
button-leave-end = { $began ->
    [yes] Закончить отпуск сегодня
   *[no] Отменить отпуск
}
button-leave-today = Сегодня
button-leave-tomorrow = Завтра
button-leave-monday = С понедельника, { $day }
button-leave-until = По { $day }
button-leave-alone = Без заместителя
button-leave-hold = Всё верно
leave-when = { $name }: когда отпуск? Нажмите первый день или напишите словами: «с понедельника на две недели», «до 15 декабря», «с 1 по 14 декабря».
leave-when-own = Когда вы в отпуске? Нажмите первый день или напишите словами: «с понедельника на две недели», «до 15 декабря», «с 1 по 14 декабря».
leave-how-long = Отпуск с { $first }. По какой день? Можно написать иначе, например: «с 1 по 18 декабря».
leave-whom = { $name }: отпуск с { $first } по { $last } ({ $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
}). Кто замещает? Нажмите или напишите фамилию.
leave-whom-of = Найдено: { $count }. Кто замещает?{ $more ->
    [0] {""}
   *[other] {" "}Показаны не все: добавьте имя.
}
leave-sure = Проверьте. <b>{ $name }</b>: отпуск с { $first } по { $last } ({ $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
}).
leave-sure-alone = Заместителя нет: напоминания будут приходить и в отпуске.
leave-sure-deputy = Напоминания в эти дни получит <b>{ $deputy }</b>.
leave-deputy-not-here = ⚠️ { $deputy } сейчас не на связи в боте: напоминания могут не дойти. Выберите другого или попросите подключиться.
leave-deputy-away = ⚠️ { $deputy } тоже в отпуске с { $first } по { $last }. В эти дни напоминания получит тот, кто замещает там, а если его нет – ушедший в отпуск.
leave-stands = <b>{ $name }</b>: отпуск с { $first } по { $last }, замещает { $deputy }.
leave-alone = <b>{ $name }</b>: отпуск с { $first } по { $last }, без заместителя.
leave-stands-in = С { $first } по { $last } замещает { $whom }.
leave-how-to-end = Изменить или закончить: /leave, у координатора – в карточке участника.
leave-told = Координатор записал ваш отпуск. { $line }
    Изменить: /leave
leave-deputy-told = С { $first } по { $last } вы замещаете { $whom }: { $items }. Напоминания в эти дни придут вам, список: /my
leave-items = { $count ->
    [1] пункт
   *[other] пункты
} { $numbers } («{ $title }»)
leave-no-items = пунктов пока нет
leave-deputy-over = Вы больше не замещаете { $whom }: отпуск закончился или изменён. Спасибо!
leave-ended = <b>{ $name }</b>: отпуска больше нет, напоминания приходят как обычно.
leave-ended-told = Координатор отметил, что вы не в отпуске: напоминания приходят вам как обычно.
leave-over = С возвращением! Отпуск закончился, напоминания снова приходят вам. Ваши пункты: /my
for-whom = За { $names } (отпуск до { $last })
my-standing-in = <b>Вы замещаете { $whom }</b> до { $last }
my-standing-in-empty = Открытых сроков нет.
error-leave-unread = Не понял даты. Напишите первый и последний день: «с 1 по 14 июля», «с понедельника на две недели».
error-leave-past = Эти дни уже прошли. Напишите даты отпуска ещё раз.
error-no-leave = Отпуска сейчас нет.
error-own-deputy = Замещать должен кто-то другой.
error-deputy-unknown = Среди тех, кто подключён и может отвечать, нет «{ $name }». Напишите фамилию иначе или выберите кнопкой.
log-leave-ended = отпуск закончен:
