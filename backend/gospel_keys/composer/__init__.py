"""Words to a brief, a brief to a progression. The only place that plans."""
