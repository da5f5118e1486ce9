"""The library of what was made: who made what, under which name, and what came of it."""
