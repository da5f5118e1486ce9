//! The inner loops with AVX2 and FMA.
//!
//! Interpolation: one voice, eight successive outputs. While the voice reads at
//! most one point a frame, eight outputs draw on eleven neighbouring points, so
//! each of the four taps is one contiguous load and one permutation by the same
//! index vector: no gather, no scalar loads.
#![allow(unsafe_code)]

mod filter;
mod gain;

use std::arch::x86_64::*;

pub(super) use filter::filter;
pub(super) use gain::{mix_pair, shape};

use super::plain::Point;
use super::sinc::table;

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
