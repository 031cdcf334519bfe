"""Updates: stored before they are confirmed to Telegram, then handled, each once."""
