"""One folder per genre, nearly all of it data; found by looking, never named elsewhere."""
