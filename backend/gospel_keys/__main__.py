"""``python -m gospel_keys`` is the ``gospel-keys`` command."""

from gospel_keys.cli import main

main()
