# О чём предупреждает чтение документа.
caution-year = Год в документе не указан, взят { $label }.
caution-uneven = Пункт { $number }: число сроков не равно числу мероприятий, проверьте сроки.
caution-uneven-many = Пункты { $numbers }: число сроков не равно числу мероприятий, проверьте сроки.
caution-unread = Пункт { $number }: срок «{ $phrase }» не понят.
caution-no-value = Пункт { $number }: вместо срока формула без значения, «{ $phrase }». Пересчитайте и сохраните файл в Excel или назовите срок сами.
caution-guessed = Пункт { $number }: срок «{ $phrase }» прочитан предположительно.
caution-numbers = Номера пунктов повторяются: пункты пронумерованы подряд.
caution-anew = Номера в разделах начинаются заново: пункт { $number } раздела «{ $title }» – это «{ $address }», можно набрать и «{ $typed }».
caution-anew-in-tables = Номера в таблицах начинаются заново: пункт { $number } таблицы { $section } – это «{ $address }», можно набрать и «{ $typed }».
caution-twice = Номер { $number } стоит не один раз: следующий такой пункт – «{ $address }».
caution-empty-row = Строка { $number }: кроме номера ничего нет, пропущена.
caution-ditto = Строка { $number }: вместо срока «{ $phrase }», взят срок строки выше.
caution-ditto-unnumbered = Строка «{ $text }»: вместо срока «{ $phrase }», взят срок строки выше.
caution-hidden = Скрытые строки таблицы тоже прочитаны: { $count }.
caution-left-out = Скрытые и зачёркнутые строки и столбцы не прочитаны: { $count }.
caution-column = Столбец «{ $title }» не прочитан: что в нём, неясно.
caution-counted = Дни посчитаны от «{ $anchor }» (в документе это { $day }), сроков: { $count }.
caution-columns = У таблицы нет шапки, столбцы поняты по содержанию. Проверьте первую строку: { $row }.
# Так, как записала прежняя версия.
caution-worded = { $text }
caution-more = Есть и другие замечания: { $count }.
