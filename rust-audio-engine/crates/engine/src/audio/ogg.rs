//! Ogg Vorbis files, by libvorbis with the aoTuV patches.

use std::num::{NonZeroU8, NonZeroU32};

use vorbis_rs::{VorbisBitrateManagementStrategy, VorbisEncoderBuilder, VorbisError};

use super::samples::{Samples, tamed};
use crate::error::{Error, ErrorKind, Result};

/// Frames handed over at a time: the encoder slows down on long blocks.
const BLOCK: usize = 4096;
/// The stream's serial number: one stream a file, and the same bytes every time.
const SERIAL: i32 = 0x6765;
const MAX_CHANNELS: usize = 8;

/// # Errors
/// [`ErrorKind::Audio`] for more than eight channels or a rate outside
/// 8000..=192000 Hz.
pub(super) fn bytes(samples: Samples<'_>, sample_rate: u32, quality: f32) -> Result<Vec<u8>> {
    samples.check(MAX_CHANNELS, "an Ogg Vorbis file")?;
    let count = NonZeroU8::new(samples.channels() as u8);
    let rate = NonZeroU32::new(sample_rate).filter(|r| (8_000..=192_000).contains(&r.get()));
    let (Some(count), Some(rate)) = (count, rate) else {
        let text = format!("sample rate {sample_rate}; an Ogg Vorbis file here has 8000 to 192000");
        return Err(Error::new(ErrorKind::Audio, text));
    };
    write(samples, rate, count, quality)
        .map_err(|e| Error::new(ErrorKind::Audio, format!("Ogg Vorbis encoder: {e}")))
}

fn write(
    samples: Samples<'_>,
    rate: NonZeroU32,
    count: NonZeroU8,
    quality: f32,
) -> std::result::Result<Vec<u8>, VorbisError> {
    let strategy = VorbisBitrateManagementStrategy::QualityVbr { target_quality: quality };
    let mut builder = VorbisEncoderBuilder::new_with_serial(rate, count, Vec::new(), SERIAL);
    let mut encoder = builder.bitrate_management_strategy(strategy).build()?;
    let frames = samples.frames();
    let mut block: Vec<Vec<f32>> = vec![Vec::with_capacity(BLOCK); samples.channels()];
    for from in (0..frames).step_by(BLOCK) {
        let range = from..(from + BLOCK).min(frames);
        for (channel, out) in block.iter_mut().enumerate() {
            out.clear();
            out.extend(samples.each(channel, range.clone()).map(tamed));
        }
        encoder.encode_audio_block(&block)?;
    }
    encoder.finish()
}
