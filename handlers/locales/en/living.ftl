# Quiet hours.
button-other-quiet = Other hours
quiet-from = From which hour shall nothing be sent? In words, too: “from 21 to 8”.
quiet-to = Nothing from { $begin } on. Until which hour?
quiet-set = From { $begin } to { $end } the bot sends nothing by itself. What you write is always answered.
quiet-none = There are no quiet hours.
error-quiet-unread = Name the hours, for example: from 21 to 8. Or “none” for no quiet hours.
