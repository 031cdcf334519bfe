"""Looking: lists of dates, an item's card, summaries, the log, and what is told by itself each day
and week.
"""
