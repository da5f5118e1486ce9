//! Where a voice reads its points: the sample itself for as long as possible,
//! and short private copies around the places where it does not simply go on
//! (before its first point, around the loop's seam, past its end).

use std::ops::Range;

use super::Interpolation;
use super::kernel::{self, MARGIN};
use crate::font::{SampleData, SampleView};

/// Points kept around each seam.
const PAD: isize = 64;
const EDGE: isize = MARGIN as isize;
/// Loops shorter than this are unrolled to at least this length.
const UNROLL: isize = 1024;

enum Copied {
    I16(Vec<i16>),
    F32(Vec<f32>),
}

/// The points being read: `place` of the sample is `place - origin` here.
enum Piece {
    Main,
    Copy { points: Copied, origin: isize, kind: Kind },
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Head,
    Seam,
    Tail,
}

/// A playing sample.
pub(crate) struct Source<'a> {
    data: SampleData<'a>,
    end: isize,
    cycle: Range<isize>,
    loops: bool,
    piece: Piece,
    /// 32.32 fixed point within the piece.
    position: u64,
    /// Position within the piece where it ends.
    limit: isize,
    is_over: bool,
    interpolation: Interpolation,
}

/// What a voice asks of its sample while it plans: where it is, not what is there.
pub(crate) trait Playhead<'a>: Sized {
    /// Starts at the first point of `view`; `loops` repeats its cycle, if it has one.
    fn new(view: &SampleView<'a>, loops: bool, interpolation: Interpolation) -> Self;
    /// `true` past the end.
    fn is_over(&self) -> bool;
    /// Leaves the loop: from here the sample plays to its end.
    fn stop_looping(&mut self);
    /// Frames that can be taken at `step` before anything changes.
    fn available(&self, step: u64) -> usize;
}

impl<'a> Playhead<'a> for Source<'a> {
    fn new(view: &SampleView<'a>, loops: bool, interpolation: Interpolation) -> Self {
        let cycle = view.cycle.start as isize..(view.cycle.end.min(view.span.end)) as isize;
        let start = view.span.start as isize;
        let mut source = Self {
            data: view.data,
            end: view.span.end as isize,
            loops: loops && cycle.end > cycle.start && cycle.end > start,
            cycle,
            piece: Piece::Main,
            position: 0,
            limit: 0,
            is_over: view.span.is_empty(),
            interpolation,
        };
        source.go_to(start, 0);
        source
    }

    fn is_over(&self) -> bool {
        self.is_over
    }

    fn stop_looping(&mut self) {
        if !self.loops {
            return;
        }
        let (place, fraction) = self.place();
        self.loops = false;
        self.go_to(place, fraction);
    }

    fn available(&self, step: u64) -> usize {
        let left = ((self.limit as u64) << 32).saturating_sub(self.position);
        left.div_ceil(step).min(1 << 30) as usize
    }
}

impl Source<'_> {
    /// Reads `frames`, at most [`Playhead::available`], into `out`.
    pub(crate) fn read(&mut self, step: u64, frames: usize, out: &mut [f32]) {
        let data = match &self.piece {
            Piece::Main => self.data,
            Piece::Copy { points: Copied::I16(points), .. } => SampleData::I16(points),
            Piece::Copy { points: Copied::F32(points), .. } => SampleData::F32(points),
        };
        let read = match self.interpolation {
            Interpolation::Cubic => kernel::cubic,
            Interpolation::Sinc8 => kernel::sinc,
        };
        read(data, self.position, step, out, frames);
        self.position += step * frames as u64;
        if self.position >> 32 >= self.limit as u64 {
            let (place, fraction) = self.place();
            self.go_to(place, fraction);
        }
    }

    /// Position in the sample, the loop folded back.
    fn place(&self) -> (isize, u64) {
        let index = (self.position >> 32) as isize;
        let fraction = self.position & 0xFFFF_FFFF;
        let place = match self.piece {
            Piece::Main => index,
            Piece::Copy { origin, .. } => index + origin,
        };
        (self.folded(place), fraction)
    }

    fn folded(&self, place: isize) -> isize {
        let length = self.cycle.end - self.cycle.start;
        if self.loops && place >= self.cycle.end {
            self.cycle.start + (place - self.cycle.start) % length
        } else {
            place
        }
    }

    /// Chooses the piece for `place` and moves there.
    fn go_to(&mut self, place: isize, fraction: u64) {
        let length = self.cycle.end - self.cycle.start;
        let is_short = length < UNROLL;
        let bound = match (self.loops, is_short) {
            (true, true) => self.cycle.start - EDGE,
            (true, false) => self.cycle.end - EDGE,
            (false, _) => self.end - EDGE,
        };
        if place >= bound {
            self.enter_seam(place, fraction, is_short);
        } else if place < 8 {
            self.enter_copy(Kind::Head, -PAD..2 * PAD, place, fraction, bound.min(40));
        } else {
            self.piece = Piece::Main;
            self.limit = bound;
            self.position = (place as u64) << 32 | fraction;
        }
    }

    fn enter_seam(&mut self, place: isize, fraction: u64, is_short: bool) {
        let length = self.cycle.end - self.cycle.start;
        if !self.loops {
            let origin = self.end - PAD;
            if place >= self.end {
                self.is_over = true;
            } else {
                self.enter_copy(Kind::Tail, origin..self.end + 2 * PAD, place, fraction, self.end);
            }
        } else if is_short {
            let rounds = (UNROLL + length - 1) / length * length;
            let origin = self.cycle.start - PAD;
            // landing here again after the first pass must not read what lies
            // before the loop
            let turn = self.cycle.start + PAD;
            let again = !matches!(self.piece, Piece::Main) && place >= self.cycle.start;
            let lift = if again && place < turn {
                (turn - place + length - 1) / length * length
            } else {
                0
            };
            let end = turn + length + rounds;
            self.enter_copy(Kind::Seam, origin..end + PAD, place + lift, fraction, end);
        } else {
            let range = self.cycle.end - PAD..self.cycle.end + 2 * PAD;
            self.enter_copy(Kind::Seam, range, place, fraction, self.cycle.end + EDGE);
        }
    }

    /// Reads from a copy of `range`, made unless it is the one in use.
    fn enter_copy(
        &mut self,
        kind: Kind,
        range: Range<isize>,
        place: isize,
        fraction: u64,
        limit: isize,
    ) {
        let origin = range.start;
        let is_here = matches!(&self.piece, Piece::Copy { kind: k, origin: o, .. } if *k == kind && *o == origin);
        if !is_here {
            let points = match self.data {
                SampleData::I16(data) => {
                    Copied::I16(range.map(|at| self.point(data, at)).collect())
                }
                SampleData::F32(data) => {
                    Copied::F32(range.map(|at| self.point(data, at)).collect())
                }
            };
            self.piece = Piece::Copy { points, origin, kind };
        }
        self.limit = limit - origin;
        self.position = ((place - origin) as u64) << 32 | fraction;
    }

    /// The point heard at `place`: silence outside the sample, the loop unrolled.
    fn point<T: Copy + Default>(&self, data: &[T], place: isize) -> T {
        let place = self.folded(place);
        if place < 0 || place >= self.end {
            return T::default();
        }
        data.get(place as usize).copied().unwrap_or_default()
    }
}
