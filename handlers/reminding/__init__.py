"""Reminders and their buttons: done, later, another day; reminders held back; a reminder by
hand.
"""
