//! Writes a SoundFont 2.01 file with one preset and one instrument.

use crate::font::PresetInfo;

/// A sample to write: positions count from its own first point.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SampleSpec {
    pub(super) name: String,
    pub(super) points: Vec<i16>,
    pub(super) cycle: (usize, usize),
    pub(super) rate: u32,
    pub(super) key: u8,
    pub(super) correction: i8,
    /// Index of the other side of a stereo pair.
    pub(super) link: u16,
    pub(super) kind: u16,
}

/// A zone: generators in file order, and raw modulator records.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ZoneSpec {
    pub(super) gens: Vec<(u16, u16)>,
    pub(super) mods: Vec<[u16; 5]>,
}

/// A whole font of one preset.
#[derive(Clone, Debug)]
pub(super) struct FontSpec<'a> {
    pub(super) info: &'a PresetInfo,
    pub(super) zones: Vec<ZoneSpec>,
    pub(super) samples: &'a [SampleSpec],
}

/// Zero points the specification asks for after each sample.
pub(super) const GAP: usize = 46;

impl FontSpec<'_> {
    /// The file's bytes.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut body = b"sfbk".to_vec();
        body.extend(list(*b"INFO", &self.info()));
        body.extend(list(*b"sdta", &chunk(*b"smpl", &self.points())));
        body.extend(list(*b"pdta", &self.hydra()));
        chunk(*b"RIFF", &body)
    }

    fn info(&self) -> Vec<u8> {
        let mut out = chunk(*b"ifil", &[2, 0, 1, 0]);
        out.extend(chunk(*b"isng", b"EMU8000\0"));
        out.extend(chunk(*b"INAM", &text(&self.info.name)));
        out.extend(chunk(*b"ISFT", &text("Gospel Keys font cutter")));
        out
    }

    fn points(&self) -> Vec<u8> {
        let count: usize = self.samples.iter().map(|s| s.points.len() + GAP).sum();
        let mut out = Vec::with_capacity(2 * count);
        for sample in self.samples {
            out.extend(sample.points.iter().flat_map(|x| x.to_le_bytes()));
            out.extend([0; 2 * GAP]);
        }
        out
    }

    fn hydra(&self) -> Vec<u8> {
        let mut out = chunk(*b"phdr", &self.presets());
        // one preset zone: the instrument
        out.extend(chunk(*b"pbag", &words(&[0, 0, 1, 0])));
        out.extend(chunk(*b"pmod", &[0; 10]));
        out.extend(chunk(*b"pgen", &words(&[41, 0, 0, 0])));
        let mut instruments = padded(&self.info.name);
        instruments.extend(words(&[0]));
        instruments.extend(padded("EOI"));
        instruments.extend(words(&[self.zones.len() as u16]));
        out.extend(chunk(*b"inst", &instruments));
        out.extend(self.zone_chunks());
        out.extend(chunk(*b"shdr", &self.headers()));
        out
    }

    fn presets(&self) -> Vec<u8> {
        let mut out = padded(&self.info.name);
        out.extend(words(&[self.info.program, self.info.bank, 0]));
        out.extend([0; 12]);
        out.extend(padded("EOP"));
        out.extend(words(&[0, 0, 1]));
        out.extend([0; 12]);
        out
    }

    fn zone_chunks(&self) -> Vec<u8> {
        let (mut bags, mut mods, mut gens) = (Vec::new(), Vec::new(), Vec::new());
        let (mut gen_at, mut mod_at) = (0_u16, 0_u16);
        for zone in &self.zones {
            bags.extend(words(&[gen_at, mod_at]));
            zone.gens.iter().for_each(|&(id, value)| gens.extend(words(&[id, value])));
            zone.mods.iter().for_each(|record| mods.extend(words(record)));
            gen_at += zone.gens.len() as u16;
            mod_at += zone.mods.len() as u16;
        }
        bags.extend(words(&[gen_at, mod_at]));
        mods.extend([0; 10]);
        gens.extend([0; 4]);
        let mut out = chunk(*b"ibag", &bags);
        out.extend(chunk(*b"imod", &mods));
        out.extend(chunk(*b"igen", &gens));
        out
    }

    fn headers(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut start = 0;
        for sample in self.samples {
            out.extend(padded(&sample.name));
            let end = start + sample.points.len();
            let ends = [start, end, start + sample.cycle.0, start + sample.cycle.1];
            ends.iter().for_each(|&at| out.extend((at as u32).to_le_bytes()));
            out.extend(sample.rate.to_le_bytes());
            out.extend([sample.key, sample.correction.to_le_bytes()[0]]);
            out.extend(words(&[sample.link, sample.kind]));
            start = end + GAP;
        }
        out.extend(padded("EOS"));
        out.extend([0; 26]);
        out
    }
}

fn chunk(tag: [u8; 4], body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() + 9);
    out.extend(tag);
    out.extend((body.len() as u32).to_le_bytes());
    out.extend(body);
    if body.len() % 2 == 1 {
        out.push(0);
    }
    out
}

fn list(kind: [u8; 4], body: &[u8]) -> Vec<u8> {
    chunk(*b"LIST", &[&kind, body].concat())
}

fn words(values: &[u16]) -> Vec<u8> {
    values.iter().flat_map(|v| v.to_le_bytes()).collect()
}

/// Exactly 20 bytes, the last one NUL.
fn padded(name: &str) -> Vec<u8> {
    let mut out: Vec<u8> = name.bytes().filter(u8::is_ascii).take(19).collect();
    out.resize(20, 0);
    out
}

/// NUL-ended, of even length.
fn text(value: &str) -> Vec<u8> {
    let mut out: Vec<u8> = value.bytes().take(254).collect();
    out.resize(out.len() + 2 - out.len() % 2, 0);
    out
}
