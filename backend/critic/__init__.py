"""An independent machine critic: what a teacher would object to in a piece.

Each check is a pure function from a ``Piece`` to findings; its docstring is its definition. It
reads the written arrangement and the performance and shares no code with what composes them.
"""

from critic.finding import Finding
from critic.piece import Piece
from critic.table import load, review

__all__ = ["Finding", "Piece", "load", "review"]
