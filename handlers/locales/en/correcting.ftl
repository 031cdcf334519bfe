# Correcting what was misread of the document.
correct-no-day = no date
day-outside = ⚠️ { $day } is outside the roadmap’s period: { $period }.
correct-point-how = The text is now ({ $target }):
    <i>{ $text }</i>
    Send the text as the document has it.
correct-point-sure = Correct the text ({ $target })?
    <s>{ $old }</s>
    { $new }
corrected-point = Text corrected: { $target }.
correction-undone-point = Correction undone, the former text stands: { $target }.
error-correct-none-of-several = There are several deadlines here. Write a day: only a single one can have none.
correct-due-how = Correct the deadline: { $target }.
    Now: { $day }. The document says: “{ $phrase }”.
    Write the deadline as the document has it: “15 ноября”, “ноябрь”, “15.11.2026”, “без даты”. This is a correction, not a postponement.
correct-rule-how = Correct the whole deadline: { $target }.
    Now: “{ $phrase }”, { $days ->
        [one] { $days } date
       *[other] { $days } dates
    }.
    Write the deadline as in the document: “каждую среду”, “ежемесячно до 5 числа”. Closed dates stay.
correct-text-how = The text of item { $number } is now:
    <i>{ $text }</i>
    Send the text as the document has it.
correct-number-how = Send the number of item { $number } as the document has it.
correct-due-sure = Correct the deadline ({ $target }): { $old } → { $new }, as in the document?{ $closed ->
    [yes] {" "}It stays marked as done.
   *[no] {""}
}
correct-rule-sure = Correct the whole deadline ({ $target }): “{ $old }” → “{ $new }”, { $days ->
    [one] { $days } date
   *[other] { $days } dates
}{ $ahead ->
    [0] , all past
   *[other] , { $ahead } to come, the next one { $next }
}?{ $closed ->
    [0] {""}
   *[other] {" "}Closed dates stay.
}
correct-text-sure = Text of item { $number }:
    <s>{ $old }</s>
    { $new }
    Correct it?
correct-number-sure = Number of the item: { $old } → { $new }. Correct it?
corrected-told = ✏️ Deadline corrected by the document: { $target }, now { $day }.
corrected-due = Deadline corrected ({ $target }): { $old } → { $new }, as in the document.
corrected-rule = The deadline is corrected ({ $target }): “{ $new }”, { $days ->
    [one] { $days } date
   *[other] { $days } dates
}{ $ahead ->
    [0] , all past
   *[other] , { $ahead } to come, the next one { $next }
}.
corrected-text = Corrected: the text of item { $number }.
corrected-number = Corrected: the number of item { $old } → { $number }.
correction-undone-due = Correction undone: { $target }. The deadline is again: { $day }.
correction-undone-rule = The correction is undone: { $target }. The deadline is again “{ $phrase }”.
correction-undone-text = Correction undone: item { $number } has its former text.
correction-undone-number = Correction undone: the item’s number is { $number } again.
error-correct-one-day = These are several days. Write one: each deadline is corrected by itself.
error-which-year = Of which year? Write it with the year, for example: 15.11.2026.
error-correct-same-day = That is the deadline already. Write another one or press “Cancel”.
error-correct-number = This is not the number of an item. Write, for example: 7 or 2.3.
error-correct-same-number = The number is { $number } already. Write another one or press “Cancel”.
error-correct-number-taken = There is an item { $number } already. Correct its number first.
error-correct-text-long = The text of an item has up to { $most } characters. Send a shorter one.
error-correct-same-text = That is the text already. Send another one or press “Cancel”.
log-corrected = deadline corrected,
log-corrected-text = text corrected, item
log-corrected-number = number corrected, item
log-correction-undone = correction undone:
