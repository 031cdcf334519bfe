# Deadlines and lists.
until-left = by { $day }, { $days ->
    [one] { $days } day left
   *[other] { $days } days left
}
until-today = by { $day }, <b>today is the last day</b>
until-late = by { $day }, <b>{ $days ->
    [one] { $days } day overdue
   *[other] { $days } days overdue
}</b>
event-left = { $day }, { $days ->
    [one] { $days } day left
   *[other] { $days } days left
}
event-today = { $day }, <b>today</b>
event-late = { $day }, <b>{ $days ->
    [one] { $days } day overdue
   *[other] { $days } days overdue
}</b>
until-quiet = was due { $day }, before the import
until-done = ✅ done { $day }
until-claimed = 🕓 done { $day }, waiting for acceptance
until-none = no date
of-roadmap = <i>{ $name }</i>
due-asked = 🕓 a postponement waits for its decision: until { $day }
due-line = <b>{ $address }</b> · { $text }
    { $until }
due-names = <i>{ $names }</i>
due-card = <b>{ $target }</b>
    { $text }
    Deadline: { $until }.
my-title = <b>Your items</b> · { $title }
my-title-several = <b>Your items</b> · { $count ->
    [one] { $count } roadmap
   *[other] { $count } roadmaps
}
my-counts = { $dues ->
    [0] No open deadlines
    [one] { $dues } open deadline
   *[other] { $dues } open deadlines
}{ $undated ->
    [0] {""}
    [one] {" "}and { $undated } item without a date
   *[other] {" "}and { $undated } items without a date
}.
my-only-undated = { $undated ->
    [one] You answer for { $undated } item without a date
   *[other] You answer for { $undated } items without a date
}. You will be asked before the half-year ends; you may answer earlier: “6 two seminars held”.
my-empty = You have no items now. You will get a message when some are assigned.
my-observer = Observers answer for no items. What is done and what is overdue: /summary
my-unplaced = { $count ->
    [one] { $count } answer of yours waits
   *[other] { $count } answers of yours wait
} to be given an item.
all-unplaced = { $count ->
    [one] { $count } answer waits
   *[other] { $count } answers wait
} to be given an item.
due-title = <b>{ $days ->
    [one] Deadlines of the next { $days } day
   *[other] Deadlines of the next { $days } days
}</b>
due-empty = { $days ->
    [one] No deadlines in the next { $days } day.
   *[other] No deadlines in the next { $days } days.
}
overdue-title = <b>Overdue</b>
overdue-empty = Nothing is overdue.
target-item = item { $number }
target-control-point = item { $number }, control point { $point }
target-measure = item { $number }, measure { $point }
target-part = item { $number }, part { $point }
moment = { $day } at { $time }

reminder-one = <b>Reminder: { $target }</b>
    { $text }
    Deadline: { $until }.
reminder-several = <b>Reminder: { $count ->
    [one] { $count } deadline
   *[other] { $count } deadlines
}</b>
reminder-how = Answer with a line that begins with the number: “{ $example } held on { $day }”.
reminder-more = { $count ->
    [one] And { $count } more deadline
   *[other] And { $count } more deadlines
}: /my
reminder-by-hand = The coordinator asks for an answer.

summary-title = <b>Summary on { $day }</b>
    { $title }
summary-section = <b>{ $name }</b>
summary-no-section = No section
summary-nobody = Assigned to nobody
summary-counts = { $total } in all: ✅ done { $done }{ $late ->
    [0] {""}
   *[other] {" "}· ❗ overdue { $late }
}{ $soon ->
    [0] {""}
   *[other] {" "}· ⏳ due soon { $soon }
}{ $claimed ->
    [0] {""}
   *[other] {" "}· to be accepted { $claimed }
}{ $ahead ->
    [0] {""}
   *[other] {" "}· ahead { $ahead }
}{ $undated ->
    [0] {""}
   *[other] {" "}· no date { $undated }
}{ $never ->
    [0] {""}
   *[other] {" "}· all year { $never }
}{ $quiet ->
    [0] {""}
   *[other] {" "}· past before the roadmap was loaded { $quiet }
}{ $silent ->
    [0] {""}
   *[other] {"\u000A"}🔇 of these without an answer { $silent }
}
by-person-title = <b>By person</b>
    A deadline of several people is counted for each of them.
silent-title = <b>{ $count ->
    [one] { $count } person has not answered
   *[other] { $count } people have not answered
}</b>
silent-empty = Everything that fell due has been answered.
silent-line = <b>{ $name }</b>: { $why }
    { $count ->
    [1] Item
   *[other] Items
}: { $numbers }
silence-no-answer = { $times ->
    [one] reminded { $times } time, no answer
   *[other] reminded { $times } times, no answer
}
silence-asked = asked on { $day }, no answer yet
silence-due-today = due today, no answer yet
silence-not-asked = due on { $day }, no answer
silence-by-link = comes by a link, the bot cannot remind them: please do
silence-never-opened = has not opened the bot by the link yet
silence-blocked = has blocked the bot, messages do not arrive
silence-deactivated = the account was deleted, messages do not arrive
silence-unknown-chat = the chat was not found, messages do not arrive
period-school = school year { $years }
period-year = { $years }
reminder-to-chat = <b>{ $name }</b>, these are your deadlines. A reply to this message is recorded under its author.
chat-waits-for = { $address }: not answered yet by { $names }
