"""Files out: the report, the workbook, the calendar, the timeline, the archive."""
