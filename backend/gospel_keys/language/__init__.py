"""Language models: found, loaded, asked, bound to a grammar, paid for; and always dispensable."""
