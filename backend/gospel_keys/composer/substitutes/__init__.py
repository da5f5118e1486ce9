"""What can stand where a chord stands: from a table of ideas, each with its reason."""
