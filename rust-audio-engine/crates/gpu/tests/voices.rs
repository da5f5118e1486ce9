//! Spans against their definition, computed here frame by frame in double precision.
#![allow(missing_docs)]

use std::sync::Arc;

use gospel_gpu::{Gpu, Part, Points, Software, Source, Span, flags, shared};

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

fn points() -> Vec<i16> {
    (0..4000_i32).map(|k| (k * 7919 % 20_011 - 10_005) as i16).collect()
}

fn source(points: &[i16]) -> Source<'_> {
    Source { key: (1_000_000, 0, 0, points.len()), points: Points::I16(points), first: 0 }
}

/// A span at the recorded pitch, so that every point comes out as it is.
fn plain(frame: u32, frames: u32, place: u32) -> Span {
    Span {
        frame,
        frames,
        end: 4000,
        position: [0, place],
        step: [0, 1],
        level: 1.0,
        gains: [0.25, 0.5, 0.0, 1.0],
        ..Span::default()
    }
}

/// The device's sums of each of `voices`, all in one part.
fn summed(gpu: &Gpu, voices: &[Vec<Span>], frames: usize) -> [Vec<f32>; 4] {
    let points = points();
    let mut mixer = gpu.mixer(frames, true, None).unwrap();
    let mut part = Part::default();
    for voice in voices {
        let source = part.source(source(&points));
        voice.iter().for_each(|span| part.push(Span { source, ..*span }));
        part.end_voice();
    }
    mixer.add(&mut part).unwrap();
    mixer.finish(frames).unwrap()
}

/// The filter as its formula has it, over the points from `place` on.
fn filtered(count: usize, place: usize, changes: &[(usize, [f64; 3])]) -> Vec<f64> {
    let points = points();
    let (mut x, mut y) = ([0.0; 2], [0.0; 2]);
    let (mut out, mut now) = (Vec::new(), [0.0; 3]);
    for k in 0..count {
        if let Some((_, c)) = changes.iter().find(|(at, _)| *at == k) {
            now = *c;
        }
        let input = f64::from(points[place + k]);
        let [b, a1, a2] = now;
        let value = b * (input + 2.0 * x[0] + x[1]) - a1 * y[0] - a2 * y[1];
        (x, y) = ([input, x[0]], [value, y[0]]);
        out.push(value);
    }
    out
}

#[track_caller]
fn near(made: &[f32], want: impl Iterator<Item = f64> + Clone) {
    // 100 dB under sixteen bits' full scale, or under the peak where that is higher
    let bound = 1e-5 * want.clone().map(f64::abs).fold(32_768.0, f64::max);
    for (k, (x, y)) in made.iter().zip(want).enumerate() {
        assert!((f64::from(*x) - y).abs() < bound, "frame {k}: {x}, not {y}");
    }
}

/// The recursion crosses blocks and changes of its coefficients unharmed.
#[test]
fn filters_go_on_from_block_to_block() {
    let Some(gpu) = gpu() else { return };
    // 30 Hz at 44.1 kHz, and wide open
    let low = [4.553_589e-6, -1.993_955_222, 0.993_973_436];
    let high = [0.3, -0.2, 0.4];
    let span = |frame, frames, fresh, [b, a1, a2]: [f64; 3]| Span {
        flags: flags::FILTERED | fresh,
        b: b as f32,
        stiffness: (1.0 + a1 + a2) as f32,
        damping: (1.0 - a2) as f32,
        ..plain(frame, frames, frame - 77)
    };
    let voice = vec![
        span(77, 1, flags::FRESH, low),
        span(78, 500, 0, low),
        span(578, 300, 0, high),
        span(878, 1000, 0, low),
    ];
    let out = summed(&gpu, &[voice], 2000);
    assert!(out[0][..77].iter().chain(&out[0][1878..]).all(|x| *x == 0.0));
    let want = filtered(1801, 0, &[(0, low), (501, high), (801, low)]);
    near(&out[0][77..1878], want.iter().map(|y| 0.25 * y));
    near(&out[1][77..1878], want.iter().map(|y| 0.5 * y));
    assert!(out[2].iter().all(|x| *x == 0.0));
    near(&out[3][77..1878], want.iter().copied());
}

/// More voices than a workgroup has lanes; curves, lines, loops, and a second part.
#[test]
fn sums_curves_and_loops() {
    let Some(gpu) = gpu() else { return };
    let moving = Span {
        flags: flags::LOOPS,
        loop_start: 100,
        loop_end: 107,
        level: 0.5,
        slope: 0.001,
        slopes: [0.01, 0.0, 0.0, 0.0],
        ..plain(200, 300, 95)
    };
    let falling = Span { octaves: -0.01, level: 2.0, ..plain(10, 600, 50) };
    let voices: Vec<_> = (0..80).map(|k| vec![if k < 40 { moving } else { falling }]).collect();
    let out = summed(&gpu, &voices, 700);
    let heard = points();
    let want = |k: usize| {
        let mut sum = 0.0;
        if (200..500).contains(&k) {
            let (t, place) = ((k - 200) as f64, k - 200 + 95);
            let place = if place < 107 { place } else { 100 + (place - 100) % 7 };
            sum += (0.25 + 0.01 * t) * (0.5 + 0.001 * t) * f64::from(heard[place]);
        }
        if (10..610).contains(&k) {
            let level = 2.0 * (-0.01 * (k - 10) as f64).exp2();
            sum += 0.25 * level * f64::from(heard[50 + k - 10]);
        }
        40.0 * sum
    };
    for (k, x) in out[0].iter().enumerate() {
        // forty voices of full scale: the same share of a larger sum
        assert!((f64::from(*x) - want(k)).abs() < 40.0 * 0.32, "frame {k}: {x}, not {}", want(k));
    }
    assert!(summed(&gpu, &voices, 700) == out, "the same bits again");
}

#[test]
fn parts_add_up_and_places_outside_are_silent() {
    let Some(gpu) = gpu() else { return };
    let points = points();
    let mut mixer = gpu.mixer(600, false, None).unwrap();
    let mut part = Part::default();
    for _ in 0..2 {
        part.clear();
        let source = part.source(source(&points));
        part.push(Span { source, end: 3990, ..plain(128, 300, 3900) });
        part.end_voice();
        mixer.add(&mut part).unwrap();
    }
    let out = mixer.finish(600).unwrap();
    assert!(out[2].is_empty() && out[3].is_empty());
    near(&out[1][128..218], points[3900..3990].iter().map(|x| f64::from(*x)));
    assert!(out[1][218..].iter().all(|x| *x == 0.0));
}
