"""Tracker: follow diplomatic negotiations from news articles, with the words every fact rests on."""

__version__ = "0.1.0"
