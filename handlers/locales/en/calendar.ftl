# The calendar: a file and a feed.
calendar-feed = A telephone can follow the calendar at this address, the dates keep up by themselves:
    <code>{ $address }</code>
    The address is yours alone, do not pass it on.
calendar-feed-renewed = The former address no longer works. The new one:
    <code>{ $address }</code>
button-renew-feed = Change the address
calendar-empty = { $own ->
    [yes] No dates in this roadmap are yours yet.
   *[no] This roadmap has no dates yet.
}
