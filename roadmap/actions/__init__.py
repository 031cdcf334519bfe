"""The domain's verbs: short functions over a transaction for handlers, jobs and the shell."""
