//! A cut font plays as the whole one does.
#![allow(missing_docs)]

#[path = "golden/sf2.rs"]
#[allow(dead_code)]
mod sf2;
#[path = "golden/tools.rs"]
#[allow(dead_code)]
mod tools;

use gospel_engine::synth::Dialect;
use gospel_engine::{ErrorKind, RenderOptions, SoundFont, render};
use sf2::{Font, Sample, range, zone};
use tools::{Midi, hertz, level, near, options, sine};

/// Two keyboards' halves in tune with each other, two velocity layers each.
fn layered() -> Font {
    let samples = vec![sine(220.0), sine(220.0), sine(880.0), sine(880.0)];
    let part = |keys, velocities, sample: i16, root: i16| {
        zone(&[(43, keys), (44, velocities), (48, 30), (54, 1), (58, root), (53, sample)])
    };
    let (low, high) = (range(0, 59), range(60, 127));
    let (soft, loud) = (range(0, 63), range(64, 127));
    let zones = vec![
        part(low, soft, 0, 48),
        part(low, loud, 1, 48),
        part(high, soft, 2, 72),
        part(high, loud, 3, 72),
    ];
    let preset = vec![zone(&[(48, 20)]), zone(&[(51, 1), (41, 0)])];
    Font { samples, instruments: vec![zones], preset, bank: 0 }
}

fn song() -> Vec<u8> {
    let mut midi = Midi::default().cc(0.0, 7, 127);
    for (i, (key, velocity)) in
        [(48, 30), (48, 120), (60, 30), (72, 120), (90, 90)].iter().enumerate()
    {
        midi = midi.on(i as f64, *key, *velocity).off(i as f64 + 0.8, *key);
    }
    midi.bytes()
}

#[test]
fn a_font_that_fits_is_kept_whole() {
    let font = SoundFont::from_bytes(layered().bytes()).unwrap();
    let bytes = font.cut_preset(0, 0, 1_000_000).unwrap();
    let cut = SoundFont::from_bytes(bytes).unwrap();
    assert_eq!(cut.presets(), font.presets());
    let sound = |font| render(font, &song(), &options()).unwrap();
    assert!(sound(&font) == sound(&cut));
}

#[test]
fn a_smaller_font_keeps_pitch_and_level() {
    let font = SoundFont::from_bytes(layered().bytes()).unwrap();
    let whole = render(&font, &song(), &options()).unwrap();
    for max in [300_000, 150_000, 60_000] {
        let bytes = font.cut_preset(0, 0, max).unwrap();
        assert!(bytes.len() <= max, "{} of {max}", bytes.len());
        let cut = SoundFont::from_bytes(bytes).unwrap();
        let sound = render(&cut, &song(), &options()).unwrap();
        for i in 0..5 {
            let (from, to) = (f64::from(i) + 0.1, f64::from(i) + 0.7);
            near(level(&sound.left, from, to), level(&whole.left, from, to), 1.0);
        }
    }
}

/// The softer layers recorded softer, as real ones are, by `quieter` decibels.
fn recorded(quieter: f64) -> Font {
    let mut font = layered();
    let gain = 10.0_f64.powf(-quieter / 20.0);
    for index in [0, 2] {
        for point in &mut font.samples[index].points {
            *point = (f64::from(*point) * gain) as i16;
        }
    }
    font
}

#[test]
fn layers_that_stand_for_others_keep_their_level() {
    for dialect in [Dialect::SPECIFICATION, Dialect::FLUIDSYNTH] {
        for quieter in [-9.0, 6.0, 14.0] {
            let font = SoundFont::from_bytes(recorded(quieter).bytes()).unwrap();
            let options = RenderOptions { dialect, ..options() };
            let whole = render(&font, &song(), &options).unwrap();
            for max in [80_000, 50_000] {
                let cut = SoundFont::from_bytes(font.cut_preset(0, 0, max).unwrap()).unwrap();
                assert!(cut.samples().len() < 4, "nothing was merged");
                let sound = render(&cut, &song(), &options).unwrap();
                for i in 0..5 {
                    let (from, to) = (f64::from(i) + 0.1, f64::from(i) + 0.7);
                    near(level(&sound.left, from, to), level(&whole.left, from, to), 0.3);
                }
            }
        }
    }
}

/// A fundamental with an overtone `loud` times as strong, eight times as high.
fn bright(loud: f64) -> Sample {
    let (low, high) = (sine(220.0), sine(1760.0));
    let both = low.points.iter().zip(&high.points);
    let mix = |(&a, &b): (&i16, &i16)| (0.4 * (f64::from(a) + loud * f64::from(b))) as i16;
    Sample { points: both.map(mix).collect(), ..low }
}

#[test]
fn filters_that_follow_velocity_are_heard_when_samples_stand_in() {
    // the second key's sample has little but its overtone, which the filter takes
    // away when struck softly
    let part = |keys, sample: i16, root: i16| {
        let gens = [(43, keys), (8, 11_000), (54, 1), (58, root), (53, sample)];
        let mut made = zone(&gens);
        // 1 minus velocity lowers the cutoff, four times as far as by default
        made.mods = vec![[0x0102, 8, -9600, 0, 0]];
        made
    };
    let instrument = vec![part(range(40, 48), 0, 48), part(range(49, 57), 1, 48)];
    let samples = vec![bright(0.5), bright(1.5)];
    let preset = vec![zone(&[(41, 0)])];
    let font = Font { samples, instruments: vec![instrument], preset, bank: 0 };
    let font = SoundFont::from_bytes(font.bytes()).unwrap();
    let cut = SoundFont::from_bytes(font.cut_preset(0, 0, 110_000).unwrap()).unwrap();
    assert_eq!(cut.samples().len(), 1, "nothing was merged");
    for velocity in [30, 64, 110] {
        for key in [44, 50, 53, 56] {
            let midi = Midi::key(key, velocity, 0.8).bytes();
            let sound = |font| level(&render(font, &midi, &options()).unwrap().left, 0.1, 0.7);
            near(sound(&cut), sound(&font), 1.5);
        }
    }
}

#[test]
fn halving_the_rate_keeps_the_loop_in_tune() {
    for cycle in [(1001, 44_001), (101, 302), (0, 44_100)] {
        let mut sample: Sample = sine(441.0);
        sample.cycle = cycle;
        // make the loop seamless whatever its length
        let period = f64::from(cycle.1 - cycle.0);
        let hertz_of = 44_100.0 / period * (period / 100.0).round();
        let step = std::f64::consts::TAU * hertz_of / 44_100.0;
        sample.points =
            (0..44_100).map(|i| (16_384.0 * (step * f64::from(i)).sin()) as i16).collect();
        let font = SoundFont::from_bytes(Font::simple(sample, &[]).bytes()).unwrap();
        let whole = font.cut_preset(0, 0, 1_000_000).unwrap().len();
        let bytes = font.cut_preset(0, 0, whole * 2 / 3 + 600).unwrap();
        let cut = SoundFont::from_bytes(bytes).unwrap();
        assert_eq!(cut.samples()[0].rate, 22_050);
        let midi = Midi::note(3.0).bytes();
        let sound = render(&cut, &midi, &options()).unwrap();
        near(hertz(&sound.left, 0.2, 2.9) / hertz_of, 1.0, 1e-3);
        near(level(&sound.left, 0.2, 2.9), tools::LEVEL, 0.1);
    }
}

#[test]
fn what_cannot_be_done_is_said() {
    let font = SoundFont::from_bytes(layered().bytes()).unwrap();
    let missing = font.cut_preset(0, 5, 100_000).unwrap_err();
    assert!(missing.to_string().contains("bank 0, program 5"), "{missing}");
    assert_eq!(font.cut_preset(0, 0, 2_000).unwrap_err().kind(), ErrorKind::Argument);
}
