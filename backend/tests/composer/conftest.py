from tests.genres.extra import fixture_genre

__all__ = ["fixture_genre"]
