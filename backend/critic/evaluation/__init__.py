"""The evaluation suite: a genre over many pieces, every number beside its target.

``python -m critic.evaluation`` composes the pieces, measures each (``measuring``), judges the
measures against the targets (``targets``, ``judging``) and prints the table (``report``).
"""
