"""What happens at its time: reminders that fall due, and the daily and weekly duties."""
