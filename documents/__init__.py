"""Files in and out: Word, Excel, text, calendars, pictures. What somebody sent is opened in a child
process only.
"""
