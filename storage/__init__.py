"""Tables, a repository for each aggregate, migrations, backups, on SQLite or PostgreSQL."""
