//! One test a generator.

use gospel_engine::synth::Dialect;

use crate::sf2::{Font, Sample};
use crate::tools::*;

fn toned(gens: &[(u16, i16)], midi: Midi) -> Vec<f32> {
    play(&Font::simple(tone(), gens), midi)
}

/// 4410 zeros with one point at `at`, then silence to a second.
fn click(at: usize) -> Sample {
    let mut points = vec![0; 40_000];
    points[at] = 30_000;
    Sample { points, low: None, cycle: (0, 0), rate: 44_100, key: 60, correction: 0 }
}

/// Frames of the default envelope delay: -12000 timecents, about a millisecond.
const DELAY: f64 = 43.0;

fn click_time(x: &[f32]) -> f64 {
    let top = (0..x.len()).max_by(|&a, &b| x[a].abs().total_cmp(&x[b].abs())).unwrap();
    assert!(x[top].abs() > 0.1, "no click");
    top as f64
}

#[test]
fn plain_tone_has_its_level_and_pitch() {
    let x = toned(&[], Midi::note(1.0));
    near(level(&x, 0.1, 0.9), LEVEL, 0.02);
    near(cents(&x, 0.1, 0.9), 0.0, 0.02);
}

#[test]
fn start_offsets_skip_points() {
    let heard = |gens: &[(u16, i16)]| {
        let font = Font::simple(click(35_000), &[&[(54, 0)], gens].concat());
        click_time(&play(&font, Midi::note(1.0))) - DELAY
    };
    near(heard(&[]), 35_000.0, 1.0);
    near(heard(&[(0, 5000)]), 30_000.0, 1.0);
    near(heard(&[(4, 1)]), 35_000.0 - 32_768.0, 1.0);
}

#[test]
fn end_offsets_shorten() {
    for (gens, seconds) in [([(1, -22_050), (54, 0)], 0.5), ([(12, -1), (54, 0)], 11_332.0 / RATE)]
    {
        let x = toned(&gens, Midi::note(2.0));
        near(level(&x, 0.0, seconds - 0.01), LEVEL, 0.2);
        assert!(level(&x, seconds + 0.01, 1.9) < -90.0);
    }
}

/// A sine for the first half, silence for the second; loops decide what is heard.
fn half() -> Sample {
    let mut sample = tone();
    sample.points[22_050..].fill(0);
    sample.cycle = (0, 44_100);
    sample
}

#[test]
fn loop_offsets_move_the_loop() {
    // the loop is the silent half, the sounding half, or all of it
    let at = |gens: &[(u16, i16)]| play(&Font::simple(half(), gens), Midi::note(3.0));
    near(level(&at(&[]), 1.05, 1.45), LEVEL, 0.1);
    assert!(level(&at(&[(2, 22_050)]), 1.05, 2.9) < -90.0);
    near(level(&at(&[(3, -22_050)]), 1.05, 2.9), LEVEL, 0.1);
    let mut long = half();
    long.cycle = (0, 44_100 - 32_768);
    near(level(&play(&Font::simple(long.clone(), &[]), Midi::note(2.0)), 1.0, 1.9), LEVEL, 0.1);
    let x = play(&Font::simple(long.clone(), &[(50, 1), (45, 1)]), Midi::note(2.0));
    assert!(level(&x, 0.8, 1.9) < -90.0);
}

#[test]
fn modulation_lfo_moves_the_pitch() {
    // 8.176 Hz of +-100 cents, from the start: highest after an eighth of a period
    let x = toned(&[(5, 100), (21, -32_768), (22, -3600)], Midi::note(2.5));
    let period = 8.0 / 8.175_799;
    near(cents(&x, 0.25 * period - 0.02, 0.25 * period + 0.02), 96.0, 4.0);
    near(cents(&x, 0.75 * period - 0.02, 0.75 * period + 0.02), -96.0, 4.0);
}

#[test]
fn vibrato_lfo_waits_its_delay() {
    // half a second of rest, then 1.022 Hz of 50 cents
    let x = toned(&[(6, 50), (23, -1200), (24, -3600)], Midi::note(2.5));
    let period = 8.0 / 8.175_799;
    near(cents(&x, 0.1, 0.48), 0.0, 0.1);
    near(cents(&x, 0.48 + 0.25 * period, 0.52 + 0.25 * period), 48.0, 2.0);
}

#[test]
fn modulation_lfo_delay_and_frequency() {
    let x = toned(&[(5, 50), (21, 0), (22, -2400)], Midi::note(2.5));
    near(cents(&x, 0.1, 0.98), 0.0, 0.1);
    let period = 4.0 / 8.175_799;
    near(cents(&x, 0.98 + 0.75 * period, 1.02 + 0.75 * period), -46.0, 4.0);
}

#[test]
fn filter_is_3_db_down_at_its_cutoff() {
    let x = toned(&[(8, TONE_CENTS)], Midi::note(1.0));
    near(level(&x, 0.2, 0.9), LEVEL - 3.01, 0.05);
    // two octaves above the cutoff, 12 dB an octave
    let x = toned(&[(8, TONE_CENTS - 2400)], Midi::note(1.0));
    near(level(&x, 0.2, 0.9), LEVEL - 24.1, 0.1);
}

#[test]
fn resonance_rises_by_its_height_over_half_of_it() {
    let x = toned(&[(8, TONE_CENTS), (9, 200)], Midi::note(1.0));
    near(level(&x, 0.3, 0.9), LEVEL + 10.0, 0.1);
    let x = toned(&[(8, 12_000), (9, 200)], Midi::note(1.0));
    near(level(&x, 0.3, 0.9), LEVEL - 10.0, 0.1);
}

#[test]
fn modulation_lfo_moves_the_cutoff() {
    let x = toned(&[(8, TONE_CENTS), (10, 2400), (21, -32_768), (22, -4800)], Midi::note(2.5));
    let period = 16.0 / 8.175_799;
    near(level(&x, 0.25 * period - 0.03, 0.25 * period + 0.03), LEVEL, 0.2);
    near(level(&x, 0.75 * period - 0.03, 0.75 * period + 0.03), LEVEL - 24.1, 1.2);
}

#[test]
fn modulation_lfo_moves_the_volume() {
    let x = toned(&[(13, 60), (21, -32_768), (22, -4800)], Midi::note(2.5));
    let period = 16.0 / 8.175_799;
    near(level(&x, 0.25 * period - 0.02, 0.25 * period + 0.02), LEVEL + 6.0, 0.3);
    near(level(&x, 0.75 * period - 0.02, 0.75 * period + 0.02), LEVEL - 6.0, 0.3);
}

#[test]
fn fluidsynths_tremolo_only_takes_away() {
    let gens = [(13, 60), (21, -32_768), (22, -4800)];
    let options = gospel_engine::RenderOptions { dialect: Dialect::FLUIDSYNTH, ..options() };
    let x = play_with(&Font::simple(tone(), &gens), Midi::note(2.5), &options).left;
    let period = 16.0 / 8.175_799;
    near(level(&x, 0.25 * period - 0.02, 0.25 * period + 0.02), LEVEL, 0.1);
    near(level(&x, 0.75 * period - 0.02, 0.75 * period + 0.02), LEVEL - 6.0, 0.3);
}

#[test]
fn pan_is_of_equal_power() {
    for pan in [-500, -250, 0, 250, 500] {
        let font = Font::simple(tone(), &[(17, pan)]);
        let sound = play_with(&font, Midi::note(0.5), &options());
        let angle = f64::from(pan + 500) / 1000.0 * std::f64::consts::FRAC_PI_2;
        for (side, gain) in [(&sound.left, angle.cos()), (&sound.right, angle.sin())] {
            let expected = LEVEL + 3.0103 + 20.0 * gain.max(1e-9).log10();
            if expected > -80.0 {
                near(level(side, 0.1, 0.4), expected, 0.02);
            } else {
                assert!(level(side, 0.1, 0.4) < -80.0);
            }
        }
    }
}

#[test]
fn keynum_and_velocity_replace_the_players() {
    let x = toned(&[(46, 72)], Midi::key(60, 127, 0.5));
    near(cents(&x, 0.1, 0.4), 1200.0, 0.1);
    // full volume though struck softly
    let x = toned(&[(47, 127)], Midi::key(60, 20, 0.5));
    near(level(&x, 0.1, 0.4), LEVEL, 0.02);
}

#[test]
fn attenuation_is_in_centibels() {
    for cb in [60, 123, 300] {
        let x = toned(&[(48, cb)], Midi::note(0.5));
        near(level(&x, 0.1, 0.4), LEVEL - f64::from(cb) / 10.0, 0.02);
    }
}

#[test]
fn tuning_is_in_semitones_and_cents() {
    let x = toned(&[(51, -7), (52, 37)], Midi::note(1.0));
    near(cents(&x, 0.1, 0.9), -663.0, 0.05);
    let mut sample = tone();
    sample.correction = -23;
    let x = play(&Font::simple(sample, &[]), Midi::note(1.0));
    near(cents(&x, 0.1, 0.9), -23.0, 0.05);
}

#[test]
fn scale_tuning_is_in_cents_a_key() {
    for (scale, expected) in [(100, 700.0), (50, 350.0), (0, 0.0)] {
        let x = toned(&[(56, scale)], Midi::key(67, 127, 0.5));
        near(cents(&x, 0.1, 0.4), expected, 0.1);
    }
}

#[test]
fn root_key_overrides_the_headers() {
    let x = toned(&[(58, 48)], Midi::note(0.5));
    near(cents(&x, 0.1, 0.4), 1200.0, 0.1);
}

#[test]
fn sample_rate_counts() {
    let mut sample = tone();
    sample.rate = 22_050;
    let x = play(&Font::simple(sample, &[]), Midi::note(0.5));
    near(cents(&x, 0.1, 0.4), -1200.0, 0.1);
}

#[test]
fn exclusive_class_cuts_the_one_before() {
    let midi = || {
        Midi::default().cc(0.0, 7, 127).on(0.0, 60, 127).on(0.5, 64, 1).off(1.0, 60).off(1.0, 64)
    };
    let with = toned(&[(57, 1)], midi());
    let without = toned(&[], midi());
    assert!(level(&with, 0.55, 0.95) < LEVEL - 40.0);
    near(level(&without, 0.55, 0.95), LEVEL, 0.1);
}

#[test]
fn sends_feed_their_effects() {
    use gospel_engine::effects::{Reverb, Space};
    let tail = |send: i16| {
        let reverb = Some(Reverb::space(Space::Hall));
        let options = gospel_engine::RenderOptions { reverb, ..options() };
        let midi = Midi::default().cc(0.0, 91, 0).on(0.01, 60, 127).off(0.5, 60);
        level(&play_with(&Font::simple(tone(), &[(16, send)]), midi, &options).left, 0.8, 1.2)
    };
    assert!(tail(0) < -100.0);
    near(tail(1000) - tail(100), 20.0, 0.1);
    let chorus = |send: i16| {
        let options = gospel_engine::RenderOptions { chorus: true, ..options() };
        let sound = play_with(&Font::simple(tone(), &[(15, send)]), Midi::note(0.5), &options);
        let pairs = sound.left.iter().zip(&sound.right);
        pairs.map(|(l, r)| f64::from(l - r).abs()).sum::<f64>()
    };
    assert!(chorus(0) < 1e-3);
    near(chorus(800) / chorus(400), 2.0, 0.01);
}
