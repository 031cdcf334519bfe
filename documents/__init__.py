"""Files in and out: Word, Excel, text, calendars, pictures; what is sent is opened in a child."""
