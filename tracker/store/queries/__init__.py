"""Reads for the desk, one subject a module; every one of them is indexed and returns plain tuples or dataclasses."""
