"""What each command of ``gospel-keys`` does; ``gospel_keys.cli`` reads their arguments."""
