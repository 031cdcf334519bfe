# What people say to the bot about themselves and about their answers: none of it is reported.
corrected = ✏️ Corrected: { $target }
    { $text }
button-uncorrect = As it was
uncorrected = As it was before: { $target }
    { $text }
correction-unread = This looks like a correction and was not recorded. Write what to change into what: “не 20, а 27 ноября”, or edit your message before.
remove-sure = Withdraw this answer? { $target }
    “{ $text }”
remove-kept = This answer waits for its item: “{ $text }”. Drop it?
remove-which = Which answer is to be withdrawn?
remove-nothing = You have written no answer within the last hour, so there is nothing to withdraw. An earlier one is withdrawn by the button under it; the item’s card shows all answers.
talk-other-item = All right, nothing was recorded for item { $number }. Write the answer with the number of the right item.
talk-away = I see, you will be away. This was not recorded for the report.
talk-away-in-group = This was not recorded for the report. Enter your leave in our private chat: /leave
talk-not-mine = { $told ->
    [yes] This was not recorded for the report. I have told the coordinator, who decides who answers for the item.
   *[other] This was not recorded for the report. To name somebody else: /assign
} If it is an answer, begin with the item’s number.
talk-call = { $told ->
    [yes] This was not recorded for the report. I cannot call, but the coordinator has been told.
   *[other] This was not recorded for the report. I cannot call.
} If it is an answer, begin with the item’s number.
talk-passed-on = ✉️ { $name }{ $count ->
    [0] {""}
    [one] , item { $numbers }
   *[other] , items { $numbers }
}:
    “{ $text }”
    Not recorded for the report.
button-item-card = Item { $number }
order-assign = To name who answers: /assign 6 Иванова. Just /assign asks for which item and whom. These words were not recorded for the report.
order-invite = To invite somebody: /invite Иванова Анна. These words were not recorded for the report.
order-collect = To collect the half-year’s answers: /collect. These words were not recorded for the report.
order-other = This looks like an order and was not recorded for the report. What I can do: /help. If it is an answer, begin with the item’s number.
answer-where-not-yours = The answer is kept. If the number is another one, write it. If this item should be yours, tell the coordinator.
talk-later = All right, I am waiting for your answer. Nothing has been recorded for the report yet.
talk-lost-item = This was not recorded for the report. The bot asks how the work on item { $number } stands. Answer in one line what is done and what is left: “договор на подписи”. If all is done, press “Done”.
talk-lost = This was not recorded for the report. The bot asks how the work on your items stands (/my). Answer with the number and one line: “6 договор на подписи”.
talk-coordinators = { $count ->
    [one] Coordinator: { $names }.
   *[other] Coordinators: { $names }.
}
talk-who = This was not recorded for the report.
talk-asks = { $told ->
    [yes] This was not recorded for the report. I do not know it myself and have passed it on to the coordinator.
   *[no] This was not recorded for the report. What I can do: /help.
} If it is an answer, begin with the item’s number.
talk-trouble = { $told ->
    [yes] This was not recorded for the report. Close Telegram and open it again. You can answer in words, without a file. The coordinator has been told.
   *[no] This was not recorded for the report. Close Telegram and open it again. You can answer in words, without a file.
} If it is an answer, begin with the item’s number.
talk-staff = { $told ->
    [yes] This was not recorded for the report. I have told the coordinator, who names who answers for the item.
   *[no] This was not recorded for the report. To name somebody else: /assign
} If it is an answer, begin with the item’s number.
answer-is-it = Is this an answer about item { $address }? “{ $text }” is not recorded yet: press the item or “This is no answer”.
