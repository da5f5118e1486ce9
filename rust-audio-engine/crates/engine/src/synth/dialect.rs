//! Where FluidSynth, and fonts made for it, part from the specification.

use crate::font::Region;
use crate::font::modulator::{Modulator, default_modulators};

/// One way in which FluidSynth parts from SF2.04.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Departure {
    /// Zone attenuation counts 0.4 of its centibels, as the first hardware did.
    Attenuation = 1,
    /// Envelopes fall 96 dB in their time, not 100.
    Fall = 2,
    /// The default modulator from velocity to cutoff is off.
    Velocity = 4,
    /// Resonances are 3 dB lower.
    Resonance = 8,
    /// Voices that others cut fall in 0.9 s; no release is shorter than a 64th of a second.
    Cuts = 16,
    /// Stages last whole blocks of 64 frames; what moves takes its value at a block's end.
    Blocks = 32,
    /// A tremolo never lifts a voice over its envelope's peak.
    Tremolo = 64,
}

impl Departure {
    /// All of them, by name.
    pub const ALL: [(&'static str, Self); 7] = [
        ("attenuation", Self::Attenuation),
        ("fall", Self::Fall),
        ("velocity", Self::Velocity),
        ("resonance", Self::Resonance),
        ("cuts", Self::Cuts),
        ("blocks", Self::Blocks),
        ("tremolo", Self::Tremolo),
    ];
}

/// How the specification is read: as written, or with some departures from it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dialect {
    departures: u8,
}

impl Dialect {
    /// SF2.04 as written: the default.
    pub const SPECIFICATION: Self = Self { departures: 0 };
    /// As FluidSynth reads fonts, and with it most players.
    pub const FLUIDSYNTH: Self = Self { departures: 127 };

    /// The dialect called `text`: sf2 or fluidsynth, each with departures put in
    /// (`sf2+fall`) or left out (`fluidsynth-fall-cuts`).
    pub fn named(text: &str) -> Option<Self> {
        let end = text.find(['+', '-']).unwrap_or(text.len());
        let mut dialect = match &text[..end] {
            "sf2" => Self::SPECIFICATION,
            "fluidsynth" => Self::FLUIDSYNTH,
            _ => return None,
        };
        let mut rest = &text[end..];
        while let Some(sign) = rest.chars().next() {
            let word = &rest[1..];
            let end = word.find(['+', '-']).unwrap_or(word.len());
            let (_, departure) = Departure::ALL.into_iter().find(|(n, _)| *n == &word[..end])?;
            match sign {
                '+' => dialect.departures |= departure as u8,
                _ => dialect.departures &= !(departure as u8),
            }
            rest = &word[end..];
        }
        Some(dialect)
    }

    /// `true` if the dialect makes this departure.
    pub(crate) fn has(self, departure: Departure) -> bool {
        self.departures & departure as u8 != 0
    }

    /// What the attenuation generator's centibels count.
    fn attenuation_scale(self) -> f32 {
        if self.has(Departure::Attenuation) { 0.4 } else { 1.0 }
    }

    /// Decibels of an envelope's full fall.
    pub(crate) fn fall_db(self) -> f64 {
        if self.has(Departure::Fall) { 96.0 } else { 100.0 }
    }

    /// How far ahead, in frames, what moves is looked at when its value is to hold for
    /// `wait` frames: half way, so that it is right on the mean; FluidSynth takes the
    /// value at the end of its blocks of 64.
    pub(crate) fn lead(self, wait: u64) -> u64 {
        match wait {
            u64::MAX => 0,
            _ if self.has(Departure::Blocks) => 64,
            _ => wait / 2,
        }
    }

    /// Shortest release, in timecents.
    pub(crate) fn min_release(self) -> f32 {
        if self.has(Departure::Cuts) { -7200.0 } else { -12000.0 }
    }

    /// Seconds in which a cut voice falls.
    pub(crate) fn cut_seconds(self) -> f64 {
        if self.has(Departure::Cuts) { (-200.0_f64 / 1200.0).exp2() } else { 0.02 }
    }

    /// Decibels by which a resonance falls short of what its generator says: no hump
    /// at 0 dB and the full height from 6 dB on, or 3 dB less throughout.
    pub(crate) fn flatness(self, resonance: f64) -> f64 {
        let is_flat = self.has(Departure::Resonance);
        if is_flat { 3.01 } else { 3.01 * (1.0 - resonance / 6.0).max(0.0) }
    }

    /// `false` for modulators that this dialect leaves out.
    pub(crate) fn keeps(self, modulator: &Modulator) -> bool {
        !self.has(Departure::Velocity) || *modulator != default_modulators()[1]
    }

    /// The region's attenuation as the dialect counts it, in centibels.
    pub(crate) fn attenuation(self, region: &Region) -> f32 {
        let own = region.values[crate::font::generator::ATTENUATION].clamp(0, 1440);
        own as f32 * self.attenuation_scale()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_put_departures_in_and_leave_them_out() {
        assert_eq!(Dialect::named("sf2"), Some(Dialect::SPECIFICATION));
        let all = Departure::ALL.map(|(name, _)| format!("+{name}")).concat();
        assert_eq!(Dialect::named(&format!("sf2{all}")), Some(Dialect::FLUIDSYNTH));
        let most = Dialect::named("fluidsynth-fall-cuts").unwrap();
        assert!(!most.has(Departure::Fall) && !most.has(Departure::Cuts));
        assert!(most.has(Departure::Blocks) && most.has(Departure::Attenuation));
        for wrong in ["", "sf3", "sf2+", "sf2+rise", "fluidsynth-", "+fall", "sf2 +fall"] {
            assert_eq!(Dialect::named(wrong), None, "{wrong:?}");
        }
    }
}
