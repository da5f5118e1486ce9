"""Benchmarks: run `make bench`, or `python -m benchmarks PART...` for some parts."""
