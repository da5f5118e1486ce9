//! Generator values of a voice with its modulators applied, in audio units.

use super::channel::{Controls, Listens};
use super::dialect::Dialect;
use crate::font::Region;
use crate::font::generator as g;
use crate::font::modulator::Destination;

/// Links may chain this far.
const MAX_LINKS: usize = 8;

/// What a voice was struck with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Strike {
    pub(crate) key: u8,
    pub(crate) velocity: u8,
}

impl Strike {
    /// The key and velocity the region's sound sees, forced ones included.
    pub(crate) fn new(region: &Region, key: u8, velocity: u8) -> Self {
        let forced =
            |id: usize, own: u8| u8::try_from(region.values[id]).map_or(own, |v| v.min(127));
        Self { key: forced(g::KEYNUM, key), velocity: forced(g::VELOCITY, velocity) }
    }
}

/// Base values plus every modulator's output.
pub(crate) fn evaluate(
    region: &Region,
    strike: Strike,
    controls: &Controls,
    dialect: Dialect,
) -> [f32; g::COUNT] {
    let mut values = region.values.map(|v| v as f32);
    for row in g::TABLE {
        let at = usize::from(row.id);
        let is_instant = row.min == -12000 && values[at] <= -32768.0;
        if !is_instant && at != g::KEY_RANGE && at != g::VEL_RANGE {
            values[at] = values[at].clamp(f32::from(row.min), f32::from(row.max));
        }
    }
    values[g::ATTENUATION] = dialect.attenuation(region);
    for (index, modulator) in region.modulators.iter().enumerate() {
        if let Destination::Generator(id) = modulator.destination
            && modulator.is_usable()
            && modulator.amount != 0.0
            && dialect.keeps(modulator)
        {
            values[usize::from(id)] += output(region, index, strike, controls, 0);
        }
    }
    values
}

fn output(region: &Region, index: usize, strike: Strike, controls: &Controls, depth: usize) -> f32 {
    let modulator = &region.modulators[index];
    let shaped = |source| controls.source(source, strike.key, strike.velocity);
    let primary = if modulator.source.is_link() {
        linked(region, index, strike, controls, depth)
    } else {
        shaped(modulator.source)
    };
    modulator.output(primary, shaped(modulator.amount_source))
}

/// The sum of what links to modulator `index`.
fn linked(region: &Region, index: usize, strike: Strike, controls: &Controls, depth: usize) -> f32 {
    if depth >= MAX_LINKS {
        return 0.0;
    }
    let hit = |at: &usize| {
        let modulator = &region.modulators[*at];
        modulator.destination == Destination::Link(index as u16) && modulator.is_usable()
    };
    let inputs = (0..region.modulators.len()).filter(hit);
    inputs.map(|at| output(region, at, strike, controls, depth + 1)).sum()
}

/// Controllers that change any of the region's values.
pub(crate) fn listens(region: &Region) -> Listens {
    let mut listens = Listens::default();
    for modulator in region.modulators.iter().filter(|m| m.amount != 0.0) {
        listens.add(modulator.source);
        listens.add(modulator.amount_source);
    }
    listens
}

/// The values that sound depends on from moment to moment.
#[derive(Clone, Debug)]
pub(crate) struct Params {
    /// Cents from the recorded pitch.
    pub(crate) cents: f64,
    pub(crate) mod_lfo_to_pitch: f64,
    pub(crate) vib_lfo_to_pitch: f64,
    pub(crate) mod_env_to_pitch: f64,
    /// Cutoff, absolute cents.
    pub(crate) cutoff: f64,
    /// Resonance, decibels.
    pub(crate) resonance: f64,
    pub(crate) mod_lfo_to_filter: f64,
    pub(crate) mod_env_to_filter: f64,
    /// Decibels below full scale.
    pub(crate) attenuation: f64,
    /// Decibels.
    pub(crate) mod_lfo_to_volume: f64,
    /// -1 left, 1 right.
    pub(crate) pan: f64,
    /// 0..=1.
    pub(crate) reverb: f64,
    /// 0..=1.
    pub(crate) chorus: f64,
}

impl Params {
    /// `root` and `correction` are the sample's key and cents.
    pub(crate) fn new(v: &[f32; g::COUNT], key: u8, root: f64, correction: f64) -> Self {
        let get = |id: usize| f64::from(v[id]);
        let ranged = |id: usize, low: f64, high: f64| get(id).clamp(low, high);
        let cents = (f64::from(key) - root) * ranged(g::SCALE_TUNING, 0.0, 1200.0)
            + correction
            + 100.0 * ranged(g::COARSE_TUNE, -120.0, 120.0)
            + get(g::FINE_TUNE);
        Self {
            cents,
            mod_lfo_to_pitch: ranged(g::MOD_LFO_TO_PITCH, -12000.0, 12000.0),
            vib_lfo_to_pitch: ranged(g::VIB_LFO_TO_PITCH, -12000.0, 12000.0),
            mod_env_to_pitch: ranged(g::MOD_ENV_TO_PITCH, -12000.0, 12000.0),
            cutoff: ranged(g::FILTER_FC, 1500.0, 13500.0),
            resonance: ranged(g::FILTER_Q, 0.0, 960.0) / 10.0,
            mod_lfo_to_filter: ranged(g::MOD_LFO_TO_FILTER, -12000.0, 12000.0),
            mod_env_to_filter: ranged(g::MOD_ENV_TO_FILTER, -12000.0, 12000.0),
            attenuation: ranged(g::ATTENUATION, 0.0, 1440.0) / 10.0,
            mod_lfo_to_volume: ranged(g::MOD_LFO_TO_VOLUME, -960.0, 960.0) / 10.0,
            pan: ranged(g::PAN, -500.0, 500.0) / 500.0,
            reverb: ranged(g::REVERB_SEND, 0.0, 1000.0) / 1000.0,
            chorus: ranged(g::CHORUS_SEND, 0.0, 1000.0) / 1000.0,
        }
    }

    pub(crate) fn moves_by_vibrato(&self) -> bool {
        self.vib_lfo_to_pitch != 0.0
    }

    pub(crate) fn moves_by_mod_lfo(&self) -> bool {
        self.mod_lfo_to_pitch != 0.0
            || self.mod_lfo_to_filter != 0.0
            || self.mod_lfo_to_volume != 0.0
    }

    pub(crate) fn moves_by_mod_env(&self) -> bool {
        self.mod_env_to_pitch != 0.0 || self.mod_env_to_filter != 0.0
    }
}
