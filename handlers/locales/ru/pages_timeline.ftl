# Лента сроков рабочего стола.
desk-menu-timeline = Лента сроков
desk-today = сегодня
desk-open-item = Открыть пункт
desk-state-quiet = прошло до загрузки карты
