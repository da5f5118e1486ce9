//! Layering (section 9.4): defaults, instrument and preset zones, global and
//! local, resolved into flat regions that a key and velocity select.

use super::generator as g;
use super::hydra::{Bag, Gen, Hydra};
use super::modulator::{Destination, Modulator, default_modulators};

/// A preset's further regions are ignored: real ones have a few hundred.
const MAX_REGIONS: usize = 16_384;
/// Instrument zones visited for one preset, at most.
const MAX_ZONES: usize = 1 << 18;
/// Modulators of one zone, at most.
const MAX_MODULATORS: usize = 256;

/// One sample with everything that shapes it, for a range of keys and velocities.
#[derive(Clone, Debug)]
pub struct Region {
    /// Lowest and highest key, inclusive.
    pub keys: (u8, u8),
    /// Lowest and highest velocity, inclusive.
    pub velocities: (u8, u8),
    /// Generator values, defaults and preset offsets included, unclamped.
    pub values: [i32; g::COUNT],
    /// Default and font modulators that apply. Links index this list.
    pub modulators: Vec<Modulator>,
    /// Index of the sample header.
    pub sample: usize,
}

impl Region {
    /// `true` if the region answers this key and velocity.
    pub fn answers(&self, key: u8, velocity: u8) -> bool {
        (self.keys.0..=self.keys.1).contains(&key)
            && (self.velocities.0..=self.velocities.1).contains(&velocity)
    }
}

/// The zones of one preset or instrument: its global zone, then the rest.
struct Level<'a> {
    bags: &'a [Bag],
    gens: &'a [Gen],
    mods: &'a [Modulator],
    /// The generator that makes a zone local: instrument or sample.
    link: usize,
}

/// One zone's own settings over its global zone's.
#[derive(Clone)]
struct Zone {
    values: [Option<u16>; g::COUNT],
    mods: Vec<Modulator>,
}

impl Level<'_> {
    fn zones(&self) -> Vec<Zone> {
        let mut global = Zone { values: [None; g::COUNT], mods: Vec::new() };
        let mut out = Vec::with_capacity(self.bags.len());
        for (at, bag) in self.bags.iter().enumerate() {
            let gens = &self.gens[bag.gens.clone()];
            let link = gens.iter().position(|record| usize::from(record.id) == self.link);
            let is_local = link.is_some();
            // whatever follows the instrument or sample is to be ignored (7.5, 7.9)
            let gens = &gens[..link.map_or(gens.len(), |at| at + 1)];
            let zone = global.overlaid(gens, &self.mods[bag.mods.clone()]);
            if is_local {
                out.push(zone);
            } else if at == 0 {
                global = zone;
            }
        }
        out
    }
}

impl Zone {
    fn overlaid(&self, gens: &[Gen], mods: &[Modulator]) -> Self {
        let mut zone = self.clone();
        for (at, record) in gens.iter().enumerate() {
            if !is_in_place(gens, at) {
                continue;
            }
            if let Some(slot) = zone.values.get_mut(usize::from(record.id)) {
                *slot = Some(record.raw);
            }
        }
        merge(&mut zone.mods, &mods[..mods.len().min(MAX_MODULATORS)]);
        zone
    }

    fn range(&self, id: usize) -> (u8, u8) {
        let [low, high] = self.values[id].unwrap_or(0x7F00).to_le_bytes();
        (low.min(127), high.min(127))
    }

    fn index(&self, id: usize) -> usize {
        self.values[id].map_or(usize::MAX, usize::from)
    }
}

/// A key range elsewhere than first, or a velocity range after anything but a key
/// range, is to be ignored (7.5, 7.9).
fn is_in_place(gens: &[Gen], at: usize) -> bool {
    match usize::from(gens[at].id) {
        g::KEY_RANGE => at == 0,
        g::VEL_RANGE => gens[..at].iter().all(|before| usize::from(before.id) == g::KEY_RANGE),
        _ => true,
    }
}

/// Adds `local` to `base`, replacing the identical ones. Links of `local` count
/// within `local`, so they move with it.
fn merge(base: &mut Vec<Modulator>, local: &[Modulator]) {
    let mut positions = Vec::with_capacity(local.len());
    for modulator in local {
        let is_link = matches!(modulator.destination, Destination::Link(_));
        let found = base.iter().position(|m| !is_link && m.same_as(modulator));
        let at = found.unwrap_or(base.len());
        if at == base.len() {
            base.push(*modulator);
        } else {
            base[at] = *modulator;
        }
        positions.push(at);
    }
    for (modulator, &at) in local.iter().zip(&positions) {
        if let Destination::Link(to) = modulator.destination {
            let to = positions.get(usize::from(to)).map_or(u16::MAX, |&p| p as u16);
            base[at].destination = Destination::Link(to);
        }
    }
}

/// Preset modulators add to identical instrument ones (section 9.5.1).
fn add(base: &mut Vec<Modulator>, preset: &[Modulator]) {
    let offset = base.len() as u16;
    let has_links = preset.iter().any(|m| matches!(m.destination, Destination::Link(_)));
    for modulator in preset {
        let mut moved = *modulator;
        if let Destination::Link(to) = moved.destination {
            moved.destination = Destination::Link(to.saturating_add(offset));
        } else if let Some(found) = base.iter_mut().find(|m| m.same_as(modulator)) {
            found.amount += modulator.amount;
            if !has_links {
                continue;
            }
            // stays, without effect, for the places that links count
            moved.amount = 0.0;
        }
        base.push(moved);
    }
}

pub(crate) fn resolve(hydra: &Hydra, preset: usize) -> Vec<Region> {
    let level = Level {
        bags: &hydra.preset_bags[hydra.presets[preset].bags.clone()],
        gens: &hydra.preset_gens,
        mods: &hydra.preset_mods,
        link: g::INSTRUMENT,
    };
    let mut regions = Vec::new();
    let mut seen = 0;
    for outer in level.zones() {
        let Some(instrument) = hydra.instruments.get(outer.index(g::INSTRUMENT)) else {
            continue;
        };
        let level = Level {
            bags: &hydra.inst_bags[instrument.bags.clone()],
            gens: &hydra.inst_gens,
            mods: &hydra.inst_mods,
            link: g::SAMPLE,
        };
        seen += level.bags.len();
        for inner in level.zones() {
            regions.extend(region(hydra, &outer, &inner));
        }
        if regions.len() > MAX_REGIONS || seen > MAX_ZONES {
            break;
        }
    }
    regions
}

fn region(hydra: &Hydra, outer: &Zone, inner: &Zone) -> Option<Region> {
    let sample = inner.index(g::SAMPLE);
    let is_rom = hydra.samples.get(sample)?.kind & 0x8000 != 0;
    let keys = intersect(outer.range(g::KEY_RANGE), inner.range(g::KEY_RANGE))?;
    let velocities = intersect(outer.range(g::VEL_RANGE), inner.range(g::VEL_RANGE))?;
    if is_rom {
        return None;
    }
    let mut modulators = default_modulators().to_vec();
    merge(&mut modulators, &inner.mods);
    add(&mut modulators, &outer.mods);
    Some(Region { keys, velocities, values: values(outer, inner), modulators, sample })
}

fn values(outer: &Zone, inner: &Zone) -> [i32; g::COUNT] {
    let mut values = g::defaults();
    for row in g::TABLE {
        let at = usize::from(row.id);
        if let Some(raw) = inner.values[at] {
            values[at] = i32::from(raw as i16);
        }
        if let (true, Some(raw)) = (row.preset, outer.values[at]) {
            values[at] += i32::from(raw as i16);
        }
    }
    values
}

fn intersect(a: (u8, u8), b: (u8, u8)) -> Option<(u8, u8)> {
    let (low, high) = (a.0.max(b.0), a.1.min(b.1));
    (low <= high).then_some((low, high))
}
