command-my = my items and deadlines
command-due = deadlines to come, further ahead: /due 30
command-overdue = what is overdue
command-item = an item’s card: /item 6
command-calendar = deadlines as a calendar file
command-settings = language, time zone, quiet hours
command-help = help
command-import = upload or type a roadmap
command-summary = summary by section
command-silent = who has not answered and why
command-assign = assign: /assign 6 Иванова
command-people = people: links, leave, handing over
command-people-read = people and what they answer for
command-invite = invite: /invite Name
command-remind = remind now: /remind 6
command-collect = collect the half-year’s answers
command-report = the half-year’s report: Word, Excel, PDF
command-roadmaps = roadmaps, acceptance of what is done
command-roadmaps-read = roadmaps: choose which one to look at
command-log = log: who did what
help-line = /{ $command } — { $text }
help-official = The bot reminds you in the morning of a deadline. Answer by a button, by a reply, or with a line that begins with the number: “6.1 held on 16 December”. Photos and files count too.
    No time left: “Postpone” under the reminder. A slip: edit your message, the entry follows.
help-coordinator = Send the roadmap as a file, invite the officials (/invite Name), assign items (/assign 6 Surname). The bot reminds, takes the answers and writes the report.
    To add to an item: /assign +8 Петров; to take away: /assign -8 Петров. To change an item: /item 6, “Correct”.
help-observer = Summaries and reports are open to you. A summary also comes by itself, once a week.
unknown-command = There is no such command. All commands: /help
unknown-command-near = There is no such command. Perhaps /{ $command }?
