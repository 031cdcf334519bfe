# Quiet hours.
button-other-quiet = Other hours
quiet-from = From which hour shall nothing be sent? In words, too: “from 21 to 8”.
quiet-to = Nothing from { $begin } on. Until which hour?
quiet-set = From { $begin } to { $end } the bot sends nothing by itself. What you write is always answered.
quiet-none = There are no quiet hours.
error-quiet-unread = Name the hours, for example: from 21 to 8. Or “none” for no quiet hours.

# A reminder that shows how things stand.
living-one = <b>Reminder: { $target }</b>
    { $text }
    { $how }
living-several = <b>{ $left ->
    [0] All closed
   *[other] Reminder
}: { $count ->
    [one] { $count } deadline
   *[other] { $count } deadlines
}</b>{ $left ->
    [0] { "" }
   *[other] , { $left } open
}
living-line = <b>{ $address }</b> · { $text }
    { $how }
living-done = ✅ done { $day }{ $known ->
    [yes] , { $name }
   *[no] { "" }
}
living-waits = 🕓 done { $day }{ $known ->
    [yes] , { $name }
   *[no] { "" }
}, waits for acceptance
living-dropped = ➖ no longer needed
living-moved = The deadline is { $day } now.
living-of = { $addresses }: { $how }
living-removed = ➖ removed from the roadmap
living-removed-some = ➖ { $count ->
    [one] { $count } deadline was removed from the roadmap
   *[other] { $count } deadlines were removed from the roadmap
}

# A request to postpone that has been decided.
request-granted = ✅ Granted{ $known ->
    [yes] : { $name }
   *[no] { "" }
}, { $day }
request-refused = ❌ Refused{ $known ->
    [yes] : { $name }
   *[no] { "" }
}, { $day }
request-withdrawn = ↩️ The request was withdrawn, { $day }
granted-other-day = ✅ Granted until { $until }{ $known ->
    [yes] : { $name }
   *[no] { "" }
}, { $day }

# Closed without a word; “Close” for the second time.
closed-line = The report will say: “{ $line }”. Is there a word or a photo to add? One line will do.
closed-already = { $address } is closed already: { $day }{ $known ->
    [yes] , { $name }
   *[no] { "" }
}.{ $waits ->
    [yes] { " " }It waits for the coordinator’s acceptance.
   *[no] { "" }
}
closed-nothing-open = { $target }: there is no open deadline that this button could close. The item’s card has all of them.

# Who has answered is not listed as not having answered.
silence-partly = { $answered ->
    [0] last answered on { $last }
    [one] answered about { $answered } deadline
   *[other] answered about { $answered } deadlines
}, not yet about { $left }
silent-partly-title = <b>{ $count ->
    [one] { $count } person has
   *[other] { $count } people have
} not answered about all deadlines</b>
escalation-line-answered = <b>{ $address }</b> { $text }
    { $names }, { $days ->
    [one] { $days } day overdue
   *[other] { $days } days overdue
}; answered, still open
escalation-line-asking = <b>{ $address }</b> { $text }
    { $names }, { $days ->
    [one] { $days } day overdue
   *[other] { $days } days overdue
}; more time is asked for, you decide

# Everything that people send.
notice-not-handled = Your message could not be handled. It is kept, and the administrator will see why. If it was an answer, please write it again in other words.
anonymous-admin = You write in the group’s name, so the bot cannot see who you are. Switch the administrator’s anonymity off, or write to the bot in private.
joined-already = { $name }, you have joined already. The link is not needed any more.
reaction-done = { $count ->
    [one] Mark it as done?
   *[other] Mark as done? Choose what.
}

# Files that are missing.
file-too-large = The file “{ $name }” is larger than { $limit } MB: the bot cannot receive such files, so it will not be in the archive. Make it smaller, split it, or send a link.
files-missing = 📎 { $count ->
    [one] { $count } file has not been received
   *[other] { $count } files have not been received
}:
files-missing-line = <b>{ $number }</b> · { $kind ->
    [photo] photo
    [video] video
    [video-note] video message
    [voice] voice message
    [audio] audio recording
   *[document] file
}{ $named ->
    [yes] {" "}“{ $name }”
   *[no] {""}
}{ $signed ->
    [yes] , { $author }
   *[no] {""}
}: { $why ->
    [too-large] larger than { $limit } MB, the bot cannot receive such files
    [asked-again] Telegram does not give it yet, the bot keeps asking
   *[given-up] Telegram did not give it, it has to be sent again
}
files-missing-more = … and { $count } more

# More than a day without a connection.
gap-coordinator = ⚠️ There was no connection to Telegram from { $begin } until { $end }. Telegram keeps messages for a day: some answers may be lost. The bot asks those who were reminded to answer once more; none of them is listed as not having answered.
gap-reminded = ⚠️ There was no connection to Telegram from { $begin } until { $end }. If you answered in that time, it may not have arrived. Please send it once more: /my shows what is still without an answer.
gap-silent = ⚠️ There was no connection from { $begin } until { $end }, and answers may be lost. So these are not listed as not having answered: { $names }
