"""Repeats played out: a chart's bars in the order in which they sound."""

from __future__ import annotations

from dataclasses import replace

from gospel_keys.score.lead_sheet.sheet import MAX_BARS, LeadBar, LeadSheetError


class Unfolder:
    """Collects bars; at the end of a repeat what is repeated is played again.

    The second time stops where the first ending began; what follows is the second ending.
    """

    __slots__ = ("_ending", "_start", "bars")

    def __init__(self) -> None:
        self.bars: list[LeadBar] = []
        self._start = 0
        self._ending: int | None = None

    def add(self, bar: LeadBar) -> None:
        """The next bar."""
        if len(self.bars) >= MAX_BARS:
            raise LeadSheetError(f"there are more than {MAX_BARS} bars")
        self.bars.append(bar)

    def open(self) -> None:
        """A repeat starts here."""
        self._start = len(self.bars)
        self._ending = None

    def ending(self, number: int) -> None:
        """An ending starts here; the first one cuts what is repeated."""
        if number == 1:
            self._ending = len(self.bars)

    def close(self) -> None:
        """A repeat ends here. Its section labels are not said again."""
        end = len(self.bars) if self._ending is None else self._ending
        for bar in self.bars[self._start : end]:
            self.add(replace(bar, section=""))
        if self._ending is None:
            self._start = len(self.bars)
