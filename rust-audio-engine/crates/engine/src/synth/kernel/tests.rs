//! Each fast loop, the portable one and the one this processor gets, against its
//! plain form.

use super::*;
use crate::synth::Dialect;

fn points(count: usize) -> Vec<i16> {
    let mut seed = 12345_u32;
    let mut next = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 16) as i16
    };
    (0..count).map(|_| next()).collect()
}

fn close(a: &[f32], b: &[f32], tolerance: f32) {
    for (i, (x, y)) in a.iter().zip(b).enumerate() {
        assert!((x - y).abs() <= tolerance, "{i}: {x} against {y}");
    }
}

#[test]
fn cubic_agrees_at_every_step() {
    let data = points(4096);
    let floats: Vec<f32> = data.iter().map(|&x| f32::from(x)).collect();
    for step in [1_u64 << 30, (1 << 32) - 1, 1 << 32, (1 << 32) + 12345, (2 << 32) - 7, 2 << 32] {
        for frames in [1, 7, 8, 9, 100, 515] {
            let position = (5 << 32) + 0x8123_4567;
            let mut plain = vec![0.0; frames + SLACK];
            let mut fast = vec![0.0; frames + SLACK];
            plain::cubic(&data, position, step, &mut plain, frames);
            portable::cubic(&data, position, step, &mut fast, frames);
            close(&plain[..frames], &fast[..frames], 0.1);
            cubic(SampleData::I16(&data), position, step, &mut fast, frames);
            close(&plain[..frames], &fast[..frames], 0.1);
            cubic(SampleData::F32(&floats), position, step, &mut fast, frames);
            close(&plain[..frames], &fast[..frames], 0.1);
        }
    }
}

type Filter = fn(&[f32], &Coefficients, &mut State, Curve, &mut [f32]);

#[test]
fn filter_agrees_and_keeps_its_state() {
    let input: Vec<f32> = points(1002).iter().map(|&x| f32::from(x) / 32768.0).collect();
    let curve = Curve { level: 0.8, ratio: 0.9999, step: 0.0 };
    let cases = [(40.0, 0.0), (300.0, 20.0), (5000.0, 6.0), (18000.0, 0.0)];
    for (form, (hertz, resonance)) in
        [filter as Filter, portable::filter].into_iter().flat_map(|f| cases.map(|c| (f, c)))
    {
        let c = Coefficients::low_pass(hertz, resonance, 44100.0, Dialect::SPECIFICATION);
        let (mut plain, mut fast) = (vec![0.0; 1000], vec![0.0; 1000]);
        plain::filter(&input, &c, &mut State::default(), curve, &mut plain);
        let mut state = State::default();
        form(&input[..303], &c, &mut state, curve, &mut fast[..301]);
        let level = curve.level * curve.ratio.powi(301);
        let later = Curve { level, ..curve };
        form(&input[301..], &c, &mut state, later, &mut fast[301..]);
        close(&plain, &fast, 2e-3);
    }
}

#[test]
fn filter_remembers_its_inputs() {
    let input: Vec<f32> = points(303).iter().map(|&x| f32::from(x)).collect();
    let c = Coefficients::low_pass(300.0, 0.0, 44100.0, Dialect::SPECIFICATION);
    let (mut state, mut out) = (State::default(), vec![0.0; 301]);
    filter(&input, &c, &mut state, Curve { level: 1.0, ratio: 1.0, step: 0.0 }, &mut out);
    assert_eq!(state.inputs, [input[301], input[302]]);
}

#[test]
fn gains_agree() {
    let x: Vec<f32> = points(77).iter().map(|&v| f32::from(v) / 32768.0).collect();
    let curve = Curve { level: 0.25, ratio: 1.0, step: 0.001 };
    let mut plain = x.clone();
    plain::shape(&mut plain, curve);
    for form in [shape, portable::shape] {
        let mut fast = x.clone();
        form(&mut fast, curve);
        close(&plain, &fast, 1e-6);
    }
    let lines = [Line { level: 0.5, slope: 0.001 }, Line { level: 0.1, slope: 0.0 }];
    let (mut l, mut r, mut expected) = (vec![0.1; 77], vec![0.2; 77], vec![0.1; 77]);
    plain::mix(&x, lines[0], &mut expected);
    mix_pair(&x, lines, &mut l, &mut r);
    close(&expected, &l, 1e-6);
    assert!((r[3] - (0.2 + x[3] * 0.1)).abs() < 1e-6);
    let mut sum = vec![0.1; 77];
    portable::mix(&x, lines[0], &mut sum);
    close(&expected, &sum, 1e-6);
}

#[test]
fn sinc_agrees_at_every_step() {
    let data = points(8192);
    for step in [1_u64 << 30, (1 << 32) + 12345, (7 << 32) + 99] {
        for frames in [1, 8, 9, 515] {
            let position = (5 << 32) + 0x8123_4567;
            let mut plain = vec![0.0; frames + SLACK];
            let mut fast = vec![0.0; frames + SLACK];
            plain::sinc(&data, position, step, &mut plain, frames);
            portable::sinc(&data, position, step, &mut fast, frames);
            close(&plain[..frames], &fast[..frames], 0.1);
            sinc(SampleData::I16(&data), position, step, &mut fast, frames);
            close(&plain[..frames], &fast[..frames], 0.1);
        }
    }
}

#[test]
fn eight_points_follow_high_tones_more_closely_than_four() {
    // a sine at 0.3 of the sampling rate, read at points in between
    let tone = |x: f64| (0.3 * std::f64::consts::TAU * x).sin();
    let data: Vec<f32> = (0..600).map(|i| tone(f64::from(i)) as f32).collect();
    let (position, step) = (10 << 32, (1 << 32) - (1 << 26));
    let worst = |read: fn(SampleData<'_>, u64, u64, &mut [f32], usize)| {
        let mut out = vec![0.0; 500 + SLACK];
        read(SampleData::F32(&data), position, step, &mut out, 500);
        let place = |i: usize| (position + step * i as u64) as f64 / 4_294_967_296.0;
        let error = |i: usize| (f64::from(out[i]) - tone(place(i))).abs();
        (0..500).map(error).fold(0.0, f64::max)
    };
    let (four, eight) = (worst(cubic), worst(sinc));
    assert!(eight < 0.04 && eight < four / 5.0, "{eight} against {four}");
}
