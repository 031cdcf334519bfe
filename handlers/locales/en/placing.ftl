# Which item an answer belongs to; what the bot answers to questions in words.
answers-taken = ✅ Recorded { $count ->
    [one] { $count } answer
   *[other] { $count } answers
}{ $files ->
    [0] {""}
    [one] , { $files } file
   *[other] , { $files } files
}:
answers-line = <b>{ $address }</b> · { $text }
answers-same = <b>{ $addresses }</b> · { $text }
answers-many = <b>{ $addresses }</b>
answers-correct = What is to be corrected? “Not here” moves an answer to another item, “Withdraw” takes it back.
answer-search = Which item? Write its number (“6.1”) or a few words about it (“about the mentors”).
answer-search-found = Which of these? Press an item or write more exactly.
answer-search-none = No item was found by these words. Write a number or other words, or choose:
answer-not-moved = The answer stays where it was.
closed-word = What is to stand in the report? One line or a photo will do.
closed-all = ✅ Done: { $addresses }. No more reminders.
close-sure = { $count ->
    [one] Close item { $addresses }?
   *[other] Close items { $addresses }?
} These words are not recorded for the report.
close-which = { $count ->
    [one] You answer for an item { $addresses }
   *[other] You answer for items { $addresses }
} in several roadmaps. Which one is to be closed? These words are not recorded for the report.
close-which-deadline = { $count ->
    [one] Item { $addresses } has several open deadlines
   *[other] Items { $addresses } have several open deadlines
}. Which one is to be closed? These words are not in the report.
close-which-of = Item { $address } has several open deadlines. Which one is done?
close-nothing-open = { $count ->
    [one] Item { $numbers } has no open deadline
   *[other] Items { $numbers } have no open deadline
}: there is nothing to close.
remind-how = Whom to remind? Those who answer for an item: /remind 6. One person: /remind Иванова. All who have not answered: /silent. To collect the half-year’s answers: /collect.
remind-not-joined = { $count ->
    [one] No reminder can arrive: { $names } has not opened the bot yet. Send a new link.
   *[other] No reminder can arrive, these have not opened the bot yet: { $names }. Send new links.
}
remind-by-link = The bot cannot remind them, please do so yourself: { $names }. They come by a coordinator’s link.
question-unread = This looks like a question and was not recorded. Your items: /my, an item’s card: /item 6, help: /help. If it is an answer, begin with the item’s number.
courtesy-greeting = Hello! This was not taken for an answer. To answer, begin with the item’s number: “6 seminar held”.
courtesy-thanks = You are welcome! This was not taken for an answer.
courtesy-observer = { $kind ->
    [greeting] Hello!
    [thanks] You are welcome!
   *[other] All right.
} Summaries and reports: /help
courtesy-understood = All right. This was not taken for an answer.
courtesy-complaint = I understand. This was not taken for an answer. Reminders end when the deadline is closed: press “Done” under it. Quiet hours are in /settings.
courtesy-sorry = No harm done. This was not taken for an answer. If an answer went to the wrong place, press “Not here” under it.
button-to-all = To all ({ $count })
button-to-all-but = To all but { $but } ({ $count })
button-other-item = Another item
button-correct = Correct
button-misplaced-of = { $address }: not here
button-withdraw-of = { $address }: withdraw
button-close-all = { $count ->
    [one] Close { $addresses }
   *[other] Close { $count }: { $addresses }
}
answer-still-kept = The answer is kept and waits for its item.
