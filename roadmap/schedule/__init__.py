"""When people are reminded: which reminders a due day has, on which mornings, at which instants."""
