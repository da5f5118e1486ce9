"""What a distant model costs."""

from __future__ import annotations

from dataclasses import dataclass

MILLION = 1e6


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens, read and written."""

    tokens_in: float
    tokens_out: float

    def of(self, tokens_in: int, tokens_out: int) -> float:
        """US dollars for so many tokens."""
        return (tokens_in * self.tokens_in + tokens_out * self.tokens_out) / MILLION


def price_of(model: str, tokens_in: float | None, tokens_out: float | None) -> Price | None:
    """The prices that were set, or those that the installed price list has; None without any."""
    if tokens_in is not None and tokens_out is not None:
        return Price(tokens_in, tokens_out)
    from genai_prices import Usage, calc_price  # noqa: PLC0415 - only where there is a key

    try:
        one = calc_price(
            Usage(input_tokens=int(MILLION), output_tokens=int(MILLION)), model,
            provider_id="google",
        )  # fmt: skip
    except LookupError:
        return None
    return Price(float(one.input_price), float(one.output_price))
