"""The one SQLite file: schema and migrations, journal (undo), queries, search, backup. The only SQL of the project."""
