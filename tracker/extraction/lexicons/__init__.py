"""The lexicons: data files that the rules read, found as resources of this package."""
