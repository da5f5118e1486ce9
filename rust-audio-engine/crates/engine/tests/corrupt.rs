//! Broken files: an error that says where, or sound, but never a panic and never
//! memory without bound.
#![allow(missing_docs)]

#[path = "golden/sf2.rs"]
#[allow(dead_code)]
mod sf2;
#[path = "golden/tools.rs"]
#[allow(dead_code)]
mod tools;

use gospel_engine::audio::{DecodeOptions, Encoding, Recording, Samples, WavFormat, encode};
use gospel_engine::midi::Song;
use gospel_engine::{ErrorKind, RenderOptions, SoundFont, render};
use proptest::prelude::*;
use sf2::{Font, Sample, range, zone};
use tools::Midi;

fn small_font() -> Vec<u8> {
    let points: Vec<i16> = (0..600).map(|i| ((i * 3001) % 20_000 - 10_000) as i16).collect();
    let sample =
        Sample { points, low: None, cycle: (100, 500), rate: 22_050, key: 60, correction: 3 };
    let mut font = Font::simple(sample, &[(36, 1200), (37, 300), (8, 9000), (6, 20)]);
    font = font.with_mods(&[[0x0502, 48, 500, 0, 0], [0x0081, 0x8000, 3, 0, 0]]);
    font.instruments[0].push(zone(&[(43, range(30, 90)), (54, 3), (53, 0)]));
    font.bytes()
}

fn small_song() -> Vec<u8> {
    Midi::default()
        .cc(0.0, 64, 127)
        .on(0.0, 60, 100)
        .on(0.1, 67, 40)
        .off(0.3, 60)
        .wheel(0.2, 900)
        .bytes()
}

fn options() -> RenderOptions {
    RenderOptions { threads: 1, max_tail: 0.5, max_seconds: 20.0, ..RenderOptions::default() }
}

/// Some bytes changed, some cut out, the end lost.
fn damage(mut bytes: Vec<u8>, edits: &[(usize, u8)], keep: usize) -> Vec<u8> {
    for &(at, value) in edits {
        let at = at % bytes.len();
        bytes[at] = value;
    }
    bytes.truncate(keep.max(1));
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn damaged_fonts_are_errors_or_play(
        edits in prop::collection::vec((0_usize..4096, any::<u8>()), 0..12),
        keep in 0_usize..8192,
    ) {
        let song = small_song();
        match SoundFont::from_bytes(damage(small_font(), &edits, keep)) {
            Ok(font) => {
                if let Ok(sound) = render(&font, &song, &options()) {
                    prop_assert!(sound.frames() < 44_100 * 21);
                }
                if font.find(0, 0).is_some() {
                    let _ = font.cut_preset(0, 0, 100_000);
                }
            }
            Err(error) => {
                prop_assert_eq!(error.kind(), ErrorKind::SoundFont);
                prop_assert!(error.offset().is_some(), "{}", error);
            }
        }
    }

    #[test]
    fn damaged_songs_are_errors_or_play(
        edits in prop::collection::vec((0_usize..200, any::<u8>()), 0..8),
        keep in 0_usize..300,
    ) {
        match Song::parse(&damage(small_song(), &edits, keep)) {
            Ok(song) => {
                let font = SoundFont::from_bytes(small_font()).unwrap();
                let sound = gospel_engine::render_song(&font, &song, &options(), None);
                if let Err(error) = sound {
                    prop_assert_eq!(error.kind(), ErrorKind::Midi);
                }
            }
            Err(error) => prop_assert_eq!(error.kind(), ErrorKind::Midi),
        }
    }

    #[test]
    fn noise_is_never_a_file(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        prop_assert!(Song::parse(&bytes).is_err());
        prop_assert!(SoundFont::from_bytes(bytes).is_err());
    }
}

#[test]
fn a_size_smaller_than_its_own_header_is_an_error() {
    let mut font = small_font();
    font[4..8].copy_from_slice(&[1, 0, 0, 0]);
    assert_eq!(SoundFont::from_bytes(font).unwrap_err().kind(), ErrorKind::SoundFont);
}

#[test]
fn errors_say_where_and_why() {
    let mut font = small_font();
    font[8] = b'x';
    let error = SoundFont::from_bytes(font).unwrap_err();
    assert_eq!(error.offset(), Some(8));
    assert!(error.to_string().contains("sfbk"), "{error}");
    let mut song = small_song();
    song.truncate(30);
    let error = Song::parse(&song).unwrap_err();
    assert!(error.offset().is_some_and(|at| at >= 22), "{error}");
}

#[test]
fn limits_are_named() {
    let font = SoundFont::from_bytes(small_font()).unwrap();
    let long = Midi::default().on(0.0, 60, 100).off(21.0, 60).bytes();
    let error = render(&font, &long, &options()).unwrap_err();
    assert!(error.to_string().contains("at most 20 s"), "{error}");
    let odd = RenderOptions { sample_rate: 100, ..options() };
    assert_eq!(render(&font, &long, &odd).unwrap_err().kind(), ErrorKind::Argument);
}

/// One second of a tone as a file.
fn recording(encoding: Encoding) -> Vec<u8> {
    let tone: Vec<f32> = (0..44_100).map(|i| (i as f32 * 0.05).sin() * 0.5).collect();
    encode(Samples::Planar(&[&tone]), 44_100, encoding).unwrap()
}

fn refused(bytes: Vec<u8>) -> gospel_engine::Error {
    let error = Recording::decode(bytes, &DecodeOptions::default()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Audio);
    error
}

#[test]
fn what_is_no_recording_is_wrong_from_its_start() {
    for bytes in [small_font(), small_song(), b"hello, world".to_vec(), Vec::new()] {
        let error = refused(bytes);
        assert_eq!(error.offset(), Some(0), "{error}");
    }
}

#[test]
fn a_recording_cut_in_its_header_is_wrong_at_the_cut() {
    for (encoding, keep) in [(Encoding::default(), 30), (Encoding::Flac(16), 20)] {
        let mut bytes = recording(encoding);
        bytes.truncate(keep);
        assert_eq!(refused(bytes).offset(), Some(keep as u64));
    }
}

#[test]
fn a_recording_without_sound_is_wrong_at_its_end() {
    let bytes = encode(Samples::Planar(&[&[]]), 44_100, Encoding::default()).unwrap();
    let size = bytes.len() as u64;
    let error = refused(bytes);
    assert!(error.to_string().contains("no sound"), "{error}");
    assert_eq!(error.offset(), Some(size));
}

#[test]
fn a_break_midway_is_placed_in_bytes_and_seconds() {
    let whole = recording(Encoding::Flac(16));
    let half = whole.len() / 2;
    let options = DecodeOptions { max_seconds: 0.5, ..DecodeOptions::default() };
    let error = Recording::decode(whole.clone(), &options).unwrap_err();
    assert!(error.to_string().contains("longer than 0.5 s"), "{error}");
    let at = error.offset().unwrap() as usize;
    assert!(at.abs_diff(half) < whole.len() / 5, "{at} of {}: {error}", whole.len());
}

#[test]
fn a_format_no_decoder_takes_is_wrong_in_the_header() {
    let mut bytes = recording(Encoding::Wav(WavFormat::Pcm16));
    // the format's tag
    bytes[20..22].copy_from_slice(&[0x55, 0x66]);
    let error = refused(bytes);
    assert!(error.offset().is_some_and(|at| (20..=300).contains(&at)), "{error}");
}
