# The desk in a browser.
desk-name = Vekha
desk-menu = Pages
desk-menu-board = Roadmap
desk-skip = To the content
desk-leave = Sign out
desk-left = You have signed out. To enter again, send /desk to the bot.
desk-enter = Enter
desk-enter-how = The link opens the desk on this device. It works once.
desk-link-over = The link has been used already or has expired. Send /desk to the bot for a new one, or ask the coordinator.
desk-launch-over = I could not tell who is opening the desk. Close this window and open the desk once more from the chat with the bot: /desk.
desk-stranger = To enter, send /desk to the bot and open the link that it sends. Without a messenger, ask the coordinator for a link.
desk-refused = That did not work
desk-your-words = Your text (copy it if you need it):
desk-back = Back
desk-no-page = There is no such page.
desk-changed-meanwhile = While you were writing, somebody else changed this. It now says: “{ $now }”. Reload the page and make your change once more.
desk-roadmap = Roadmap
desk-choose = Choose
desk-search = Search
desk-search-how = words, number, surname
desk-state = State
desk-all = all
desk-all-people = everybody
desk-person = Responsible
desk-body = Body
desk-section = Section
desk-sort = Order
desk-sort-document = as in the document
desk-sort-day = by deadline
desk-sort-answer = by last answer
desk-show = Show
desk-show-all = Show all
desk-state-late = late
desk-state-silent = no answer
desk-state-soon = due soon
desk-state-claimed = to be accepted
desk-state-ahead = ahead
desk-state-waiting = without a date
desk-state-done = done
desk-state-unassigned = nobody assigned
desk-count-late = late { $count }
desk-count-silent = no answer { $count }
desk-count-soon = due soon { $count }
desk-count-claimed = to be accepted { $count }
desk-count-ahead = ahead { $count }
desk-count-waiting = without a date { $count }
desk-count-done = done { $count }
desk-items = { $count ->
    [one] { $count } item
   *[other] { $count } items
}
desk-of = of { $count }
desk-nothing-found = Nothing found. Change the filter.
desk-number = No.
desk-what = What is to be done
desk-deadlines = Deadlines
desk-people = Responsible
desk-last = Last answer
desk-no-answer = no answer
desk-nobody = nobody assigned
desk-more-people = and { $count } more
desk-further = { $count ->
    [one] { $count } more item
   *[other] { $count } more items
}
desk-item = Item { $number }
desk-neighbours = Neighbouring items
desk-to-board = To the roadmap
desk-what-to-finish = What is to be finished
desk-new-day = New deadline
desk-other-day = Or another deadline
desk-day-how = 15 January, for a week
desk-reason = Reason
desk-send = Send
desk-correct-deadline = Correct the deadline
desk-as-in-document = As in the document
desk-deadline-how = 15 November, ноябрь
desk-correct = Correct
desk-postponements = Postponements
desk-co-executor = co-executor
desk-in-document = in the document: { $names }
desk-misread = Was it misread?
desk-correct-text = Correct the text
desk-correct-number = Correct the number
desk-write = Answer
desk-about = About
desk-whole-item = The whole item
desk-answer = Answer
desk-files = Files
desk-and-done = Done
desk-answers = Answers
desk-no-answers = No answers yet.
desk-file = file
desk-not-fetched = not fetched yet
desk-file-not-here = This file has not come from the messenger yet. Try again later.
desk-before = { $count ->
    [one] The text before
   *[other] Texts before: { $count }
}
desk-change = Change
desk-save = Save
desk-withdraw = Withdraw
desk-withdrawn-count = Withdrawn: { $count }
desk-answered = The answer is recorded.
desk-withdrawn = The answer is withdrawn.
desk-changed = Corrected.
desk-done = Done.
desk-empty-answer = Write a text or add a file.
desk-too-long = The text has more than { $most } characters. Shorten it or add it as a file.
desk-file-too-large = The file “{ $name }” is too large. Make it smaller or send a link.
desk-word-needed = Write what is to be finished.
desk-menu-mine = My deadlines
desk-kept = { $count ->
    [one] { $count } answer waits for its item
   *[other] { $count } answers wait for their items
}: name it in the chat, /my.
desk-nothing-mine = No open deadlines.
desk-stands-in = During the leave of { $name }
desk-undated = Without a date: asked about at the end of the half-year
desk-undated-self = Without a date: write what is done before the half-year ends. The bot cannot remind you
desk-undated-deaf = Without a date: ask at the end of the half-year yourself, the bot cannot
error-person-left = { $name } takes part no more: there is no need of a link.
