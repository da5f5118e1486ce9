//! The two envelopes as functions of time (SF2.04 section 8.1.2, 9.1.7).
//!
//! Frames count from the voice's start. The volume envelope rises linearly in
//! amplitude and falls linearly in decibels, 100 dB in its decay or release
//! time; the modulation envelope rises on the convex curve and falls linearly.

mod modulation;
mod volume;

pub(crate) use modulation::ModEnvelope;
pub(crate) use volume::VolumeEnvelope;

use super::dialect::{Departure, Dialect};
use crate::font::generator as g;

/// Amplitude at which a voice is over: 100 dB down.
pub(crate) const SILENCE: f64 = 1e-5;

/// Seconds of `timecents`.
pub(crate) fn seconds(timecents: f32) -> f64 {
    if timecents <= -32768.0 { 0.0 } else { (f64::from(timecents) / 1200.0).exp2() }
}

fn frames(timecents: f32, rate: f64, min: f32, max: f32) -> f64 {
    if timecents <= -32768.0 {
        return 0.0;
    }
    seconds(timecents.clamp(min, max)) * rate
}

/// Part of an envelope over which one formula holds: each frame multiplies by
/// `ratio`, then adds `step`. One of the two does nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Segment {
    /// Frame at which `level` holds.
    pub(crate) from: u64,
    pub(crate) level: f64,
    pub(crate) ratio: f64,
    /// Binary logarithm of `ratio`.
    pub(crate) octaves: f64,
    pub(crate) step: f64,
    /// First frame after it.
    pub(crate) until: u64,
}

impl Segment {
    fn line(from: u64, level: f64, step: f64, until: u64) -> Self {
        Self { from, level, ratio: 1.0, octaves: 0.0, step, until }
    }

    /// Level at `frame`, one of the segment's own.
    pub(crate) fn at(&self, frame: u64) -> f64 {
        let since = (frame - self.from) as f64;
        if self.octaves == 0.0 {
            self.level + self.step * since
        } else {
            self.level * (self.octaves * since).exp2()
        }
    }

    /// The frame from which the segment stays below `floor`, if it comes to that.
    pub(crate) fn silent_from(&self, floor: f64) -> u64 {
        if self.step > 0.0 {
            return u64::MAX;
        }
        if self.level < floor {
            return self.from;
        }
        if self.octaves == 0.0 {
            return u64::MAX;
        }
        let frames = ((floor / self.level).log2() / self.octaves).ceil() as u64;
        // another segment may follow, such as a release from a fall cut short
        if self.from + frames < self.until { self.from + frames } else { u64::MAX }
    }
}

/// Times in frames; `hold` and the rest start where the one before ends.
#[derive(Clone, Copy, Debug)]
struct Stages {
    delay: f64,
    attack: f64,
    hold: f64,
    decay: f64,
    release: f64,
}

impl Stages {
    fn new(v: &[f32; g::COUNT], ids: [usize; 7], key: u8, rate: f64, dialect: Dialect) -> Self {
        let below = 60.0 - f32::from(key);
        let [delay, attack, hold, decay, release, key_hold, key_decay] = ids;
        let exact = Self {
            delay: frames(v[delay], rate, -12000.0, 5000.0),
            attack: frames(v[attack], rate, -12000.0, 8000.0),
            hold: frames(v[hold] + v[key_hold] * below, rate, -12000.0, 5000.0),
            decay: frames(v[decay] + v[key_decay] * below, rate, -12000.0, 8000.0),
            release: release_frames(v[release], rate, dialect),
        };
        if dialect.has(Departure::Blocks) { exact.in_blocks() } else { exact }
    }

    /// The same in FluidSynth's blocks of 64 frames, rounded as it rounds each.
    fn in_blocks(self) -> Self {
        let blocks = |frames: f64, lift: f64| ((frames / 64.0 + lift).floor()) * 64.0;
        Self {
            delay: blocks(self.delay, 0.0),
            attack: blocks(self.attack, 1.0),
            hold: blocks(self.hold, 0.5),
            decay: blocks(self.decay, 0.5),
            release: self.release,
        }
    }
}

/// A release of `timecents` in frames; in whole blocks where the dialect has them.
fn release_frames(timecents: f32, rate: f64, dialect: Dialect) -> f64 {
    let exact = frames(timecents, rate, -12000.0, 8000.0);
    if dialect.has(Departure::Blocks) { (exact / 64.0 + 1.0).floor() * 64.0 } else { exact }
}
