"""One reader per field: each finds what the words say about it, and takes those words."""
