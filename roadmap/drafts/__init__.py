"""A draft's questions and resolutions, its adoption into rows, what a new edition changes."""
