"""The half-year's end: the report and its draft, versions compared, the calendar, an item's
wording.
"""
