"""Phrases of the harmony that a language model may propose: asked, read, judged, put in place."""
