# Answers that wait for their item.
desk-kept = { $count ->
    [one] { $count } answer waits for its item.
   *[other] { $count } answers wait for their items.
}
desk-kept-open = Name the items
desk-kept-title = Answers without an item
desk-kept-how = These answers are kept, but are not in the report: it is not clear to which item they belong.
desk-kept-none = Every answer has its item.
desk-kept-other = Another item
desk-kept-number = or its number
desk-kept-place = Place
desk-kept-no-answer = Not an answer, delete
desk-kept-drop-sure = Delete this answer? It cannot be brought back.
desk-kept-drop = Delete
desk-kept-dropped = Deleted.
desk-kept-placed = The answer is recorded for each of { $count } deadlines.
desk-kept-decided = This answer has its item by now, or was deleted.
desk-kept-where = Choose an item or write its number.
desk-kept-more = And { $count } more. They appear after these.
desk-file-kind = { $kind ->
    [photo] photo
    [voice] voice message
    [video] video
    [video_note] video message
    [audio] recording
   *[document] file
}
desk-archived = The roadmap “{ $title }” is in the archive: it can only be read. A coordinator can bring it back: /roadmaps
desk-kept-all = To all of the reminder: { $addresses }
