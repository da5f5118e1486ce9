//! Whole numbers from Python, held to their ranges: whatever size they come in,
//! the answer to a bad one is an `EngineError` that names range and value.

use std::ops::RangeInclusive;

use gospel_engine::{Error, ErrorKind};
use pyo3::exceptions::PyOverflowError;
use pyo3::prelude::*;

use crate::raise;

/// `value` as a whole number within `range`.
///
/// # Errors
/// `EngineError` outside the range, `TypeError` for what is no whole number.
pub(crate) fn whole<T: TryFrom<i64>>(
    name: &str,
    value: &Bound<'_, PyAny>,
    range: RangeInclusive<i64>,
) -> PyResult<T> {
    let outside = || {
        let (low, high) = (range.start(), range.end());
        let text = format!("{name} {value}; {low} to {high} are possible");
        raise(&Error::new(ErrorKind::Argument, text))
    };
    match value.extract::<i64>() {
        Ok(number) if range.contains(&number) => T::try_from(number).map_err(|_| outside()),
        Ok(_) => Err(outside()),
        Err(error) if error.is_instance_of::<PyOverflowError>(value.py()) => Err(outside()),
        Err(error) => Err(error),
    }
}

/// Sampling rates that rendering takes.
pub(crate) const RENDER_RATES: RangeInclusive<i64> = 8_000..=192_000;
/// Sampling rates that recordings may have.
pub(crate) const RATES: RangeInclusive<i64> = 1_000..=768_000;
/// Sampling rates that a file may state; each format has limits of its own.
pub(crate) const FILE_RATES: RangeInclusive<i64> = 1..=768_000;
