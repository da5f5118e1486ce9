"""Sound: finds the fonts and drives the engine that renders with them."""
