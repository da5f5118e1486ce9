//! Recordings to floats: WAV, MP3, FLAC and Ogg Vorbis, block by block.

use std::fs::File;
use std::io::Cursor;
use std::panic::AssertUnwindSafe;
use std::path::Path;

use symphonia::core::codecs::audio::{AudioDecoder, AudioDecoderOptions};
use symphonia::core::errors::Error as Cause;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, FormatReader, TrackType};
use symphonia::core::io::{MediaSource, MediaSourceStream, MediaSourceStreamOptions};
use symphonia::core::meta::MetadataOptions;

use super::resample::resample;
use crate::error::{Error, ErrorKind, Result};

/// Most channels of a recording.
const MAX_CHANNELS: usize = 8;
/// Broken packets passed over before a recording is given up.
const MAX_BROKEN: usize = 64;

/// What to make of a recording.
#[derive(Clone, Copy, Debug)]
pub struct DecodeOptions {
    /// Frames a second wanted; none keeps the recording's own.
    pub sample_rate: Option<u32>,
    /// Mixes all channels into one.
    pub mono: bool,
    /// Longest recording accepted, in seconds.
    pub max_seconds: f64,
    /// Largest file accepted, in bytes.
    pub max_bytes: u64,
}

impl Default for DecodeOptions {
    fn default() -> Self {
        Self { sample_rate: None, mono: false, max_seconds: 1200.0, max_bytes: 512 << 20 }
    }
}

/// A decoded recording.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recording {
    /// Channels of equal length, full scale 1.
    pub channels: Vec<Vec<f32>>,
    /// Frames a second.
    pub sample_rate: u32,
}

/// A recording read block by block.
pub struct AudioStream {
    format: Box<dyn FormatReader>,
    decoder: Box<dyn AudioDecoder>,
    track: u32,
    broken: usize,
    block: Vec<f32>,
    channels: usize,
    sample_rate: u32,
}

fn bad(text: impl Into<String>) -> Error {
    Error::new(ErrorKind::Audio, text)
}

/// The decoders are others' code that a broken recording can still drive into a
/// panic; here that is an error like any other.
fn guarded<T>(work: AssertUnwindSafe<impl FnOnce() -> Result<T>>) -> Result<T> {
    std::panic::catch_unwind(work)
        .unwrap_or_else(|_| Err(bad("the recording is broken: its decoder gave up")))
}

impl AudioStream {
    /// Opens a file.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] if it cannot be read, [`ErrorKind::Audio`] if it is no
    /// recording the engine knows.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let file = File::open(path).map_err(|e| Error::io(path.display(), &e))?;
        Self::from_source(Box::new(file))
    }

    /// Opens a recording held in memory.
    ///
    /// # Errors
    /// [`ErrorKind::Audio`] if it is no recording the engine knows.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self> {
        Self::from_source(Box::new(Cursor::new(bytes)))
    }

    fn from_source(source: Box<dyn MediaSource>) -> Result<Self> {
        guarded(AssertUnwindSafe(|| Self::probe(source)))
    }

    fn probe(source: Box<dyn MediaSource>) -> Result<Self> {
        let source = MediaSourceStream::new(source, MediaSourceStreamOptions::default());
        let probe = symphonia::default::get_probe();
        let format = probe
            .probe(&Hint::new(), source, FormatOptions::default(), MetadataOptions::default())
            .map_err(|e| bad(format!("not a recording the engine knows: {e}")))?;
        let track = format.default_track(TrackType::Audio).ok_or_else(|| bad("no audio track"))?;
        let id = track.id;
        let params = track.codec_params.as_ref().and_then(|p| p.audio());
        let params = params.ok_or_else(|| bad("no audio format"))?;
        let decoder = symphonia::default::get_codecs()
            .make_audio_decoder(params, &AudioDecoderOptions::default())
            .map_err(|e| bad(format!("no decoder: {e}")))?;
        let channels = params.channels.as_ref().map_or(0, symphonia::core::audio::Channels::count);
        let sample_rate = params.sample_rate.unwrap_or(0);
        let block = Vec::new();
        Ok(Self { format, decoder, track: id, broken: 0, block, channels, sample_rate })
    }

    /// Frames a second; 0 until the first block of some formats.
    pub fn sample_rate(&self) -> u32 {
        self.sample_rate
    }

    /// Number of channels; 0 until the first block of some formats.
    pub fn channels(&self) -> usize {
        self.channels
    }

    /// The next block, channels by turns; none at the end.
    ///
    /// # Errors
    /// [`ErrorKind::Audio`] if the recording is broken beyond passing over, or
    /// changes its rate or channels midway.
    pub fn next_block(&mut self) -> Result<Option<&[f32]>> {
        let is_more = guarded(AssertUnwindSafe(|| self.advance()))?;
        Ok(is_more.then_some(&self.block))
    }

    /// Decodes into `block`; `false` at the end.
    fn advance(&mut self) -> Result<bool> {
        loop {
            let packet = match self.format.next_packet() {
                Ok(Some(packet)) => packet,
                // a recording cut short plays up to the cut
                Ok(None) | Err(Cause::IoError(_)) => return Ok(false),
                Err(error) => return Err(bad(error.to_string())),
            };
            if packet.track_id != self.track {
                continue;
            }
            let buffer = match self.decoder.decode(&packet) {
                Ok(buffer) => buffer,
                Err(Cause::DecodeError(why)) if self.broken < MAX_BROKEN => {
                    let _ = why;
                    self.broken += 1;
                    continue;
                }
                Err(error) => return Err(bad(error.to_string())),
            };
            let (rate, channels) = (buffer.spec().rate(), buffer.spec().channels().count());
            if buffer.frames() == 0 {
                continue;
            }
            self.block.resize(buffer.samples_interleaved(), 0.0);
            buffer.copy_to_slice_interleaved(&mut self.block);
            self.settle(rate, channels)?;
            return Ok(true);
        }
    }

    /// Holds the stream to one rate and number of channels.
    fn settle(&mut self, rate: u32, channels: usize) -> Result<()> {
        if self.sample_rate == 0 {
            self.sample_rate = rate;
        }
        if self.channels == 0 {
            self.channels = channels;
        }
        if (self.sample_rate, self.channels) != (rate, channels) {
            return Err(bad("the recording changes its rate or channels midway"));
        }
        if !(1..=MAX_CHANNELS).contains(&channels) || !(1_000..=768_000).contains(&rate) {
            return Err(bad(format!("{channels} channels at {rate} Hz")));
        }
        Ok(())
    }
}

impl Recording {
    /// Decodes a file.
    ///
    /// # Errors
    /// As [`AudioStream`], and [`ErrorKind::Audio`] beyond the options' limits.
    pub fn open(path: impl AsRef<Path>, options: &DecodeOptions) -> Result<Self> {
        let path = path.as_ref();
        let size = std::fs::metadata(path).map_err(|e| Error::io(path.display(), &e))?.len();
        options.check_size(size)?;
        Self::collect(AudioStream::open(path)?, options)
    }

    /// Decodes a recording held in memory.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn decode(bytes: Vec<u8>, options: &DecodeOptions) -> Result<Self> {
        options.check_size(bytes.len() as u64)?;
        Self::collect(AudioStream::from_bytes(bytes)?, options)
    }

    fn collect(mut stream: AudioStream, options: &DecodeOptions) -> Result<Self> {
        let mut channels: Vec<Vec<f32>> = Vec::new();
        while stream.next_block()?.is_some() {
            let count = stream.channels;
            channels.resize(if options.mono { 1 } else { count }, Vec::new());
            for frame in stream.block.chunks_exact(count) {
                if options.mono {
                    channels[0].push(frame.iter().sum::<f32>() / count as f32);
                } else {
                    channels.iter_mut().zip(frame).for_each(|(c, &x)| c.push(x));
                }
            }
            let limit = options.max_seconds * f64::from(stream.sample_rate);
            if channels[0].len() as f64 > limit {
                let most = options.max_seconds;
                return Err(bad(format!("the recording is longer than {most} s")));
            }
        }
        if channels.is_empty() {
            return Err(bad("the recording holds no sound"));
        }
        let own = stream.sample_rate;
        let wanted = options.sample_rate.unwrap_or(own);
        for channel in &mut channels {
            channel.iter_mut().filter(|x| !x.is_finite()).for_each(|x| *x = 0.0);
            *channel = resample(channel, own, wanted)?;
        }
        Ok(Self { channels, sample_rate: wanted })
    }
}

impl DecodeOptions {
    fn check_size(&self, size: u64) -> Result<()> {
        if size > self.max_bytes {
            return Err(bad(format!("{size} bytes; at most {} are read", self.max_bytes)));
        }
        Ok(())
    }
}
