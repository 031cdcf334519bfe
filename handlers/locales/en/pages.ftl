# The desk in a browser.
desk-name = Vekha
desk-menu = Pages
desk-menu-board = Roadmap
desk-skip = To the content
desk-leave = Leave
desk-left = You have left. To enter again, send /desk to the bot.
desk-enter = Enter
desk-enter-how = The link opens the desk on this device. It is good once.
desk-link-over = The link was used already or is too old. Send /desk to the bot for a new one, or ask the coordinator.
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
desk-nothing-found = Nothing found. Change the conditions.
desk-number = No.
desk-what = What is to be done
desk-deadlines = Deadlines
desk-people = Who answers
desk-last = Last answer
desk-no-answer = no answer
desk-nobody = nobody assigned
desk-more-people = and { $count } more
desk-further = { $count ->
    [one] { $count } more item
   *[other] { $count } more items
}
desk-link = The desk: { $address }
    The link is good for { $minutes } minutes and once. Do not pass it on.
desk-link-apart = I have sent you the link in the private chat.
error-desk-off = The desk in the browser is off. An administrator turns it on with the setting http.listen.
log-desk-link = link for entering in a browser:
command-desk = the desk in a browser
