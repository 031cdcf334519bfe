# Invitations: a message for each, and one link for a group.
list-and = and
invitation-to = <b>{ $whom }</b>
invitation-items = Hello, { $name }! You answer for { $count ->
    [1] item
   *[other] items
} { $numbers } of the roadmap “{ $title }”.
invitation-official = Hello, { $name }! You are invited to work on the roadmap “{ $title }”.
invitation-observer = Hello, { $name }! Summaries and reports of the roadmap “{ $title }” are open to you.
invitation-coordinator = Hello, { $name }! You are now a coordinator of roadmaps.
invitation-plain = Hello, { $name }! You are invited to work with a bot that reminds of deadlines.
invitation-what = Vekha is a bot in Telegram: { $role ->
    [coordinator] it reads a roadmap from a Word file and reminds the officials of its deadlines.
        From their answers it writes the report in the form of the same document.
    [observer] it reminds the officials of deadlines and gathers their answers into a report.
        You see what is done, what is late and who has not answered.
   *[official] it says in the morning what is to be done by which day.
        Answer it in a line or with a button, and the answer goes into the report.
}
invitation-how = Open the link and press “Start”. The link is for you alone and works for 14 days:
each-sure = Send yourself { $count ->
    [one] { $count } message
   *[other] { $count } messages
} to forward, one for each official?
each-pages = They come { $page } at a time.
each-coming = Sending { $count ->
    [one] { $count } message
   *[other] { $count } messages
} to forward, one a second.
each-coming-already = These messages are on their way.
each-sent = { $count ->
    [one] { $count } message
   *[other] { $count } messages
} to forward. { $left ->
    [0] These are all.
    [one] { $left } official is left.
   *[other] { $left } officials are left.
}
each-none-left = The others have joined already. From the beginning: /invite
joined-told = { $count ->
    [1] Joined
   *[other] { $count } people joined
}: { $names }.{ $left ->
    [0] {" "}Now all officials have joined.
    [one] {" "}{ $left } official has not joined yet.
    [few] {" "}{ $left } officials have not joined yet.
   *[many] {" "}{ $left } officials have not joined yet.
}
group-invitation = Colleagues, a bot now reminds of the roadmap “{ $title }”: it names the deadlines and takes answers.
group-invitation-plain = Colleagues, a bot now reminds of deadlines: it tells the deadlines and takes answers.
group-invitation-until = Open the link, press “Start” and pick your name from the list. The link works until { $day }.
group-state = <b>The link for the group</b> works until { $day }. { $come ->
    [one] { $come } of { $expected } has
   *[other] { $come } of { $expected } have
} joined{ $waiting ->
    [0] {""}
   *[other] , waiting to be confirmed: { $waiting }
}.
    Forward the message with the link to your colleagues' chat. The bot asks you about everybody who picks a name.
group-closed = The link for the group is closed. { $come ->
    [one] { $come } of { $expected } has
   *[other] { $come } of { $expected } have
} joined.
group-closed-already = The link for the group is closed or out of date. A new one: /invite
group-all-joined = All officials have joined already.
group-waiting = <b>Waiting to be confirmed: { $count }</b>
group-asks = <b>{ $name }</b> – in Telegram: { $guest }
group-progress = { $come ->
    [one] { $come } of { $expected } has
   *[other] { $come } of { $expected } have
} joined.
group-nobody-waits = Nobody is waiting any more. { $come ->
    [one] { $come } of { $expected } has
   *[other] { $come } of { $expected } have
} joined.
group-decided = This was decided already, or the person has picked another name.
group-account-known = { $guest } has joined already, as { $name }.
group-welcome = Hello! Pick yourself from the list, or write your surname. If you are not in it, ask the coordinator.
group-no-names = Hello! Everybody who was expected has joined. If you have not, ask the coordinator.
group-name-unknown = There is no such name in the list. Write the surname differently, or ask the coordinator.
group-names-found = { $count ->
    [1] Is this you?
   *[other] Which of them are you? Found: { $count }.
}{ $more ->
    [0] {""}
   *[other] {" "}Add your first name to find yourself.
}
group-picked = <b>{ $name }</b>: thank you! This waits to be confirmed. Once the coordinator confirms that it is you, the bot writes to you at once.
group-name-taken = This name is taken: pick another one, or ask the coordinator.
group-name-gone = Somebody else has joined as “{ $name }”. If this is a mistake, ask the coordinator.
group-refused = The coordinator has not confirmed that you are { $name }. Perhaps it was the wrong name: pick your own.
group-refused-often = Joining by this link has not worked. Ask the coordinator: they will send you a link of your own.
button-group-link = A link for the group
button-group-each = A message for each ({ $count })
button-each-send = Send { $count }
button-each-more = { $count } more
button-group-new = New link
button-group-close = Close the link
button-group-waiting = Confirm ({ $count })
button-admit = ✅ { $name }
button-refuse-guest = No
button-admit-all = Confirm all shown ({ $count })
button-names = List of names
button-my-items = My items
button-unpick = This is not me
log-group-link = a link for the group
log-group-link-closed = the link for the group was closed
log-admitted = confirmed to have joined:
