"""What `vekha …` does: a module for every few commands, imported when one of them is called."""
