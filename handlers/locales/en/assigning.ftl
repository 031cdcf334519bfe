# Who answers for what.
answerers = { $names }
answerers-both = { $lead }; co-executors: { $co }
answerers-nobody = nobody
answerers-more = { $names } and { $count } more
capacity-responsible = responsible
capacity-co-executor = co-executor
assign-sure = <b>What changes</b>
assign-change = { $numbers }: { $before } → { $after }
assign-more = …and { $count ->
    [one] { $count } more assignment
   *[other] { $count } more assignments
}.
assign-no-change = It is so already: nothing changes.
assign-changed-meanwhile = The assignments have changed since you were asked. Please check once more.
button-hold = Assign
button-hold-taking = Take away
assigned = <b>{ $name }</b> answers for { $count ->
    [1] item
   *[other] items
} { $numbers }.{ $joined ->
    [no] {" "}Has not opened the bot yet: send the link, { $link }.
    [by-link] {" "}Comes by a link, the bot cannot write to them: please tell and remind them yourself.
   *[yes] {""}
}
assigned-co = <b>{ $name }</b> is a co-executor of { $count ->
    [1] item
   *[other] items
} { $numbers }.{ $joined ->
    [no] {" "}Has not opened the bot yet: send the link, { $link }.
    [by-link] {" "}Comes by a link, the bot cannot write to them: please tell and remind them yourself.
   *[yes] {""}
}
assigned-several = ✅ <b>Assignments changed</b>
assigned-unopened = Have not opened the bot yet: { $names }. Links for each: /people.
assigned-by-link = Come by a link, the bot cannot write to them, please tell and remind them yourself: { $names }.
assigned-formerly = Until now: { $names }.
assigned-to-you = You now answer for { $count ->
    [1] item
   *[other] items
} { $numbers }. The list with deadlines: /my
co-assigned-to-you = You are now a co-executor of { $count ->
    [1] item
   *[other] items
} { $numbers }. The list with deadlines: /my
taken-from-you = { $count ->
    [1] Item
   *[other] Items
} { $numbers }: { $people ->
    [0] no longer yours
    [1] { $name } answers now
   *[other] { $name } answer now
}. Your other items: /my
assign-whom = Whom to assign?
assign-nobody = There are no people yet. Invite them: /invite Name.
assign-what = <b>{ $name }</b>: tick the items and press “Ready”.
assign-item-whom = <b>Item { $number }</b>: tick who answers and press “Ready”.
    Ticked: { $names }
assign-seek = Whom to find? Write a surname, a name or a job, or how it begins.
assign-found = “{ $words }”: { $count ->
    [one] { $count } person found
   *[other] { $count } people found
}.
button-find = 🔍 Find
button-everybody = Show all
button-ticked-as = New ticks: { $capacity }
button-each = { $on ->
    [yes] Answers: each must
   *[no] Answers: one is enough
}
each-set = { $on ->
    [yes] Now each must answer.
   *[no] Now one answer is enough.
}
card-each = Each must answer.
shares = Done: { $done }; waiting for: { $waiting }
shares-title = <b>Not all have answered</b>
shares-line = <b>{ $address }</b> { $shares }
shares-more = …and { $count } more.
share-closed = ✅ Your share is done: { $target }. No more reminders. Waiting for: { $names }.
button-forget-shares = Ask all anew
log-share = share done, item
log-each-on = each must answer, item
log-each-off = one answer is enough, item
error-answers-not = { $name }: does not answer for these items anyway. /item shows who does.
button-nobody = Nobody responsible: { $count }
nobody-line = Nobody answers for { $count ->
    [one] { $count } item
   *[other] { $count } items
}: { $numbers }.
nobody-title = <b>Nobody responsible: { $count }</b>
    Press an item to assign somebody.
nobody-none = Each item has somebody responsible.
