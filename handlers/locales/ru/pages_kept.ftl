# Ответы, которые ждут своего пункта.
desk-kept = { $count ->
    [one] { $count } ответ ждёт своего пункта.
    [few] { $count } ответа ждут своих пунктов.
   *[many] { $count } ответов ждут своих пунктов.
}
desk-kept-open = Указать пункты
desk-kept-title = Ответы без пункта
desk-kept-how = Эти ответы сохранены, но не вошли в отчёт: неясно, к какому пункту они относятся.
desk-kept-none = Все ответы отнесены к пунктам.
desk-kept-other = Другой пункт
desk-kept-number = или номер
desk-kept-place = Отнести
desk-kept-no-answer = Это не ответ, удалить
desk-kept-drop-sure = Удалить этот ответ? Вернуть его будет нельзя.
desk-kept-drop = Удалить
desk-kept-dropped = Удалено.
desk-kept-placed = Ответ записан: к каждому из { $count } сроков.
desk-kept-decided = Этот ответ уже отнесён к пункту или удалён.
desk-kept-where = Выберите пункт или напишите его номер.
desk-kept-more = И ещё: { $count }. Они появятся после этих.
desk-file-kind = { $kind ->
    [photo] фото
    [voice] голосовое сообщение
    [video] видео
    [video_note] видеосообщение
    [audio] аудиозапись
   *[document] файл
}
desk-archived = Карта «{ $title }» в архиве: её можно только читать. Вернуть её может координатор: /roadmaps
desk-kept-all = Ко всем из напоминания: { $addresses }
