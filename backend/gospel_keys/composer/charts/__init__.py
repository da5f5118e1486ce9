"""Chords of one's own: read from a text or a list, understood in a key, laid out in phrases."""
