# The report at the desk.
desk-menu-report = Report
desk-report-title = Report for half-year { $half }, { $period }
desk-report-filled = { $filled } of { $total } filled in
desk-report-ask-all = Ask those who have not answered
desk-report-empty = { $count ->
    [one] { $count } empty
   *[other] { $count } empty
}
desk-report-files = Create and download
desk-report-download = Download
desk-report-again = make again
desk-report-being-made = being made…
desk-report-wait = The file is being made, its link will appear here.
desk-report-refresh = Reload
desk-file-gone = This file is no longer there. Make it again.
desk-report-changes = What changed
desk-report-version = last version: { $version }
desk-report-versions = Versions
desk-report-was = Before
desk-report-now = Now
desk-report-search-how = number or words
desk-report-show = Items
desk-report-show-all = all
desk-report-show-empty = empty
desk-report-show-own = worded by hand
desk-report-half = Half-year
desk-report-half-until = { $half }, until { $day }
desk-report-own = worded by hand
desk-report-text = Text of the report
desk-report-back = Back to the collected text
desk-report-collected = Collected text
desk-report-saved = The text of item { $number } is saved.
desk-report-unsaved = Text that is not saved will be lost. Go on?
desk-report-pages = Pages
desk-report-range = { $first }–{ $last } of { $total }
desk-report-next = Next
