"""What a half-year's report says, as data for every writer."""
