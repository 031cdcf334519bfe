# What the program itself tells the coordinators.
notice-blocked = { $name }: the bot is blocked, messages do not arrive. Reminders resume when the bot is opened again.
notice-deactivated = { $name }: the Telegram account was deleted, messages do not arrive.
notice-unknown-chat = { $name }: the bot has not been opened yet, messages do not arrive. Send a new invite: /invite
notice-group-lost = Messages to a group do not arrive: the bot was removed from it or the group was deleted.
notice-quarantined = One update could not be handled and was put aside (No. { $number }). The administrator sees why with “vekha quarantine list”.
log-deactivated = the account was deleted
log-unknown-chat = has not opened the bot
notice-chat-lost = Messages no longer reach the chat “{ $name }”: the bot was removed or the chat is closed. Bring the bot back and write /chat { $name } there.
