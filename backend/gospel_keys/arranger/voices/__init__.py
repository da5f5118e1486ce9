"""Part-writing: voices that move by the rules of counterpoint, for both hands together."""
