"""Cleaning, under the name that readers use: the characters are a matter of the domain, since screens clean too."""

from tracker.domain.cleaning import REPLACEMENT, clean, one_line, without_invisibles

__all__ = ["REPLACEMENT", "clean", "one_line", "without_invisibles"]
