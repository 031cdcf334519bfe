"""Opening the database, and seeing to it that one instance at a time works with it."""
