//! Zones that other samples stand in for, made as loud as they were: both fonts are
//! played and what is heard is compared, so filters, envelopes and pitch count.

use super::Cut;
use crate::error::Result;
use crate::font::generator as g;
use crate::font::modulator::{Destination, Modulator, Source};
use crate::font::{Region, SoundFont};
use crate::synth::{Dialect, strike_power};

/// Seconds of a stroke that its loudness is taken from.
const SECONDS: f64 = 0.7;
/// Differences, in decibels, that are not worth a modulator, and that must be an error.
const RANGE: std::ops::Range<f64> = 0.05..40.0;
const READINGS: [Dialect; 2] = [Dialect::SPECIFICATION, Dialect::FLUIDSYNTH];
/// Regions up to which each is struck with several keys and velocities: what bounds the
/// time that a font of thousands can ask for.
const MANY: usize = 256;
/// Power under which a zone counts as silent: 100 dB under full scale.
const SILENT: f64 = 1e-10;
/// Velocity as a switch, and the same switch reversed: one of the two is always one.
const SWITCHES: [Source; 2] = [Source(0x0C02), Source(0x0D02)];
/// Velocity along a line: 0 to 127 give 0 to 127/128.
const VELOCITY: Source = Source(0x0002);
/// Bytes a zone's modulators for this take.
pub(super) const ROOM: usize = 10 * (SWITCHES.len() + 1);

impl Cut {
    /// Levels the regions that play other samples against preset `index` of the `whole` font; `bytes` is the
    /// cut font as it is. `true` if anything changed.
    ///
    /// # Errors
    /// If a sample cannot be decoded.
    pub(super) fn level(&mut self, whole: &SoundFont, index: usize, bytes: &[u8]) -> Result<bool> {
        let cut = SoundFont::from_bytes(bytes.to_vec())?;
        let (old, new) = (whole.regions(index), cut.regions(0));
        let mut is_changed = false;
        let sixths: &[u16] = if self.moved.len() > MANY { &[3] } else { &[1, 3, 5] };
        for &at in &self.moved {
            let (Some(was), Some(is)) = (old.get(at), new.get(at)) else { continue };
            let line = excess((whole, was), (&cut, is), sixths)?;
            is_changed |= line.attenuate(&mut self.regions[at]);
        }
        Ok(is_changed)
    }
}

/// Decibels over velocity: those at 0, and how many more at 128.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Slope {
    base: f64,
    rise: f64,
}

/// By how much the second region sounds louder than the first, over some velocities of
/// its range: the mean of both readings of fonts and some keys. Filters that follow
/// velocity let more or less of another sample through, hence a slope.
fn excess(was: (&SoundFont, &Region), is: (&SoundFont, &Region), sixths: &[u16]) -> Result<Slope> {
    let (velocities, keys) = (spread(was.1.velocities, sixths), spread(was.1.keys, sixths));
    let mut points = Vec::new();
    for velocity in velocities {
        let mut sum = 0.0;
        for (dialect, &key) in READINGS.iter().flat_map(|d| keys.iter().map(move |k| (*d, k))) {
            let strike = (key, velocity.max(1));
            let power = |(font, region)| strike_power(font, region, strike, SECONDS, dialect);
            let (old, new) = (power(was)?, power(is)?);
            // what cannot be heard either way needs no levelling
            sum += if old.min(new) < SILENT { 0.0 } else { 10.0 * (new / old).log10() };
        }
        points.push((f64::from(velocity) / 128.0, sum / (READINGS.len() * keys.len()) as f64));
    }
    Ok(Slope::through(&points))
}

/// Values that speak for a range: so many sixths of the way up.
fn spread((low, high): (u8, u8), sixths: &[u16]) -> Vec<u8> {
    let at = |sixths: &u16| low + (u16::from(high - low) * sixths / 6) as u8;
    let mut values: Vec<u8> = sixths.iter().map(at).collect();
    values.dedup();
    values
}

impl Slope {
    /// The line nearest to `points` in the sense of least squares.
    fn through(points: &[(f64, f64)]) -> Self {
        let mean = |value: &dyn Fn(&(f64, f64)) -> f64| {
            points.iter().map(value).sum::<f64>() / points.len().max(1) as f64
        };
        let (x, y) = (mean(&|p| p.0), mean(&|p| p.1));
        let spread = mean(&|p| (p.0 - x).powi(2));
        let rise = if spread > 0.0 { mean(&|p| (p.0 - x) * (p.1 - y)) / spread } else { 0.0 };
        Self { base: y - rise * x, rise }
    }

    /// Takes the decibels off `region`; `false` if there was nothing worth it.
    ///
    /// By modulators, because readers agree on what those add: of the attenuation
    /// generator's centibels many count four tenths.
    fn attenuate(self, region: &mut Region) -> bool {
        let parts = SWITCHES.map(|source| (source, self.base)).into_iter();
        let mut is_changed = false;
        for (source, decibels) in parts.chain([(VELOCITY, self.rise)]) {
            if !RANGE.contains(&decibels.abs()) {
                continue;
            }
            is_changed = true;
            let own = Modulator {
                source,
                destination: Destination::Generator(g::ATTENUATION as u16),
                amount: (10.0 * decibels).round() as f32,
                amount_source: Source(0),
                transform: 0,
            };
            match region.modulators.iter_mut().find(|m| m.same_as(&own)) {
                Some(found) => found.amount += own.amount,
                None => region.modulators.push(own),
            }
        }
        is_changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found() {
        let line = Slope::through(&[(0.25, 1.0), (0.5, 2.0), (0.75, 3.0)]);
        assert!((line.base.abs() < 1e-12) && (line.rise - 4.0).abs() < 1e-12, "{line:?}");
        assert_eq!(Slope::through(&[(0.5, -3.0)]), Slope { base: -3.0, rise: 0.0 });
        assert_eq!(Slope::through(&[]), Slope { base: 0.0, rise: 0.0 });
        assert_eq!(spread((0, 127), &[1, 3, 5]), [21, 63, 105]);
        assert_eq!(spread((60, 60), &[1, 3, 5]), [60]);
        assert_eq!(spread((97, 98), &[1, 3, 5]), [97]);
    }
}
