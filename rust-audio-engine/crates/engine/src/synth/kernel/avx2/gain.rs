//! Envelopes and mixing.

use std::arch::x86_64::*;

use super::super::plain::{self, Lanes};
use super::super::{Curve, Line};

/// A curve as a vector of eight successive levels.
pub(super) struct Gain {
    levels: __m256,
    ratio: __m256,
    step: __m256,
}

impl Gain {
    #[inline]
    #[target_feature(enable = "avx2,fma")]
    pub(super) fn new(curve: Curve) -> Self {
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
    pub(super) fn next(&mut self) -> __m256 {
        let now = self.levels;
        self.levels = _mm256_fmadd_ps(now, self.ratio, self.step);
        now
    }

    /// The curve from here on.
    #[inline]
    #[target_feature(enable = "avx2,fma")]
    pub(super) fn curve(&self, whole: Curve) -> Curve {
        Curve { level: f64::from(_mm256_cvtss_f32(self.levels)), ..whole }
    }
}

/// # Safety
/// The processor has AVX2 and FMA.
#[target_feature(enable = "avx2,fma")]
pub(in super::super) unsafe fn shape(x: &mut [f32], curve: Curve) {
    let mut gain = Gain::new(curve);
    let mut blocks = x.chunks_exact_mut(8);
    for block in &mut blocks {
        // SAFETY: each chunk holds eight floats.
        unsafe {
            let value = _mm256_loadu_ps(block.as_ptr());
            _mm256_storeu_ps(block.as_mut_ptr(), _mm256_mul_ps(value, gain.next()));
        }
    }
    plain::shape(blocks.into_remainder(), gain.curve(curve));
}

/// # Safety
/// The processor has AVX2 and FMA; the three lengths agree.
#[target_feature(enable = "avx2,fma")]
pub(in super::super) unsafe fn mix_pair(
    x: &[f32],
    gains: [Line; 2],
    left: &mut [f32],
    right: &mut [f32],
) {
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
    plain::mix(&x[8 * blocks..], rest(&gain_l, gains[0]), &mut left[8 * blocks..]);
    plain::mix(&x[8 * blocks..], rest(&gain_r, gains[1]), &mut right[8 * blocks..]);
}
