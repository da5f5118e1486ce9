//! RIFF WAVE files.

use super::dither::Dither;
use super::samples::Samples;
use crate::error::{Error, ErrorKind, Result};

/// How samples are stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WavFormat {
    /// 16-bit whole numbers, dithered.
    #[default]
    Pcm16,
    /// 24-bit whole numbers, dithered.
    Pcm24,
    /// 32-bit floats.
    Float32,
}

impl WavFormat {
    fn bytes(self) -> usize {
        match self {
            Self::Pcm16 => 2,
            Self::Pcm24 => 3,
            Self::Float32 => 4,
        }
    }
}

/// A WAV file of channels of equal length, full scale 1.
///
/// # Errors
/// [`ErrorKind::Audio`] if there are no channels or more than 255, if their
/// lengths differ, or if the file would pass 4 GiB.
pub fn write_wav(channels: &[&[f32]], sample_rate: u32, format: WavFormat) -> Result<Vec<u8>> {
    bytes(Samples::Planar(channels), sample_rate, format)
}

pub(super) fn bytes(samples: Samples<'_>, sample_rate: u32, format: WavFormat) -> Result<Vec<u8>> {
    samples.check(255, "a WAV file")?;
    let (frames, channels) = (samples.frames(), samples.channels());
    let size = frames as u64 * channels as u64 * format.bytes() as u64;
    if size > u64::from(u32::MAX) - 64 {
        return Err(Error::new(ErrorKind::Audio, "more than the 4 GiB a WAV file holds"));
    }
    let mut out = header(channels, frames, sample_rate, format);
    out.reserve_exact(size as usize + 1);
    match format {
        WavFormat::Pcm16 => {
            let mut dither = Dither::new(16);
            each(samples, |x| {
                let level = dither.level(x) as i16;
                out.extend_from_slice(&level.to_le_bytes());
            });
        }
        WavFormat::Pcm24 => {
            let mut dither = Dither::new(24);
            each(samples, |x| {
                out.extend_from_slice(&dither.level(x).to_le_bytes()[..3]);
            });
        }
        WavFormat::Float32 => {
            each(samples, |x| {
                out.extend_from_slice(&x.to_le_bytes());
            });
        }
    }
    if size % 2 == 1 {
        out.push(0);
    }
    Ok(out)
}

fn each(samples: Samples<'_>, mut put: impl FnMut(f32)) {
    match samples {
        Samples::Interleaved(data, _) => data.iter().for_each(|&x| put(x)),
        Samples::Planar(channels) => {
            for frame in 0..samples.frames() {
                channels.iter().for_each(|channel| put(channel[frame]));
            }
        }
    }
}

fn header(channels: usize, frames: usize, rate: u32, format: WavFormat) -> Vec<u8> {
    let is_float = format == WavFormat::Float32;
    let width = format.bytes();
    let size = (frames * channels * width) as u32;
    let fact = if is_float { 12 } else { 0 };
    let mut out = Vec::with_capacity(64);
    out.extend_from_slice(b"RIFF");
    out.extend((36 + fact + size + (size & 1)).to_le_bytes());
    out.extend_from_slice(b"WAVEfmt ");
    out.extend(16_u32.to_le_bytes());
    out.extend((if is_float { 3_u16 } else { 1 }).to_le_bytes());
    out.extend((channels as u16).to_le_bytes());
    out.extend(rate.to_le_bytes());
    out.extend((rate * (channels * width) as u32).to_le_bytes());
    out.extend(((channels * width) as u16).to_le_bytes());
    out.extend((8 * width as u16).to_le_bytes());
    if is_float {
        out.extend_from_slice(b"fact");
        out.extend(4_u32.to_le_bytes());
        out.extend((frames as u32).to_le_bytes());
    }
    out.extend_from_slice(b"data");
    out.extend(size.to_le_bytes());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn header_states_the_sizes() {
        let wav = write_wav(&[&[0.0, 0.5, -1.0], &[0.0, 0.0, 1.0]], 48_000, WavFormat::Pcm24);
        let wav = wav.unwrap();
        assert_eq!(wav.len(), 44 + 18);
        assert_eq!(u32::from_le_bytes(wav[4..8].try_into().unwrap()), 36 + 18);
        assert_eq!(u32::from_le_bytes(wav[24..28].try_into().unwrap()), 48_000);
        assert_eq!(&wav[44..50], &[0; 6]);
        // -1 and 1 reach the ends of the scale and no further
        let at = |i: usize| i32::from_le_bytes([0, wav[i], wav[i + 1], wav[i + 2]]) >> 8;
        assert!(at(56) <= -8_388_606 && at(59) >= 8_388_606);
    }

    #[test]
    fn dither_keeps_the_mean_of_what_lies_between_levels() {
        let x = vec![0.3 / 32768.0; 20_000];
        let wav = write_wav(&[&x], 44_100, WavFormat::Pcm16).unwrap();
        let levels = wav[44..].chunks(2).map(|b| f64::from(i16::from_le_bytes([b[0], b[1]])));
        let mean = levels.sum::<f64>() / 20_000.0;
        assert!((mean - 0.3).abs() < 0.02, "{mean}");
    }

    #[test]
    fn unequal_channels_are_refused() {
        assert!(write_wav(&[&[0.0], &[]], 44_100, WavFormat::Pcm16).is_err());
        assert!(write_wav(&[], 44_100, WavFormat::Pcm16).is_err());
    }
}
