//! Pedals, note-offs, tempo, files, threads.

use gospel_engine::midi::Song;
use gospel_engine::{RenderOptions, SoundFont, render};

use crate::sf2::Font;
use crate::tools::*;

fn toned(midi: Midi) -> Vec<f32> {
    play(&Font::simple(tone(), &[]), midi)
}

#[test]
fn sustain_pedal_holds_what_is_let_go() {
    let x = toned(Midi::note(0.5).cc(0.2, 64, 127).cc(1.0, 64, 0));
    near(level(&x, 0.6, 0.95), LEVEL, 0.05);
    assert!(level(&x, 1.1, 1.2) < -90.0);
}

#[test]
fn sostenuto_holds_only_what_was_down() {
    let midi = Midi::note(0.5).cc(0.2, 66, 127).on(0.6, 72, 127).off(0.8, 72).cc(1.5, 66, 0);
    let x = toned(midi);
    // the first note alone after the second is let go
    near(level(&x, 0.9, 1.4), LEVEL, 0.05);
    near(cents(&x, 0.9, 1.4), 0.0, 0.1);
    assert!(level(&x, 1.6, 1.7) < -90.0);
}

#[test]
fn soft_pedal_takes_3_db() {
    near(level(&toned(Midi::note(0.5).cc(0.0, 67, 127)), 0.1, 0.4), LEVEL, 0.05);
    let soft = Midi::default().cc(0.0, 67, 127).cc(0.0, 7, 127).on(0.01, 60, 127).off(0.5, 60);
    near(level(&toned(soft), 0.1, 0.4), LEVEL - 3.0, 0.05);
}

#[test]
fn all_notes_off_respects_the_pedal_and_all_sound_off_does_not() {
    let held = Midi::note(2.0).cc(0.2, 64, 127).cc(0.5, 123, 0);
    near(level(&toned(held), 0.6, 1.9), LEVEL, 0.05);
    let cut = Midi::note(2.0).cc(0.2, 64, 127).cc(0.5, 120, 0);
    assert!(level(&toned(cut), 0.6, 1.9) < -90.0);
    let off = Midi::note(2.0).cc(0.5, 123, 0);
    assert!(level(&toned(off), 0.6, 1.9) < -90.0);
}

#[test]
fn reset_restores_controllers() {
    let x = toned(Midi::note(2.0).wheel(0.0, 0).cc(0.0, 11, 20).cc(1.0, 121, 0));
    near(level(&x, 1.1, 1.9), LEVEL, 0.05);
    near(cents(&x, 1.1, 1.9), 0.0, 0.1);
}

#[test]
fn registered_tuning_moves_the_channel() {
    let rpn =
        |low: u8, high: u8| Midi::note(0.5).cc(0.0, 101, 0).cc(0.0, 100, low).cc(0.0, 6, high);
    near(cents(&toned(rpn(2, 76)), 0.1, 0.4), 1200.0, 0.1);
    near(cents(&toned(rpn(1, 96)), 0.1, 0.4), 50.0, 0.1);
}

#[test]
fn reset_keeps_the_wheels_range() {
    // the parameter is still selected when the controllers are reset (practice 15)
    let range = |midi: Midi| midi.cc(0.0, 101, 0).cc(0.0, 100, 0).cc(0.0, 6, 12);
    let x = toned(range(Midi::note(2.0)).cc(0.5, 121, 0).wheel(0.6, 0));
    near(cents(&x, 0.8, 1.9), -1200.0, 0.1);
    // and data entry reaches nothing until a parameter is selected again
    let x = toned(range(Midi::note(2.0)).cc(0.5, 121, 0).cc(0.6, 6, 1).wheel(0.7, 0));
    near(cents(&x, 0.8, 1.9), -1200.0, 0.1);
}

#[test]
fn restriking_lets_the_first_stroke_go() {
    let x = toned(Midi::note(1.5).on(0.5, 60, 127));
    near(level(&x, 0.6, 1.4), LEVEL, 0.1);
}

#[test]
fn tempo_and_formats_agree() {
    // 480 ticks a quarter; one quarter at 120, then one at 60: the note-off at 1.5 s
    let tempo = [0x83, 0x60, 0xFF, 0x51, 3, 0x0F, 0x42, 0x40];
    let head = |format: u8, tracks: u8| {
        let mut out = b"MThd\0\0\0\x06".to_vec();
        out.extend([0, format, 0, tracks, 1, 0xE0]);
        out
    };
    let track = |body: &[u8]| {
        let mut out = b"MTrk".to_vec();
        out.extend((body.len() as u32 + 4).to_be_bytes());
        out.extend(body);
        out.extend([0, 0xFF, 0x2F, 0]);
        out
    };
    let note = [0, 0x90, 60, 100, 0x87, 0x40, 60, 0];
    let one: Vec<u8> = [&[0, 0x90, 60, 100], &tempo[..], &[0x83, 0x60, 0x80, 60, 0]].concat();
    let single = Song::parse(&[head(0, 1), track(&one)].concat()).unwrap();
    let double = Song::parse(&[head(1, 2), track(&tempo), track(&note)].concat()).unwrap();
    assert_eq!(single.seconds, 1.5);
    assert_eq!(single.messages, double.messages);
    // the patterns of format 2 follow one another
    let serial = Song::parse(&[head(2, 2), track(&note), track(&note)].concat()).unwrap();
    assert_eq!(serial.seconds, 2.0);
    assert_eq!(serial.messages[2].seconds, 1.0);
}

#[test]
fn threads_do_not_change_the_samples() {
    let mut midi = Midi::default();
    for i in 0..400_u32 {
        let at = f64::from(i) * 0.05;
        let key = 40 + (i * 7 % 48) as u8;
        midi = midi.on(at, key, 60 + (i % 60) as u8).off(at + 1.0, key).cc(at, 1, (i % 128) as u8);
    }
    let font = Font::simple(tone(), &[(38, 1200), (6, 20), (16, 300)]);
    let (bytes, font) = (midi.bytes(), SoundFont::from_bytes(font.bytes()).unwrap());
    let reverb = gospel_engine::effects::Reverb::space(gospel_engine::effects::Space::Room);
    let make = |threads| {
        let options = RenderOptions { threads, reverb: Some(reverb.clone()), ..options() };
        render(&font, &bytes, &options).unwrap()
    };
    let one = make(1);
    assert!(one.left.iter().any(|x| x.abs() > 0.1));
    for threads in [2, 3, 8] {
        assert!(one == make(threads), "{threads} threads differ");
    }
}

#[test]
fn the_tail_is_kept_until_it_is_inaudible() {
    let font = Font::simple(tone(), &[(38, 1200)]);
    let sound = play_with(&font, Midi::note(0.5), &options());
    // 100 dB in 2 s, from -9 dB: at -90 dB after about 1.6 s
    near(sound.frames() as f64 / RATE, 0.5 + 2.0 * 0.81, 0.05);
    let short = RenderOptions { max_tail: 0.25, ..options() };
    let cut = play_with(&font, Midi::note(0.5), &short);
    near(cut.frames() as f64 / RATE, 0.75, 1e-4);
    assert!(cut.left[cut.frames() - 1].abs() < 1e-4);
}
