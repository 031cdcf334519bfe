"""A half-year's files: gathered from the database, then handed to the process that writes them."""
