//! One region struck alone: how loud it is.

use super::Interpolation;
use super::dialect::Dialect;
use super::parts::{Job, Sends};
use super::render::Reading;
use super::sequence::Sequence;
use crate::error::Result;
use crate::font::{Region, SoundFont};

/// Frames a second at which strokes are measured.
const RATE: f64 = 44_100.0;

/// Mean power of both channels over the first `seconds` of `region` of `font`, struck
/// with a key and velocity under fresh controllers and held. Full scale is one.
///
/// # Errors
/// If the sample cannot be decoded.
pub(crate) fn strike_power(
    font: &SoundFont,
    region: &Region,
    (key, velocity): (u8, u8),
    seconds: f64,
    dialect: Dialect,
) -> Result<f64> {
    let end = (seconds * RATE) as usize;
    let sequence = Sequence::alone(region.clone(), (key, velocity), end as u64);
    let reading = Reading { dialect, interpolation: Interpolation::Cubic };
    let sends = Sends::default();
    let job = Job { font, sequence: &sequence, rate: RATE, reading, sends, end, cancel: None };
    let [left, right, ..] = job.run(1)?.buses;
    let sum: f64 = left.iter().chain(&right).map(|&x| f64::from(x).powi(2)).sum();
    Ok(sum / (2 * end).max(1) as f64)
}
