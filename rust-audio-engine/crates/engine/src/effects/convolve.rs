//! Convolution with a long response, by large partitions: offline there is no
//! latency to save, and fewer, longer transforms cost less.

use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use realfft::num_complex::Complex32;
use realfft::{ComplexToReal, RealFftPlanner, RealToComplex};

/// Bounds of the partition, in samples.
const PARTITION: (usize, usize) = (512, 32_768);

type Plans = (Arc<dyn RealToComplex<f32>>, Arc<dyn ComplexToReal<f32>>);

fn plans(length: usize) -> Plans {
    static PLANNER: LazyLock<Mutex<RealFftPlanner<f32>>> =
        LazyLock::new(|| Mutex::new(RealFftPlanner::new()));
    let mut planner = PLANNER.lock().unwrap_or_else(PoisonError::into_inner);
    (planner.plan_fft_forward(length), planner.plan_fft_inverse(length))
}

/// One response, transformed partition by partition.
struct Filter {
    size: usize,
    forward: Arc<dyn RealToComplex<f32>>,
    inverse: Arc<dyn ComplexToReal<f32>>,
    spectra: Vec<Vec<Complex32>>,
}

impl Filter {
    fn new(response: &[f32]) -> Self {
        let size = response.len().div_ceil(2).next_power_of_two().clamp(PARTITION.0, PARTITION.1);
        let (forward, inverse) = plans(2 * size);
        let mut filter = Self { size, forward, inverse, spectra: Vec::new() };
        let scale = 1.0 / (2 * size) as f32;
        let mut block = vec![0.0; 2 * size];
        for part in response.chunks(size) {
            block.fill(0.0);
            block.iter_mut().zip(part).for_each(|(slot, x)| *slot = x * scale);
            filter.spectra.push(filter.transform(&mut block));
        }
        filter
    }

    fn transform(&self, block: &mut [f32]) -> Vec<Complex32> {
        let mut out = self.forward.make_output_vec();
        // lengths come from the plan itself, the only thing that can be wrong
        let _ = self.forward.process(block, &mut out);
        out
    }

    /// Overlap-save: each block of output from this block of input and the ones before.
    fn run(&self, input: &[f32], out: &mut [f32]) {
        let size = self.size;
        let mut block = vec![0.0; 2 * size];
        let mut recent: Vec<Vec<Complex32>> = Vec::new();
        let mut sum = self.forward.make_output_vec();
        for (index, target) in out.chunks_mut(size).enumerate() {
            let end = ((index + 1) * size) as isize;
            fill(&mut block, input, end - 2 * size as isize);
            if recent.len() == self.spectra.len() {
                recent.pop();
            }
            recent.insert(0, self.transform(&mut block));
            sum.fill(Complex32::default());
            for (a, b) in recent.iter().zip(&self.spectra) {
                multiply_add(a, b, &mut sum);
            }
            // a real signal's spectrum has no imaginary part at either end
            sum[0].im = 0.0;
            sum[size].im = 0.0;
            let _ = self.inverse.process(&mut sum, &mut block);
            target.iter_mut().zip(&block[size..]).for_each(|(slot, x)| *slot += x);
        }
    }
}

fn multiply_add(a: &[Complex32], b: &[Complex32], sum: &mut [Complex32]) {
    for ((s, x), y) in sum.iter_mut().zip(a).zip(b) {
        s.re += x.re * y.re - x.im * y.im;
        s.im += x.re * y.im + x.im * y.re;
    }
}

/// `block[i] = input[from + i]`, silence outside.
fn fill(block: &mut [f32], input: &[f32], from: isize) {
    block.fill(0.0);
    let start = from.max(0) as usize;
    let end = ((from + block.len() as isize).max(0) as usize).min(input.len());
    if start < end {
        let at = (start as isize - from) as usize;
        block[at..at + end - start].copy_from_slice(&input[start..end]);
    }
}

/// Adds the convolution of `input` and `response` to `out`, as far as `out` reaches.
pub fn convolve(input: &[f32], response: &[f32], out: &mut [f32]) {
    if !input.is_empty() && !response.is_empty() {
        Filter::new(response).run(input, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;

    fn noise(count: usize, seed: u64) -> Vec<f32> {
        let mut random = Random::new(seed);
        (0..count).map(|_| random.normal()).collect()
    }

    #[test]
    fn agrees_with_the_definition() {
        for (inputs, taps) in [(1, 1), (700, 300), (3000, 2100), (100, 5000)] {
            let (x, h) = (noise(inputs, 1), noise(taps, 2));
            let mut out = vec![0.0; inputs + taps - 1];
            convolve(&x, &h, &mut out);
            for n in (0..out.len()).step_by(37) {
                let low = n.saturating_sub(taps - 1);
                let exact: f32 = (low..=n.min(inputs - 1)).map(|k| x[k] * h[n - k]).sum();
                assert!((out[n] - exact).abs() < 1e-3, "{n}: {} {exact}", out[n]);
            }
        }
    }
}
