//! Ogg Vorbis and MP3: what was encoded decodes to the same level, length and
//! place; streams in blocks; limits.
#![allow(missing_docs)]

use gospel_engine::ErrorKind;
use gospel_engine::audio::{
    DecodeOptions, Encoding, Recording, RecordingStream, Samples, WavFormat, encode,
};
use proptest::prelude::*;

/// Fading tones with a stroke every tenth of a second: music enough for a codec,
/// and anything but periodic for who looks for its delay.
fn music(frames: usize, rate: u32) -> [Vec<f32>; 2] {
    let tone =
        |hertz: f64, i: usize| (i as f64 * hertz / f64::from(rate) * std::f64::consts::TAU).sin();
    let beat = rate as usize / 10;
    let fade = |i: usize| (-((i % beat) as f64) / f64::from(rate) * 30.0).exp();
    let side = |a: f64, b: f64| {
        let pitch = |i: usize| 1.0 + (i / beat % 5) as f64 * 0.21;
        (0..frames)
            .map(|i| (fade(i) * (0.4 * tone(a * pitch(i), i) + 0.2 * tone(b, i))) as f32)
            .collect()
    };
    [side(220.0, 1710.0), side(331.0, 660.0)]
}

fn written(channels: &[Vec<f32>], rate: u32, encoding: Encoding) -> Vec<u8> {
    let views: Vec<&[f32]> = channels.iter().map(Vec::as_slice).collect();
    encode(Samples::Planar(&views), rate, encoding).unwrap()
}

fn decoded(bytes: Vec<u8>) -> Recording {
    Recording::decode(bytes, &DecodeOptions::default()).unwrap()
}

fn power(x: &[f32]) -> f64 {
    x.iter().map(|&v| f64::from(v).powi(2)).sum::<f64>() / x.len() as f64
}

/// Decibels by which `noise` between the two lies under the first.
fn fidelity(own: &[f32], other: &[f32]) -> f64 {
    let noise: Vec<f32> = own.iter().zip(other).map(|(a, b)| a - b).collect();
    10.0 * (power(own) / power(&noise).max(1e-20)).log10()
}

/// Frames by which `other` is late, up to 3000 either way.
fn delay(own: &[f32], other: &[f32]) -> isize {
    let (from, to) = (6000, 16_000);
    let match_at = |shift: isize| -> f64 {
        let moved = &other[(from + shift) as usize..(to + shift) as usize];
        let pairs = own[from as usize..to as usize].iter().zip(moved);
        pairs.map(|(a, b)| f64::from(a * b)).sum()
    };
    (-3000..3000).max_by(|&a, &b| match_at(a).total_cmp(&match_at(b))).unwrap()
}

#[test]
fn what_was_encoded_keeps_level_length_and_place() {
    for (encoding, least) in [
        (Encoding::Ogg(0.6), 15.0),
        (Encoding::Ogg(1.0), 25.0),
        (Encoding::Mp3(0.8), 15.0),
        (Encoding::Mp3(1.0), 20.0),
    ] {
        for rate in [44_100, 48_000, 22_050] {
            for count in [1, 2] {
                let own = &music(rate as usize, rate)[..count];
                let back = decoded(written(own, rate, encoding));
                let case = format!("{encoding:?} at {rate}, {count} channels");
                assert_eq!((back.sample_rate, back.channels.len()), (rate, count), "{case}");
                for (a, b) in own.iter().zip(&back.channels) {
                    assert_eq!(a.len(), b.len(), "{case}");
                    assert_eq!(delay(a, b), 0, "{case}");
                    let level = 10.0 * (power(b) / power(a)).log10();
                    assert!(level.abs() < 0.4, "{case}: {level} dB");
                    let heard = fidelity(a, b);
                    assert!(heard > least, "{case}: {heard} dB");
                }
            }
        }
    }
}

#[test]
fn quality_costs_bytes() {
    let own = music(88_200, 44_100);
    let wav = written(&own, 44_100, Encoding::Wav(WavFormat::Pcm16)).len();
    for make in [Encoding::Ogg, Encoding::Mp3] {
        let sizes = [0.0, 0.3, 0.6, 1.0].map(|q| written(&own, 44_100, make(q)).len());
        assert!(sizes.is_sorted_by(|a, b| a < b), "{sizes:?}");
        assert!(sizes[2] < wav / 4, "{sizes:?} of {wav}");
    }
}

#[test]
fn the_same_sound_gives_the_same_bytes() {
    let own = music(20_000, 44_100);
    let turns: Vec<f32> = own[0].iter().zip(&own[1]).flat_map(|(l, r)| [*l, *r]).collect();
    for encoding in
        [Encoding::Ogg(0.5), Encoding::Mp3(0.5), Encoding::Flac(24), Encoding::default()]
    {
        let bytes = written(&own, 44_100, encoding);
        assert_eq!(bytes, encode(Samples::Interleaved(&turns, 2), 44_100, encoding).unwrap());
    }
}

#[test]
fn rates_an_mp3_cannot_have_are_resampled() {
    for (rate, expected) in [(96_000, 48_000), (88_200, 44_100), (10_000, 11_025)] {
        let back = decoded(written(&music(rate as usize, rate), rate, Encoding::Mp3(0.8)));
        assert_eq!((back.sample_rate, back.channels[0].len()), (expected, expected as usize));
    }
}

#[test]
fn names_and_suffixes_choose_the_format() {
    let named = |name| Encoding::named(name, None).unwrap();
    assert_eq!(named("wav"), Encoding::Wav(WavFormat::Pcm16));
    assert_eq!(named("flac24"), Encoding::Flac(24));
    assert_eq!(Encoding::of_path("a/b.OGG", Some(0.2)).unwrap(), Encoding::Ogg(0.2));
    assert_eq!(Encoding::of_path("x.mp3", None).unwrap(), named("mp3"));
    for (error, part) in [
        (Encoding::named("aiff", None), "ogg and mp3 exist"),
        (Encoding::named("ogg", Some(1.5)), "quality 1.5; 0 to 1"),
        (Encoding::named("flac", Some(0.5)), "loses nothing"),
        (Encoding::of_path("noise", None), ".mp3 file"),
    ] {
        let error = error.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Argument);
        assert!(error.to_string().contains(part), "{error}");
    }
}

#[test]
fn what_a_format_cannot_hold_is_said() {
    let mono: &[f32] = &[0.1; 100];
    for (count, rate, encoding, part) in [
        (3, 44_100, Encoding::Mp3(0.5), "3 channels; an MP3 file has 1 to 2"),
        (9, 44_100, Encoding::Ogg(0.5), "9 channels; an Ogg Vorbis file has 1 to 8"),
        (1, 500, Encoding::Ogg(0.5), "sample rate 500"),
        (1, 500, Encoding::Mp3(0.5), "sample rate 500"),
        (0, 44_100, Encoding::default(), "0 channels"),
    ] {
        let error = encode(Samples::Planar(&vec![mono; count]), rate, encoding).unwrap_err();
        assert!(error.to_string().contains(part), "{error}");
    }
}

#[test]
fn nothing_and_nonsense_are_encoded_as_silence() {
    let odd: Vec<f32> = [f32::NAN, f32::INFINITY, -1e30].repeat(1000);
    for encoding in [Encoding::Ogg(0.5), Encoding::Mp3(0.5), Encoding::Flac(16)] {
        let back = decoded(written(std::slice::from_ref(&odd), 44_100, encoding));
        assert!(back.channels[0].iter().all(|x| x.is_finite() && x.abs() < 4.0));
        // a file without a frame is a file nonetheless
        assert!(!written(&[Vec::new()], 44_100, encoding).is_empty());
    }
}

#[test]
fn blocks_put_together_are_the_whole() {
    let own = music(50_000, 44_100);
    for encoding in [
        Encoding::Ogg(0.6),
        Encoding::Mp3(0.8),
        Encoding::Flac(16),
        Encoding::Wav(WavFormat::Float32),
    ] {
        let bytes = written(&own, 44_100, encoding);
        for (sample_rate, mono) in [(None, false), (Some(16_000), true), (Some(48_000), false)] {
            let options = DecodeOptions { sample_rate, mono, ..DecodeOptions::default() };
            let whole = Recording::decode(bytes.clone(), &options).unwrap();
            let mut stream = RecordingStream::from_bytes(bytes.clone(), &options).unwrap();
            let mut joined = vec![Vec::new(); whole.channels.len()];
            while let Some(block) = stream.next_block(4000).unwrap() {
                assert!(joined[0].len().is_multiple_of(4000), "a short block before the end");
                joined.iter_mut().zip(block).for_each(|(all, part)| all.extend(part));
            }
            assert_eq!(stream.sample_rate(), whole.sample_rate);
            assert!(joined == whole.channels, "{encoding:?} {sample_rate:?}");
            assert!(stream.next_block(10).unwrap().is_none());
        }
    }
}

#[test]
fn a_stream_ends_at_the_longest_length() {
    for encoding in [Encoding::Ogg(0.6), Encoding::Mp3(0.8), Encoding::Flac(16)] {
        let bytes = written(&music(44_100, 44_100), 44_100, encoding);
        let options = DecodeOptions { max_seconds: 0.5, ..DecodeOptions::default() };
        let mut stream = RecordingStream::from_bytes(bytes.clone(), &options).unwrap();
        let mut frames = 0;
        let error = loop {
            match stream.next_block(1000) {
                Ok(block) => frames += block.expect("an error before the end")[0].len(),
                Err(error) => break error,
            }
        };
        assert!(error.to_string().contains("longer than 0.5 s"), "{error}");
        assert!(frames <= 22_050);
        let options = DecodeOptions { max_bytes: 100, ..DecodeOptions::default() };
        let error = RecordingStream::from_bytes(bytes, &options).err().unwrap();
        assert!(error.to_string().contains("at most 100"), "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn damaged_streams_are_errors_or_sound(
        mp3 in any::<bool>(),
        edits in prop::collection::vec((0_usize..20_000, any::<u8>()), 1..10),
        keep in 0_usize..20_000,
    ) {
        let encoding = if mp3 { Encoding::Mp3(0.2) } else { Encoding::Ogg(0.2) };
        let mut bytes = written(&music(6000, 44_100), 44_100, encoding);
        for (at, value) in edits {
            let at = at % bytes.len();
            bytes[at] = value;
        }
        bytes.truncate(keep.max(4));
        let options = DecodeOptions { max_seconds: 10.0, ..DecodeOptions::default() };
        match Recording::decode(bytes, &options) {
            Ok(sound) => prop_assert!(!sound.channels.is_empty()),
            Err(error) => prop_assert_eq!(error.kind(), ErrorKind::Audio),
        }
    }
}
