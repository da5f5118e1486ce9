//! MP3 files of variable rate, by LAME.

use std::fmt::Display;

use mp3lame_encoder::{
    Builder, DualPcm, Encoder, FlushGap, MonoPcm, Quality, VbrMode, max_required_buffer_size,
};

use super::resample::resample;
use super::samples::{Samples, tamed};
use crate::error::{Error, ErrorKind, Result};

/// Frames handed over at a time.
const BLOCK: usize = 16_384;
/// Rates the format knows, in hertz.
const RATES: [u32; 9] = [8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000];
/// LAME's scale of variable rates, best first.
const SCALE: [Quality; 10] = [
    Quality::Best,
    Quality::SecondBest,
    Quality::NearBest,
    Quality::VeryNice,
    Quality::Nice,
    Quality::Good,
    Quality::Decent,
    Quality::Ok,
    Quality::SecondWorst,
    Quality::Worst,
];

/// Rates the format does not know are resampled to the next it does.
///
/// # Errors
/// [`ErrorKind::Audio`] for more than two channels, [`ErrorKind::Argument`] for a
/// rate outside 1000..=768000 Hz.
pub(super) fn bytes(samples: Samples<'_>, sample_rate: u32, quality: f32) -> Result<Vec<u8>> {
    samples.check(2, "an MP3 file")?;
    let rate = nearest(sample_rate);
    if rate == sample_rate {
        return write(samples, rate, quality);
    }
    let moved = |channel| {
        let x: Vec<f32> = samples.each(channel, 0..samples.frames()).collect();
        resample(&x, sample_rate, rate)
    };
    let channels = (0..samples.channels()).map(moved).collect::<Result<Vec<_>>>()?;
    let views: Vec<&[f32]> = channels.iter().map(Vec::as_slice).collect();
    write(Samples::Planar(&views), rate, quality)
}

/// The format's rate for `wanted`: itself, the next above, or the highest of its family.
fn nearest(wanted: u32) -> u32 {
    let top = if wanted.is_multiple_of(44_100) { 44_100 } else { 48_000 };
    RATES.into_iter().find(|&rate| rate >= wanted).unwrap_or(top)
}

fn failed(error: impl Display) -> Error {
    Error::new(ErrorKind::Audio, format!("MP3 encoder: {error}"))
}

fn encoder(channels: usize, rate: u32, quality: f32) -> Result<Encoder> {
    let mut builder = Builder::new().ok_or_else(|| failed("no memory"))?;
    let place = ((1.0 - quality) * (SCALE.len() - 1) as f32).round() as usize;
    builder.set_num_channels(channels as u8).map_err(failed)?;
    builder.set_sample_rate(rate).map_err(failed)?;
    // left to itself the encoder lowers the rate of what it thinks too poor for it
    builder.set_output_sample_rate(std::num::NonZeroU32::new(rate)).map_err(failed)?;
    builder.set_vbr_mode(VbrMode::Mtrh).map_err(failed)?;
    builder.set_vbr_quality(SCALE[place.min(SCALE.len() - 1)]).map_err(failed)?;
    builder.set_to_write_vbr_tag(true).map_err(failed)?;
    builder.build().map_err(failed)
}

fn write(samples: Samples<'_>, rate: u32, quality: f32) -> Result<Vec<u8>> {
    let mut encoder = encoder(samples.channels(), rate, quality)?;
    let frames = samples.frames();
    let mut out = Vec::new();
    let mut block = [Vec::with_capacity(BLOCK), Vec::with_capacity(BLOCK)];
    for from in (0..frames).step_by(BLOCK) {
        let range = from..(from + BLOCK).min(frames);
        for (channel, part) in block.iter_mut().enumerate().take(samples.channels()) {
            part.clear();
            part.extend(samples.each(channel, range.clone()).map(tamed));
        }
        out.reserve(max_required_buffer_size(range.len()));
        let [left, right] = &block;
        if samples.channels() == 1 {
            encoder.encode_to_vec(MonoPcm(left), &mut out).map_err(failed)?;
        } else {
            encoder.encode_to_vec(DualPcm { left, right }, &mut out).map_err(failed)?;
        }
    }
    out.reserve(max_required_buffer_size(0));
    encoder.flush_to_vec::<FlushGap>(&mut out).map_err(failed)?;
    tagged(&encoder, out)
}

/// Puts the finished tag, which states delay and length, over the frame left for it.
fn tagged(encoder: &Encoder, mut out: Vec<u8>) -> Result<Vec<u8>> {
    let mut tag = Vec::with_capacity(encoder.lame_tag_size());
    if encoder.lame_tag_encode_to_vec(&mut tag).is_some() {
        let place = out.get_mut(..tag.len()).ok_or_else(|| failed("no frame for the tag"))?;
        place.copy_from_slice(&tag);
    }
    Ok(out)
}
