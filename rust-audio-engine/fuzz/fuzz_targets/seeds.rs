//! Writes the seed corpus, `corpus/<format>/`, with the tests' own writers.

#[path = "../../crates/engine/tests/golden/sf2.rs"]
#[allow(dead_code)]
mod sf2;

use gospel_engine::audio::{Encoding, Samples, WavFormat, encode, write_flac, write_wav};
use sf2::{Font, Sample, range, zone};

fn main() -> std::io::Result<()> {
    let points: Vec<i16> = (0..300).map(|i| ((i * 3001) % 20_000 - 10_000) as i16).collect();
    let plain = Sample { points, low: None, cycle: (40, 250), rate: 8000, key: 60, correction: 3 };
    let deep = Sample { low: Some(vec![7; 300]), ..plain.clone() };
    let simple = Font::simple(plain, &[(36, 1200), (37, 300), (8, 9000), (6, 20)]);
    let mut rich = Font::simple(deep, &[(7, 100), (11, -600), (13, 30), (57, 2)])
        .with_mods(&[[0x0502, 48, 500, 0, 0], [0x0081, 0x8000, 3, 0, 0], [127, 52, 9, 0, 2]]);
    rich.instruments[0].push(zone(&[(43, range(30, 90)), (54, 3), (0, 9), (53, 0)]));
    let tone: Vec<f32> = (0..900).map(|i| (i as f32 * 0.1).sin() * 0.5).collect();
    let song = b"MThd\0\0\0\x06\0\x01\0\x01\0\x60MTrk\0\0\0\x26\0\xff\x51\x03\x07\xa1\x20\0\xb0\x40\
\x7f\0\x90\x3c\x64\x10\x90\x43\x28\x08\xe0\0\x60\x08\x80\x3c\0\x10\xb0\x40\0\x20\xff\x2f\0";
    let turns = |encoding| encode(Samples::Interleaved(&tone, 2), 44_100, encoding).unwrap();
    let seeds: [(&str, Vec<u8>); 11] = [
        ("sf2/simple", simple.bytes()),
        ("sf2/rich", rich.bytes()),
        ("sf3/simple", simple.compressed(0.1)),
        ("sf3/rich", rich.compressed(0.9)),
        ("smf/short", song.to_vec()),
        ("wav/pcm16", write_wav(&[&tone], 8000, WavFormat::Pcm16).unwrap()),
        ("wav/pcm24", write_wav(&[&tone, &tone], 44_100, WavFormat::Pcm24).unwrap()),
        ("wav/float32", write_wav(&[&tone], 22_050, WavFormat::Float32).unwrap()),
        ("decoder/flac", write_flac(&[&tone, &tone], 44_100, 16).unwrap()),
        ("decoder/ogg", turns(Encoding::Ogg(0.3))),
        ("decoder/mp3", turns(Encoding::Mp3(0.3))),
    ];
    for (name, bytes) in seeds {
        let path = std::path::Path::new("corpus").join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(&path))?;
        std::fs::write(path, bytes)?;
    }
    Ok(())
}
