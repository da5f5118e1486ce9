//! The filter's block form: a recursion has no parallelism across time, but eight
//! outputs are a triangular matrix times eight inputs plus two multiples of earlier
//! outputs; two blocks a turn, the chain from turn to turn is two FMAs.

use std::arch::x86_64::*;

use super::super::{Coefficients, Curve, State, plain};
use super::gain::Gain;

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
pub(in super::super) unsafe fn filter(
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
    plain::filter(&x[8 * blocks..], c, state, rest, &mut out[8 * blocks..]);
}
