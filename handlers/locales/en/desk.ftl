# An item's card.
card-archived = 🗄 The roadmap is in the archive: nobody is reminded of this item.
card-title = <b>Item { $number }</b>
    <i>{ $section }</i>
card-recommendation = { $text }
card-measure = ▫️ <b>{ $address }</b> · { $text }
    { $when }
card-measure-of-parts = ▫️ <b>{ $address }</b> · { $text }:
card-control-point = 🔷 <b>{ $address }</b> · { $text }
    { $when }
card-phrase = “{ $phrase }”
card-days = { $phrase }: { $days ->
    [one] { $days } date
   *[other] { $days } dates
}{ $ahead ->
    [0] , all past
   *[other] , { $ahead } to come, the next one { $next }
}{ $late ->
    [0] {""}
   *[other] , <b>{ $late } overdue</b>
}{ $done ->
    [0] {""}
   *[other] , { $done } done
}
card-criterion = Criterion: { $text }
card-value = Value: { $value }
card-people = Responsible: { $names }
card-co-executors = Co-executors: { $names }
card-nobody = Nobody is assigned
card-nobody-named = Nobody is assigned (in the document: { $named })
card-no-entries = No answers yet.
card-entries = <b>Answers: { $count }</b>
card-entry = <b>{ $address }</b> · { $day }, { $author }: { $text }{ $files ->
    [0] {""}
    [one] {" "}(📎 { $files } file)
   *[other] {" "}(📎 { $files } files)
}
card-entry-files = <b>{ $address }</b> · { $day }, { $author }: 📎 { $files ->
    [one] { $files } file
   *[other] { $files } files
}
card-earlier = …and { $count } earlier
card-other-day = { $new } (asked for: { $asked })
card-postponement = Request to move the deadline from { $old } to { $new }: { $state ->
    [granted] granted
    [refused] refused
    [withdrawn] withdrawn
    [proposed] proposed in the document
   *[asked] waiting for a decision
}. Reason: { $reason }
card-reminded = Reminded { $count ->
    [one] once
   *[other] { $count } times
}, last on { $last }

# The report.
report-state = <b>Report for half-year { $half }</b>, { $period }
    Items filled in: { $filled } of { $total }.{ $lacks ->
    [0] {""}
   *[other] {" "}Items without an answer: { $missing }.
}
report-version = Since version { $version } { $changed ->
    [0] nothing has changed.
   *[other] these items have changed: { $numbers }.
}
changes-title = <b>What has changed in the report for half-year { $half }</b>
    Version { $version } → { $following }, { $count ->
    [one] { $count } item changed
   *[other] { $count } items changed
}.
changes-item = <b>Item { $number }</b>
    <i>Before:</i> { $before }
    <i>Now:</i> { $after }
draft-item = <b>Item { $number } ({ $place } of { $total }, { $empty } empty)</b>
    <i>{ $about }</i>
    { $text }
draft-no-empty = { $empty ->
    [0] No item is empty. What is left is to write the report with your changes.
   *[other] No empty item follows; { $empty } are left in all.
}
draft-find-how = Which item? Write its number or words of it: “12”, “ярмарка”.
draft-which-item = Which item is to be shown?
draft-finished = You have gone through all the items. What is left is to write the report with your changes.
draft-empty = — no answers —
draft-words-awaited = Send the text for item { $number }. The officials’ answers stay as they are.
draft-words-taken = The text of item { $number } was replaced.
draft-words-reset = Item { $number }: the text of the answers again.
asked-again = Asked: { $names }.
asked-nobody = Nobody could be asked.
asked-in-vain = Messages do not reach: { $names }. Send the link once more or name somebody else: /assign { $number } Surname
asked-about-item = The coordinator asks for an answer on item { $number }.
    { $text }
calendar-coming = Preparing the calendar file.
file-coming = Preparing the file.
timeline-long = The first { $pictures } pages come as pictures, the whole timeline as a .pdf file.

# Other.
roadmaps-title = <b>Roadmaps: { $count }</b>
roadmaps-line = { $mark } { $title } ({ $period })
roadmap-chosen = Current roadmap: { $title }
roadmap-name-how = Send the roadmap’s new name. Now: “{ $title }”.
roadmap-renamed = The roadmap was renamed: “{ $old }” → “{ $new }”.
log-renamed = roadmap renamed:
acceptance-set = { $on ->
    [yes] A deadline is now closed only once you accept it: “{ $title }”.
   *[no] Deadlines are closed without acceptance: “{ $title }”.
}
remind-silent-sure = Remind { $people ->
    [one] { $people } person
   *[other] { $people } people
} of { $dues ->
    [one] { $dues } deadline
   *[other] { $dues } deadlines
}?
    { $names }
remind-sure = Remind { $people ->
    [one] { $people } person
   *[other] { $people } people
} of { $items ->
    [1] item
   *[other] items
} { $numbers }?
    { $names }
button-remind = Remind
reminded-now = Reminded now: { $names }.
item-choose = Which item? Its number or a word of it may follow at once: /item 6, /item fair
item-which-roadmap = You answer for an item { $number } in several roadmaps. Which one?
item-found = { $count ->
    [one] { $count } item has the words “{ $words }”.
   *[other] { $count } items have the words “{ $words }”. Which one?
}
item-found-give = To be assigned: { $names }. Tap the item.
item-found-of = Only items that { $name } answers for are shown.
item-choose-remind = To remind of which item? Its number or a surname may follow at once: /remind 6, /remind 1-4, /remind Иванова, Петров
settings = <b>Settings</b>
    Language: { $language ->
    [en] English
   *[ru] Russian
}
    Time zone: { $zone }
    Quiet hours: { $quiet ->
    [no] none
   *[other] { $quiet }
}
zone-choose = Your time zone:
log-title = <b>Log</b>
log-empty = The log is empty.
log-line = { $when } { $who }: { $what } { $about }
log-line-bare = { $when } { $who }: { $what }
log-joined = joined
log-blocked = blocked the bot
log-answered = answer to item
log-withdrawn = answer withdrawn, item
log-value = value of the criterion, item
log-closed = deadline closed, item
log-accepted = accepted, item
log-reopened = opened again, item
log-postpone-asked = postponement requested, item
log-postponed = postponement granted, item
log-postpone-refused = postponement refused, item
log-dated = date set, item
log-assigned = assigned:
log-unassigned = unassigned, item
log-handed-over = handed over:
log-imported = import:
log-import-undone = import undone:
log-question = question answered, item
log-leave = leave:
log-erased = a person’s data were erased
log-acceptance = acceptance changed
log-reworded = report text edited, item
log-edition = new edition:

# Editing an item.
item-edit = What is to be corrected in item { $number }?
item-add-point-how = Write the deadline and, after a colon, what is checked: “до 15 марта: отчёт о семинаре”.
point-added = Added: { $target }, { $until }.
point-dropped = Removed: { $target }. The answers are kept.
point-restored = Put back: { $target }, { $until }.
log-edited = edited item
log-chat-bound = a working group’s chat was bound
log-chat-unbound = a working group’s chat was unbound
log-stands-for = stands for a body

# The archive of roadmaps.
archive-which = Which roadmap is to go into the archive?
archive-sure = <b>Put the roadmap “{ $title }” into the archive?</b>
    Nobody will be reminded of it or asked about it any more. It leaves the lists, the summaries and the calendars.
    Answers, files and reports are kept. The roadmap can be restored at any time.
archive-done = The roadmap “{ $title }” is in the archive: nobody is reminded of it any more.
archive-no-other = No other roadmap is active.
archive-returned = The roadmap “{ $title }” is active again, its reminders are planned.{ $passed ->
    [0] { "" }
    [one] { " " }While it was in the archive, { $passed } open deadline passed: people will be reminded of it as of anything overdue.
   *[other] { " " }While it was in the archive, { $passed } open deadlines passed: people will be reminded of them as of anything overdue.
}{ $answered ->
    [0] { "" }
   *[other] { " " }Answers while it was in the archive: { $answered }.
}
archive-title = <b>In the archive: { $count }</b>
archive-empty = The archive is empty.
archive-line = { $title } ({ $period }), in the archive since { $since }
archive-find-how = Which item? Write its number or words of it. Roadmap in the archive: “{ $title }”.
roadmaps-all-archived = No roadmap is active: all are in the archive.
returned-toast = The roadmap is active again.
log-archived = roadmap put into the archive:
log-unarchived = roadmap restored from the archive:
