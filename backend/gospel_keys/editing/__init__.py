"""Edits of a finished piece. Each makes a new one and leaves the old one as it is."""
