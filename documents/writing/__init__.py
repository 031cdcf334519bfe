"""Files out: the report in its source's form or by a template, the workbook, the calendar, the
picture, the archive.
"""
