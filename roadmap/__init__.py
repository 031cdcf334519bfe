"""The domain: roadmaps, due days, reminders, answers, reports. Pure: no input or output."""
