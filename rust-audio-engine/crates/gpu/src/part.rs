//! Voices as data: what the engine hands over.

use std::collections::HashMap;

use bytemuck::{Pod, Zeroable};

/// Frames of a tile, the stretch that one workgroup sums.
pub(crate) const TILE: u32 = 128;
/// Frames a span may last: the shader multiplies by them in 16-bit halves.
pub const MAX_SPAN: u32 = 65_535;
/// Bounds of a part, so that each of its buffers stays under 128 MiB.
const MAX_SPANS: usize = 1 << 20;
const MAX_BLOCKS: usize = 3 << 20;
/// A voice without a filter has no state to carry.
const NO_SLOT: u32 = u32::MAX;

/// Flags of a [`Span`].
pub mod flags {
    /// The sample repeats its loop.
    pub const LOOPS: u32 = 1;
    /// The low-pass filter is on; once on, it stays on to the voice's end.
    pub const FILTERED: u32 = 2;
    /// The voice's first filtered span.
    pub const FRESH: u32 = 4;
    /// Points are 32-bit floats, else 16-bit integers.
    pub const FLOATS: u32 = 8;
    /// The voice's last span. Set by [`super::Part::end_voice`].
    pub const LAST: u32 = 16;
}

/// A stretch of one voice over which nothing moves but along a known curve. A
/// voice's spans follow each other without gaps.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Pod, Zeroable)]
pub struct Span {
    /// Frame of the song at which it begins.
    pub frame: u32,
    /// Frames it lasts, 1..=[`MAX_SPAN`].
    pub frames: u32,
    /// Of [`flags`].
    pub flags: u32,
    /// Index into [`Part::sources`]; the device's own address once uploaded.
    pub source: u32,
    /// Places of the sample, counted as its data is: silence from here on.
    pub end: u32,
    /// First point of the loop.
    pub loop_start: u32,
    /// First point after the loop, above `loop_start` where the span loops.
    pub loop_end: u32,
    /// Zero.
    pub unused: u32,
    /// Place of the first frame in 32.32 fixed point: low word, high word.
    pub position: [u32; 2],
    /// Points a frame, likewise.
    pub step: [u32; 2],
    /// The envelope at frame `t` of the span is `level * 2^(octaves t) + slope t`.
    pub level: f32,
    /// See `level`.
    pub octaves: f32,
    /// See `level`.
    pub slope: f32,
    /// The filter is `y = b (x + 2 x1 + x2) - a1 y1 - a2 y2`, with `stiffness` for
    /// `1 + a1 + a2` and `damping` for `1 - a2`, exact where those are small.
    pub b: f32,
    /// See `b`.
    pub stiffness: f32,
    /// See `b`.
    pub damping: f32,
    /// Zero.
    pub padding: [f32; 2],
    /// Factors into left, right, reverb and chorus at the first frame.
    pub gains: [f32; 4],
    /// Change of those a frame.
    pub slopes: [f32; 4],
}

/// Points of a sample as they lie in memory.
#[derive(Clone, Copy, Debug)]
pub enum Points<'a> {
    /// Sixteen bits.
    I16(&'a [i16]),
    /// Floats of the same scale.
    F32(&'a [f32]),
}

/// Points that stay on the device between songs, under a name that no other has.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Names the points for as long as the process lives.
    pub key: (u64, usize, usize, usize),
    /// The points.
    pub points: Points<'a>,
    /// Place of the first of them, as spans count places.
    pub first: u32,
}

/// One voice within one tile.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub(crate) struct Block {
    span: u32,
    slot: u32,
}

/// Voices to compute together.
#[derive(Debug, Default)]
pub struct Part<'a> {
    pub(crate) spans: Vec<Span>,
    /// Tile and block, voice by voice.
    blocks: Vec<(u32, Block)>,
    /// First slot and number of slots of each filtered voice.
    pub(crate) voices: Vec<[u32; 2]>,
    pub(crate) slots: u32,
    /// Where spans read.
    pub(crate) sources: Vec<Source<'a>>,
    known: HashMap<(u64, usize, usize, usize), u32>,
    source_bytes: usize,
    /// First span and block of the voice that is being described.
    open: (usize, usize),
}

/// Blocks put in the order of their tiles.
pub(crate) struct Tiles {
    /// First tile.
    pub(crate) origin: u32,
    /// First block of each tile, and the end of the last.
    pub(crate) firsts: Vec<u32>,
    /// Blocks as shaders read them.
    pub(crate) blocks: Vec<Block>,
}

impl<'a> Part<'a> {
    /// Bytes of samples this part plays.
    pub fn source_bytes(&self) -> usize {
        self.source_bytes
    }

    /// `true` once no more voices should be added.
    pub fn is_full(&self) -> bool {
        self.spans.len() >= MAX_SPANS / 2 || self.blocks.len() >= MAX_BLOCKS / 2
    }

    /// `true` if there is nothing to compute.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Forgets everything, and keeps the memory.
    pub fn clear(&mut self) {
        self.spans.clear();
        self.blocks.clear();
        self.voices.clear();
        self.sources.clear();
        self.known.clear();
        (self.slots, self.source_bytes, self.open) = (0, 0, (0, 0));
    }

    /// The index of `source` in the part, for [`Span::source`].
    pub fn source(&mut self, source: Source<'a>) -> u32 {
        *self.known.entry(source.key).or_insert_with(|| {
            self.sources.push(source);
            self.source_bytes += source.points.bytes().len();
            (self.sources.len() - 1) as u32
        })
    }

    /// Adds a span to the voice being described.
    pub fn push(&mut self, span: Span) {
        let (first, last) = (span.frame / TILE, (span.frame + span.frames - 1) / TILE);
        let begun = self.blocks[self.open.1..].last().map_or(first, |&(tile, _)| tile + 1);
        let index = self.spans.len() as u32;
        for tile in begun.max(first)..=last {
            self.blocks.push((tile, Block { span: index, slot: NO_SLOT }));
        }
        self.spans.push(span);
    }

    /// Ends the voice: what is pushed next is another.
    pub fn end_voice(&mut self) {
        let (span, block) = self.open;
        let Some(last) = self.spans[span..].last_mut() else { return };
        last.flags |= flags::LAST;
        if last.flags & flags::FILTERED != 0 {
            let first = self.slots;
            for (slot, (_, block)) in (first..).zip(&mut self.blocks[block..]) {
                block.slot = slot;
                self.slots = slot + 1;
            }
            self.voices.push([first, self.slots - first]);
        }
        self.open = (self.spans.len(), self.blocks.len());
    }

    /// The blocks of each tile; within one, in the order of their voices.
    pub(crate) fn tiles(&self) -> Tiles {
        let tiles = || self.blocks.iter().map(|&(tile, _)| tile);
        let origin = tiles().min().unwrap_or(0);
        let count = tiles().max().map_or(0, |last| (last - origin + 1) as usize);
        let mut firsts = vec![0; count + 1];
        tiles().for_each(|tile| firsts[(tile - origin) as usize + 1] += 1);
        for k in 1..firsts.len() {
            firsts[k] += firsts[k - 1];
        }
        let mut next = firsts.clone();
        let mut blocks = vec![Block::zeroed(); self.blocks.len()];
        for &(tile, block) in &self.blocks {
            let at = &mut next[(tile - origin) as usize];
            blocks[*at as usize] = block;
            *at += 1;
        }
        Tiles { origin, firsts, blocks }
    }
}

impl Points<'_> {
    /// Bytes of one point.
    pub(crate) fn width(&self) -> usize {
        match self {
            Self::I16(_) => 2,
            Self::F32(_) => 4,
        }
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Self::I16(points) => bytemuck::cast_slice(points),
            Self::F32(points) => bytemuck::cast_slice(points),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(frame: u32, frames: u32, flags: u32) -> Span {
        Span { frame, frames, flags, ..Span::zeroed() }
    }

    #[test]
    fn blocks_stand_in_their_tiles_in_the_order_of_voices() {
        let mut part = Part::default();
        part.push(span(100, 50, 0));
        part.push(span(150, 200, flags::FILTERED | flags::FRESH));
        part.end_voice();
        part.push(span(130, 10, 0));
        part.end_voice();
        let tiles = part.tiles();
        assert_eq!((tiles.origin, tiles.firsts), (0, vec![0, 1, 3, 4]));
        let words: &[u32] = bytemuck::cast_slice(&tiles.blocks);
        assert_eq!(words, [0, 0, 0, 1, 2, NO_SLOT, 1, 2]);
        assert_eq!((part.slots, &part.voices[..]), (3, &[[0, 3]][..]));
        assert_eq!(part.spans[1].flags & flags::LAST, flags::LAST);
        assert_eq!(part.spans[0].flags & flags::LAST, 0);
    }
}
