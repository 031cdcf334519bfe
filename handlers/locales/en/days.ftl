# Days as people say them.
button-week-more = + a week: { $day }
button-in-a-week = In a week: { $day }
button-end-of-month = End of the month: { $day }
button-type-day = Type it
button-yes = Yes
button-undo-day = Undo
day-typed = Write the day: “by Friday”, “15.12”, “in two weeks”, “for a week”.
day-unread = I could not tell the day. Write, for example: “by Friday”, “15.12”, “in two weeks”.
day-doubt-past = That date is past. Which day should it be? Choose or write it.
day-doubt-no-such-day = The calendar has no such day. Which should it be? Choose or write it.
day-doubt-vague = Which day exactly? Choose or write it.
day-doubt-several = Which day? Choose or write it.
day-doubt-not-later = The new deadline must be later than the old one ({ $old }). Which day should it be? Choose or write it.

# Postponing.
postpone-how = Postponing: { $target }. Now due { $old }. Until which day, and why? For example: “by Friday, waiting for the act”.
postpone-until = Postponing: { $target }. Now due { $old }. Until which day?
postpone-sure = Postpone { $target } from { $old } to { $day }?{ $reason ->
    [none] {" "}Write the reason in one line or press “Yes”.
   *[told] {""}
}
postpone-which = Which deadline should be postponed? Choose or write its number.
postpone-later = Postponing { $address } (“{ $text }”) comes next, once the first one is settled.
postpone-withdrawn-told = { $name }: the request to postpone is withdrawn. { $target }, the deadline stays { $day }.
postpone-undone = Postponement undone: { $target }, due { $day } again.
postpone-no-reason = not given
date-awaited = Deadline: { $target }. Which day should it be?
date-sure = Set the deadline { $day }: { $target }?
date-undone = Deadline removed: { $target } has no date again.
question-sure = Take { $day }?
button-is-answer = This is an answer for the report
log-postpone-withdrawn = request to postpone withdrawn, item
log-postpone-undone = postponement undone, item
error-nothing-to-postpone = Item { $number } has no open deadline that could be postponed.

# Snoozing.
snooze-morning = { $day }, in the morning{ $late ->
    [yes] {" "}(after the deadline)
   *[no] {""}
}
snooze-undone = The reminder is not put off: { $target }.
error-snooze-too-far = A reminder can be put off for a month at most. To move the deadline, press “Postpone”.
