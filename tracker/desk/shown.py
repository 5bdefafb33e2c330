"""Which suggestions are shown: the one place of the confidence from which a suggestion counts without being asked for.

A suggestion below it is kept, counted apart ("3 more below"), and shown on request; it never reaches the status, and
`tracker extract` prints it with `--all` alone.
"""

from typing import Final

SHOWN_FROM: Final = 0.35
"""Confidence, 0..1, from which a suggestion is shown and counts; accepted, edited and typed facts always do.

A confidence is the measured share of right facts among those like it (tools/calibrate.py, whole negotiations left
out). The cut of best F1 lies at half of that F1: at 0.25 to 0.3 for positions and assessments, the classes in which
much is unsure. Precision comes first, so it stands above that, as far as the whole score does not fall yet; in the
other classes nearly nothing lies below it. `tracker info` shows what is right, and what is found, from it on.
"""
