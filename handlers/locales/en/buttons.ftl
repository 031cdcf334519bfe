button-done = Done
button-done-of = Done { $address }
button-open-of = { $address } details
button-answer = Answer
button-add-answer = Add an answer
button-postpone = Postpone
button-snooze = Remind me later
button-undo = Reopen
button-set-date = Set a date
button-accept = Accept
button-return = Return
button-close = Close, done { $day }
button-value = Value of the criterion: { $value }
button-postpone-to = Ask to postpone until { $day }
button-misplaced = Not here
button-join = Add to the answer before
button-not-answer = This is no answer
button-withdraw = Withdraw
button-place = Choose the item
button-grant = Grant
button-refuse = Refuse
button-other-date = Another date
button-save = Save
button-save-apart = Save as a separate roadmap
button-questions = Questions ({ $count })
button-cancel = Cancel
button-past = Past deadlines: { $choice ->
    [ask] ask about them
    [done] count as done
   *[quiet] leave quiet
}
button-undo-import = Undo the import
button-create-people = Add people ({ $count })
button-to-preview = Back to the roadmap
button-enter-date = Enter a date
button-skip = Skip
button-same = The same for all alike ({ $count })
button-assign = Assign
button-ready = Ready
button-person-link = Link
button-person-assign = Assign
button-person-leave = Leave
button-person-handover = Hand items over
button-person-erase = Erase data
button-erase = Erase
button-erase-now = Yes, erase
button-by-person = By person
button-timeline = Picture
button-overdue = Overdue
button-discipline = Discipline
button-silent = Who is silent
button-remind-silent = Remind all who are silent
button-file-docx = Word
button-file-xlsx = Excel
button-file-ics = Calendar
button-file-png = Picture
button-file-pdf = PDF
button-file-zip = Files of answers
button-half = For half-year { $half }
button-changes = What has changed
button-go-through = Go through the items
button-next = Take it, next
button-next-item = Next
button-reword = Other words
button-ask-again = Ask again
button-as-answered = As answered
button-acceptance = { $on ->
    [yes] Acceptance: on
   *[no] Acceptance: off
}
button-zone = Time zone
button-quiet = Quiet hours 20–8
button-no-quiet = No quiet hours
button-edit = Edit
button-item-text = Text of the item
button-add-point = Add a control point
button-drop-point = Remove { $address }
