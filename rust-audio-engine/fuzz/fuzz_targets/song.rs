//! A MIDI file that may be anything: read and, where short, played.
#![no_main]

use std::sync::OnceLock;

use gospel_engine::midi::Song;
use gospel_engine::{RenderOptions, SoundFont, render_song};
use libfuzzer_sys::fuzz_target;

#[path = "../../crates/engine/tests/golden/sf2.rs"]
#[allow(dead_code)]
mod sf2;

fn font() -> &'static SoundFont {
    static FONT: OnceLock<SoundFont> = OnceLock::new();
    FONT.get_or_init(|| {
        let points = (0..200).map(|i| ((i * 997) % 2000 - 1000) as i16).collect();
        let sample =
            sf2::Sample { points, low: None, cycle: (20, 180), rate: 8000, key: 60, correction: 0 };
        SoundFont::from_bytes(sf2::Font::simple(sample, &[(57, 1)]).bytes()).unwrap()
    })
}

fuzz_target!(|data: &[u8]| {
    let Ok(song) = Song::parse(data) else { return };
    if song.messages.len() > 300 {
        return;
    }
    let options = RenderOptions {
        threads: 1,
        sample_rate: 8000,
        max_tail: 0.1,
        max_seconds: 3.0,
        ..RenderOptions::default()
    };
    let _ = render_song(font(), &song, &options, None);
});
