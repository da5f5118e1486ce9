//! A recording that may be anything: decoded, resampled, mixed.
#![no_main]

use gospel_engine::audio::{DecodeOptions, Recording};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let options =
        DecodeOptions { sample_rate: Some(16_000), mono: true, max_seconds: 2.0, max_bytes: 1 << 20 };
    let _ = Recording::decode(data.to_vec(), &options);
});
