"""The commands, thin: parse, call the desk, print."""
