"""Whom can be asked: models in this process, a server of the user's, the cloud."""
