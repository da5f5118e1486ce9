//! Envelopes: one test a generator, and what happens where stages meet.

use crate::sf2::Font;
use crate::tools::*;

fn toned(gens: &[(u16, i16)], midi: Midi) -> Vec<f32> {
    play(&Font::simple(tone(), gens), midi)
}

#[test]
fn modulation_envelope_moves_the_pitch() {
    // delay 0.5 s, attack at once, hold 0.25 s, decay 1 s to 40 %
    let gens = [(7, 1200), (25, -1200), (26, -32_768), (27, -2400), (28, 0), (29, 600)];
    let x = toned(&gens, Midi::note(3.0));
    near(cents(&x, 0.1, 0.49), 0.0, 0.1);
    near(cents(&x, 0.51, 0.74), 1200.0, 2.0);
    near(cents(&x, 0.95, 1.05), 1200.0 * 0.75, 8.0);
    near(cents(&x, 1.5, 2.9), 1200.0 * 0.4, 2.0);
}

#[test]
fn modulation_envelope_attack_is_convex() {
    let x = toned(&[(7, 1200), (26, 0)], Midi::note(1.5));
    // 1 + 40/96 log10(t)
    near(cents(&x, 0.48, 0.52), 1200.0 * (1.0 + 40.0 / 96.0 * 0.5_f64.log10()), 10.0);
    near(cents(&x, 1.05, 1.45), 1200.0, 1.0);
}

#[test]
fn modulation_envelope_releases() {
    let gens = [(7, 1200), (26, -32_768), (30, 0), (38, 2400)];
    let x = toned(&gens, Midi::note(0.5));
    near(cents(&x, 0.3, 0.49), 1200.0, 1.0);
    near(cents(&x, 0.95, 1.05), 600.0, 10.0);
    near(cents(&x, 1.6, 2.0), 0.0, 1.0);
}

#[test]
fn modulation_envelope_follows_the_key() {
    // 12 keys above 60 at 100 timecents a key: half the hold and half the decay
    let gens = [(7, 1200), (26, -32_768), (27, 0), (28, 0), (29, 1000), (31, 100), (32, 100)];
    let x = toned(&[&gens[..], &[(56, 0)]].concat(), Midi::key(72, 127, 3.0));
    near(cents(&x, 0.1, 0.49), 1200.0, 1.0);
    near(cents(&x, 0.7, 0.8), 600.0, 15.0);
    near(cents(&x, 1.1, 2.0), 0.0, 1.0);
}

#[test]
fn modulation_envelope_moves_the_cutoff() {
    let gens = [(8, TONE_CENTS), (11, -2400), (25, -1200), (26, -32_768)];
    let x = toned(&gens, Midi::note(1.5));
    near(level(&x, 0.1, 0.49), LEVEL - 3.01, 0.1);
    near(level(&x, 0.7, 1.4), LEVEL - 24.1, 0.1);
}

#[test]
fn volume_envelope_delay_attack_and_hold() {
    // delay 0.25 s, attack 0.5 s, hold 0.5 s, decay 1 s to -20 dB: 0.2 s
    let gens = [(33, -2400), (34, -1200), (35, -1200), (36, 0), (37, 200)];
    let x = toned(&gens, Midi::note(3.0));
    assert!(level(&x, 0.0, 0.25) < -100.0);
    // linear in amplitude: half way up after half the time
    near(level(&x, 0.49, 0.51), LEVEL - 6.02, 0.2);
    near(level(&x, 0.76, 1.24), LEVEL, 0.05);
    near(level(&x, 1.34, 1.36), LEVEL - 10.0, 0.2);
    near(level(&x, 1.5, 2.9), LEVEL - 20.0, 0.05);
}

#[test]
fn volume_envelope_falls_100_db_in_its_time() {
    // 2 s of decay to silence: 50 dB a second
    let at_once = [(33, -32_768), (34, -32_768), (35, -32_768)];
    let gens = [&at_once[..], &[(36, 1200), (37, 1000)]].concat();
    let x = toned(&gens, Midi::note(3.0));
    near(level(&x, 0.49, 0.51), LEVEL - 25.0, 0.2);
    near(level(&x, 0.99, 1.01), LEVEL - 50.0, 0.2);
}

#[test]
fn volume_envelope_releases_100_db_in_its_time() {
    let x = toned(&[(38, 1200)], Midi::note(0.5));
    near(level(&x, 0.3, 0.49), LEVEL, 0.05);
    near(level(&x, 0.99, 1.01), LEVEL - 25.0, 0.2);
    near(level(&x, 1.49, 1.51), LEVEL - 50.0, 0.2);
}

#[test]
fn volume_envelope_follows_the_key() {
    // an octave up at 100 timecents a key halves hold and decay
    let gens = [(35, 0), (36, 1200), (37, 1000), (39, 100), (40, 100), (56, 0)];
    let x = toned(&gens, Midi::key(72, 127, 3.0));
    near(level(&x, 0.1, 0.49), LEVEL, 0.05);
    near(level(&x, 0.74, 0.76), LEVEL - 25.0, 0.3);
}

#[test]
fn a_release_during_the_attack_falls_from_where_it_was() {
    // attack of 1 s let go half way up: from -6 dB, 50 dB a second
    let x = toned(&[(34, 0), (38, 1200)], Midi::note(0.5));
    near(level(&x, 0.49, 0.5), LEVEL - 6.1, 0.15);
    near(level(&x, 0.99, 1.01), LEVEL - 6.02 - 25.0, 0.2);
    // in its delay a voice never sounds
    let x = toned(&[(33, 0), (38, 1200)], Midi::note(0.5));
    assert!(level(&x, 0.0, 0.5) < -100.0 && x[22_050..].iter().all(|v| v.abs() < 1e-5));
}

#[test]
fn a_release_during_the_decay_falls_from_where_it_was() {
    // 50 dB a second from the start, then 100
    let x = toned(&[(36, 1200), (37, 1000), (38, 0)], Midi::note(0.5));
    near(level(&x, 0.69, 0.71), LEVEL - 25.0 - 20.0, 0.3);
}

#[test]
fn a_release_has_the_length_its_controllers_give_it_last() {
    // controller 72 adds up to 2400 timecents to a release of a quarter second
    let font = Font::simple(tone(), &[(38, -2400)]).with_mods(&[[0x00C8, 38, 2400, 0, 0]]);
    let at = |midi: Midi| level(&play(&font, midi.cc(0.0, 72, 0)), 0.595, 0.605);
    near(at(Midi::note(0.5)), LEVEL - 40.0, 0.5);
    // half of it while the key is down: a release of half a second
    near(at(Midi::note(0.5).cc(0.2, 72, 64)), LEVEL - 20.0, 0.3);
    // too late for this note
    near(at(Midi::note(0.5).cc(0.55, 72, 64)), LEVEL - 40.0, 0.5);
}
