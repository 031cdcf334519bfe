escalation-title = <b>Under control, { $day }</b>
    { $title }
escalation-late = ❗ <b>{ $count ->
    [one] { $count } deadline is overdue
   *[other] { $count } deadlines are overdue
}</b>
escalation-more = …and { $count } more: /overdue
escalation-line = <b>{ $address }</b> { $text }
    { $names }, { $days ->
    [one] { $days } day overdue
   *[other] { $days } days overdue
}
escalation-silent = 🔇 <b>{ $count ->
    [one] { $count } person does not answer
   *[other] { $count } people do not answer
}</b>
escalation-unreachable = 📵 <b>{ $count ->
    [one] Messages do not reach { $count } person
   *[other] Messages do not reach { $count } people
}</b>
escalation-others = …and { $count } more: /silent
discipline-line = Discipline: <b>{ $value }</b>
    Coefficient = done in time ÷ deadlines that have come
discipline-none = Discipline: no deadline has come yet.
discipline-row = <b>{ $name }</b>: { $value }
    Due { $due }, in time { $in_time }, late { $late }{ $days ->
    [0] {""}
    [one] {" "}({ $days } day in all)
   *[other] {" "}({ $days } days in all)
}, postponed { $postponed }, no answer { $silent }
collect-title = <b>The half-year ends on { $until }.</b> Write what was done in half-year { $half }: answer with a line that begins with the number, or by a button.
collect-line = <b>{ $number }</b> · { $text }
collect-state = <b>{ $answered } of { $total } have answered on all their items.</b> { $missing ->
    [0] Every answer is there.
   *[other] Awaited: { $names }.
}{ $asked ->
    [0] {""}
    [one] {" "}Asked { $asked } person.
   *[other] {" "}Asked { $asked } people.
}{ $unassigned ->
    [0] {""}
    [one] {" "}{ $unassigned } item is assigned to nobody.
   *[other] {" "}{ $unassigned } items are assigned to nobody.
}
button-answer-of = Answer { $number }
collected = For the report of half-year { $half }, { $answered } of { $total } have answered on all their items.{ $missing ->
    [0] {""}
   *[other] {" "}Awaited: { $names }.
}
