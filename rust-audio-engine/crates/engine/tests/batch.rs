//! Many files at once: the same sound, in order, stoppable.
#![allow(missing_docs)]

#[path = "golden/sf2.rs"]
#[allow(dead_code)]
mod sf2;
#[path = "golden/tools.rs"]
#[allow(dead_code)]
mod tools;

use gospel_engine::synth::render_many;
use gospel_engine::{ErrorKind, RenderOptions, SoundFont, render};
use sf2::Font;
use tools::{Midi, options, tone};

fn songs() -> Vec<Vec<u8>> {
    (0..12).map(|i| Midi::key(40 + 3 * i, 100, 0.5).bytes()).collect()
}

fn font() -> SoundFont {
    SoundFont::from_bytes(Font::simple(tone(), &[]).bytes()).unwrap()
}

#[test]
fn each_file_sounds_as_it_does_alone() {
    let (font, files) = (font(), songs());
    let options = RenderOptions { threads: 3, ..options() };
    let mut heard = Vec::new();
    let made = render_many(&font, &files, &options, Ok, |done, all| {
        heard.push((done, all));
        true
    });
    let made = made.unwrap();
    assert_eq!(heard, (1..=12).map(|n| (n, 12)).collect::<Vec<_>>());
    for (file, sound) in files.iter().zip(&made) {
        assert!(*sound == render(&font, file, &options).unwrap());
    }
}

#[test]
fn it_stops_when_told() {
    let options = RenderOptions { threads: 2, ..options() };
    let error = render_many(&font(), &songs(), &options, Ok, |done, _| done < 3).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Cancelled);
}

#[test]
fn a_broken_file_is_named() {
    let mut files = songs();
    files[7] = b"MThd".to_vec();
    let error = render_many(&font(), &files, &options(), Ok, |_, _| true).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Midi);
    assert!(error.to_string().contains("file 7"), "{error}");
}
