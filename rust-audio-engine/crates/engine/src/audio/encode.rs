//! One door to every audio file the engine writes.

use std::path::Path;

use super::samples::Samples;
use super::wav::WavFormat;
use super::{flac, ogg, wav};
use crate::error::{Error, ErrorKind, Result};

/// A kind of audio file, and how well it keeps the sound.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Encoding {
    /// RIFF WAVE.
    Wav(WavFormat),
    /// FLAC of 16 or 24 bits, dithered: lossless below that.
    Flac(u32),
    /// Ogg Vorbis; quality 0..=1, 0.6 is about 190 kbit/s of stereo.
    Ogg(f32),
    /// MP3 of variable rate; quality 0..=1, 0.8 is about 190 kbit/s of stereo.
    #[cfg(feature = "mp3")]
    Mp3(f32),
}

impl Default for Encoding {
    fn default() -> Self {
        Self::Wav(WavFormat::default())
    }
}

/// Names of the formats, for messages.
const NAMES: &str = "wav, pcm16, pcm24, float32, flac, flac24, ogg and mp3 exist";
/// Quality of an Ogg Vorbis file where none is asked for.
const OGG_QUALITY: f32 = 0.6;
/// Quality of an MP3 file where none is asked for.
#[cfg(feature = "mp3")]
const MP3_QUALITY: f32 = 0.8;

impl Encoding {
    /// The format called `name`: wav (which is pcm16), pcm16, pcm24, float32, flac,
    /// flac24, ogg or mp3. `quality` is 0..=1 and concerns the last two.
    ///
    /// # Errors
    /// [`ErrorKind::Argument`] for another name, a quality outside its range, or
    /// one for a format that loses nothing.
    pub fn named(name: &str, quality: Option<f32>) -> Result<Self> {
        let bad = |text: String| Err(Error::new(ErrorKind::Argument, text));
        if let Some(q) = quality.filter(|q| !(0.0..=1.0).contains(q)) {
            return bad(format!("quality {q}; 0 to 1 are possible"));
        }
        let plain = match name {
            "ogg" => return Ok(Self::Ogg(quality.unwrap_or(OGG_QUALITY))),
            #[cfg(feature = "mp3")]
            "mp3" => return Ok(Self::Mp3(quality.unwrap_or(MP3_QUALITY))),
            "wav" | "pcm16" => Self::Wav(WavFormat::Pcm16),
            "pcm24" => Self::Wav(WavFormat::Pcm24),
            "float32" => Self::Wav(WavFormat::Float32),
            "flac" | "flac16" => Self::Flac(16),
            "flac24" => Self::Flac(24),
            _ => return bad(format!("format {name:?}; {NAMES}")),
        };
        match quality {
            Some(_) => bad(format!("{name} loses nothing, so it has no quality to choose")),
            None => Ok(plain),
        }
    }

    /// The format that the path's suffix names: .wav, .flac, .ogg or .mp3.
    ///
    /// # Errors
    /// As [`Self::named`], for another suffix or none.
    pub fn of_path(path: impl AsRef<Path>, quality: Option<f32>) -> Result<Self> {
        let path = path.as_ref();
        let suffix = path.extension().map(|s| s.to_string_lossy().to_lowercase());
        if let Some(name @ ("wav" | "flac" | "ogg" | "mp3")) = suffix.as_deref() {
            return Self::named(name, quality);
        }
        let text = format!("{}: name a .wav, .flac, .ogg or .mp3 file", path.display());
        Err(Error::new(ErrorKind::Argument, text))
    }
}

/// A whole audio file of `samples`, full scale 1. What lies beyond full scale is
/// clipped except in float32 WAV files.
///
/// # Errors
/// [`ErrorKind::Audio`] for a number of channels, a rate or a length the format
/// cannot hold, or channels of unequal length.
pub fn encode(samples: Samples<'_>, sample_rate: u32, encoding: Encoding) -> Result<Vec<u8>> {
    match encoding {
        Encoding::Wav(format) => wav::bytes(samples, sample_rate, format),
        Encoding::Flac(bits) => flac::bytes(samples, sample_rate, bits),
        Encoding::Ogg(quality) => ogg::bytes(samples, sample_rate, quality),
        #[cfg(feature = "mp3")]
        Encoding::Mp3(quality) => super::mp3::bytes(samples, sample_rate, quality),
    }
}
