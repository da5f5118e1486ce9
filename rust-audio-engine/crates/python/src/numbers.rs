//! Values from Python, whatever they are: the answer to a bad one is an
//! `EngineError` that names it and says what is possible.

use std::ops::RangeInclusive;

use gospel_engine::{Error, ErrorKind};
use pyo3::prelude::*;
use pyo3::types::PyInt;

use crate::raise;

/// `value` as a whole number within `range`.
///
/// # Errors
/// `EngineError` outside the range and for what is no whole number.
pub(crate) fn whole<T: TryFrom<i64>>(
    name: &str,
    value: &Bound<'_, PyAny>,
    range: RangeInclusive<i64>,
) -> PyResult<T> {
    let number = value.extract::<i64>().ok().filter(|number| range.contains(number));
    number.and_then(|number| T::try_from(number).ok()).ok_or_else(|| {
        let (low, high) = (range.start(), range.end());
        let is_whole = value.is_instance_of::<PyInt>();
        let kind = if is_whole { "" } else { "whole numbers from " };
        refused(name, value, &format!("{kind}{low} to {high} are possible"))
    })
}

/// `value` as a float; its range is the engine's to check, infinity included.
///
/// # Errors
/// `EngineError` for what is no number, or too large for any float.
pub(crate) fn real(name: &str, value: &Bound<'_, PyAny>) -> PyResult<f64> {
    wanted(name, value, "a number")
}

/// `value` as what it must be, called `what` in words.
///
/// # Errors
/// `EngineError` if it is something else.
pub(crate) fn wanted<'a, 'py, T: FromPyObject<'a, 'py>>(
    name: &str,
    value: &'a Bound<'py, PyAny>,
    what: &str,
) -> PyResult<T> {
    value.extract().map_err(|_| refused(name, value, &format!("{what} is wanted")))
}

fn refused(name: &str, value: &Bound<'_, PyAny>, why: &str) -> PyErr {
    // as Python writes it, so that "1" is told from 1; a long one is cut
    let shown = value.repr().map_or_else(|_| "?".to_owned(), |text| text.to_string());
    let shown: String = shown.chars().take(60).collect();
    raise(&Error::new(ErrorKind::Argument, format!("{name} {shown}; {why}")))
}

/// Sampling rates that rendering takes.
pub(crate) const RENDER_RATES: RangeInclusive<i64> = 8_000..=192_000;
/// Sampling rates that recordings may have.
pub(crate) const RATES: RangeInclusive<i64> = 1_000..=768_000;
/// Sampling rates that a file may state; each format has limits of its own.
pub(crate) const FILE_RATES: RangeInclusive<i64> = 1..=768_000;
