# Officials' answers.
answer-taken = ✅ Recorded: { $target }{ $album ->
    [yes] , files of the album
   *[no] { $files ->
        [0] {""}
        [one] , { $files } file
       *[other] , { $files } files
    }
}
    { $text }
answer-guessed = ✅ Recorded as the answer to a reminder: { $target }{ $album ->
    [yes] , files of the album
   *[no] { $files ->
        [0] {""}
        [one] , { $files } file
       *[other] , { $files } files
    }
}
    { $text }
    If this is the wrong place, press “Not here”.
answer-archived = The roadmap is in the archive: the answer is kept, and the coordinator sees it in the morning message.
answer-open = The deadline is open.
answer-where = { $count ->
    [0] The answer is kept. Which item does it belong to? Write its number, for example: 6.
   *[other] Which item does the answer belong to? { $kept ->
        [photo] The photo is kept
        [file] The file is kept
       *[text] The text is kept
    }: press an item or write its number.
}
answer-where-line = Which item does “{ $text }” belong to? The line is kept: press an item or write its number.
answer-move-where = Which item does the answer belong to then?
answer-kept = { $name }, an answer waits for its item: “{ $text }”{ $files ->
    [0] {""}
   *[other] , files: { $files }
}
answer-which-roadmap = You answer for an item { $number } in several roadmaps. For which one is the answer?
answer-awaited = Write the answer for item { $address }, or send a file, a photo or a voice message.
answer-placed = The answer went to { $target }.
answer-dropped = All right, this is no answer.
answer-joined = Added to the answer before: { $target }.
answer-unusable = Such a message cannot be kept. Send text, a photo, a file or a voice message.
answer-asked-anew = The answer was changed: this question no longer stands.
answer-edited = Corrected: { $target }. The earlier text is kept.
answer-withdrawn = Withdrawn: { $target }.
author-unknown = no author
closed = ✅ Done: { $target }. No more reminders.
closed-waits = 🕓 { $target }: marked as done, waiting for the coordinator’s acceptance.
reopened = Open again: { $target }. Its reminders are back.
accept-asked = <b>Marked as done:</b> { $name }
    { $target }: { $text }
accept-answer = Answer: <blockquote>{ $text }</blockquote>
accept-files = 📎 { $files }
accept-file = { $address }: { $name }, { $day }
accept-files-left = { $count ->
    [one] { $count } more file
   *[other] { $count } more files
}.
accept-no-files = This answer has no files any more.
button-files = Files ({ $count })
button-files-more = Send more ({ $count })
notice-file-not-sent = ⚠️ A file was not sent: { $caption }. Telegram did not give it out: ask its author to send it again.
accept-question = Accept?
accept-accepted = ✅ Accepted: { $name }, { $day }
accept-returned = ↩️ Returned: { $name }, { $day }. Reason: { $word }
accept-open = Open again.
accept-closed = No longer waits for acceptance.
files-photo = { $count ->
    [one] { $count } photo
   *[other] { $count } photos
}
files-video = { $count ->
    [one] { $count } video
   *[other] { $count } videos
}
files-voice = { $count ->
    [one] { $count } voice message
   *[other] { $count } voice messages
}
files-audio = { $count ->
    [one] { $count } recording
   *[other] { $count } recordings
}
files-document = { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
accepted = ✅ Accepted: { $target }.
returned = ↩️ Returned: { $target }.
    Coordinator: { $word }
return-word-awaited = Write in one line what is still to be done.
returned-said = Returned to the official: { $target }.
value-taken = Value of the criterion ({ $target }): { $value }.
snooze-when = When to remind you: { $target }?
snooze-later-today = Today, in 3 hours{ $late ->
    [yes] {" "}(after the deadline)
   *[no] {""}
}
snooze-tomorrow = Tomorrow morning{ $late ->
    [yes] {" "}(after the deadline)
   *[no] {""}
}
snooze-in-three-days = In 3 days{ $late ->
    [yes] {" "}(after the deadline)
   *[no] {""}
}
snoozed = You will be reminded on { $when }: { $target }.
postpone-asked = The request to postpone until { $day } was sent to the coordinator: { $target }.
postpone-request = <b>Postponement requested:</b> { $name }
    { $target }: { $text }
    From { $old } to { $new }
    Reason: { $reason }
postpone-asked-already = This postponement was requested already; the coordinator decides.
postponed = Deadline moved to { $day }: { $target }.
postpone-granted = ✅ Postponement granted: { $target }, the new deadline is { $day }.
postpone-granted-other = ✅ Postponement granted to another day: { $target }, the new deadline is { $day }, you asked for { $asked }.
postpone-refused = ❌ Postponement refused: { $target }, the deadline stays { $day }.
refusal-word-how = Why? Write one line, I will pass it on. You may also leave it at that.
refusal-word = Why the postponement was refused ({ $target }): { $word }
refusal-word-left = All right, without a reason. The deadline stays.
refusal-word-passed-on = Passed on to { $name }.
date-set = Deadline { $day } set: { $target }.
cancelled = All right, cancelled.
stale-closed = { $address } is marked as done already.
stale-open = { $address } is open again.
stale-dropped = { $address } is no longer in the document.
stale-decided = This has been decided already.
stale-withdrawn = This answer was withdrawn.
postpone-proposed = <b>The document speaks of a postponement:</b> { $target }, to { $new }
    “{ $reason }”
