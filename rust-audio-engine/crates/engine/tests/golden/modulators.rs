//! The default modulators, and a font's own.

use crate::sf2::Font;
use crate::tools::*;

fn toned(gens: &[(u16, i16)], midi: Midi) -> Vec<f32> {
    play(&Font::simple(tone(), gens), midi)
}

/// Decibels of a squared amplitude of `value` out of 127.
fn squared(value: u8) -> f64 {
    40.0 * (f64::from(value) / 127.0).log10()
}

#[test]
fn velocity_volume_and_expression_attenuate() {
    for value in [100, 64, 20] {
        let expected = LEVEL + squared(value);
        // keep the filter out of it
        let gens = [(8, 13_500)];
        near(level(&toned(&gens, Midi::key(60, value, 0.5)), 0.1, 0.4), expected, 0.1);
        near(level(&toned(&gens, Midi::note(0.5).cc(0.0, 7, value)), 0.1, 0.4), expected, 0.05);
        near(level(&toned(&gens, Midi::note(0.5).cc(0.0, 11, value)), 0.1, 0.4), expected, 0.05);
    }
}

#[test]
fn velocity_closes_the_filter() {
    // -2400 cents times 1 - 64/128, from a cutoff 1200 cents above the tone
    let gens = [(8, 6904 + 1200)];
    let soft = level(&toned(&gens, Midi::key(60, 64, 0.5)), 0.1, 0.4) - squared(64);
    near(soft, LEVEL - 3.01, 0.1);
}

#[test]
fn pressure_and_wheel_deepen_the_vibrato() {
    let gens = [(23, -32_768), (24, -3600)];
    let top = 0.25 * 8.0 / 8.175_799;
    let swing = |x: &[f32]| cents(x, top - 0.02, top + 0.02);
    let expected = 50.0 * 127.0 / 128.0 * 0.96;
    near(swing(&toned(&gens, Midi::note(1.0).cc(0.0, 1, 127))), expected, 2.0);
    near(swing(&toned(&gens, Midi::note(1.0).add(0.0, &[0xD0, 127]))), expected, 2.0);
    near(swing(&toned(&gens, Midi::note(1.0))), 0.0, 0.2);
}

#[test]
fn pan_controller_spans_the_field() {
    for (value, gain) in [(0, 1.0), (64, std::f64::consts::FRAC_1_SQRT_2), (96, 0.382_683)] {
        let x = toned(&[], Midi::note(0.5).cc(0.0, 10, value));
        near(level(&x, 0.1, 0.4), LEVEL + 3.0103 + 20.0 * f64::log10(gain), 0.05);
    }
}

#[test]
fn pitch_wheel_bends_by_its_range() {
    near(cents(&toned(&[], Midi::note(1.0).wheel(0.0, 0)), 0.1, 0.9), -200.0, 0.1);
    near(cents(&toned(&[], Midi::note(1.0).wheel(0.0, 12_288)), 0.1, 0.9), 100.0, 0.1);
    let wide = Midi::note(1.0).cc(0.0, 101, 0).cc(0.0, 100, 0).cc(0.0, 6, 12).wheel(0.0, 0);
    near(cents(&toned(&[], wide), 0.1, 0.9), -1200.0, 0.1);
}

#[test]
fn sends_follow_their_controllers() {
    use gospel_engine::effects::{Reverb, Space};
    let wet = |value: u8| {
        let reverb = Some(Reverb::space(Space::Hall));
        let options = gospel_engine::RenderOptions { reverb, ..options() };
        let midi = Midi::note(0.5).cc(0.0, 91, value);
        level(&play_with(&Font::simple(tone(), &[]), midi, &options).left, 0.8, 1.2)
    };
    near(wet(120) - wet(40), 20.0 * 3.0_f64.log10(), 0.05);
    let swaying = |value: u8| {
        let options = gospel_engine::RenderOptions { chorus: true, ..options() };
        let midi = Midi::note(0.5).cc(0.0, 93, value);
        let sound = play_with(&Font::simple(tone(), &[]), midi, &options);
        let pairs = sound.left.iter().zip(&sound.right);
        pairs.map(|(l, r)| f64::from(l - r).abs()).sum::<f64>()
    };
    near(swaying(120) / swaying(60), 2.0, 0.01);
}

#[test]
fn controllers_move_sounding_voices_without_clicks() {
    let x = toned(&[], Midi::note(2.0).cc(1.0, 7, 64).wheel(1.5, 16_383));
    near(level(&x, 0.2, 0.9), LEVEL, 0.05);
    near(level(&x, 1.1, 1.4), LEVEL + squared(64), 0.05);
    near(cents(&x, 1.6, 1.9), 200.0, 0.2);
    let steepest = 0.3536 * std::f64::consts::TAU * HERTZ / RATE;
    let worst =
        x[2000..80_000].windows(2).map(|w| f64::from(w[1] - w[0]).abs()).fold(0.0, f64::max);
    assert!(worst < 1.15 * steepest, "{worst} {steepest}");
}

/// Source, destination, amount, amount source, transform.
type Mod = [i32; 5];
const VELOCITY_TO_ATTENUATION: Mod = [0x0502, 48, 960, 0, 0];

fn moded(mods: &[Mod], midi: Midi) -> Vec<f32> {
    play(&Font::simple(tone(), &[(8, 13_500)]).with_mods(mods), midi)
}

#[test]
fn a_font_replaces_and_deletes_defaults() {
    let mut half = VELOCITY_TO_ATTENUATION;
    half[2] = 480;
    let x = moded(&[half], Midi::key(60, 64, 0.5));
    near(level(&x, 0.1, 0.4), LEVEL + squared(64) / 2.0, 0.1);
    let mut none = VELOCITY_TO_ATTENUATION;
    none[2] = 0;
    let x = moded(&[none], Midi::key(60, 64, 0.5));
    near(level(&x, 0.1, 0.4), LEVEL, 0.1);
}

#[test]
fn a_font_adds_its_own() {
    // controller 20, linear, up to 1200 cents of coarse pitch
    let x = moded(&[[0x0094, 52, 1200, 0, 0]], Midi::note(0.5).cc(0.0, 20, 64));
    near(cents(&x, 0.1, 0.4), 600.0, 0.1);
    // key number to attenuation, falling
    let x = moded(&[[0x0103, 48, 128, 0, 0]], Midi::note(0.5));
    near(level(&x, 0.1, 0.4), LEVEL - 6.8, 0.05);
    // a switch, its degree scaled by a second controller
    let mods = [[0x0C95, 52, 500, 0x0096, 0]];
    let midi = |value| Midi::note(0.5).cc(0.0, 21, value).cc(0.0, 22, 32);
    near(cents(&moded(&mods, midi(63)), 0.1, 0.4), 0.0, 0.1);
    near(cents(&moded(&mods, midi(64)), 0.1, 0.4), 125.0, 0.1);
}

#[test]
fn bipolar_absolute_and_linked() {
    let bipolar = [[0x0294, 52, 100, 0, 0]];
    near(cents(&moded(&bipolar, Midi::note(0.5)), 0.1, 0.4), -100.0, 0.1);
    let absolute = [[0x0294, 52, 100, 0, 2]];
    near(cents(&moded(&absolute, Midi::note(0.5)), 0.1, 0.4), 100.0, 0.1);
    // the first modulator feeds the second's source
    let linked = [[0x0094, 0x8001, 1, 0, 0], [127, 52, 400, 0, 0]];
    near(cents(&moded(&linked, Midi::note(0.5).cc(0.0, 20, 64)), 0.1, 0.4), 200.0, 0.1);
}

#[test]
fn preset_modulators_add() {
    let mut font = Font::simple(tone(), &[(8, 13_500)]);
    font.preset[0].mods = vec![VELOCITY_TO_ATTENUATION];
    let x = play(&font, Midi::key(60, 100, 0.5));
    near(level(&x, 0.1, 0.4), LEVEL + 2.0 * squared(100), 0.1);
}

#[test]
fn unknown_modulators_are_ignored() {
    let mods = [[0x1002, 48, 500, 0, 0], [0x0002, 48, 500, 0, 7], [0x0005, 48, 500, 0, 0]];
    let x = moded(&mods, Midi::note(0.5));
    near(level(&x, 0.1, 0.4), LEVEL, 0.05);
    // 8.2.1 keeps bank select, data entry and channel modes out of it
    let mods = [0x0080, 0x0086, 0x00A0, 0x00A6, 0x00E2, 0x00FB].map(|of| [of, 48, 500, 0, 0]);
    let x = moded(&mods, Midi::note(0.5).cc(0.0, 6, 127).cc(0.0, 98, 127));
    near(level(&x, 0.1, 0.4), LEVEL, 0.05);
}
