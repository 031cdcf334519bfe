# Лента сроков рабочего стола.
desk-menu-timeline = Лента сроков
desk-today = сегодня
desk-today-is = сегодня, { $day }
desk-open-item = Открыть пункт
desk-state-quiet = прошло до загрузки карты
