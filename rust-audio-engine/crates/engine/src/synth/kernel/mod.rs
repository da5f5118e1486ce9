//! The inner loops, eight samples at a time, chosen once for this processor.
//!
//! A span of one voice passes through three of them: interpolation from the
//! sample's points, filter and envelope, and the mix into a bus. Every loop has a
//! plain form, a portable one of 128-bit vectors (SSE2, NEON) and an AVX2 form.

#[cfg(target_arch = "x86_64")]
mod avx2;
mod plain;
mod portable;
mod sinc;

use std::sync::OnceLock;

use super::filter::{Coefficients, State};
use crate::font::SampleData;

/// Points that interpolation may read before and after the positions it is given.
pub(crate) const MARGIN: usize = 32;
/// Interpolation writes whole blocks, so buffers end with this much slack.
pub(crate) const SLACK: usize = 8;

/// A gain over a span: `level`, then times `ratio` plus `step` each frame.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Curve {
    pub(crate) level: f64,
    pub(crate) ratio: f64,
    pub(crate) step: f64,
}

/// A gain that moves along a line.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Line {
    pub(crate) level: f32,
    pub(crate) slope: f32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2,
}

fn level() -> Level {
    static LEVEL: OnceLock<Level> = OnceLock::new();
    *LEVEL.get_or_init(detect)
}

fn detect() -> Level {
    if std::env::var_os("GOSPEL_ENGINE_PORTABLE").is_some() {
        return Level::Portable;
    }
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
        return Level::Avx2;
    }
    Level::Portable
}

/// Name of the instruction set in use.
pub(crate) fn name() -> &'static str {
    match level() {
        Level::Portable if cfg!(target_arch = "x86_64") => "sse2",
        Level::Portable if cfg!(target_arch = "aarch64") => "neon",
        Level::Portable => "portable",
        #[cfg(target_arch = "x86_64")]
        Level::Avx2 => "avx2+fma",
    }
}

/// The table of [`sinc`]: 512 rows of eight taps and eight rises to the next row's.
#[cfg(feature = "gpu")]
pub(crate) fn taps() -> &'static [f32] {
    sinc::table().taps()
}

/// Four-point (Catmull-Rom) interpolation of `frames` outputs at `position`,
/// `position + step`, … in 32.32 fixed point. `out` has [`SLACK`] to spare.
///
/// # Panics
/// If a position comes within [`MARGIN`] of the data's end, or of its start by
/// less than one point.
#[allow(unsafe_code)]
pub(crate) fn cubic(
    data: SampleData<'_>,
    position: u64,
    step: u64,
    out: &mut [f32],
    frames: usize,
) {
    let last = (position + step * (frames as u64 - 1)) >> 32;
    assert!(position >> 32 >= 1 && last as usize + MARGIN <= data.len() && frames > 0);
    assert!(out.len() >= frames + SLACK);
    match (level(), data) {
        (Level::Portable, SampleData::I16(d)) => portable::cubic(d, position, step, out, frames),
        (Level::Portable, SampleData::F32(d)) => portable::cubic(d, position, step, out, frames),
        #[cfg(target_arch = "x86_64")]
        (Level::Avx2, data) => {
            if step > avx2::MAX_STEP {
                return match data {
                    SampleData::I16(d) => portable::cubic(d, position, step, out, frames),
                    SampleData::F32(d) => portable::cubic(d, position, step, out, frames),
                };
            }
            // SAFETY: the processor has AVX2 and FMA, and the assertions above
            // keep every read inside `data` and every write inside `out`.
            unsafe {
                match data {
                    SampleData::I16(d) => avx2::cubic(d, position, step, out, frames),
                    SampleData::F32(d) => avx2::cubic(d, position, step, out, frames),
                }
            }
        }
    }
}

/// Eight-point sinc interpolation; arguments as [`cubic`] has them.
///
/// # Panics
/// As [`cubic`], but the start must be three points away.
#[allow(unsafe_code)]
pub(crate) fn sinc(data: SampleData<'_>, position: u64, step: u64, out: &mut [f32], frames: usize) {
    let last = (position + step * (frames as u64 - 1)) >> 32;
    assert!(position >> 32 >= 3 && last as usize + MARGIN <= data.len() && frames > 0);
    assert!(out.len() >= frames + SLACK);
    match (level(), data) {
        (Level::Portable, SampleData::I16(d)) => portable::sinc(d, position, step, out, frames),
        (Level::Portable, SampleData::F32(d)) => portable::sinc(d, position, step, out, frames),
        // SAFETY: the processor has AVX2 and FMA, and the assertions above keep
        // every read inside `data` and every write inside `out`.
        #[cfg(target_arch = "x86_64")]
        (Level::Avx2, SampleData::I16(d)) => unsafe {
            avx2::sinc(d, position, step, out, frames);
        },
        #[cfg(target_arch = "x86_64")]
        // SAFETY: the same.
        (Level::Avx2, SampleData::F32(d)) => unsafe {
            avx2::sinc(d, position, step, out, frames);
        },
    }
}

/// `out[i] = filtered(x[i + 2]) * curve`; `x` begins with the two inputs before.
///
/// # Panics
/// If `x` is not two longer than `out`.
#[allow(unsafe_code)]
pub(crate) fn filter(
    x: &[f32],
    coefficients: &Coefficients,
    state: &mut State,
    curve: Curve,
    out: &mut [f32],
) {
    assert!(x.len() == out.len() + 2);
    match level() {
        Level::Portable => portable::filter(x, coefficients, state, curve, out),
        #[cfg(target_arch = "x86_64")]
        // SAFETY: the processor has AVX2 and FMA; lengths are checked above.
        Level::Avx2 => unsafe { avx2::filter(x, coefficients, state, curve, out) },
    }
    state.inputs = [x[x.len() - 2], x[x.len() - 1]];
}

/// `x[i] *= curve`.
#[allow(unsafe_code)]
pub(crate) fn shape(x: &mut [f32], curve: Curve) {
    match level() {
        Level::Portable => portable::shape(x, curve),
        #[cfg(target_arch = "x86_64")]
        // SAFETY: the processor has AVX2 and FMA.
        Level::Avx2 => unsafe { avx2::shape(x, curve) },
    }
}

/// `left += x * l`, `right += x * r`.
///
/// # Panics
/// If the lengths differ.
#[allow(unsafe_code)]
pub(crate) fn mix_pair(x: &[f32], gains: [Line; 2], left: &mut [f32], right: &mut [f32]) {
    assert!(x.len() == left.len() && x.len() == right.len());
    match level() {
        Level::Portable => {
            portable::mix(x, gains[0], left);
            portable::mix(x, gains[1], right);
        }
        #[cfg(target_arch = "x86_64")]
        // SAFETY: the processor has AVX2 and FMA; lengths are checked above.
        Level::Avx2 => unsafe { avx2::mix_pair(x, gains, left, right) },
    }
}

/// `bus += x * gain`.
///
/// # Panics
/// If the lengths differ.
pub(crate) fn mix(x: &[f32], gain: Line, bus: &mut [f32]) {
    assert!(x.len() == bus.len());
    portable::mix(x, gain, bus);
}

#[cfg(test)]
mod tests;
