//! Global and local zones, ranges, preset offsets.

use crate::sf2::{Font, range, zone};
use crate::tools::*;

fn font(preset: &[&[(u16, i16)]], instrument: &[&[(u16, i16)]]) -> Font {
    Font {
        samples: vec![tone()],
        instruments: vec![instrument.iter().map(|gens| zone(gens)).collect()],
        preset: preset.iter().map(|gens| zone(gens)).collect(),
        bank: 0,
    }
}

#[test]
fn local_zones_override_the_global_one() {
    let instrument: [&[(u16, i16)]; 3] = [
        &[(48, 100), (54, 1)],
        &[(43, range(0, 60)), (53, 0)],
        &[(43, range(61, 127)), (48, 0), (53, 0)],
    ];
    let f = font(&[&[(41, 0)]], &instrument);
    near(level(&play(&f, Midi::key(60, 127, 0.5)), 0.1, 0.4), LEVEL - 10.0, 0.05);
    near(level(&play(&f, Midi::key(61, 127, 0.5)), 0.1, 0.4), LEVEL, 0.05);
}

#[test]
fn preset_values_add_to_the_instruments() {
    let instrument: [&[(u16, i16)]; 1] = [&[(48, 60), (54, 1), (53, 0)]];
    let f = font(&[&[(48, 40), (51, 2)], &[(51, 7), (41, 0)]], &instrument);
    let x = play(&f, Midi::note(0.5));
    near(level(&x, 0.1, 0.4), LEVEL - 10.0, 0.05);
    near(cents(&x, 0.1, 0.4), 700.0, 0.1);
}

#[test]
fn sample_generators_are_ignored_in_presets() {
    let instrument: [&[(u16, i16)]; 1] = [&[(54, 1), (53, 0)]];
    let f = font(&[&[(58, 48), (54, 0), (41, 0)]], &instrument);
    let x = play(&f, Midi::note(2.0));
    near(cents(&x, 0.1, 1.9), 0.0, 0.1);
    near(level(&x, 1.1, 1.9), LEVEL, 0.05);
}

#[test]
fn ranges_select_and_layers_add() {
    let instrument: [&[(u16, i16)]; 3] = [
        &[(43, range(60, 60)), (44, range(64, 127)), (54, 1), (53, 0)],
        &[(43, range(60, 60)), (44, range(64, 127)), (54, 1), (53, 0)],
        &[(43, range(60, 60)), (44, range(1, 63)), (54, 1), (47, 127), (53, 0)],
    ];
    let f = font(&[&[(43, range(0, 100)), (41, 0)]], &instrument);
    // two equal layers, in phase
    near(level(&play(&f, Midi::note(0.5)), 0.1, 0.4), LEVEL + 6.02, 0.05);
    near(level(&play(&f, Midi::key(60, 20, 0.5)), 0.1, 0.4), LEVEL, 0.05);
    assert!(level(&play(&f, Midi::key(61, 127, 0.5)), 0.1, 0.4) < -100.0);
    let outside = font(&[&[(43, range(61, 100)), (41, 0)]], &instrument);
    assert!(level(&play(&outside, Midi::note(0.5)), 0.1, 0.4) < -100.0);
}

#[test]
fn drums_answer_channel_ten() {
    let mut f = Font::simple(tone(), &[]);
    f.bank = 128;
    let midi = Midi::default()
        .add(0.0, &[0xB9, 7, 127])
        .add(0.0, &[0x99, 60, 127])
        .add(0.5, &[0x89, 60, 0]);
    near(level(&play(&f, midi), 0.1, 0.4), LEVEL, 0.05);
}

#[test]
fn stereo_pairs_keep_to_their_sides() {
    // a pair is two zones panned apart: the right an octave up and 6 dB down
    let zones = [
        zone(&[(17, -500), (54, 1), (53, 0)]),
        zone(&[(17, 500), (48, 60), (51, 12), (54, 1), (53, 1)]),
    ];
    let f = Font {
        samples: vec![tone(), tone()],
        instruments: vec![zones.to_vec()],
        preset: vec![zone(&[(41, 0)])],
        bank: 0,
    };
    let sound = play_with(&f, Midi::note(1.0), &options());
    // each side alone has the whole power of its voice
    near(level(&sound.left, 0.1, 0.9), LEVEL + 3.0103, 0.05);
    near(level(&sound.right, 0.1, 0.9), LEVEL + 3.0103 - 6.0, 0.05);
    near(cents(&sound.left, 0.1, 0.9), 0.0, 0.1);
    near(cents(&sound.right, 0.1, 0.9), 1200.0, 0.1);
}

#[test]
fn generators_out_of_place_are_ignored() {
    // 7.9: a key range comes first, a velocity range after it alone, a sample last
    let at = |gens: &[(u16, i16)]| {
        let f = font(&[&[(41, 0)]], &[gens]);
        level(&play(&f, Midi::key(61, 127, 0.5)), 0.1, 0.4)
    };
    let (keys, soft) = (range(60, 60), range(1, 63));
    assert!(at(&[(43, keys), (54, 1), (53, 0)]) < -100.0);
    near(at(&[(54, 1), (43, keys), (53, 0)]), LEVEL, 0.05);
    assert!(at(&[(43, range(60, 61)), (44, soft), (54, 1), (53, 0)]) < -100.0);
    near(at(&[(54, 1), (44, soft), (53, 0)]), LEVEL, 0.05);
    near(at(&[(54, 1), (53, 0), (48, 200)]), LEVEL, 0.05);
}

#[test]
fn samples_without_points_are_silent() {
    let mut empty = tone();
    empty.points.clear();
    empty.cycle = (0, 0);
    let both = [zone(&[(54, 1), (53, 0)]), zone(&[(54, 1), (53, 1)])];
    let f = Font {
        samples: vec![empty, tone()],
        instruments: vec![both.to_vec()],
        preset: vec![zone(&[(41, 0)])],
        bank: 0,
    };
    near(level(&play(&f, Midi::note(0.5)), 0.1, 0.4), LEVEL, 0.02);
}
