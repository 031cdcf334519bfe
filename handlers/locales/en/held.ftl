# After a restore from a backup.
held-ask = The database was restored from a backup. { $count ->
    [one] { $count } reminder fell due
   *[other] { $count } reminders fell due
} before the restore (recipients: { $people }) and may have been sent already. Send?
button-held-send = Send
button-held-drop = Do not send
held-sent = Reminders to be sent: { $count }.
held-dropped = Reminders cancelled: { $count }.
