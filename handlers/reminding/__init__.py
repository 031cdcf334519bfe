"""Reminders and their buttons, reminders that are held back, a reminder by hand."""
