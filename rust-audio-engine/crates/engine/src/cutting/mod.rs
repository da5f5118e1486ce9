//! One preset as a font of its own, within a size, each zone as loud as it was.

mod level;
mod reduce;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use crate::error::{Error, ErrorKind, Result};
use crate::font::generator as g;
use crate::font::modulator::{Destination, Modulator, default_modulators};
use crate::font::{PresetInfo, Region, SampleData, SampleView, SoundFont};
use reduce::reduce;
use write::{FontSpec, GAP, SampleSpec, ZoneSpec};

/// What is to be written: regions whose `sample` indexes `samples`.
struct Cut {
    regions: Vec<Region>,
    samples: Vec<SampleSpec>,
    /// Regions that play another sample than they did.
    moved: BTreeSet<usize>,
}

/// Zones of one instrument, and modulators of them all: the records must stay within
/// 16-bit indices.
const MAX_ZONES: usize = 1024;
const MAX_MODULATORS: usize = 60_000;

impl SoundFont {
    /// A font that holds one preset and only the samples it plays, at most
    /// `max_bytes` long. Where the preset is larger, near-duplicate layers and
    /// key zones are dropped, then samples are shortened, then halved in rate; zones
    /// that other samples stand in for are made as loud as they were.
    ///
    /// # Errors
    /// [`ErrorKind::SoundFont`] if there is no such preset or its samples cannot
    /// be read, [`ErrorKind::Argument`] if `max_bytes` is too small for any sound.
    pub fn cut_preset(&self, bank: u16, program: u16, max_bytes: usize) -> Result<Vec<u8>> {
        let index = self.find(bank, program).ok_or_else(|| {
            let text = format!("no preset at bank {bank}, program {program}");
            Error::new(ErrorKind::SoundFont, text)
        })?;
        let mut cut = Cut::load(self, index)?;
        let info = &self.presets()[index];
        if cut.regions.is_empty() {
            let text = format!("preset {:?} plays no sample", info.name);
            return Err(Error::new(ErrorKind::SoundFont, text));
        }
        reduce(&mut cut, max_bytes)?;
        let bytes = cut.to_bytes(info);
        Ok(if cut.level(self, index, &bytes)? { cut.to_bytes(info) } else { bytes })
    }
}

impl Cut {
    fn load(font: &SoundFont, preset: usize) -> Result<Self> {
        let mut regions: Vec<Region> = font.regions(preset).iter().cloned().collect();
        regions.truncate(MAX_ZONES);
        let mut records = 0;
        let fits = |region: &Region| {
            records += region.modulators.len() + level::ROOM;
            records <= MAX_MODULATORS
        };
        let count = regions.iter().map(fits).take_while(|fits| *fits).count();
        regions.truncate(count);
        let mut places = BTreeMap::new();
        for region in &regions {
            let next = places.len();
            places.entry(region.sample).or_insert(next);
        }
        let mut samples = vec![None; places.len()];
        for (&index, &place) in &places {
            samples[place] = Some(sample(font, index, &places)?);
        }
        for region in &mut regions {
            region.sample = places[&region.sample];
        }
        let samples = samples.into_iter().flatten().collect();
        Ok(Self { regions, samples, moved: BTreeSet::new() })
    }

    /// The font as a file.
    fn to_bytes(&self, info: &PresetInfo) -> Vec<u8> {
        let zones = self.regions.iter().map(zone).collect();
        FontSpec { info, zones, samples: &self.samples }.to_bytes()
    }

    /// Bytes of the file to be, with room for what levels it.
    fn size(&self) -> usize {
        let points: usize = self.samples.iter().map(|s| s.points.len() + GAP).sum();
        let zones: usize = self.regions.iter().map(|r| zone(r).size()).sum();
        let zones = zones + self.moved.len() * level::ROOM;
        2 * points + zones + 46 * self.samples.len() + 700
    }
}

impl ZoneSpec {
    fn size(&self) -> usize {
        4 + 4 * self.gens.len() + 10 * self.mods.len()
    }
}

fn sample(font: &SoundFont, index: usize, places: &BTreeMap<usize, usize>) -> Result<SampleSpec> {
    let head = &font.samples()[index];
    let SampleView { data, span, cycle } = font.sample(index)?;
    let points = match data {
        SampleData::I16(data) => data[span.clone()].to_vec(),
        SampleData::F32(data) => data[span.clone()].iter().map(|x| round(*x)).collect(),
    };
    let within = |at: usize| at.saturating_sub(span.start).min(points.len());
    let link = places.get(&usize::from(head.link)).filter(|_| matches!(head.kind & 0xF, 2 | 4 | 8));
    Ok(SampleSpec {
        name: head.name.clone(),
        cycle: (within(cycle.start), within(cycle.end)),
        points,
        rate: head.rate,
        key: head.key,
        correction: head.correction,
        link: link.map_or(0, |&place| place as u16),
        kind: if link.is_some() { head.kind & 0xF } else { 1 },
    })
}

fn round(x: f32) -> i16 {
    x.round().clamp(-32768.0, 32767.0) as i16
}

/// The region as a zone with everything spelled out.
fn zone(region: &Region) -> ZoneSpec {
    let range = |(low, high): (u8, u8)| u16::from_le_bytes([low, high]);
    let mut gens = vec![
        (g::KEY_RANGE as u16, range(region.keys)),
        (g::VEL_RANGE as u16, range(region.velocities)),
    ];
    let special = [g::KEY_RANGE, g::VEL_RANGE, g::INSTRUMENT, g::SAMPLE];
    for row in g::TABLE {
        let id = usize::from(row.id);
        let value = region.values[id].clamp(-32768, 32767);
        if !special.contains(&id) && value != i32::from(row.default) {
            gens.push((row.id, value as i16 as u16));
        }
    }
    gens.push((g::SAMPLE as u16, region.sample as u16));
    ZoneSpec { gens, mods: modulators(&region.modulators) }
}

/// Those that differ from the defaults; all of them, in their places, where
/// links count places.
fn modulators(all: &[Modulator]) -> Vec<[u16; 5]> {
    let has_links = all.iter().any(|m| matches!(m.destination, Destination::Link(_)));
    let is_default = |m: &Modulator| default_modulators().contains(m);
    let wanted =
        all.iter().filter(|m| has_links || !(is_default(m) || m.amount == 0.0 && !overrides(m)));
    wanted.map(record).collect()
}

/// `true` if the modulator takes the place of a default one.
fn overrides(modulator: &Modulator) -> bool {
    default_modulators().iter().any(|m| m.same_as(modulator))
}

fn record(m: &Modulator) -> [u16; 5] {
    let to = match m.destination {
        Destination::Generator(id) => id,
        Destination::Link(index) => index | 0x8000,
    };
    let amount = m.amount.clamp(-32768.0, 32767.0) as i16 as u16;
    [m.source.0, to, amount, m.amount_source.0, m.transform]
}
