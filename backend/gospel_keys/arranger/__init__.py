"""Voice, texture, improvise, perform: from chords to what two hands play.

``arrange`` writes the notes, ``perform`` decides how they sound. Both are pure: the same brief,
progression and style give the same answer.
"""

from gospel_keys.arranger.arranging import VERSION, arrange
from gospel_keys.arranger.performing import perform

__all__ = ["VERSION", "arrange", "perform"]
