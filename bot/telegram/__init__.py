"""Speaking to the Bot API: the session, what refusals mean, when aiogram's models are built."""
