//! What is written can be read: WAV and FLAC round trips, pictures, limits.
#![allow(missing_docs)]

use gospel_engine::ErrorKind;
use gospel_engine::audio::{
    DecodeOptions, Recording, Samples, Size, WavFormat, spectrogram_png, waveform_png, write_flac,
    write_wav,
};
use proptest::prelude::*;

fn music(frames: usize) -> (Vec<f32>, Vec<f32>) {
    let tone = |hertz: f64, i: usize| (i as f64 * hertz / 44_100.0 * std::f64::consts::TAU).sin();
    let fade = |i: usize| (-(i as f64) / 20_000.0).exp();
    let side = |a: f64, b: f64| {
        let at = |i: usize| (fade(i) * (0.4 * tone(a, i) + 0.3 * tone(b, i))) as f32;
        (0..frames).map(at).collect()
    };
    (side(220.0, 1710.0), side(221.0, 660.0))
}

fn decode(bytes: Vec<u8>) -> Recording {
    Recording::decode(bytes, &DecodeOptions::default()).unwrap()
}

#[test]
fn wav_and_flac_read_back() {
    let (left, right) = music(30_011);
    let channels = [&left[..], &right[..]];
    let files = [
        (write_wav(&channels, 48_000, WavFormat::Pcm16).unwrap(), 1.0 / 16_000.0),
        (write_wav(&channels, 48_000, WavFormat::Pcm24).unwrap(), 1.0 / 4_000_000.0),
        (write_wav(&channels, 48_000, WavFormat::Float32).unwrap(), 0.0),
        (write_flac(&channels, 48_000, 16).unwrap(), 1.0 / 16_000.0),
        (write_flac(&channels, 48_000, 24).unwrap(), 1.0 / 4_000_000.0),
    ];
    for (index, (bytes, tolerance)) in files.into_iter().enumerate() {
        let back = decode(bytes);
        assert_eq!(back.sample_rate, 48_000);
        for (own, other) in channels.iter().zip(&back.channels) {
            assert_eq!(own.len(), other.len(), "file {index}");
            let worst = own.iter().zip(other).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
            assert!(worst <= tolerance, "file {index}: {worst}");
        }
    }
}

#[test]
fn flac_is_smaller_and_bit_exact() {
    let (left, right) = music(44_100);
    let flac = write_flac(&[&left, &right], 44_100, 16).unwrap();
    let wav = write_wav(&[&left, &right], 44_100, WavFormat::Pcm16).unwrap();
    assert!(flac.len() < wav.len() * 3 / 4, "{} of {}", flac.len(), wav.len());
    // both are dithered alike, so they hold the same levels
    assert_eq!(decode(flac), decode(wav));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn flac_holds_anything(
        values in prop::collection::vec(-1.0_f32..1.0, 1..9000),
        scale in prop::sample::select(vec![0.0_f32, 1e-4, 0.01, 1.0]),
        bits in prop::sample::select(vec![16_u32, 24]),
    ) {
        let x: Vec<f32> = values.iter().map(|v| v * scale).collect();
        let back = decode(write_flac(&[&x], 44_100, bits).unwrap());
        prop_assert_eq!(back.channels[0].len(), x.len());
        let step = 2.0 / (1_u32 << (bits - 1)) as f32;
        for (a, b) in x.iter().zip(&back.channels[0]) {
            prop_assert!((a - b).abs() <= step, "{} {}", a, b);
        }
    }

    #[test]
    fn damaged_recordings_are_errors_or_sound(
        flac in any::<bool>(),
        edits in prop::collection::vec((0_usize..3000, any::<u8>()), 1..10),
        keep in 0_usize..6000,
    ) {
        let (left, right) = music(1500);
        let mut bytes = if flac {
            write_flac(&[&left, &right], 44_100, 16).unwrap()
        } else {
            write_wav(&[&left, &right], 44_100, WavFormat::Pcm16).unwrap()
        };
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

#[test]
fn recordings_are_resampled_mixed_and_bounded() {
    let (left, right) = music(44_100);
    let wav = write_wav(&[&left, &right], 44_100, WavFormat::Float32).unwrap();
    let options =
        DecodeOptions { sample_rate: Some(16_000), mono: true, ..DecodeOptions::default() };
    let made = Recording::decode(wav.clone(), &options).unwrap();
    assert_eq!(
        (made.channels.len(), made.channels[0].len(), made.sample_rate),
        (1, 16_000, 16_000)
    );
    let short = DecodeOptions { max_seconds: 0.5, ..DecodeOptions::default() };
    let error = Recording::decode(wav.clone(), &short).unwrap_err();
    assert!(error.to_string().contains("longer than 0.5 s"), "{error}");
    let small = DecodeOptions { max_bytes: 1000, ..DecodeOptions::default() };
    let error = Recording::decode(wav, &small).unwrap_err();
    assert!(error.to_string().contains("at most 1000"), "{error}");
}

#[test]
fn pictures_are_png_of_their_size() {
    let (left, right) = music(44_100);
    let size = Size { width: 320, height: 100 };
    let wave = waveform_png(Samples::Planar(&[&left, &right]), size, [200, 80, 30]).unwrap();
    let heat = spectrogram_png(Samples::Planar(&[&left, &right]), 44_100, size).unwrap();
    for picture in [&wave, &heat] {
        let decoder = png::Decoder::new(std::io::Cursor::new(picture));
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        assert_eq!((info.width, info.height), (320, 100));
        assert!(pixels.iter().any(|&p| p > 100));
    }
    assert!(waveform_png(Samples::Planar(&[&left]), Size { width: 0, height: 5 }, [0; 3]).is_err());
}

#[test]
fn a_partial_shows_at_its_height() {
    // 1 kHz lies log(1000/30) / log(22050/30) of the way up
    let tone: Vec<f32> =
        (0..44_100).map(|i| (i as f32 * 1000.0 / 44_100.0 * std::f32::consts::TAU).sin()).collect();
    let size = Size { width: 4, height: 400 };
    let picture = spectrogram_png(Samples::Planar(&[&tone]), 44_100, size).unwrap();
    let mut reader = png::Decoder::new(std::io::Cursor::new(&picture)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    let light =
        |y: usize| pixels[(y * 4 + 2) * 4..][..3].iter().map(|&p| u32::from(p)).sum::<u32>();
    let top = (0..400).max_by_key(|&y| light(y)).unwrap();
    let expected = 400.0 * (1.0 - (1000.0_f64 / 30.0).ln() / (22_050.0_f64 / 30.0).ln());
    assert!((top as f64 - expected).abs() < 6.0, "{top} {expected}");
}
