# The desk's timeline.
desk-menu-timeline = Timeline
desk-today = today
desk-today-is = today, { $day }
desk-open-item = Open the item
desk-state-quiet = past before the import
