"""The terminal app. Calls desk and domain alone, and never waits."""
