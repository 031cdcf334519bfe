"""The verbs of the field: short functions over a transaction. Handlers, jobs and the shell call the
same ones.
"""
