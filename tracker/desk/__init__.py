"""The use cases: ingest, link, review, edit, merge, status. Joins reading, extraction and store; prints nothing."""
