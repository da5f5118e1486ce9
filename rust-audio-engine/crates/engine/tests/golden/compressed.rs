//! SF3: samples that are Ogg Vorbis streams.

use gospel_engine::{ErrorKind, RenderOptions, Rendering, SoundFont, render};

use crate::sf2::{Font, Sample, range, zone};
use crate::tools::*;

fn played(bytes: Vec<u8>, midi: Midi) -> Rendering {
    let font = SoundFont::from_bytes(bytes).expect("a valid font");
    render(&font, &midi.bytes(), &options()).expect("a valid song")
}

#[test]
fn a_compressed_tone_keeps_level_pitch_and_loop() {
    let font = Font::simple(tone(), &[(51, 7)]);
    let bytes = font.compressed(0.9);
    assert!(bytes.len() < font.bytes().len() / 3);
    assert!(SoundFont::from_bytes(bytes.clone()).unwrap().is_compressed());
    let x = played(bytes, Midi::note(3.0)).left;
    near(level(&x, 0.1, 0.5), LEVEL, 0.1);
    // past the sample's own length only the loop sounds
    near(level(&x, 1.5, 2.9), LEVEL, 0.1);
    near(cents(&x, 0.1, 2.9), 700.0, 0.2);
}

#[test]
fn compressed_and_plain_sound_alike() {
    let font = Font::simple(tone(), &[(36, 1200), (37, 200), (8, 8000), (17, -200)]);
    let (plain, small) =
        (played(font.bytes(), Midi::note(1.0)), played(font.compressed(1.0), Midi::note(1.0)));
    assert_eq!(plain.frames(), small.frames());
    let noise: Vec<f32> = plain.left.iter().zip(&small.left).map(|(a, b)| a - b).collect();
    assert!(level(&plain.left, 0.1, 0.9) - level(&noise, 0.1, 0.9) > 30.0);
}

#[test]
fn each_sample_has_its_own_stream() {
    let low: Sample = sine(220.0);
    let high = Sample { rate: 22_050, ..sine(882.0) };
    let part = |keys, sample: i16| zone(&[(43, keys), (54, 1), (56, 0), (53, sample)]);
    let font = Font {
        samples: vec![low, high],
        instruments: vec![vec![part(range(0, 59), 0), part(range(60, 127), 1)]],
        preset: vec![zone(&[(41, 0)])],
        bank: 0,
    };
    let bytes = font.compressed(0.8);
    for (key, expected) in [(40, 220.0), (80, 441.0)] {
        let x = played(bytes.clone(), Midi::key(key, 127, 0.8)).left;
        near(hertz(&x, 0.1, 0.7), expected, 0.1);
    }
}

#[test]
fn a_broken_stream_is_an_error_that_names_its_sample() {
    let mut bytes = Font::simple(tone(), &[]).compressed(0.5);
    let at = bytes.windows(4).position(|w| w == b"OggS").unwrap();
    bytes[at..at + 400].fill(0x55);
    let font = SoundFont::from_bytes(bytes).unwrap();
    let options = RenderOptions { threads: 1, ..options() };
    let error = render(&font, &Midi::note(0.5).bytes(), &options).unwrap_err();
    assert_eq!((error.kind(), error.offset()), (ErrorKind::SoundFont, Some(at as u64)));
    assert!(error.to_string().contains("\"sample\""), "{error}");
}
