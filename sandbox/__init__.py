"""A stand-in of the Bot API with a page of chats, for trying the bot without a token."""
