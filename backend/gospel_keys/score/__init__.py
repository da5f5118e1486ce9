"""The things that travel: brief, progression, arrangement, performance; a file per format."""
