"""Facts leave the file: SQLite, CSV, JSON, Markdown. Takes plain rows, writes files; knows no schema."""
