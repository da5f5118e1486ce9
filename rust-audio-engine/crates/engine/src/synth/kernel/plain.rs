//! The inner loops one value at a time: what the fast forms are held to, and what
//! finishes the few values that fill no vector.

use super::sinc::table;
use super::{Coefficients, Curve, Line, State};

/// A point as stored.
pub(crate) trait Point: Copy {
    fn value(self) -> f32;
}

impl Point for i16 {
    #[inline]
    fn value(self) -> f32 {
        f32::from(self)
    }
}

impl Point for f32 {
    #[inline]
    fn value(self) -> f32 {
        self
    }
}

/// How far a position lies past its point, 0..1.
#[inline]
pub(super) fn fraction(position: u64) -> f32 {
    (position as u32 >> 8) as f32 * (1.0 / 16_777_216.0)
}

/// Catmull-Rom through four points, `t` of the way from `b` to `c`.
pub(crate) fn catmull_rom(p: [f32; 4], t: f32) -> f32 {
    let [a, b, c, d] = p;
    let c1 = 0.5 * (c - a);
    let c2 = a - 2.5 * b + 2.0 * c - 0.5 * d;
    let c3 = 0.5 * (d - a) + 1.5 * (b - c);
    ((c3 * t + c2) * t + c1) * t + b
}

pub(super) fn cubic<T: Point>(
    data: &[T],
    mut position: u64,
    step: u64,
    out: &mut [f32],
    frames: usize,
) {
    for slot in &mut out[..frames] {
        let at = (position >> 32) as usize;
        let window = &data[at - 1..at + 3];
        let points = [0, 1, 2, 3].map(|k| window[k].value());
        *slot = catmull_rom(points, fraction(position));
        position += step;
    }
}

pub(super) fn sinc<T: Point>(
    data: &[T],
    mut position: u64,
    step: u64,
    out: &mut [f32],
    frames: usize,
) {
    let table = table();
    for slot in &mut out[..frames] {
        let at = (position >> 32) as usize;
        let (row, t) = table.row(position as u32);
        let points = &data[at - 3..at + 5];
        let taps = row[..8].iter().zip(&row[8..]);
        *slot = points.iter().zip(taps).map(|(x, (a, b))| x.value() * (a + b * t)).sum();
        position += step;
    }
}

pub(super) fn filter(
    x: &[f32],
    c: &Coefficients,
    state: &mut State,
    curve: Curve,
    out: &mut [f32],
) {
    let (mut last, mut before) = (state.last, state.before);
    for (window, slot) in x.windows(3).zip(out.iter_mut()) {
        let input = c.b * (window[0] + 2.0 * window[1] + window[2]);
        let y = input - c.a1 * last - c.a2 * before;
        before = last;
        last = y;
        *slot = y;
    }
    (state.last, state.before) = (last, before);
    shape(out, curve);
}

pub(super) fn shape(x: &mut [f32], curve: Curve) {
    let mut gain = Lanes::new(curve);
    let mut blocks = x.chunks_exact_mut(8);
    for block in &mut blocks {
        for (value, level) in block.iter_mut().zip(gain.levels) {
            *value *= level;
        }
        gain.advance();
    }
    for (value, level) in blocks.into_remainder().iter_mut().zip(gain.levels) {
        *value *= level;
    }
}

pub(super) fn mix(x: &[f32], gain: Line, bus: &mut [f32]) {
    if gain.slope == 0.0 {
        for (sum, value) in bus.iter_mut().zip(x) {
            *sum += value * gain.level;
        }
        return;
    }
    for (i, (sum, value)) in bus.iter_mut().zip(x).enumerate() {
        *sum += value * (gain.level + gain.slope * i as f32);
    }
}

/// A curve at eight successive frames.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lanes {
    pub(super) levels: [f32; 8],
    /// Multiplier over eight frames.
    pub(super) ratio: f32,
    /// Addend over eight frames.
    pub(super) step: f32,
}

impl Lanes {
    pub(super) fn new(curve: Curve) -> Self {
        let Curve { level, ratio, step } = curve;
        let mut levels = [0.0; 8];
        let mut power = 1.0;
        for (k, slot) in levels.iter_mut().enumerate() {
            *slot = (level * power + step * k as f64) as f32;
            power *= ratio;
        }
        Self { levels, ratio: power as f32, step: (step * 8.0) as f32 }
    }

    fn advance(&mut self) {
        for level in &mut self.levels {
            *level = *level * self.ratio + self.step;
        }
    }
}
