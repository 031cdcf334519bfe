# Import at the desk.
desk-menu-import = Import
desk-import-send = Send a document
desk-import-how = Word, Excel or text. Vekha shows what it has read and saves it only when you say so.
desk-import-file = File
desk-import-read = Read
desk-import-no-file = Choose a file.
desk-import-reading = Reading “{ $name }”…
desk-import-wait = This usually takes a few seconds. The page opens by itself.
desk-import-understood = I see
desk-import-mine = Your documents
desk-import-saved = Saved
desk-import-unsaved = not saved
desk-import-columns = What does each column hold?
desk-import-columns-how = Say what each column holds. Mark one that is not needed as “other”.
desk-import-column = Column { $place }
desk-import-read-so = Read it this way
desk-import-no-measure = Say which column holds the measure.
desk-import-to-all = To the documents
desk-import-what = What was read
desk-import-year = Which year is it for?
desk-import-other-year = Another year
desk-import-wrong-year = Is the year wrong?
desk-import-read-again = Read again
desk-import-undo-how = You can undo this within a day.
desk-past = Deadlines already past
desk-past-quiet = do not remind
desk-past-ask = ask those responsible
desk-past-done = count as done
desk-import-later = You can answer the questions after saving, too: until then these deadlines have no day.
desk-import-question = Question
desk-import-given = Chosen now: { $days }
desk-import-open = no answer
desk-import-day = Another deadline
desk-import-take = Accept
desk-import-all-asked = There are no more questions.
desk-import-skipped = { $count ->
    [one] { $count } question was skipped.
   *[other] { $count } questions were skipped.
}
desk-import-edition = A new edition
desk-import-rows = Line by line
desk-import-doubts = need attention: { $count }
desk-import-in-doubt = needs attention
desk-import-in-document = In the document
desk-import-was-read = What was read
desk-import-work = Content
desk-import-title = title of the item
desk-import-no-point = part of no point
desk-import-untitled = column without a heading
desk-import-phrases = Deadlines
desk-import-responsible = Responsible
desk-import-co-executors = Co-executors
desk-import-criterion = Criterion
desk-import-progress = Progress
desk-import-answer = answer
desk-import-answer-again = change the answer
desk-import-pages = Pages
desk-import-changed = The document was changed while this page was open. Reload it and try again.
desk-import-people = This looks like a list of people and not like a plan: { $count ->
    [one] { $count } person
   *[other] { $count } people
}. Send such a list under “People”.
