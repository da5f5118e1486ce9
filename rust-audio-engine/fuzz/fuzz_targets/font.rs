//! A font that may be anything: opened, played, cut.
#![no_main]

use gospel_engine::{RenderOptions, SoundFont, render};
use libfuzzer_sys::fuzz_target;

/// Two notes, a bend, a pedal.
const SONG: &[u8] = b"MThd\0\0\0\x06\0\0\0\x01\0\x60MTrk\0\0\0\x1f\0\xb0\x40\x7f\0\x90\x3c\x64\x10\
\x90\x43\x28\x08\xe0\0\x60\x08\x80\x3c\0\x10\xb0\x40\0\x20\xff\x2f\0";

fuzz_target!(|data: &[u8]| {
    let Ok(font) = SoundFont::from_bytes(data.to_vec()) else { return };
    let options = RenderOptions {
        threads: 1,
        sample_rate: 8000,
        max_tail: 0.2,
        max_seconds: 5.0,
        ..RenderOptions::default()
    };
    let _ = render(&font, SONG, &options);
    if let Some(preset) = font.presets().first() {
        let _ = font.cut_preset(preset.bank, preset.program, 20_000);
    }
});
