# People and assignments.
stranger = Good day. This is Vekha: the bot reminds officials of a roadmap's deadlines and gathers their answers into the report.
    It works by invitation: ask the coordinator of the roadmap in your organisation.
stranger-toast = This bot works by invitation.
join-welcome = Good day, { $name }! You have joined.
welcome-official = This is Vekha: in the morning the bot reminds you what the roadmap asks for, and by which day.
    Answer with a line or a button, and the answer goes into your coordinator's report.
welcome-coordinator = This is Vekha: the bot reads the roadmap from its Word file, reminds the officials of deadlines and takes their answers.
    At the end of the half-year it writes the report of them, in the form of the same document.
welcome-observer = This is Vekha: the bot keeps the roadmap, reminds the officials of deadlines and gathers their answers into the report.
    You see what is done, what is late and who has not answered.
join-code-unknown = The link is not valid: it was used already or is out of date. Ask the coordinator for a new one.
join-already-known = You have joined already as { $name }.
invite-name-awaited = Whom to invite? Write the name, for example: Иванова Анна Петровна.
person-items = Items: { $numbers }
people-title = <b>People: { $count }</b>
people-line = <b>{ $name }</b> ({ $job }): { $state }, { $items ->
    [0] no items
    [one] { $items } item
   *[other] { $items } items
}
people-found = <b>Found: { $count }</b>
people-more = …and { $count } more. Add a name or a job to narrow them down.
people-how = The list may be sent as a .csv or .xlsx file: ФИО, должность, организация, пункты.
links-in-private = The links are in your private chat: in a group everybody would read them.
people-created = <b>{ $count ->
    [0] Nobody is new
   *[other] People added: { $count }
}{ $known ->
    [0] {""}
   *[other] , in the list already: { $known }
}.</b>{ $count ->
    [0] {""}
   *[other] {" "}To bring them in, send them one link for the group: each picks their own name there, and you confirm it. Or forward a message to each.
}
role-official = official
role-coordinator = coordinator
role-observer = observer
state-invited = has not opened the bot yet
state-by-link = comes by a link
state-active = within reach
state-blocked = has blocked the bot
state-deactivated = account deleted
state-unknown-chat = chat not found
state-gone = removed
state-leave = on leave
person-handover-how = { $name }: who takes over all items? Write the surname.
handed-over = Handed over: { $leaver } → { $heir }, assignments: { $count }.
handed-to-you = You take over the items of { $leaver }. Assignments: { $count }. The list: /my
forget-sure = Erase your data from the bot? Your answers stay in the report without a name. You can come back by a new link only.
erase-sure = { $name }: erase the data? The answers stay without author. This cannot be undone.
erased = The data were erased.
people-row = { $name }
chat-bound = Reminders for “{ $name }” now come here. Answer them here: an answer is recorded under its author.
chat-whose = Reminders for “{ $name }” come here.
chat-nobodys = This chat answers for nothing. To get reminders here, write: /chat Name of the body or group.
chat-unbound = Reminders for “{ $name }” no longer come here: those who stand for it get them.
button-unbind = Unbind the chat
role-chat = working group’s chat
people-likely = This looks like a list of people and not like a plan: { $count ->
    [one] { $count } person
   *[other] { $count } people
}. Add them?
button-invite-listed = Add { $count }
