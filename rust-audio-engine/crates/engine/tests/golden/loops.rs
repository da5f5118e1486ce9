//! Loop modes, seams and sample formats.

use crate::sf2::{Font, Sample};
use crate::tools::*;

/// A period of a sine as the loop, after `lead` points of it.
fn short_loop(period: usize, lead: usize) -> Sample {
    let step = std::f64::consts::TAU / period as f64;
    let count = lead + period + 8;
    let points = (0..count).map(|i| (16_384.0 * (step * i as f64).sin()).round() as i16);
    Sample {
        points: points.collect(),
        low: None,
        cycle: (lead as u32, (lead + period) as u32),
        rate: 44_100,
        key: 60,
        correction: 0,
    }
}

#[test]
fn modes_0_and_2_play_once() {
    for mode in [0, 2] {
        let x = play(&Font::simple(tone(), &[(54, mode)]), Midi::note(3.0));
        near(level(&x, 0.1, 0.9), LEVEL, 0.02);
        assert!(level(&x, 1.01, 2.9) < -90.0);
    }
}

#[test]
fn mode_1_loops_through_the_release() {
    let x = play(&Font::simple(tone(), &[(54, 1), (38, 1200)]), Midi::note(3.0));
    near(level(&x, 2.1, 2.9), LEVEL, 0.02);
    near(level(&x, 3.49, 3.51), LEVEL - 25.0, 0.2);
}

#[test]
fn mode_3_plays_to_the_end_after_release() {
    // the loop is the silent first half; the sine comes only once released
    let mut sample = tone();
    sample.points[..22_050].fill(0);
    sample.cycle = (0, 11_025);
    let x = play(&Font::simple(sample, &[(54, 3), (38, 4000)]), Midi::note(1.0));
    assert!(level(&x, 0.1, 0.99) < -90.0);
    assert!(level(&x, 1.6, 1.7) > LEVEL - 12.0);
    assert!(level(&x, 2.1, 2.2) < -90.0);
}

#[test]
fn loops_of_every_length_are_seamless() {
    for (period, lead) in
        [(3, 0), (10, 5), (64, 64), (441, 100), (1023, 7), (1024, 2048), (5000, 0)]
    {
        for key in [48, 60, 67, 84] {
            let x = play(&Font::simple(short_loop(period, lead), &[]), Midi::key(key, 127, 1.0));
            let shift = f64::from(i32::from(key) - 60) / 12.0;
            let expected = RATE / period as f64 * shift.exp2();
            if expected < 9000.0 {
                near(hertz(&x, 0.2, 0.9) / expected, 1.0, 2e-4);
            }
            if period >= 64 && expected > 20.0 {
                near(level(&x, 0.2, 0.9), LEVEL, 0.3);
                clean(&x[8_820..39_690], expected);
            }
        }
    }
}

/// No step between neighbours is larger than the sine's own steepest.
fn clean(x: &[f32], hertz: f64) {
    let steepest = 0.3536 * std::f64::consts::TAU * hertz / RATE * 1.05;
    let worst = x.windows(2).map(|w| f64::from(w[1] - w[0]).abs()).fold(0.0, f64::max);
    assert!(worst < steepest + 1e-4, "a step of {worst}, at most {steepest} expected");
}

#[test]
fn a_loop_outside_the_sample_is_no_loop() {
    let mut sample = tone();
    sample.cycle = (500, 500);
    let x = play(&Font::simple(sample, &[]), Midi::note(2.0));
    assert!(level(&x, 1.01, 1.9) < -90.0);
}

#[test]
fn low_bytes_of_24_bit_points_are_heard() {
    let step = std::f64::consts::TAU * HERTZ / RATE;
    // 90 dB under full scale: about one 16-bit step
    let fine: Vec<i32> =
        (0..44_100).map(|i| (265.0 * (step * f64::from(i)).sin()).round() as i32).collect();
    let mut sample = tone();
    sample.points = fine.iter().map(|x| (x >> 8) as i16).collect();
    sample.low = Some(fine.iter().map(|x| (x & 255) as u8).collect());
    let x = play(&Font::simple(sample, &[]), Midi::note(1.0));
    let expected = 20.0 * (265.0 / 8_388_608.0_f64).log10() - 6.02;
    near(level(&x, 0.1, 0.9), expected, 0.1);
    near(cents(&x, 0.1, 0.9), 0.0, 1.0);
}

#[test]
fn pitch_holds_over_a_long_note() {
    let x = play(&Font::simple(tone(), &[(52, 13)]), Midi::note(20.0));
    near(cents(&x, 0.1, 19.9), 13.0, 0.001);
}

#[test]
fn a_loop_of_one_point_holds_it() {
    let mut sample = tone();
    sample.points[1000] = 16_384;
    sample.cycle = (1000, 1001);
    for key in [48, 60, 67, 84] {
        let x = play(&Font::simple(sample.clone(), &[(8, 13_500)]), Midi::key(key, 127, 1.0));
        // half of full scale, centred; the filter lets 0 Hz pass
        for &point in &x[22_050..40_000] {
            near(f64::from(point), 0.5 * std::f64::consts::FRAC_1_SQRT_2, 1e-3);
        }
    }
}
