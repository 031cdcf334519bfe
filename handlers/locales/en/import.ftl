# Taking a roadmap in.
import-how = Send the roadmap as a file: .docx, .xlsx, .txt, or type it here. The bot shows what it has read and saves it only when you agree.
import-open-questions = { $title } has { $count ->
    [one] { $count } open question
   *[other] { $count } open questions
}.
preview-title = <b>Read:</b> { $title }
preview-period = Period: { $period }
preview-period-because = Period: { $period } ({ $because })
year-unsure = ⚠️ <b>Which year is this document for?</b> Probably { $period }: { $because }.
year-contradicted = ⚠️ <b>Which year is this document for?</b> Probably { $period }: { $because }. But there is also: { $against }.
year-sign-given = you gave the year
year-sign-title = the title says «{ $words }»
year-sign-season = a heating season in the title
year-sign-school = preparing for a school year
year-sign-heating = preparing for a heating season
year-sign-exams = preparing for exams: «{ $words }»
year-sign-new-year = preparing for the New Year
year-sign-event = the title says «{ $words }»
year-sign-stamp = approved on { $words }
year-sign-dates = { $count ->
    [one] { $count } deadline with a year
   *[other] { $count } deadlines with a year
}
year-sign-weekdays = { $count ->
    [one] { $count } weekday beside a date
   *[other] { $count } weekdays beside dates
}
year-sign-sections = years in the headings: { $words }
year-sign-results = results of { $words }
year-sign-today = the document names no year, this is the current one
preview-counts = Items: { $items }, control points: { $points }, dated deadlines: { $deadlines }
preview-questions = { $count ->
    [0] No questions
    [one] There is { $count } question
   *[other] There are { $count } questions
}
preview-remembered = { $count ->
    [one] { $count } answer is taken
   *[other] { $count } answers are taken
} from the earlier edition
preview-item = { $doubt ->
    [true] ⚠️ <b>{ $number }.</b> { $text }
   *[false] <b>{ $number }.</b> { $text }
}
preview-point = { $said ->
    [true] · { $address } { $text }: { $deadline }
   *[false] · { $address }: { $deadline }
}
preview-no-deadline = no date
preview-undated = { $how ->
    [asked] “{ $phrase }” → ❓ to be asked
    [year] “{ $phrase }” → the whole year, no reminders
    [years] “{ $phrase }” → the roadmap’s whole time, no reminders
    [always] “{ $phrase }” → no reminders
   *[waits] “{ $phrase }” → no date
}
preview-dated = “{ $phrase }” → { $days }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}{ $guess ->
    [true] {" "}⚠️
   *[false] {""}
}
preview-past = { $count ->
    [one] { $count } deadline is past
   *[other] { $count } deadlines are past
}: { $choice ->
    [ask] the officials will be asked
    [done] counted as done
   *[quiet] no reminders
}
preview-people = { $count ->
    [one] { $count } responsible person is named
   *[other] { $count } responsible people are named
}
preview-form = The report will follow the bot’s template: only into Word files is it written in the document’s own form.
preview-warning = ⚠️ { $text }
outside-asked = ⚠️ <b>{ $count ->
    [one] { $count } date is
   *[other] { $count } dates are
} outside the period: the plan is for { $period }.</b>
outside-day = Item { $item }: { $day } (“{ $phrase }”)
outside-more = And { $count } more.
button-correct-day = Correct
button-save-sure = Save all the same
import-saved = ✅ Saved: { $title }
import-next = { $people ->
    [0] Now assign the items: /invite Name, then /assign 6 Surname.
   *[other] Add the people named in the document, or assign by hand: /assign 6 Surname.
}
import-saved-already = This roadmap is saved already.
import-cancelled = Cancelled, nothing was saved.
import-undone = The import was undone.
edition-undone = The update was undone: the roadmap and its postponements are as before.
import-undo-too-late = An import can be undone within a day only.
import-undo-later-first = Undo the later update of this roadmap first.
question = <b>Question { $number } of { $total }:</b> { $target }
    { $text }

    The deadline in the document: “{ $phrase }”. How is it to be understood?
about-measure = measure { $number }
about-part = part { $number }
about-control-point = control point { $number }
question-anchor = <b>Question { $number } of { $total }</b>
    { $count ->
        [one] { $count } deadline of the document is counted
       *[other] { $count } deadlines of the document are counted
    } from «{ $anchor }», for example «{ $phrase }». Items: { $items }. When is that?
anchor-enter = Write the date of «{ $anchor }», for example: 15.02.2027.
anchor-taken = Taken: { $day }. { $count ->
    [one] { $count } deadline was counted.
   *[other] { $count } deadlines were counted.
}
option-none = No date
option-reason = { $reason ->
    [likely] most likely
    [in-order] in order
    [from-above] counting down
    [from-below] counting up
    [line-missing] line missing
    [no-date] no date
    [whole-year] whole year
    [before-start] before start
    [early] year’s start
    [late] year’s end
    [next-year] next year
    [after-january] after January
    [after-february] after February
    [after-march] after March
    [after-april] after April
    [after-may] after May
    [after-june] after June
    [after-july] after July
    [after-august] after August
    [after-september] after September
    [after-october] after October
    [after-november] after November
    [after-december] after December
    [as-written] as written
    [in-period] roadmap's year
   *[other] {""}
}
question-point = { $here ->
    [true] <b>▸ { $name } { $text }</b>
   *[false] · { $name } { $text }
}
question-lines = Deadlines in the cell, line by line:
question-line = { $here ->
    [true] ▶ <b>“{ $phrase }”</b>
   *[false] · “{ $phrase }”
}
question-means = <b>What each choice means:</b>
question-meaning = <b>{ $choice }:</b> { $lines }
question-owner = “{ $phrase }” → { $owners }
question-no-line = no date – { $owners }
option-line = { $days } – “{ $phrase }”
question-or = {" "}or{" "}
question-settled = Settled with it: { $what }.
question-followed = { $target } – { $days }
button-question-back = ‹ Back
question-enter = Write the deadline for “{ $phrase }”, for example: 15.02.2027 or “март”.
question-taken = Taken: { $day }.
questions-done = No questions are left.
questions-left = { $count ->
    [one] { $count } question is left and waits
   *[other] { $count } questions are left and wait
} in /import.
edition-likely = <b>This looks like a new edition of the roadmap “{ $title }”.</b>
edition-doubtful = ⚠️ <b>This may be a new edition of the roadmap “{ $title }”.</b> Items in common: { $kept } of { $total }. If it is another plan, save it as a new one.
edition-changes = Deadlines that move: { $moved }, new items: { $added }, dropped: { $dropped }, with another number: { $renumbered }, with another text: { $reworded }{ $points ->
    [0] .
   *[other] , new and dropped measures and control points: { $points }.
}
edition-archived = <b>This looks like a new edition of a roadmap in the archive:</b> “{ $title }”. Restore it in order to update it, or save the file as a new one.
edition-same = <b>The roadmap “{ $title }” has been saved already.</b> Nothing has changed in the file: 0 deadlines would move.
edition-all-changes = <b>What would change in the roadmap “{ $title }”:</b>
edition-added = ➕ { $address } { $text }
edition-excluded = ➖ { $address } { $text }
edition-renumbered = No. { $old } → no. { $new }: { $text }
edition-reworded = ✏️ { $address }: “{ $old }” → “{ $new }”
edition-asked = there is a question
edition-moved = { $address }: { $old } → { $new }
edition-saved = ✅ Roadmap updated: { $title }. Answers and people are kept; granted postponements, too, where the document’s deadline has not changed.
edition-heard = The bot will tell { $count ->
    [one] { $count } responsible person
   *[other] { $count } responsible people
} of the new deadlines in their working hours.
edition-unheard = The bot cannot write to them, please tell them yourself: { $names }.
edition-undone-heard = { $count ->
    [0] Nobody had been told of those deadlines yet.
    [one] The bot will tell { $count } responsible person of it in their working hours.
   *[other] The bot will tell { $count } responsible people of it in their working hours.
}
edition-told = ✏️ <b>Your deadlines have changed: there is a new edition of the roadmap “{ $title }”.</b>
edition-told-moved = { $address }. { $text }: { $old } → <b>{ $new }</b>
edition-told-added = ➕ { $address }. { $text }: new deadline <b>{ $new }</b>
edition-told-gone = ➖ { $address }. { $text }: the deadline { $old } is gone
edition-told-days = and { $count } more
edition-told-more = And { $count ->
    [one] { $count } more deadline
   *[other] { $count } more deadlines
}: /my
edition-untold = ↩️ <b>The update of the roadmap “{ $title }” was undone, your deadlines are as before.</b>
edition-untold-again = { $address }. { $text }: { $new } again
edition-untold-gone = { $address }. { $text }: the added deadline is gone
edition-numbers-lost = Corrected numbers gave way to the document’s: { $numbers }.
button-update = Update the roadmap
columns-title = <b>Not sure what is in which column.</b> Check:
columns-line = { $place }. <b>{ $meaning }</b>: { $sample }
columns-how = If that is wrong, write the columns with commas between them, for example: №, мероприятие, срок, ответственный, результат. A column that does not matter is “прочее”.
column-number = №
column-stage = stage
column-recommendation = recommendation
column-measure = measure
column-point = control point
column-point-deadline = control point deadline
column-deadline = deadline
column-start = start
column-end = end
column-hour = hour
column-place = place
column-mark = mark of a period
column-responsible = responsible
column-co-executor = co-executor
column-result = result
column-report = report
column-other = other
year-how = Which year is this roadmap for? Write: 2026/2027 or 2027.
button-columns-right = All correct
button-year = Another year
typed-title-how = What is the plan called? For example: План методической работы школы на 2026/2027 учебный год
typed-lines-how = Send the items in one or several messages, each on a line of its own: what is to be done — until when — who answers.

    <code>Раздел: Качество знаний
    1. Провести семинар — до 15 декабря — Иванова А.П.
    КТ: программа утверждена — 1 декабря
    2. Обновить рабочие программы — в течение года — методисты</code>

    «КТ» is a control point of the item above it, «Раздел» a section.
typed-taken = Taken. { $items ->
    [one] { $items } item
   *[other] { $items } items
} in all. Send more, or press “Ready”.
typed-ignored = ⚠️ Left out, neither an item nor a section: “{ $text }”
typed-undated = ⚠️ Without a deadline: { $numbers }
typed-file = Plan typed in the chat
button-type = Type it here
button-typed-ready = Ready
