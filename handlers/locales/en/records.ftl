# People's records: one or two, and whose account.
button-person-same = The same person
button-person-part = Two people
button-same-as = The same: { $name }
button-same-differ = Two different people
button-same-join = Join
button-same-other-way = Keep the other account
button-part-named = Next
button-part-now = Part
button-account-back = Put the old account back
button-account-right = This is right
same-taken-title = These were known already:
same-taken = “{ $written }” is { $name }
same-doubt = <b>{ $name }</b> is a new record. This person seems to be known already. Is it one of these?
invite-same = <b>{ $name }</b>: this person seems to be known already. Whom to invite?
button-invite-new = No, somebody else
same-more = These also seem to be known: { $names }. Look at them in /people, button “The same person”.
same-with-whom = <b>{ $name }</b>: which other record is the same person? Choose, or write a name.
same-sure = Join two records? <b>{ $name }</b> ({ $post }) stays.
same-record = • { $name }: { $count ->
    [0] no assignments
    [one] { $count } assignment
   *[other] { $count } assignments
}, { $joined ->
    [yes] has opened the bot
    [by-link] comes by a link
   *[no] has not opened the bot yet
}
same-account = The bot was opened by two accounts. That of “{ $name }” stays, the other loses access.
same-undo = Items, answers, reminders and links of both records are shared from then on. There is no undo: after a mistake, the button “Two people” on the card moves items to a new record.
same-joined = Joined: <b>{ $name }</b>.
same-told = The coordinator has joined two records of yours. All your items: /my
same-shut-out = The coordinator has joined two records of yours. The bot now answers you in your other Telegram account.
same-apart = Very well, they are different people: { $name } stays a record of its own.
same-roles-differ = The records have different roles: { $name } and { $other }. Only records with the same role can be joined.
part-items = <b>{ $name }</b>: tick the items of the other person. Ticked: { $count }.
part-no-items = { $name } has no items, so there is nothing to part.
part-nothing-chosen = Tick at least one item.
part-name-how = What is the other person’s name? Write the full name and, after a comma, job or organisation, for example: Иванова Анна Петровна, СОШ № 7.
part-sure = A new record: <b>{ $name }</b>. It takes over the items { $numbers }.

    “{ $former }” keeps: { $left }. What was written stays there: nobody can tell who of the two wrote it.
part-done = Parted: { $former } and <b>{ $name }</b>.
part-told = Some of your items went to somebody else: { $name }. Your items: /my
account-lost = Somebody came in from another Telegram account by the link that was made for you. This account is no longer connected. If that was not you, tell the coordinator at once: they can let you in again.
account-other = <b>{ $name }</b>: somebody came in by the link from another Telegram account, { $account }. The account before is disconnected. If this is not { $name }, put the old one back.
account-put-back = <b>{ $name }</b>: the account before is connected again, the new one is not. A link for a new device is in /people.
account-yours-again = Your account is connected again. All your items: /my
account-shut = The coordinator has disconnected this account.
account-right = <b>{ $name }</b>: the new account stays.
account-changed-since = { $name }: the account has changed once more since. Open the card in /people.
account-taken = { $name } uses the account before by now.
log-other-account = came in from another account
log-account-back = the account before was put back
log-same-person = two records joined
log-parted = a record parted
