# What the reading of a document warns of.
caution-year = The document names no year, taken as { $label }.
caution-uneven = Item { $number }: the number of deadlines is not that of measures, check the deadlines.
caution-uneven-many = Items { $numbers }: the number of deadlines is not that of measures, check the deadlines.
caution-unread = Item { $number }: the deadline “{ $phrase }” was not understood.
caution-no-value = Item { $number }: a formula without a value stands in place of the deadline, “{ $phrase }”. Recalculate and save the file in Excel, or set the deadline yourself.
caution-guessed = Item { $number }: the deadline “{ $phrase }” was read as a guess.
caution-numbers = Item numbers repeat: the items were numbered anew.
caution-anew = Numbers start anew in each section: item { $number } of “{ $title }” is “{ $address }”; “{ $typed }” can be typed, too.
caution-anew-in-tables = Numbers start anew in each table: item { $number } of table { $section } is “{ $address }”; “{ $typed }” can be typed, too.
caution-twice = Number { $number } stands more than once: the next such item is “{ $address }”.
caution-empty-row = Row { $number }: nothing but a number, left out.
caution-ditto = Row { $number }: “{ $phrase }” in place of a deadline, taken from the row above.
caution-ditto-unnumbered = Row “{ $text }”: “{ $phrase }” in place of a deadline, taken from the row above.
caution-hidden = Hidden rows of the table were read, too: { $count }.
caution-left-out = Hidden and struck-out rows and columns were not read: { $count }.
caution-column = Column “{ $title }” was not read: it is unclear what it holds.
caution-counted = Days are counted from «{ $anchor }» (the document says { $day }), deadlines: { $count }.
caution-columns = The table has no header, its columns were told by what stands in them. Check the first row: { $row }.
# As an earlier version worded it.
caution-worded = { $text }
caution-more = Further remarks: { $count }.
