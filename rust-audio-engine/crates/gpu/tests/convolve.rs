//! Convolution against its definition and against itself.
#![allow(missing_docs)]

use std::sync::Arc;

use gospel_gpu::{Error, Gpu, Software, shared};

/// The device, or `None` with a message where there is no driver.
fn gpu() -> Option<Arc<Gpu>> {
    match shared(Software::Allowed) {
        Ok(gpu) => Some(gpu),
        Err(error) => {
            assert!(std::env::var_os("CI").is_none(), "{error}; install mesa-vulkan-drivers");
            eprintln!("skipped: {error}; install mesa-vulkan-drivers");
            None
        }
    }
}

/// Noise in -1..1, the same each time.
fn noise(count: usize, mut seed: u32) -> Vec<f32> {
    let mut next = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(seed) / 2_147_483_648.0 - 1.0
    };
    (0..count).map(|_| next() as f32).collect()
}

fn exact(x: &[f32], h: &[f32], n: usize) -> f64 {
    let low = (n + 1).saturating_sub(h.len());
    (low..=n.min(x.len() - 1)).map(|k| f64::from(x[k]) * f64::from(h[n - k])).sum()
}

/// One partition and several, one block and several, inputs shorter than the response.
#[test]
fn agrees_with_the_definition() {
    let Some(gpu) = gpu() else { return };
    for (inputs, taps) in [(1, 1), (700, 300), (40_000, 70_000), (100_000, 33_000)] {
        let x = noise(inputs, 1);
        let (left, right) = (noise(taps, 2), noise(taps / 2 + 1, 3));
        let frames = inputs + taps - 1;
        let out = gpu.convolve(&x, [&left, &right], frames).unwrap();
        assert_eq!(out.len(), 2 * frames);
        let scale = (taps.min(inputs) as f64).sqrt();
        for n in (0..frames).step_by(frames / 60 + 1).chain([frames - 1]) {
            for (side, h) in [&left, &right].into_iter().enumerate() {
                let want = if n < inputs + h.len() - 1 { exact(&x, h, n) } else { 0.0 };
                let off = (f64::from(out[2 * n + side]) - want).abs() / scale;
                // 90 dB under the output's own level
                assert!(off < 3e-5, "{inputs} * {taps}: {off} at {n}, side {side}");
            }
        }
    }
}

/// More blocks than are computed at once: the seams between groups are right.
#[test]
fn groups_of_blocks_join() {
    let Some(gpu) = gpu() else { return };
    let frames = 66 * 32_768 + 100;
    let mut x = vec![0.0; frames];
    for at in [0, 64 * 32_768 - 1, 64 * 32_768 + 5] {
        x[at] = 1.0;
    }
    let h = [0.5, 0.25, 0.125];
    let out = gpu.convolve(&x, [&h, &h[..1]], frames).unwrap();
    for (n, frame) in out.chunks_exact(2).enumerate() {
        let (left, right) = (exact(&x[n.saturating_sub(3)..=n], &h, n.min(3)), 0.5 * x[n]);
        assert!((f64::from(frame[0]) - left).abs() < 1e-6, "{n}: {} {left}", frame[0]);
        assert!((frame[1] - right).abs() < 1e-6, "{n}");
    }
}

#[test]
fn the_same_bits_again() {
    let Some(gpu) = gpu() else { return };
    let (x, h) = (noise(90_000, 4), noise(40_000, 5));
    let once = gpu.convolve(&x, [&h, &h], 100_000).unwrap();
    assert!(once == gpu.convolve(&x, [&h, &h], 100_000).unwrap());
}

#[test]
fn what_does_not_fit_is_an_error_and_nothing_is_silence() {
    let Some(gpu) = gpu() else { return };
    let long = vec![0.5; 129 * 32_768];
    let error = gpu.convolve(&[1.0], [&long, &long], 10).unwrap_err();
    assert!(matches!(&error, Error::Failed(why) if why.contains("at most 4194304")), "{error}");
    assert_eq!(gpu.convolve(&[], [&[1.0], &[1.0]], 2).unwrap(), [0.0; 4]);
    assert_eq!(gpu.convolve(&[1.0], [&[], &[]], 2).unwrap(), [0.0; 4]);
}
