"""The settings, the file that they stand in, and the office that they describe."""
