morning-title = <b>Under control, { $day }</b>
morning-late = ❗ <b>{ $count ->
    [one] { $count } deadline is overdue
   *[other] { $count } deadlines are overdue
}{ $grace ->
    [0] {""}
    [one] {" "}by more than { $grace } working day
   *[other] {" "}by more than { $grace } working days
}</b>
morning-passed = ⌛ <b>{ $when ->
    [yesterday] { $count ->
        [one] { $count } deadline passed yesterday
       *[other] { $count } deadlines passed yesterday
    }
   *[since] { $count ->
        [one] { $count } deadline has passed
       *[other] { $count } deadlines have passed
    }
}</b>
morning-passed-line = <b>{ $address }</b> { $text }{ $when ->
    [yesterday] {""}
   *[since] , due on { $day }
}
morning-answered = ✍️ <b>Answers:</b> { $names }
morning-asked = ⏳ <b>Ask for more time:</b> { $names }
morning-closed = ✅ <b>Done:</b> { $numbers }
morning-joined = 👋 <b>Joined:</b> { $names }
morning-archived = 🗄 <b>Answers to a roadmap in the archive</b>, “{ $title }”: { $names }
morning-counts = { $open ->
    [one] { $open } deadline is
   *[other] { $open } deadlines are
} open, { $late } of them overdue. Not answered: { $silent }.
morning-nothing-new = Nothing new. { $counts }
button-remind-silent-count = Remind who has not answered ({ $count })
button-late = What is overdue ({ $count })
button-late-of = Overdue ({ $count }): { $title }
button-new-answers = New answers ({ $count })
new-answers-title = <b>Answers since { $day }</b>
new-answers-empty = There are no answers.
new-answer-line = <b>{ $number }</b> · { $name }: { $text }
new-answer-files = files without words
escalation-more = …and { $count } more: /overdue
escalation-line = <b>{ $address }</b> { $text }
    { $names }, { $days ->
    [one] { $days } day overdue
   *[other] { $days } days overdue
}
escalation-unreachable = 📵 <b>{ $count ->
    [one] Messages do not reach { $count } person
   *[other] Messages do not reach { $count } people
}</b>
escalation-others = …and { $count } more: /silent
discipline-line = Discipline: <b>{ $value }</b>
    Coefficient = done in time ÷ deadlines that have come
discipline-none = Discipline: no deadline has come yet.
discipline-row = <b>{ $name }</b>: { $value }
    Due { $due } (of these postponed { $postponed }, no answer { $silent }): in time { $in_time }, late { $late }{ $days ->
    [0] {""}
    [one] {" "}(by { $days } day in all)
   *[other] {" "}(by { $days } days in all)
}
collect-title = <b>The half-year ends on { $until }.</b> Write what was done in half-year { $half }: answer with a line that begins with the number, or by a button.
collect-before = They were asked on { $when }.
collect-again = The requests were sent on { $when }. Write once more to those who have not answered?
collect-line = <b>{ $number }</b> · { $text }
collect-state = <b>Items filled: { $answered } of { $total }.</b>{ $unassigned ->
    [0] {""}
    [one] {" "}{ $unassigned } item is assigned to nobody.
   *[other] {" "}{ $unassigned } items are assigned to nobody.
}
still-awaited = Awaited: { $names }.
collect-ask = Write to { $people ->
    [one] { $people } person
   *[other] { $people } people
} about { $items ->
    [one] { $items } item
   *[other] { $items } items
}?
collect-deputies = On leave, their deputies are asked: { $names }.
collect-deaf = Messages will not reach { $count ->
    [one] { $count } person
   *[other] { $count } people
}: { $names }.
collect-asked = { $asked ->
    [0] There is nobody to ask now.
    [one] { $asked } request is sent.
   *[other] { $asked } requests are sent.
}
button-write = Write
button-answer-of = Answer { $number }
collected = Report for half-year { $half }, items filled: { $answered } of { $total }.
