"""The tables, one repository for each aggregate, migrations and backups, on SQLite or
PostgreSQL.
"""
