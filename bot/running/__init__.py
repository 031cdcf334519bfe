"""`vekha run`: the parts and who wakes whom, the start and the end."""
