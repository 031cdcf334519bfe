# Reminders that wait for a coordinator's word.
held-ask = The database was restored from a backup. { $count ->
    [one] { $count } reminder fell due
   *[other] { $count } reminders fell due
} before the restore (recipients: { $people }) and may have been sent already. Send?
held-failed = A reminder for { $name } could not be put together because of an error, and waits. Tell the administrator: the log says why. Try to send it again?
button-held-send = Send
button-held-drop = Do not send
held-sent = Reminders to be sent: { $count }.
held-dropped = Reminders cancelled: { $count }.
