//! Sample data: the mapped 16-bit points in place, or decoded copies where the
//! file holds 24 bits or Vorbis streams.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use super::generator as g;
use super::hydra::{Hydra, SampleHeader};
use super::riff::{Chunks, Storage};
use super::vorbis;
use crate::error::{Error, ErrorKind, Result};

/// Zero points put before and after decoded samples, so that interpolation may
/// read past both ends.
pub const PAD: usize = 64;

/// Longest decoded sample, in points: 10 minutes at 48 kHz.
const MAX_POINTS: usize = 28_800_000;

/// Points of one or more samples.
#[derive(Clone, Copy, Debug)]
pub enum SampleData<'a> {
    /// Full scale is 32768.
    I16(&'a [i16]),
    /// Full scale is 32768 here too, so that one gain serves both.
    F32(&'a [f32]),
}

impl SampleData<'_> {
    /// Number of points.
    pub fn len(&self) -> usize {
        match self {
            Self::I16(data) => data.len(),
            Self::F32(data) => data.len(),
        }
    }

    /// `true` if there is no point.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A sample ready to play: positions index `data`.
#[derive(Clone, Debug)]
pub struct SampleView<'a> {
    /// The points, others' included.
    pub data: SampleData<'a>,
    /// Points that belong to the sample.
    pub span: Range<usize>,
    /// The loop.
    pub cycle: Range<usize>,
}

impl SampleView<'_> {
    /// The positions moved by a zone's address offsets.
    pub(crate) fn offset(self, values: &[i32; g::COUNT]) -> Self {
        let moved = |at: usize, fine: usize, coarse: usize| {
            let to = at as i64 + i64::from(values[fine]) + 32768 * i64::from(values[coarse]);
            to.clamp(0, self.data.len() as i64) as usize
        };
        let start = moved(self.span.start, g::START_OFFSET, g::START_COARSE);
        let end = moved(self.span.end, g::END_OFFSET, g::END_COARSE);
        let cycle = moved(self.cycle.start, g::LOOP_START_OFFSET, g::LOOP_START_COARSE)
            ..moved(self.cycle.end, g::LOOP_END_OFFSET, g::LOOP_END_COARSE);
        Self { span: start..end.max(start), cycle, ..self }
    }
}

enum Decoded {
    I16(Vec<i16>),
    F32(Vec<f32>),
}

/// Decoded samples, each made once, when first played.
pub(crate) struct SampleCache {
    decoded: Vec<OnceLock<Result<Decoded>>>,
    /// Copy of `smpl` where it cannot be played in place (odd address, big-endian host).
    copied: Option<Vec<i16>>,
}

impl SampleCache {
    pub(crate) fn new(storage: &Storage, chunks: &Chunks, hydra: &Hydra) -> Result<Self> {
        let raw = &storage.bytes()[chunks.smpl.clone()];
        if raw.is_empty() && !hydra.samples.is_empty() {
            return Err(Error::at(ErrorKind::SoundFont, chunks.smpl.start, "no sample data"));
        }
        let copied = match points(raw) {
            Cow::Borrowed(_) => None,
            Cow::Owned(copy) => Some(copy),
        };
        let decoded = hydra.samples.iter().map(|_| OnceLock::new()).collect();
        Ok(Self { decoded, copied })
    }

    pub(crate) fn view<'a>(
        &'a self,
        storage: &'a Storage,
        chunks: &Chunks,
        hydra: &Hydra,
        index: usize,
    ) -> Result<SampleView<'a>> {
        let head = &hydra.samples[index];
        let raw = &storage.bytes()[chunks.smpl.clone()];
        if !head.is_vorbis() && chunks.sm24.is_none() {
            let data = self.copied.as_deref().unwrap_or_else(|| borrowed(raw));
            return Ok(in_place(data, head));
        }
        let made = self.decoded[index].get_or_init(|| {
            if head.is_vorbis() {
                return decode_vorbis(raw, chunks.smpl.start, head).map(Decoded::I16);
            }
            let low = &storage.bytes()[chunks.sm24.clone().unwrap_or_default()];
            Ok(Decoded::F32(join_24_bit(raw, low, head)))
        });
        match made {
            Ok(decoded) => Ok(owned_view(decoded, head)),
            Err(error) => Err(error.clone()),
        }
    }
}

/// The points of little-endian bytes, in place where the host allows.
fn points(raw: &[u8]) -> Cow<'_, [i16]> {
    let whole = &raw[..raw.len() & !1];
    match bytemuck::try_cast_slice(whole) {
        Ok(slice) if cfg!(target_endian = "little") => Cow::Borrowed(slice),
        _ => whole.chunks_exact(2).map(|b| i16::from_le_bytes([b[0], b[1]])).collect(),
    }
}

fn borrowed(raw: &[u8]) -> &[i16] {
    bytemuck::try_cast_slice(&raw[..raw.len() & !1]).unwrap_or_default()
}

/// Positions clamped into the data: many fonts in use have an end one too far.
fn in_place<'a>(data: &'a [i16], head: &SampleHeader) -> SampleView<'a> {
    let clamp = |at: u32| (at as usize).min(data.len());
    let start = clamp(head.start);
    SampleView {
        data: SampleData::I16(data),
        span: start..clamp(head.end).max(start),
        cycle: clamp(head.loop_start)..clamp(head.loop_end),
    }
}

fn owned_view<'a>(decoded: &'a Decoded, head: &SampleHeader) -> SampleView<'a> {
    let data = match decoded {
        Decoded::I16(points) => SampleData::I16(points),
        Decoded::F32(points) => SampleData::F32(points),
    };
    let span = PAD..data.len() - PAD;
    // Vorbis loops count from the sample's own start, others from the chunk's
    let origin = if head.is_vorbis() { 0 } else { head.start };
    let place = |at: u32| (PAD + at.saturating_sub(origin) as usize).min(span.end);
    SampleView { data, cycle: place(head.loop_start)..place(head.loop_end), span }
}

fn decode_vorbis(raw: &[u8], base: usize, head: &SampleHeader) -> Result<Vec<i16>> {
    let (start, end) = (head.start as usize, head.end as usize);
    let stream = raw.get(start..end).ok_or_else(|| {
        let text = format!("sample {:?} lies at {start}..{end} of {}", head.name, raw.len());
        Error::at(ErrorKind::SoundFont, base, text)
    })?;
    let decoded = vorbis::decode(stream, MAX_POINTS).map_err(|why| {
        let at = base + start + why.offset().unwrap_or(0) as usize;
        Error::at(ErrorKind::SoundFont, at, format!("sample {:?}: {}", head.name, why.message()))
    })?;
    let mut out = vec![0; PAD];
    out.extend(decoded.iter().map(|x| (x * 32768.0).round().clamp(-32768.0, 32767.0) as i16));
    out.resize(out.len() + PAD, 0);
    Ok(out)
}

fn join_24_bit(raw: &[u8], low: &[u8], head: &SampleHeader) -> Vec<f32> {
    let high = points(raw);
    let end = (head.end as usize).min(high.len()).min(low.len());
    let start = (head.start as usize).min(end);
    let mut out = vec![0.0; PAD];
    let pairs = high[start..end].iter().zip(&low[start..end]);
    out.extend(pairs.map(|(&h, &l)| f32::from(h) + f32::from(l) / 256.0));
    out.resize(out.len() + PAD, 0.0);
    out
}
