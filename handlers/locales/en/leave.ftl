# Leave and standing in.
command-leave = leave and who stands in
button-leave = Leave
button-leave-days = Other days
button-leave-deputy = Another deputy
button-leave-end = { $began ->
    [yes] End the leave today
   *[no] Cancel the leave
}
button-leave-today = Today
button-leave-tomorrow = Tomorrow
button-leave-monday = From Monday, { $day }
button-leave-until = Until { $day }
button-leave-alone = Nobody stands in
button-leave-hold = All correct
leave-when = { $name }: when is the leave? Press the first day or write it in words: “from Monday for two weeks”, “until 15 December”, “from 1 to 14 December”.
leave-when-own = When are you on leave? Press the first day or write it in words: “from Monday for two weeks”, “until 15 December”, “from 1 to 14 December”.
leave-how-long = Leave from { $first }. Until which day? You may write it otherwise, for example: “from 1 to 18 December”.
leave-whom = { $name }: leave from { $first } to { $last } ({ $days ->
    [one] { $days } day
    [few] { $days } days
   *[many] { $days } days
}). Who stands in? Press a name or write it.
leave-whom-of = Found: { $count }. Who stands in? The name may be written otherwise.
leave-sure = Please check. <b>{ $name }</b>: leave from { $first } to { $last } ({ $days ->
    [one] { $days } day
    [few] { $days } days
   *[many] { $days } days
}).
leave-sure-alone = Nobody stands in: reminders come during the leave, too.
leave-sure-deputy = Reminders of these days go to <b>{ $deputy }</b>.
leave-deputy-not-here = ⚠️ { $deputy } cannot be reached by the bot at the moment: reminders may not arrive. Choose somebody else, or ask them to join.
leave-deputy-away = ⚠️ { $deputy } is on leave, too, from { $first } to { $last }. Reminders of those days go to the deputy of this person, or where there is none, to the person.
leave-stands = <b>{ $name }</b>: leave from { $first } to { $last }, { $deputy } stands in.
leave-alone = <b>{ $name }</b>: leave from { $first } to { $last }, nobody stands in.
leave-stands-in = From { $first } to { $last } stands in for { $whom }.
leave-how-to-end = To change or end it: /leave, for the coordinator on the person's card.
leave-told = The coordinator has entered your leave. { $line }
    To change it: /leave
leave-deputy-told = From { $first } to { $last } you stand in for { $whom }: { $items }. Reminders of these days come to you, the list: /my
leave-items = { $count ->
    [1] item
   *[other] items
} { $numbers } (“{ $title }”)
leave-no-items = no items yet
leave-deputy-over = You no longer stand in for { $whom }: the leave is over or was changed. Thank you!
leave-ended = <b>{ $name }</b>: no leave any more, reminders come as usual.
leave-ended-told = The coordinator has noted that you are not on leave: reminders come to you as usual.
leave-over = Welcome back! Your leave is over, reminders come to you again. Your items: /my
for-whom = For { $names } (on leave until { $last })
my-standing-in-empty = No open deadlines.
error-leave-unread = Cannot read the days. Write the first and the last: “from 1 to 14 July”, “from Monday for two weeks”.
error-leave-past = These days have passed. Write the days of leave once more.
error-no-leave = There is no leave at the moment.
error-own-deputy = Somebody else has to stand in.
error-deputy-unknown = Among those who have joined and may answer there is no “{ $name }”. Write the surname differently, or press a button.
log-leave-ended = leave ended:
