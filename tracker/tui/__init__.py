"""The terminal app. Calls desk and domain alone, and never waits."""

import gc

# What an app is made of stays; to look through it for garbage after every few hundred new objects took a quarter of the
# start, and longer than a frame now and then while keys were pressed. `TrackerApp` sets it aside once it has started.
gc.set_threshold(5_000, 50, 50)
