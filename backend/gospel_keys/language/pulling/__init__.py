"""Fetching a model's weights from the hub."""
