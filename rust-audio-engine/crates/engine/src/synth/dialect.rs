//! Where FluidSynth, and fonts made for it, part from the specification.

use crate::font::Region;
use crate::font::modulator::{Modulator, default_modulators};

/// How the specification is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// SF2.04 as written.
    #[default]
    Specification,
    /// As FluidSynth reads it, and with it most players: zone attenuation counts
    /// 0.4 of its centibels (as the hardware did), envelopes fall 96 dB where the
    /// specification says 100, the default velocity-to-cutoff modulator is off.
    FluidSynth,
}

impl Dialect {
    /// The dialect called `name`: sf2 or fluidsynth.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "sf2" => Some(Self::Specification),
            "fluidsynth" => Some(Self::FluidSynth),
            _ => None,
        }
    }

    /// What the attenuation generator's centibels count.
    pub(crate) fn attenuation_scale(self) -> f32 {
        if self == Self::Specification { 1.0 } else { 0.4 }
    }

    /// Decibels of an envelope's full fall.
    pub(crate) fn fall_db(self) -> f64 {
        if self == Self::Specification { 100.0 } else { 96.0 }
    }

    /// How far ahead, in frames, what moves is looked at when its value is to hold for
    /// `wait` frames: half way, so that it is right on the mean; FluidSynth takes the
    /// value at the end of its blocks of 64.
    pub(crate) fn lead(self, wait: u64) -> u64 {
        match (self, wait) {
            (_, u64::MAX) => 0,
            (Self::Specification, wait) => wait / 2,
            (Self::FluidSynth, _) => 64,
        }
    }

    /// Shortest release, in timecents.
    pub(crate) fn min_release(self) -> f32 {
        if self == Self::Specification { -12000.0 } else { -7200.0 }
    }

    /// Seconds in which a cut voice falls.
    pub(crate) fn cut_seconds(self) -> f64 {
        if self == Self::Specification { 0.02 } else { (-200.0_f64 / 1200.0).exp2() }
    }

    /// Decibels by which a resonance falls short of what its generator says.
    pub(crate) fn flatness(self, resonance: f64) -> f64 {
        match self {
            // no hump at 0 dB, the full height from 6 dB on
            Self::Specification => 3.01 * (1.0 - resonance / 6.0).max(0.0),
            Self::FluidSynth => 3.01,
        }
    }

    /// `false` for modulators that this dialect leaves out.
    pub(crate) fn keeps(self, modulator: &Modulator) -> bool {
        self == Self::Specification || *modulator != default_modulators()[1]
    }

    /// The region's attenuation as the dialect counts it, in centibels.
    pub(crate) fn attenuation(self, region: &Region) -> f32 {
        let own = region.values[crate::font::generator::ATTENUATION].clamp(0, 1440);
        own as f32 * self.attenuation_scale()
    }
}
