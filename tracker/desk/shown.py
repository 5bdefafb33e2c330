"""Which suggestions are shown: the one place of the confidence from which a suggestion counts without being asked for.

A suggestion below it is kept, counted apart ("3 more below"), and shown on request; it never reaches the status.
"""

from typing import Final

SHOWN_FROM: Final = 0.3
"""Confidence, 0..1, from which a suggestion is shown and counts; accepted, edited and typed facts always do."""
