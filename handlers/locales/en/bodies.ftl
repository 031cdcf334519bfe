# Bodies, posts and groups that a document names.
preview-bodies = Bodies, posts and groups: { $count }
plan-names = Names of bodies, posts and groups in the document: { $total }. { $known ->
    [0] The directory knows none of them yet
   *[other] In the directory: { $known }
}{ $likely ->
    [0] {""}
   *[other] , like known ones: { $likely }
}{ $new ->
    [0] {""}
   *[other] , new: { $new }
}.
plan-names-likely = { $place }. <b>{ $name }</b> ({ $count ->
    [1] item
   *[other] items
} { $numbers }): is it <b>{ $body }</b>? Reason: { $why }.
plan-names-then = …and { $count } more that are alike. They come after these.
plan-names-new = <b>New: { $count }</b>
plan-names-row = • { $name } ({ $kind ->
    [post] post
    [group] group
   *[body] body
}): { $numbers }
plan-names-settled = The directory has all bodies, posts and groups of the document. The next plan and the next edition will not ask about them.
likeness-shortened = an abbreviation
likeness-form = only the legal form differs
likeness-place = only the place name differs
likeness-named-after = only whom it is named after differs
likeness-spelling = one letter differs
bodies-created = Added to the directory: { $count }
bodies-title = <b>Bodies, posts and groups: { $count }</b>
bodies-empty = The directory is empty: it is filled from a document when that is imported.
bodies-line = <b>{ $name }</b>: { $count ->
    [0] nobody is named
   *[other] { $people }
}, { $items ->
    [0] no items
    [one] { $items } item
    [few] { $items } items
   *[many] { $items } items
}
bodies-more = …and { $count } more.
body-title = <b>{ $name }</b> ({ $kind ->
    [post] post
    [group] group: each of them answers
   *[body] body
})
body-names = Other names: { $names }
body-people = Who answers:
body-nobody = Nobody answers for it: nobody will be reminded of its deadlines.
body-person = • { $name } ({ $state })
body-items = Items: { $numbers }
body-elsewhere = Items in other roadmaps: { $count }
body-no-items = No items.
body-dues-title = <b>Open deadlines: { $name }</b>
body-dues-empty = { $name }: no open deadlines.
body-whom = Who answers for <b>{ $name }</b> now? Choose or type a surname; several with commas between. All open deadlines go to them, earlier answers stay under their authors.
body-whom-beside = Who else answers for <b>{ $name }</b>? Choose or type a surname; several with commas between.
body-who-leaves = Who does not answer for <b>{ $name }</b> any more?
body-which = Found by “{ $words }”. Who answers for <b>{ $body }</b>?
body-newcomer = There is nobody called “{ $name }”. Invite them to answer for <b>{ $body }</b>? Or type another name.
body-yours = You answer for <b>{ $name }</b>. { $count ->
    [0] No items yet.
    [1] Item { $numbers }. Deadlines: /my
   *[other] Items { $numbers }. Deadlines: /my
}
body-not-yours = You do not answer for <b>{ $name }</b> any more.{ $count ->
    [0] {""}
   *[other] {" "}Now: { $people }.
} Your answers stay yours.
body-rename-how = What is <b>{ $name }</b> called now? The former name stays among the others.
body-name-how = How else do documents call <b>{ $name }</b>? For example: УО.
body-new-how = The name of the body, post or group? For example: Управление образования.
body-join-how = What is <b>{ $name }</b> to be joined with? Choose or type a name. The names, people and items of that body come here.
body-join-which = What is to be joined with <b>{ $name }</b>?
body-joined = { $dropped } is { $kept } now.
body-remove-sure = Remove <b>{ $name }</b> from the directory?{ $count ->
    [0] {""}
   *[other] {" "}Items that lose their body: { $count }.
}{ $members ->
    [0] {""}
   *[other] {" "}Will not answer for it: { $people }.
}
body-removed = { $name }: removed from the directory.
unmanned-title = <b>Nobody answers yet: { $count }.</b> Nobody will be reminded of these items. Who answers?
unmanned-line = • { $name }, { $count ->
    [one] { $count } item
    [few] { $count } items
   *[many] { $count } items
}
unmanned-none = Somebody answers for each body, post and group of the roadmap.
silent-unmanned = Nobody is named ({ $count }): { $names }. To name somebody: /people, “Bodies and posts”.
by-body-title = <b>By body</b>
by-body-none = The roadmap names no body of the directory.
card-body = <b>{ $name }</b>: { $count ->
    [0] nobody is named
   *[other] { $people }
}
group-answered = <b>{ $name }</b>, { $address }: { $answered ->
    [one] { $answered } of { $total } has answered
   *[other] { $answered } of { $total } have answered
}{ $answered ->
    [0] {""}
   *[other] {" "}({ $names })
}{ $left ->
    [0] .
   *[other] . Waiting for: { $missing }.
}
my-stands-for = You answer for: { $names }
button-bodies = Bodies and posts
button-by-body = By body
button-plan-names = Bodies and posts ({ $count })
button-create-bodies = Create all ({ $count })
button-name-yes = { $place }. Yes
button-name-new = { $place }. No, another
button-unmanned = Who answers? ({ $count })
button-body-new = Add a body
button-body-who = Who answers?
button-body-head = New head
button-body-beside = Add one more
button-body-off = Take away
button-body-rename = Rename
button-body-name = One more name
button-body-join = Join
button-body-remove = Remove
button-body-removed = Yes, remove
button-body-dues = Deadlines
button-body-invite = Invite
error-body-unknown = The directory has no “{ $name }”. The whole list: /people, “Bodies and posts”.
error-body-name = Type the name in letters.
error-body-name-taken = “{ $name }” is { $other } already. If they are one, open the card and press “Join”.
error-body-same = Choose another body: this one is open already.
log-bodies-added = into the directory:
log-body-named = name in the directory:
log-body-stands = who answers:
log-bodies-joined = joined in the directory:
log-body-removed = removed from the directory:
body-part-how = Which name is not of <b>{ $name }</b>? It becomes a body of its own, with the items that name it so.
body-parted = { $name } is apart from { $former } now.
button-body-parts = Part a name
button-body-group = It is a group
button-body-no-group = It is no group
log-body-kind = kind in the directory:
person-stands-for = Answers for: { $names }
body-chat = Reminders go to the working group’s chat.
