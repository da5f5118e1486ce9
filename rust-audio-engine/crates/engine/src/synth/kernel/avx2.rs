//! The inner loops with AVX2 and FMA.
//!
//! Interpolation: one voice, eight successive outputs. While the voice reads at
//! most one point a frame, eight outputs draw on eleven neighbouring points, so
//! each of the four taps is one contiguous load and one permutation by the same
//! index vector: no gather, no scalar loads.
//!
//! Filter: a recursion has no parallelism across time, but its block form has:
//! eight outputs are a triangular matrix times eight inputs plus two multiples
//! of earlier outputs; two blocks a turn, the chain from turn to turn is two FMAs.
#![allow(unsafe_code)]

use std::arch::x86_64::*;

use super::portable::{self, Lanes, Point};
use super::sinc::table;
use super::{Coefficients, Curve, Line, State};

/// Two points a frame, in 32.32.
pub(super) const MAX_STEP: u64 = 2 << 32;
const ONE: u64 = 1 << 32;

/// Loads eight points as floats.
pub(super) trait Load: Point {
    /// # Safety
    /// Eight points at `from` are readable; the processor has AVX2.
    unsafe fn load8(from: *const Self) -> __m256;
}

impl Load for i16 {
    #[inline]
    unsafe fn load8(from: *const Self) -> __m256 {
        // SAFETY: as the caller promises; unaligned loads are allowed.
        unsafe { _mm256_cvtepi32_ps(_mm256_cvtepi16_epi32(_mm_loadu_si128(from.cast()))) }
    }
}

impl Load for f32 {
    #[inline]
    unsafe fn load8(from: *const Self) -> __m256 {
        // SAFETY: as the caller promises; unaligned loads are allowed.
        unsafe { _mm256_loadu_ps(from) }
    }
}

/// # Safety
/// The processor has AVX2 and FMA; `step <= MAX_STEP`; `position` is at least
/// one point into `data`, and every one of the `frames` positions is at least
/// 32 points before its end; `out` holds `frames + 8`.
#[target_feature(enable = "avx2,fma")]
pub(super) unsafe fn cubic<T: Load>(
    data: &[T],
    position: u64,
    step: u64,
    out: &mut [f32],
    frames: usize,
) {
    // SAFETY: same promises.
    unsafe {
        if step <= ONE {
            cubic_blocks::<T, false>(data, position, step, out, frames);
        } else {
            cubic_blocks::<T, true>(data, position, step, out, frames);
        }
    }
}

/// # Safety
/// As [`cubic`]; `WIDE` unless `step` is at most one point.
#[inline]
#[target_feature(enable = "avx2,fma")]
unsafe fn cubic_blocks<T: Load, const WIDE: bool>(
    data: &[T],
    mut position: u64,
    step: u64,
    out: &mut [f32],
    frames: usize,
) {
    let mut ahead = [0_i32; 8];
    for (k, slot) in ahead.iter_mut().enumerate() {
        *slot = ((step * k as u64) >> 8) as i32;
    }
    // SAFETY: a block reads points `at - 1 ..= at + 2 + 8 (+ 8)`; its first
    // position is one of the caller's, hence 32 points before the end. Writes
    // stop at `frames` rounded up to eight.
    unsafe {
        let ahead = _mm256_loadu_si256(ahead.as_ptr().cast());
        let mask = _mm256_set1_epi32(0x00FF_FFFF);
        let scale = _mm256_set1_ps(1.0 / 16_777_216.0);
        let mut done = 0;
        while done < frames {
            let at = (position >> 32) as usize;
            let from = data.as_ptr().add(at - 1);
            let fraction = _mm256_set1_epi32((position as u32 >> 8) as i32);
            let place = _mm256_add_epi32(fraction, ahead);
            let index = _mm256_srli_epi32::<24>(place);
            let t = _mm256_mul_ps(_mm256_cvtepi32_ps(_mm256_and_si256(place, mask)), scale);
            let a = tap::<T, WIDE>(from, index);
            let b = tap::<T, WIDE>(from.add(1), index);
            let c = tap::<T, WIDE>(from.add(2), index);
            let d = tap::<T, WIDE>(from.add(3), index);
            _mm256_storeu_ps(out.as_mut_ptr().add(done), catmull_rom(a, b, c, d, t));
            position = position.wrapping_add(step * 8);
            done += 8;
        }
    }
}

/// Points `from[index]`, indices below 8, or below 16 if `WIDE`.
///
/// # Safety
/// Eight (sixteen) points at `from` are readable; the processor has AVX2.
#[inline]
#[target_feature(enable = "avx2,fma")]
unsafe fn tap<T: Load, const WIDE: bool>(from: *const T, index: __m256i) -> __m256 {
    // SAFETY: as the caller promises.
    unsafe {
        let low = _mm256_permutevar8x32_ps(T::load8(from), index);
        if !WIDE {
            return low;
        }
        let high = _mm256_permutevar8x32_ps(T::load8(from.add(8)), index);
        // bit 3 of the index, moved to the sign, picks the upper half
        let pick = _mm256_castsi256_ps(_mm256_slli_epi32::<28>(index));
        _mm256_blendv_ps(low, high, pick)
    }
}

/// # Safety
/// The processor has AVX2 and FMA; `position` is at least three points into
/// `data`, and every one of the `frames` positions is at least 32 points before
/// its end; `out` holds `frames + 8`.
#[target_feature(enable = "avx2,fma")]
pub(super) unsafe fn sinc<T: Load>(
    data: &[T],
    mut position: u64,
    step: u64,
    out: &mut [f32],
    frames: usize,
) {
    let table = table();
    // SAFETY: each output reads points `at - 3 ..= at + 4` of a position of the
    // caller's; lanes beyond `frames` repeat the last one. Rows hold 16 floats.
    unsafe {
        for done in (0..frames).step_by(8) {
            let mut products = [_mm256_setzero_ps(); 8];
            for (k, product) in products.iter_mut().enumerate() {
                let at = (position >> 32) as usize;
                let (row, t) = table.row(position as u32);
                let base = _mm256_loadu_ps(row.as_ptr());
                let rise = _mm256_loadu_ps(row.as_ptr().add(8));
                let taps = _mm256_fmadd_ps(rise, _mm256_set1_ps(t), base);
                *product = _mm256_mul_ps(taps, T::load8(data.as_ptr().add(at - 3)));
                if done + k + 1 < frames {
                    position += step;
                }
            }
            _mm256_storeu_ps(out.as_mut_ptr().add(done), sums(&products));
        }
    }
}

/// The sum of each vector's lanes, in order.
#[inline]
#[target_feature(enable = "avx2,fma")]
fn sums(x: &[__m256; 8]) -> __m256 {
    let pair = |a: usize| _mm256_hadd_ps(x[a], x[a + 1]);
    let low = _mm256_hadd_ps(pair(0), pair(2));
    let high = _mm256_hadd_ps(pair(4), pair(6));
    let crossed = _mm256_permute2f128_ps::<0x21>(low, high);
    _mm256_add_ps(_mm256_blend_ps::<0xF0>(low, high), crossed)
}

#[inline]
#[target_feature(enable = "avx2,fma")]
fn catmull_rom(a: __m256, b: __m256, c: __m256, d: __m256, t: __m256) -> __m256 {
    let half = _mm256_set1_ps(0.5);
    let outer = _mm256_sub_ps(d, a);
    let inner = _mm256_sub_ps(b, c);
    // c3 = (d - a) / 2 + 3 (b - c) / 2
    let c3 = _mm256_fmadd_ps(inner, _mm256_set1_ps(1.5), _mm256_mul_ps(outer, half));
    let c1 = _mm256_mul_ps(_mm256_sub_ps(c, a), half);
    // c2 = c - b - c1 - c3, because the curve meets c at t = 1
    let c2 = _mm256_sub_ps(_mm256_sub_ps(_mm256_sub_ps(c, b), c1), c3);
    let y = _mm256_fmadd_ps(c3, t, c2);
    let y = _mm256_fmadd_ps(y, t, c1);
    _mm256_fmadd_ps(y, t, b)
}

/// What a block makes of its inputs alone, and how it carries on the past.
struct Section {
    columns: [__m256; 8],
    b: __m256,
    two_b: __m256,
    from_last: __m256,
    from_before: __m256,
}

/// The last two outputs, each in every lane.
#[derive(Clone, Copy)]
struct Past {
    last: __m256,
    before: __m256,
}

impl Section {
    #[inline]
    #[target_feature(enable = "avx2,fma")]
    fn new(c: &Coefficients) -> Self {
        // SAFETY: eight values from places 0..=7 of sixteen, and arrays of eight.
        unsafe {
            let column = |i: usize| _mm256_loadu_ps(c.response.as_ptr().add(7 - i));
            Self {
                columns: [0, 1, 2, 3, 4, 5, 6, 7].map(column),
                b: _mm256_set1_ps(c.b),
                two_b: _mm256_set1_ps(2.0 * c.b),
                from_last: _mm256_loadu_ps(c.last.as_ptr()),
                from_before: _mm256_loadu_ps(c.before.as_ptr()),
            }
        }
    }

    /// The numerator, over whole blocks: `out = b x + 2 b x' + b x''`.
    ///
    /// # Safety
    /// `x` holds two more than `frames`, `out` holds `frames`, a multiple of 8.
    #[inline]
    #[target_feature(enable = "avx2,fma")]
    unsafe fn feed(&self, x: *const f32, out: *mut f32, frames: usize) {
        for i in (0..frames).step_by(8) {
            // SAFETY: as the caller promises.
            unsafe {
                let at = x.add(i);
                let ends = _mm256_add_ps(_mm256_loadu_ps(at), _mm256_loadu_ps(at.add(2)));
                let middle = _mm256_mul_ps(_mm256_loadu_ps(at.add(1)), self.two_b);
                _mm256_storeu_ps(out.add(i), _mm256_fmadd_ps(ends, self.b, middle));
            }
        }
    }

    /// What eight fed inputs alone give. They are read one by one: a broadcast
    /// from memory costs no shuffle.
    ///
    /// # Safety
    /// Eight floats at `v` are readable; the processor has AVX2 and FMA.
    #[inline]
    #[target_feature(enable = "avx2,fma")]
    unsafe fn forced(&self, v: *const f32) -> __m256 {
        let h = &self.columns;
        // SAFETY: as the caller promises.
        let from = |k: usize| unsafe { _mm256_broadcast_ss(&*v.add(k)) };
        // two chains, so that neither waits on the other
        let even = _mm256_mul_ps(h[0], from(0));
        let odd = _mm256_mul_ps(h[1], from(1));
        let even = _mm256_fmadd_ps(h[2], from(2), even);
        let odd = _mm256_fmadd_ps(h[3], from(3), odd);
        let even = _mm256_fmadd_ps(h[4], from(4), even);
        let odd = _mm256_fmadd_ps(h[5], from(5), odd);
        let even = _mm256_fmadd_ps(h[6], from(6), even);
        let odd = _mm256_fmadd_ps(h[7], from(7), odd);
        _mm256_add_ps(even, odd)
    }

    #[inline]
    #[target_feature(enable = "avx2,fma")]
    fn output(&self, forced: __m256, past: Past) -> __m256 {
        let y = _mm256_fmadd_ps(self.from_before, past.before, forced);
        _mm256_fmadd_ps(self.from_last, past.last, y)
    }
}

impl Past {
    /// The last two lanes of a block.
    #[inline]
    #[target_feature(enable = "avx2,fma")]
    fn of(y: __m256) -> Self {
        Self {
            last: _mm256_permutevar8x32_ps(y, _mm256_set1_epi32(7)),
            before: _mm256_permutevar8x32_ps(y, _mm256_set1_epi32(6)),
        }
    }

    /// Carried on by `weights`, plus what came in meanwhile.
    #[inline]
    #[target_feature(enable = "avx2,fma")]
    fn carried(self, weights: &[f32; 4], forced: Self) -> Self {
        let [p, q, r, s] = weights.map(|w| _mm256_set1_ps(w));
        let last = _mm256_fmadd_ps(q, self.before, forced.last);
        let before = _mm256_fmadd_ps(s, self.before, forced.before);
        Self {
            last: _mm256_fmadd_ps(p, self.last, last),
            before: _mm256_fmadd_ps(r, self.last, before),
        }
    }
}

/// # Safety
/// The processor has AVX2 and FMA; `x` is two longer than `out`.
#[target_feature(enable = "avx2,fma")]
pub(super) unsafe fn filter(
    x: &[f32],
    c: &Coefficients,
    state: &mut State,
    curve: Curve,
    out: &mut [f32],
) {
    let blocks = out.len() / 8;
    let mut gain = Gain::new(curve);
    let section = Section::new(c);
    let mut past = Past { last: _mm256_set1_ps(state.last), before: _mm256_set1_ps(state.before) };
    let mut i = 0;
    // SAFETY: block `i` reads `x[8 i .. 8 i + 10]` and writes `out[8 i .. 8 i + 8]`,
    // and `8 * blocks <= out.len() = x.len() - 2`.
    unsafe {
        section.feed(x.as_ptr(), out.as_mut_ptr(), 8 * blocks);
        // two blocks a turn: the past of the turn after needs only this turn's
        // past and inputs, so the chain is two FMAs for sixteen frames
        while i + 2 <= blocks {
            let to = out.as_mut_ptr().add(8 * i);
            let (first, second) = (section.forced(to), section.forced(to.add(8)));
            let inside = Past::of(first);
            let between = past.carried(&c.ahead, inside);
            let y = section.output(first, past);
            _mm256_storeu_ps(to, _mm256_mul_ps(y, gain.next()));
            let y = section.output(second, between);
            _mm256_storeu_ps(to.add(8), _mm256_mul_ps(y, gain.next()));
            past = past.carried(&c.far, inside.carried(&c.ahead, Past::of(second)));
            i += 2;
        }
        if i < blocks {
            let to = out.as_mut_ptr().add(8 * i);
            let y = section.output(section.forced(to), past);
            past = Past::of(y);
            _mm256_storeu_ps(to, _mm256_mul_ps(y, gain.next()));
        }
    }
    state.last = _mm256_cvtss_f32(past.last);
    state.before = _mm256_cvtss_f32(past.before);
    let rest = gain.curve(curve);
    portable::filter(&x[8 * blocks..], c, state, rest, &mut out[8 * blocks..]);
}

/// A curve as a vector of eight successive levels.
struct Gain {
    levels: __m256,
    ratio: __m256,
    step: __m256,
}

impl Gain {
    #[inline]
    #[target_feature(enable = "avx2,fma")]
    fn new(curve: Curve) -> Self {
        let lanes = Lanes::new(curve);
        Self {
            // SAFETY: the array holds eight floats.
            levels: unsafe { _mm256_loadu_ps(lanes.levels.as_ptr()) },
            ratio: _mm256_set1_ps(lanes.ratio),
            step: _mm256_set1_ps(lanes.step),
        }
    }

    #[inline]
    #[target_feature(enable = "avx2,fma")]
    fn next(&mut self) -> __m256 {
        let now = self.levels;
        self.levels = _mm256_fmadd_ps(now, self.ratio, self.step);
        now
    }

    /// The curve from here on.
    #[inline]
    #[target_feature(enable = "avx2,fma")]
    fn curve(&self, whole: Curve) -> Curve {
        Curve { level: f64::from(_mm256_cvtss_f32(self.levels)), ..whole }
    }
}

/// # Safety
/// The processor has AVX2 and FMA.
#[target_feature(enable = "avx2,fma")]
pub(super) unsafe fn shape(x: &mut [f32], curve: Curve) {
    let mut gain = Gain::new(curve);
    let mut blocks = x.chunks_exact_mut(8);
    for block in &mut blocks {
        // SAFETY: each chunk holds eight floats.
        unsafe {
            let value = _mm256_loadu_ps(block.as_ptr());
            _mm256_storeu_ps(block.as_mut_ptr(), _mm256_mul_ps(value, gain.next()));
        }
    }
    portable::shape(blocks.into_remainder(), gain.curve(curve));
}

/// # Safety
/// The processor has AVX2 and FMA; the three lengths agree.
#[target_feature(enable = "avx2,fma")]
pub(super) unsafe fn mix_pair(x: &[f32], gains: [Line; 2], left: &mut [f32], right: &mut [f32]) {
    let blocks = x.len() / 8;
    let [l, r] =
        gains.map(|g| Curve { level: f64::from(g.level), ratio: 1.0, step: f64::from(g.slope) });
    let (mut gain_l, mut gain_r) = (Gain::new(l), Gain::new(r));
    for i in 0..blocks {
        // SAFETY: `8 * blocks` is at most the common length.
        unsafe {
            let value = _mm256_loadu_ps(x.as_ptr().add(8 * i));
            let to = left.as_mut_ptr().add(8 * i);
            _mm256_storeu_ps(to, _mm256_fmadd_ps(value, gain_l.next(), _mm256_loadu_ps(to)));
            let to = right.as_mut_ptr().add(8 * i);
            _mm256_storeu_ps(to, _mm256_fmadd_ps(value, gain_r.next(), _mm256_loadu_ps(to)));
        }
    }
    let rest = |gain: &Gain, line: Line| Line { level: _mm256_cvtss_f32(gain.levels), ..line };
    portable::mix(&x[8 * blocks..], rest(&gain_l, gains[0]), &mut left[8 * blocks..]);
    portable::mix(&x[8 * blocks..], rest(&gain_r, gains[1]), &mut right[8 * blocks..]);
}
