//! Samples that stand in for others, made as loud as those were.

use super::Region;
use super::cut::Cut;
use super::generator as g;
use super::modulator::{Destination, Modulator, Source};
use super::write::SampleSpec;

/// Seconds from a sample's start that its loudness is taken from.
const SECONDS: f64 = 0.7;
/// Differences, in decibels, that are not worth a modulator, and that must be an error.
const RANGE: std::ops::Range<f64> = 0.05..40.0;
/// Velocity as a switch, and the same switch reversed: one of the two is always one.
const SWITCHES: [Source; 2] = [Source(0x0C02), Source(0x0D02)];

/// Mean power of what samples `members` sound like at first, all together.
pub(super) fn power(cut: &Cut, members: &[usize]) -> f64 {
    let one = |&index: &usize| {
        let user = cut.regions.iter().find(|r| r.sample == index);
        user.map_or(0.0, |region| mean_power(&cut.samples[index], region))
    };
    members.iter().map(one).sum()
}

fn mean_power(sample: &SampleSpec, region: &Region) -> f64 {
    let v = &region.values;
    let from = (v[g::START_OFFSET] + 32_768 * v[g::START_COARSE]).max(0) as usize;
    let (start, end) = sample.cycle;
    let loops = v[g::SAMPLE_MODES] & 1 == 1 && start < end && end <= sample.points.len();
    let place =
        |at: usize| if loops && at >= end { start + (at - start) % (end - start) } else { at };
    let count = (SECONDS * f64::from(sample.rate)) as usize;
    let points = (from..from + count).map_while(|at| sample.points.get(place(at)));
    let sum: f64 = points.map(|&x| f64::from(x).powi(2)).sum();
    sum / count.max(1) as f64
}

/// Attenuates `region` by the decibels by which `new` power exceeds `old`.
///
/// By modulators, because readers agree on what those add: of the attenuation
/// generator's centibels many count four tenths.
pub(super) fn match_power(region: &mut Region, old: f64, new: f64) {
    let decibels = 10.0 * (new / old).log10();
    if !RANGE.contains(&decibels.abs()) {
        return;
    }
    for source in SWITCHES {
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
}
