"""The half-year's end: the report, its draft and versions, the calendar, an item's wording."""
