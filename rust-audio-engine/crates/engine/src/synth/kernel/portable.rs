//! The inner loops on vectors of 128 bits, in safe Rust: SSE2 on every x86-64
//! processor, NEON on every 64-bit ARM.
//!
//! As the AVX2 form has it, but four frames to a vector. Interpolation: the four
//! points of each output are one load; four outputs make a square, whose transpose
//! is the four taps. Filter: blocks of four outputs, two blocks a turn.

use wide::{f32x4, i32x4};

use super::plain::{self, Lanes, Point};
use super::sinc::table;
use super::{Coefficients, Curve, Line, State};

/// Loads four neighbouring points as floats.
pub(super) trait Quad: Point {
    fn quad(points: &[Self; 4]) -> f32x4;
}

impl Quad for i16 {
    #[inline]
    fn quad(points: &[Self; 4]) -> f32x4 {
        f32x4::from_i32x4(i32x4::new(points.map(i32::from)))
    }
}

impl Quad for f32 {
    #[inline]
    fn quad(points: &[Self; 4]) -> f32x4 {
        f32x4::new(*points)
    }
}

/// `N` points from `at` on.
#[inline]
fn points<T, const N: usize>(data: &[T], at: usize) -> &[T; N] {
    data[at..].first_chunk().expect("positions keep a margin to the data's end")
}

pub(super) fn cubic<T: Quad>(
    data: &[T],
    mut position: u64,
    step: u64,
    out: &mut [f32],
    frames: usize,
) {
    let (blocks, _) = out[..frames].as_chunks_mut::<4>();
    for block in blocks {
        let mut rows = [f32x4::ZERO; 4];
        let mut fractions = [0; 4];
        for (row, fraction) in rows.iter_mut().zip(&mut fractions) {
            *row = T::quad(points(data, (position >> 32) as usize - 1));
            *fraction = (position as u32 >> 8) as i32;
            position += step;
        }
        let t = f32x4::from_i32x4(i32x4::new(fractions)) * (1.0 / 16_777_216.0);
        *block = catmull_rom(f32x4::transpose(rows), t).to_array();
    }
    let done = frames & !3;
    plain::cubic(data, position, step, &mut out[done..], frames - done);
}

#[inline]
fn catmull_rom([a, b, c, d]: [f32x4; 4], t: f32x4) -> f32x4 {
    let c1 = (c - a) * 0.5;
    let c3 = (b - c).mul_add(f32x4::splat(1.5), (d - a) * 0.5);
    // because the curve meets c at t = 1
    let c2 = c - b - c1 - c3;
    c3.mul_add(t, c2).mul_add(t, c1).mul_add(t, b)
}

pub(super) fn sinc<T: Quad>(
    data: &[T],
    mut position: u64,
    step: u64,
    out: &mut [f32],
    frames: usize,
) {
    let table = table();
    let (blocks, _) = out[..frames].as_chunks_mut::<4>();
    for block in blocks {
        let mut rows = [f32x4::ZERO; 4];
        for row in &mut rows {
            let at = (position >> 32) as usize;
            let (taps, t) = table.row(position as u32);
            let tap = |k: usize| {
                let rise = f32x4::new(*points(taps, k + 8));
                rise.mul_add(f32x4::splat(t), f32x4::new(*points(taps, k)))
            };
            let low = tap(0) * T::quad(points(data, at - 3));
            *row = tap(4).mul_add(T::quad(points(data, at + 1)), low);
            position += step;
        }
        let [a, b, c, d] = f32x4::transpose(rows);
        *block = ((a + b) + (c + d)).to_array();
    }
    let done = frames & !3;
    plain::sinc(data, position, step, &mut out[done..], frames - done);
}

/// What a block of four makes of its inputs alone, and how it carries on the past.
struct Section {
    columns: [f32x4; 4],
    b: f32x4,
    two_b: f32x4,
    from_last: f32x4,
    from_before: f32x4,
    /// The last two outputs after four frames from the last two now.
    near: [f32; 4],
    /// The same after eight frames.
    far: [f32; 4],
}

/// The last two outputs, each in every lane.
#[derive(Clone, Copy)]
struct Past {
    last: f32x4,
    before: f32x4,
}

impl Section {
    #[inline]
    fn new(c: &Coefficients) -> Self {
        Self {
            columns: [7, 6, 5, 4].map(|at| f32x4::new(*points(&c.response, at))),
            b: f32x4::splat(c.b),
            two_b: f32x4::splat(2.0 * c.b),
            from_last: f32x4::new(*points(&c.last, 0)),
            from_before: f32x4::new(*points(&c.before, 0)),
            near: [c.last[3], c.before[3], c.last[2], c.before[2]],
            far: c.ahead,
        }
    }

    /// What four inputs from `x[at]` on, the two before them included, give by themselves.
    #[inline]
    fn forced(&self, x: &[f32; 10], at: usize) -> f32x4 {
        let load = |k: usize| f32x4::new([x[k], x[k + 1], x[k + 2], x[k + 3]]);
        let ends = load(at) + load(at + 2);
        let fed = ends.mul_add(self.b, load(at + 1) * self.two_b).to_array();
        let [h0, h1, h2, h3] = self.columns;
        let even = h2.mul_add(f32x4::splat(fed[2]), h0 * f32x4::splat(fed[0]));
        let odd = h3.mul_add(f32x4::splat(fed[3]), h1 * f32x4::splat(fed[1]));
        even + odd
    }

    #[inline]
    fn output(&self, forced: f32x4, past: Past) -> f32x4 {
        let y = self.from_before.mul_add(past.before, forced);
        self.from_last.mul_add(past.last, y)
    }
}

impl Past {
    /// The last two lanes of a block.
    #[inline]
    fn of(y: f32x4) -> Self {
        let [_, _, before, last] = y.to_array();
        Self { last: f32x4::splat(last), before: f32x4::splat(before) }
    }

    /// Carried on by `weights`, plus what came in meanwhile.
    #[inline]
    fn carried(self, weights: [f32; 4], forced: Self) -> Self {
        let [p, q, r, s] = weights.map(f32x4::splat);
        Self {
            last: p.mul_add(self.last, q.mul_add(self.before, forced.last)),
            before: r.mul_add(self.last, s.mul_add(self.before, forced.before)),
        }
    }
}

pub(super) fn filter(
    x: &[f32],
    c: &Coefficients,
    state: &mut State,
    curve: Curve,
    out: &mut [f32],
) {
    let section = Section::new(c);
    let mut gain = Gain::new(curve);
    let mut past = Past { last: f32x4::splat(state.last), before: f32x4::splat(state.before) };
    let (turns, _) = out.as_chunks_mut::<8>();
    let done = 8 * turns.len();
    for (turn, to) in turns.iter_mut().enumerate() {
        let from = points(x, 8 * turn);
        let (first, second) = (section.forced(from, 0), section.forced(from, 4));
        let inside = Past::of(first);
        let between = past.carried(section.near, inside);
        let [low, high] = gain.next();
        to[..4].copy_from_slice(&(section.output(first, past) * low).to_array());
        to[4..].copy_from_slice(&(section.output(second, between) * high).to_array());
        // the next turn waits for this one's past through two additions only
        past = past.carried(section.far, inside.carried(section.near, Past::of(second)));
    }
    (state.last, state.before) = (past.last.to_array()[0], past.before.to_array()[0]);
    plain::filter(&x[done..], c, state, gain.curve(curve), &mut out[done..]);
}

/// A curve at eight successive frames.
struct Gain {
    levels: [f32x4; 2],
    ratio: f32x4,
    step: f32x4,
}

impl Gain {
    #[inline]
    fn new(curve: Curve) -> Self {
        let Lanes { levels, ratio, step } = Lanes::new(curve);
        let half = |at: usize| f32x4::new(*points(&levels, at));
        Self { levels: [half(0), half(4)], ratio: f32x4::splat(ratio), step: f32x4::splat(step) }
    }

    fn line(line: Line) -> Self {
        Self::new(Curve { level: f64::from(line.level), ratio: 1.0, step: f64::from(line.slope) })
    }

    #[inline]
    fn next(&mut self) -> [f32x4; 2] {
        let now = self.levels;
        self.levels = now.map(|level| level.mul_add(self.ratio, self.step));
        now
    }

    fn level(&self) -> f32 {
        self.levels[0].to_array()[0]
    }

    /// The curve from here on.
    fn curve(&self, whole: Curve) -> Curve {
        Curve { level: f64::from(self.level()), ..whole }
    }
}

#[inline]
fn halves(x: &[f32; 8]) -> [f32x4; 2] {
    [f32x4::new(*points(x, 0)), f32x4::new(*points(x, 4))]
}

pub(super) fn shape(x: &mut [f32], curve: Curve) {
    let mut gain = Gain::new(curve);
    let (blocks, rest) = x.as_chunks_mut::<8>();
    for block in blocks {
        let ([a, b], [low, high]) = (halves(block), gain.next());
        block[..4].copy_from_slice(&(a * low).to_array());
        block[4..].copy_from_slice(&(b * high).to_array());
    }
    plain::shape(rest, gain.curve(curve));
}

pub(super) fn mix(x: &[f32], line: Line, bus: &mut [f32]) {
    let mut gain = Gain::line(line);
    let ((blocks, rest), (sums, end)) = (x.as_chunks::<8>(), bus.as_chunks_mut::<8>());
    for (block, sum) in blocks.iter().zip(sums) {
        let ([a, b], [p, q], [low, high]) = (halves(block), halves(sum), gain.next());
        sum[..4].copy_from_slice(&a.mul_add(low, p).to_array());
        sum[4..].copy_from_slice(&b.mul_add(high, q).to_array());
    }
    plain::mix(rest, Line { level: gain.level(), ..line }, end);
}
