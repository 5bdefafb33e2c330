"""Measurements from the outside: real processes, a real pseudo-terminal, wall-clock time."""
