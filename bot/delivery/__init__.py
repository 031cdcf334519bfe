"""From the outbox to Telegram: pace, order, retries, and what became of each message."""
