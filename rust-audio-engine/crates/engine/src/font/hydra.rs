//! The nine record lists of `pdta`, read into plain structs and cross-checked.

use std::ops::Range;

use super::modulator::Modulator;
use super::riff::{Chunks, HYDRA};
use crate::bytes::Reader;
use crate::error::{Error, ErrorKind, Result};

pub(crate) struct Preset {
    pub(crate) name: String,
    pub(crate) program: u16,
    pub(crate) bank: u16,
    pub(crate) bags: Range<usize>,
}

pub(crate) struct Instrument {
    pub(crate) bags: Range<usize>,
}

/// One generator record: its number and raw 16 bits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Gen {
    pub(crate) id: u16,
    pub(crate) raw: u16,
}

#[derive(Clone, Debug)]
pub(crate) struct Bag {
    pub(crate) gens: Range<usize>,
    pub(crate) mods: Range<usize>,
}

/// One `shdr` record. Positions count sample points from the start of `smpl`
/// (bytes, for a Vorbis sample).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleHeader {
    /// Name in the file.
    pub name: String,
    /// First point.
    pub start: u32,
    /// One past the last point.
    pub end: u32,
    /// First point of the loop.
    pub loop_start: u32,
    /// One past the loop's last point.
    pub loop_end: u32,
    /// Points per second.
    pub rate: u32,
    /// MIDI key at which the sample sounds as recorded; 255 is unpitched.
    pub key: u8,
    /// Cents to add to reach that key's pitch.
    pub correction: i8,
    /// The other side of a stereo pair.
    pub link: u16,
    /// 1 mono, 2 right, 4 left, 8 linked; +0x10 Vorbis, +0x8000 ROM.
    pub kind: u16,
}

impl SampleHeader {
    /// `true` if the data is an Ogg Vorbis stream.
    pub fn is_vorbis(&self) -> bool {
        self.kind & 0x10 != 0
    }
}

pub(crate) struct Hydra {
    pub(crate) presets: Vec<Preset>,
    pub(crate) preset_bags: Vec<Bag>,
    pub(crate) preset_gens: Vec<Gen>,
    pub(crate) preset_mods: Vec<Modulator>,
    pub(crate) instruments: Vec<Instrument>,
    pub(crate) inst_bags: Vec<Bag>,
    pub(crate) inst_gens: Vec<Gen>,
    pub(crate) inst_mods: Vec<Modulator>,
    pub(crate) samples: Vec<SampleHeader>,
}

impl Hydra {
    pub(crate) fn read(data: &[u8], chunks: &Chunks) -> Result<Self> {
        let table = |index: usize| Table::new(data, chunks, index);
        let preset_gens = table(3)?.records(gen_record)?;
        let preset_mods = table(2)?.records(Modulator::read)?;
        let preset_bags = table(1)?.bags(preset_gens.len(), preset_mods.len())?;
        let inst_gens = table(7)?.records(gen_record)?;
        let inst_mods = table(6)?.records(Modulator::read)?;
        let inst_bags = table(5)?.bags(inst_gens.len(), inst_mods.len())?;
        Ok(Self {
            presets: table(0)?.presets(preset_bags.len())?,
            instruments: table(4)?.instruments(inst_bags.len())?,
            samples: table(8)?.records(sample_record)?,
            preset_bags,
            preset_gens,
            preset_mods,
            inst_bags,
            inst_gens,
            inst_mods,
        })
    }
}

/// One list: records of a fixed width, the last one a terminator.
struct Table<'a> {
    reader: Reader<'a>,
    count: usize,
    name: &'static str,
}

const WIDTHS: [usize; 9] = [38, 4, 10, 4, 22, 4, 10, 4, 46];
const NAMES: [&str; 9] = ["phdr", "pbag", "pmod", "pgen", "inst", "ibag", "imod", "igen", "shdr"];

impl<'a> Table<'a> {
    fn new(data: &'a [u8], chunks: &Chunks, index: usize) -> Result<Self> {
        debug_assert_eq!(HYDRA[index].as_slice(), NAMES[index].as_bytes());
        let range = chunks.hydra(index);
        let (width, name) = (WIDTHS[index], NAMES[index]);
        let reader = Reader::new(&data[range.clone()], range.start, ErrorKind::SoundFont);
        if !range.len().is_multiple_of(width) || range.is_empty() {
            let size = range.len();
            let text = format!("{name} is {size} bytes, not a positive multiple of {width}");
            return Err(reader.error(text));
        }
        Ok(Self { reader, count: range.len() / width, name })
    }

    /// All records but the terminator.
    fn records<T>(mut self, read: fn(&mut Reader<'a>) -> Result<T>) -> Result<Vec<T>> {
        (1..self.count).map(|_| read(&mut self.reader)).collect()
    }

    /// Bags give the first generator and modulator of each zone; the next bag
    /// gives the end, so indices must not fall.
    fn bags(mut self, gens: usize, mods: usize) -> Result<Vec<Bag>> {
        let mut out = Vec::with_capacity(self.count);
        let mut from = (self.reader.u16_le()? as usize, self.reader.u16_le()? as usize);
        for _ in 1..self.count {
            let to = (self.reader.u16_le()? as usize, self.reader.u16_le()? as usize);
            if from.0 > to.0 || to.0 > gens || from.1 > to.1 || to.1 > mods {
                let text = format!("{} indices {from:?}..{to:?} leave the lists", self.name);
                return Err(self.reader.error(text));
            }
            out.push(Bag { gens: from.0..to.0, mods: from.1..to.1 });
            from = to;
        }
        Ok(out)
    }

    fn presets(self, bags: usize) -> Result<Vec<Preset>> {
        let name = self.name;
        let mut reader = self.reader;
        let mut heads = Vec::with_capacity(self.count);
        for _ in 0..self.count {
            let head = (reader.name(20)?, reader.u16_le()?, reader.u16_le()?);
            let bag = reader.u16_le()? as usize;
            reader.take(12)?;
            heads.push((head, bag, reader.offset()));
        }
        let mut out = Vec::with_capacity(heads.len());
        for pair in heads.windows(2) {
            let ((title, program, bank), from, at) = pair[0].clone();
            let bags = bag_range(name, from, pair[1].1, bags, at)?;
            out.push(Preset { name: title, program, bank, bags });
        }
        Ok(out)
    }

    fn instruments(self, bags: usize) -> Result<Vec<Instrument>> {
        let name = self.name;
        let mut reader = self.reader;
        let mut heads = Vec::with_capacity(self.count);
        for _ in 0..self.count {
            reader.take(20)?;
            heads.push((reader.u16_le()? as usize, reader.offset()));
        }
        let mut out = Vec::with_capacity(heads.len());
        for pair in heads.windows(2) {
            let bags = bag_range(name, pair[0].0, pair[1].0, bags, pair[0].1)?;
            out.push(Instrument { bags });
        }
        Ok(out)
    }
}

fn bag_range(name: &str, from: usize, to: usize, bags: usize, at: usize) -> Result<Range<usize>> {
    if from <= to && to <= bags {
        return Ok(from..to);
    }
    let text = format!("{name} zones {from}..{to} are outside 0..{bags}");
    Err(Error::at(ErrorKind::SoundFont, at, text))
}

fn gen_record(reader: &mut Reader<'_>) -> Result<Gen> {
    Ok(Gen { id: reader.u16_le()?, raw: reader.u16_le()? })
}

fn sample_record(reader: &mut Reader<'_>) -> Result<SampleHeader> {
    Ok(SampleHeader {
        name: reader.name(20)?,
        start: reader.u32_le()?,
        end: reader.u32_le()?,
        loop_start: reader.u32_le()?,
        loop_end: reader.u32_le()?,
        rate: reader.u32_le()?,
        key: reader.u8()?,
        correction: reader.i8()?,
        link: reader.u16_le()?,
        kind: reader.u16_le()?,
    })
}
