//! A tiny SF2 and SF3 writer, so that each test states its font in a few lines.

use gospel_engine::audio::{Encoding, Samples, encode};

/// A sample: points, loop, rate, root key, cents of correction.
#[derive(Clone)]
pub struct Sample {
    pub points: Vec<i16>,
    /// Low bytes of 24-bit points.
    pub low: Option<Vec<u8>>,
    pub cycle: (u32, u32),
    pub rate: u32,
    pub key: u8,
    pub correction: i8,
}

/// Generators in file order, then modulators.
#[derive(Clone, Default)]
pub struct Zone {
    pub gens: Vec<(u16, i16)>,
    pub mods: Vec<[i32; 5]>,
}

/// One preset at bank 0, program 0, playing instruments.
#[derive(Clone, Default)]
pub struct Font {
    pub samples: Vec<Sample>,
    pub instruments: Vec<Vec<Zone>>,
    pub preset: Vec<Zone>,
    pub bank: u16,
}

pub fn zone(gens: &[(u16, i16)]) -> Zone {
    Zone { gens: gens.to_vec(), mods: Vec::new() }
}

/// A zone's range: low and high as one generator value.
pub fn range(low: u8, high: u8) -> i16 {
    i16::from_le_bytes([low, high])
}

impl Font {
    /// One sample, one instrument of one zone with `gens`, looped.
    pub fn simple(sample: Sample, gens: &[(u16, i16)]) -> Self {
        let mut all = vec![(54, 1)];
        all.retain(|(id, _)| gens.iter().all(|(own, _)| own != id));
        all.extend(gens);
        all.push((53, 0));
        Self {
            samples: vec![sample],
            instruments: vec![vec![zone(&all)]],
            preset: vec![zone(&[(41, 0)])],
            bank: 0,
        }
    }

    /// The same with modulators in the instrument's zone.
    pub fn with_mods(mut self, mods: &[[i32; 5]]) -> Self {
        self.instruments[0][0].mods = mods.to_vec();
        self
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut points = Vec::new();
        let mut low = Vec::new();
        for sample in &self.samples {
            points.extend(sample.points.iter().flat_map(|x| x.to_le_bytes()));
            points.extend([0; 92]);
            if let Some(bytes) = &sample.low {
                low.extend(bytes);
                low.extend([0; 46]);
            }
        }
        let mut data = chunk(*b"smpl", &points);
        if !low.is_empty() {
            data.extend(chunk(*b"sm24", &low));
        }
        self.file([2, 4], &data, &self.headers())
    }

    /// The same font as SF3: each sample an Ogg Vorbis stream of `quality`.
    pub fn compressed(&self, quality: f32) -> Vec<u8> {
        let (mut data, mut heads) = (Vec::new(), Vec::new());
        for sample in &self.samples {
            let points: Vec<f32> = sample.points.iter().map(|&x| f32::from(x) / 32768.0).collect();
            let sound = Samples::Planar(&[&points]);
            let stream = encode(sound, sample.rate, Encoding::Ogg(quality)).expect("a stream");
            // bytes for the stream, points within it for the loop
            let ends = [data.len() as u32, (data.len() + stream.len()) as u32];
            heads.extend(header(sample, ends, [sample.cycle.0, sample.cycle.1], 0x11));
            data.extend(stream);
        }
        heads.extend(name("EOS"));
        heads.extend([0; 26]);
        self.file([3, 0], &chunk(*b"smpl", &data), &heads)
    }

    fn file(&self, version: [u8; 2], data: &[u8], headers: &[u8]) -> Vec<u8> {
        let mut body = b"sfbk".to_vec();
        body.extend(list(*b"INFO", &chunk(*b"ifil", &[version[0], 0, version[1], 0])));
        body.extend(list(*b"sdta", data));
        body.extend(list(*b"pdta", &self.hydra(headers)));
        chunk(*b"RIFF", &body)
    }

    fn hydra(&self, headers: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut heads = name("test");
        heads.extend(words(&[0, self.bank.into(), 0]));
        heads.extend([0; 12]);
        heads.extend(name("EOP"));
        heads.extend(words(&[0, 0, self.preset.len() as i32]));
        heads.extend([0; 12]);
        out.extend(chunk(*b"phdr", &heads));
        out.extend(zones([*b"pbag", *b"pmod", *b"pgen"], &self.preset));
        let mut heads = Vec::new();
        let mut first = 0;
        for instrument in &self.instruments {
            heads.extend(name("inst"));
            heads.extend(words(&[first]));
            first += instrument.len() as i32;
        }
        heads.extend(name("EOI"));
        heads.extend(words(&[first]));
        out.extend(chunk(*b"inst", &heads));
        let all: Vec<Zone> = self.instruments.concat();
        out.extend(zones([*b"ibag", *b"imod", *b"igen"], &all));
        out.extend(chunk(*b"shdr", headers));
        out
    }

    fn headers(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut start = 0;
        for sample in &self.samples {
            let end = start + sample.points.len() as u32;
            let cycle = [start + sample.cycle.0, start + sample.cycle.1];
            out.extend(header(sample, [start, end], cycle, 1));
            start = end + 46;
        }
        out.extend(name("EOS"));
        out.extend([0; 26]);
        out
    }
}

fn header(sample: &Sample, ends: [u32; 2], cycle: [u32; 2], kind: u8) -> Vec<u8> {
    let mut out = name("sample");
    for at in [ends[0], ends[1], cycle[0], cycle[1], sample.rate] {
        out.extend(at.to_le_bytes());
    }
    out.extend([sample.key, sample.correction as u8, 0, 0, kind, 0]);
    out
}

fn zones(tags: [[u8; 4]; 3], zones: &[Zone]) -> Vec<u8> {
    let (mut bags, mut mods, mut gens) = (Vec::new(), Vec::new(), Vec::new());
    for zone in zones {
        bags.extend(words(&[gens.len() as i32 / 4, mods.len() as i32 / 10]));
        for &(id, value) in &zone.gens {
            gens.extend(words(&[id.into(), value.into()]));
        }
        zone.mods.iter().for_each(|m| mods.extend(words(m)));
    }
    bags.extend(words(&[gens.len() as i32 / 4, mods.len() as i32 / 10]));
    mods.extend([0; 10]);
    gens.extend([0; 4]);
    [chunk(tags[0], &bags), chunk(tags[1], &mods), chunk(tags[2], &gens)].concat()
}

fn words(values: &[i32]) -> Vec<u8> {
    values.iter().flat_map(|&v| (v as u16).to_le_bytes()).collect()
}

fn name(text: &str) -> Vec<u8> {
    let mut out = text.as_bytes().to_vec();
    out.resize(20, 0);
    out
}

fn chunk(tag: [u8; 4], body: &[u8]) -> Vec<u8> {
    let mut out = tag.to_vec();
    out.extend((body.len() as u32).to_le_bytes());
    out.extend(body);
    out.resize(out.len() + body.len() % 2, 0);
    out
}

fn list(kind: [u8; 4], body: &[u8]) -> Vec<u8> {
    chunk(*b"LIST", &[&kind, body].concat())
}
