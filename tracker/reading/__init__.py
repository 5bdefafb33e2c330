"""Bytes become an `Article`: text, HTML, URL, feed, folder, standard input."""
