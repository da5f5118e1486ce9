"""Chords for a tune that was brought, out of the genre's own harmony."""
