"""Looking: lists of dates, an item's card, summaries, the log, the daily and weekly messages."""
