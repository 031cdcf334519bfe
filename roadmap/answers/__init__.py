"""What an official's words mean: which items they speak of, and what they suggest."""
