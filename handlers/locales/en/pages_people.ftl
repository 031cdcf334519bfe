# The desk: people, bodies and posts.
desk-menu-people = People
desk-sure = Confirm
desk-people-count = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
desk-people-further = { $count ->
    [one] { $count } more person
   *[other] { $count } more people
}
desk-people-search-how = name, post
desk-people-active = reachable
desk-people-invited = has not opened the bot yet
desk-people-by-link = comes by a link
desk-people-blocked = messages do not arrive
desk-people-leave = on leave
desk-people-late = with overdue deadlines
desk-people-silent = no answer
desk-people-leave-until = on leave until { $day }
desk-people-name = Name
desk-people-name-how = Иванова Анна Петровна
desk-people-post = Post, organisation
desk-people-role = Role
desk-people-items = Items
desk-people-invite = Invite a person
desk-people-invite-now = Invite
desk-people-by-file = A list from a file
desk-people-file-how = An .xlsx or .csv file with the headings ФИО, должность, организация, пункты.
desk-people-file = File
desk-people-read = Upload
desk-people-no-file = Choose the file with the list.
desk-people-list = The list from a file
desk-people-reading = The list is being read…
desk-people-list-before = Decide first about the list before.
desk-people-list-no = Do not assign
desk-people-list-away = { $reading ->
    [yes] Do not wait
   *[no] Got it
}
desk-people-created = { $count ->
    [0] Nobody is new
   *[other] New people: { $count }
}{ $known ->
    [0] {""}
   *[other] , known before: { $known }
}. Links for entering are made on each person's page.
desk-people-perhaps = { $name }: this person seems to be in the list already ({ $names }). Join the records on the person’s page.
desk-people-back = To the people
desk-people-stands-for = Stands for:
desk-people-no-items = No items are assigned.
desk-people-more-days = { $count ->
    [one] { $count } more deadline
   *[other] { $count } more deadlines
}
desk-people-once = The link is shown once
desk-people-message = Message
desk-people-copy = Copy
desk-people-copied = Copied.
desk-people-invitation = Forward this message to the person: the link opens the bot in Telegram.
desk-people-way-in = Good day, { $name }! Your deadlines of the roadmap and your answers are here:
    { $address }
    The link is for you only. It is good for { $days } days and can be opened once.
desk-people-way-in-how = Give this message to the person yourself or by mail. After entering, the browser keeps them for { $days } days.
desk-people-leave-set = Enter a leave
desk-people-leave-change = Change the leave
desk-people-days = When
desk-people-days-how = from 1 to 14 July
desk-people-deputy = Who stands in
desk-people-deputy-how = Петров О.Н.
desk-people-next = Next
desk-people-ways = Entering
desk-people-invitation-what = An invitation to Telegram. Links made before are good until one of them is opened.
desk-people-invitation-make = Invitation
desk-people-way-in-what = No messenger? The person can answer in a browser.
desk-people-way-in-make = Link for entering in a browser
desk-people-sessions-what = If a device was lost, or somebody else may have entered.
desk-people-sessions-end = End all sessions
desk-people-ended = { $count ->
    [0] There were no open sessions. Links that were not opened are good no more.
   *[other] Sessions ended: { $count }. Links that were not opened are good no more.
}
desk-people-leaving = Leaving
desk-people-heir = Hand all items over to
desk-people-hand = Hand over
desk-people-hand-sure = All items of <b>{ $leaver }</b> (assignments: { $count }) will be those of <b>{ $heir }</b>. Answers that were written stay with their author.
desk-people-erase-what = The person's data are erased, the answers stay without an author.
desk-people-change = Change
desk-names = Who
desk-names-how = Иванова, соисп. Петров
desk-names-needed = Write at least one name.
desk-how = How
desk-how-set = instead of the present ones
desk-how-add = add
desk-how-take = remove
desk-assign = Assign
desk-what-for = For what
desk-body-count = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}
desk-body-further = { $count ->
    [one] { $count } more entry
   *[other] { $count } more entries
}
desk-body-search-how = name
desk-body-nobody = nobody
desk-body-back = To the list
desk-body-whom = Who stands for it
desk-body-whom-how = Иванова, Петров
desk-body-instead = Instead of the present ones
desk-body-sure = No longer for <b>{ $name }</b>: { $leaving }. { $count ->
    [0] Nobody stands for it: nobody will be reminded of the deadlines.
   *[other] For it: { $people }.
}
log-desk-ended = sessions in the browser ended:
desk-people-more = More about people
desk-people-record = Record
desk-people-same-how = Where one person has two records, join them: items and answers become common.
desk-people-same-name = Name in the other record
desk-people-part = These are two people
desk-people-part-items = Items of the second person
desk-people-part-name = Second person: name, post
desk-people-part-name-how = Ivanova Anna, School No. 7
desk-group-forward = Forward this message to your colleagues’ chat. Each picks their own name, and you confirm it.
desk-group-what = { $count ->
    [one] { $count } official has not joined yet.
   *[other] { $count } officials have not joined yet.
} One link for all: each picks their own name, and you confirm it.
desk-group-make = Make a link
desk-group-waiting = Waiting to be confirmed: { $count }
desk-group-nobody = Nobody waits to be confirmed.
desk-group-admit = Confirm
desk-group-admitted = { $name } has joined.
desk-group-admitted-all = Confirmed: { $count }.
desk-group-refused = Refused. They may pick another name.
desk-names-title = Names in the document
desk-names-likely = Like known ones: { $count }
desk-names-items = items { $numbers }
desk-names-is = It is { $name }
desk-names-another = No, it is another
desk-names-new = New: { $count }
desk-names-more = And { $count } more.
desk-names-waiting = Like new ones: { $count }. You will be asked about them once the new ones are in the directory.
desk-names-taken = It is { $name } now.
desk-names-unmanned = Nobody stands for: { $count }
desk-names-unmanned-how = Nobody will be reminded of these items. Open a record and say who answers.
desk-body-names = Record in the directory
desk-body-new-name = Name
desk-body-join-how = Names, people and items of the other record go here.
desk-body-other = Name of the other record
desk-body-join-sure = Join? <b>{ $dropped }</b> becomes part of the record <b>{ $kept }</b>: its names, people and items go there.
desk-body-remove = Remove from the directory
desk-names-none = This document names no bodies or posts.
desk-leave-how = Meanwhile your deputy gets your reminders and may answer for you.
