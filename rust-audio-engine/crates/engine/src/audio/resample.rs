//! Sampling rates changed by a windowed sinc.

use std::borrow::Cow;
use std::f64::consts::PI;
use std::sync::Arc;

use crate::error::{Error, ErrorKind, Result};

/// Zero crossings on either side of the response's centre.
const CROSSINGS: f64 = 24.0;
/// Shape of the Kaiser window: about 90 dB of rejection.
const BETA: f64 = 9.0;
/// Share of the narrower band that passes.
const PASS: f64 = 0.94;
/// Most distinct phases; rarer ratios use the nearest.
const MAX_PHASES: u64 = 2048;
/// Most numbers in all responses together. A response that is wide, for a rate far
/// below, changes as much more slowly from phase to phase and needs fewer of them.
/// Without this bound, eight bytes of a file's header could cost seconds.
const MAX_TAPS: u64 = 1 << 17;

/// `x` from one rate to another, its length in proportion.
///
/// # Errors
/// [`ErrorKind::Argument`] if a rate is outside 1000..=768000 Hz.
pub fn resample(x: &[f32], from: u32, to: u32) -> Result<Vec<f32>> {
    let mut resampler = Resampler::new(from, to)?;
    let mut out = Vec::new();
    resampler.push(x, &mut out);
    resampler.finish(&mut out);
    Ok(out)
}

/// One channel on its way from one rate to another, in blocks of any length: what
/// comes out does not depend on how it was cut.
#[derive(Clone)]
pub(crate) struct Resampler {
    step: u64,
    phases: u64,
    /// None where the rates agree; shared by the channels of a sound.
    table: Option<Arc<Table>>,
    /// Input from place `start` on, as far as it is still needed.
    held: Vec<f32>,
    start: u64,
    /// Outputs made so far.
    made: u64,
}

impl Resampler {
    /// # Errors
    /// [`ErrorKind::Argument`] if a rate is outside 1000..=768000 Hz.
    pub(crate) fn new(from: u32, to: u32) -> Result<Self> {
        for rate in [from, to] {
            if !(1_000..=768_000).contains(&rate) {
                let text = format!("sample rate {rate}; 1000 to 768000 are possible");
                return Err(Error::new(ErrorKind::Argument, text));
            }
        }
        let divisor = gcd(u64::from(from), u64::from(to));
        let (step, phases) = (u64::from(from) / divisor, u64::from(to) / divisor);
        let make = || Arc::new(Table::new(phases, f64::from(to) / f64::from(from)));
        let table = (from != to).then(make);
        Ok(Self { step, phases, table, held: Vec::new(), start: 0, made: 0 })
    }

    /// Takes more input, appends to `out` what can be told by now.
    pub(crate) fn push(&mut self, x: &[f32], out: &mut Vec<f32>) {
        if self.table.is_none() {
            return out.extend_from_slice(x);
        }
        self.held.extend_from_slice(x);
        let until = self.start + self.held.len() as u64;
        self.make(out, until, false);
        self.forget();
    }

    /// The rest, silence taken to follow.
    pub(crate) fn finish(&mut self, out: &mut Vec<f32>) {
        let until = self.start + self.held.len() as u64;
        self.make(out, until, true);
    }

    fn make(&mut self, out: &mut Vec<f32>, until: u64, is_last: bool) {
        let Some(table) = &self.table else { return };
        let margin = if is_last { 0 } else { table.half as u64 };
        // output n lies at n * step / phases of the input
        let count = (until.saturating_sub(margin) * self.phases).div_ceil(self.step);
        out.reserve(count.saturating_sub(self.made) as usize);
        for n in self.made..count {
            let place = n * self.step;
            let (at, phase) = (place / self.phases, place % self.phases);
            let row = phase * table.rows.len() as u64 / self.phases;
            out.push(table.apply(&self.held, at as isize - self.start as isize, row));
        }
        self.made = self.made.max(count);
    }

    /// Drops the input that no later output needs.
    fn forget(&mut self) {
        let half = self.table.as_ref().map_or(0, |table| table.half as u64);
        let first = (self.made * self.step / self.phases).saturating_sub(half);
        let done = first.saturating_sub(self.start).min(self.held.len() as u64);
        self.held.drain(..done as usize);
        self.start += done;
    }
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// Responses for each phase between two samples.
struct Table {
    rows: Vec<Vec<f32>>,
    half: isize,
}

impl Table {
    fn new(phases: u64, ratio: f64) -> Self {
        // downward, the response widens to cut what the new rate cannot hold
        let band = ratio.min(1.0);
        let half = (CROSSINGS / band).ceil() as isize;
        let phases = phases.min(MAX_PHASES).min(MAX_TAPS / (2 * half as u64)).max(1);
        let row = |phase: u64| {
            let offset = phase as f64 / phases as f64;
            let taps: Vec<f64> =
                (1 - half..=half).map(|k| tap(k as f64 - offset, band, half as f64)).collect();
            // every phase passes 0 Hz unchanged
            let sum: f64 = taps.iter().sum();
            taps.iter().map(|t| (t / sum) as f32).collect()
        };
        Self { rows: (0..phases).map(row).collect(), half }
    }

    fn apply(&self, x: &[f32], at: isize, row: u64) -> f32 {
        let row = &self.rows[row as usize];
        let from = at + 1 - self.half;
        let window: Cow<'_, [f32]> = match usize::try_from(from).ok() {
            Some(start) if start + row.len() <= x.len() => {
                Cow::Borrowed(&x[start..start + row.len()])
            }
            _ => (from..from + row.len() as isize)
                .map(|i| usize::try_from(i).ok().and_then(|i| x.get(i)).copied().unwrap_or(0.0))
                .collect(),
        };
        row.iter().zip(window.iter()).map(|(t, v)| t * v).sum()
    }
}

fn tap(x: f64, band: f64, half: f64) -> f64 {
    let cutoff = band * PASS;
    let sinc = if x == 0.0 { 1.0 } else { (PI * x * cutoff).sin() / (PI * x * cutoff) };
    let t = (x / half).clamp(-1.0, 1.0);
    // the window's own height is no matter: each response is brought to a sum of one
    sinc * bessel(BETA * (1.0 - t * t).sqrt())
}

/// The modified Bessel function of order 0, by its series.
fn bessel(x: f64) -> f64 {
    let (mut sum, mut term) = (1.0, 1.0);
    for k in 1..40 {
        term *= (x / 2.0 / f64::from(k)).powi(2);
        sum += term;
        if term < 1e-12 * sum {
            break;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sine(hertz: f64, rate: u32, count: usize) -> Vec<f32> {
        let step = 2.0 * PI * hertz / f64::from(rate);
        (0..count).map(|i| (step * i as f64).sin() as f32).collect()
    }

    #[test]
    fn tones_keep_pitch_and_level() {
        for (from, to) in [(44_100, 48_000), (48_000, 44_100), (44_100, 16_000), (22_050, 96_000)] {
            let out = resample(&sine(1000.0, from, from as usize), from, to).unwrap();
            assert_eq!(out.len(), to as usize);
            let expected = sine(1000.0, to, to as usize);
            let middle = 2000..to as usize - 2000;
            for i in middle.step_by(11) {
                assert!((out[i] - expected[i]).abs() < 2e-4, "{from} {to} {i}");
            }
        }
    }

    #[test]
    fn what_the_new_rate_cannot_hold_is_gone() {
        let out = resample(&sine(10_000.0, 44_100, 44_100), 44_100, 16_000).unwrap();
        assert!(out[1000..15_000].iter().all(|x| x.abs() < 1e-3));
    }

    #[test]
    fn blocks_of_any_length_give_the_same() {
        let x: Vec<f32> = sine(700.0, 44_100, 9000);
        for (from, to) in [(44_100, 48_000), (44_100, 16_000), (8_000, 44_100), (8_000, 8_000)] {
            let whole = resample(&x, from, to).unwrap();
            for block in [1, 7, 400, 4096] {
                let mut resampler = Resampler::new(from, to).unwrap();
                let mut out = Vec::new();
                for part in x.chunks(block) {
                    resampler.push(part, &mut out);
                    assert!(resampler.held.len() < block + 400, "memory grows");
                }
                resampler.finish(&mut out);
                assert_eq!(out, whole, "{from} to {to} in blocks of {block}");
            }
        }
    }

    #[test]
    fn odd_rates_are_refused_or_done() {
        assert!(resample(&[0.0], 0, 44_100).is_err());
        assert_eq!(resample(&[0.0; 100], 44_101, 44_100).unwrap().len(), 100);
    }

    #[test]
    fn tables_are_bounded_whatever_the_rates() {
        for (from, to) in [(767_999, 1_000), (767_999, 16_000), (767_999, 44_100), (1_001, 768_000)]
        {
            let table = Resampler::new(from, to).unwrap().table.unwrap();
            let taps: usize = table.rows.iter().map(Vec::len).sum();
            assert!(taps as u64 <= MAX_TAPS, "{from} to {to}: {taps}");
        }
        // rates that recordings have keep every phase, so they are exact
        for (from, to) in [(192_000, 44_100), (96_000, 44_100), (44_100, 48_000), (384_000, 44_100)]
        {
            let resampler = Resampler::new(from, to).unwrap();
            assert_eq!(resampler.phases, resampler.table.unwrap().rows.len() as u64);
        }
    }

    #[test]
    fn odd_rates_far_apart_keep_a_tone() {
        for (from, to) in [(767_999, 16_000), (191_999, 44_100), (44_100, 47_999)] {
            let out = resample(&sine(500.0, from, from as usize / 2), from, to).unwrap();
            let expected = sine(500.0, to, out.len());
            for i in (2000..out.len() - 2000).step_by(7) {
                assert!((out[i] - expected[i]).abs() < 1e-3, "{from} {to} {i}");
            }
        }
    }
}
