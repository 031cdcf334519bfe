# О чём предупреждает чтение документа.
caution-year = Год в документе не указан, взят { $label }.
caution-uneven = Пункт { $number }: сроков и мероприятий не поровну, проверьте сроки.
caution-uneven-many = Пункты { $numbers }: сроков и мероприятий не поровну, проверьте сроки.
caution-unread = Пункт { $number }: срок «{ $phrase }» не понят.
caution-no-value = Пункт { $number }: вместо срока формула без значения, «{ $phrase }». Пересчитайте и сохраните файл в Excel или назовите срок сами.
caution-guessed = Пункт { $number }: срок «{ $phrase }» прочитан предположительно.
caution-numbers = Номера пунктов повторяются: пункты пронумерованы подряд.
caution-empty-row = Строка { $number }: кроме номера ничего нет, пропущена.
caution-ditto = Строка { $number }: вместо срока «{ $phrase }», взят срок строки выше.
caution-ditto-unnumbered = Строка «{ $text }»: вместо срока «{ $phrase }», взят срок строки выше.
caution-hidden = Скрытые строки таблицы тоже прочитаны: { $count }.
caution-left-out = Скрытые и зачёркнутые строки и столбцы не прочитаны: { $count }.
caution-column = Столбец «{ $title }» не прочитан: что в нём, неясно.
caution-counted = Дни посчитаны от «{ $anchor }» (в документе это { $day }), сроков: { $count }.
# Так, как записала прежняя версия.
caution-worded = { $text }
caution-more = Есть и другие замечания: { $count }.
