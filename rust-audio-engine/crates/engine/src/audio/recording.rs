//! Recordings at the rate and with the channels that are wanted, within limits:
//! whole, or in blocks that never hold more than they must.

use std::path::Path;

use super::decode::{AudioStream, bad};
use super::resample::Resampler;
use crate::error::{Error, ErrorKind, Result};

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

/// A recording decoded block by block, mixed and resampled as the options say.
pub struct RecordingStream {
    stream: AudioStream,
    options: DecodeOptions,
    /// One a channel, made with the first block.
    resamplers: Vec<Resampler>,
    /// Finished sound that no one has taken yet, by channel.
    ready: Vec<Vec<f32>>,
    /// Frames decoded so far, at the recording's own rate.
    read: u64,
    is_over: bool,
}

impl DecodeOptions {
    fn check(&self, size: u64) -> Result<()> {
        if self.max_seconds.is_nan() || self.max_seconds < 0.0 {
            let text = format!("max_seconds {}; 0 or more are possible", self.max_seconds);
            return Err(Error::new(ErrorKind::Argument, text));
        }
        if size > self.max_bytes {
            let text = format!("{size} bytes; at most {} are read", self.max_bytes);
            return Err(bad(text).or_at(self.max_bytes));
        }
        Ok(())
    }
}

impl RecordingStream {
    /// Opens a file.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] if it cannot be read, [`ErrorKind::Audio`]
    /// if it is no recording the engine knows, or too large.
    pub fn open(path: impl AsRef<Path>, options: &DecodeOptions) -> Result<Self> {
        let path = path.as_ref();
        let size = std::fs::metadata(path).map_err(|e| Error::io(path.display(), &e))?.len();
        options.check(size)?;
        Ok(Self::new(AudioStream::open(path)?, options))
    }

    /// Opens a recording held in memory.
    ///
    /// # Errors
    /// [`ErrorKind::Audio`] as [`Self::open`].
    pub fn from_bytes(
        bytes: impl AsRef<[u8]> + Send + Sync + 'static,
        options: &DecodeOptions,
    ) -> Result<Self> {
        options.check(bytes.as_ref().len() as u64)?;
        Ok(Self::new(AudioStream::from_bytes(bytes)?, options))
    }

    fn new(stream: AudioStream, options: &DecodeOptions) -> Self {
        let (resamplers, ready) = (Vec::new(), Vec::new());
        Self { stream, options: *options, resamplers, ready, read: 0, is_over: false }
    }

    /// Frames a second of what comes out; 0 until the first block of some formats.
    pub fn sample_rate(&self) -> u32 {
        self.options.sample_rate.unwrap_or_else(|| self.stream.sample_rate())
    }

    /// The next block: channels of `frames` frames, fewer at the end; none after it.
    ///
    /// # Errors
    /// [`ErrorKind::Audio`] if the recording is broken, holds no sound, or
    /// is longer than the options allow; [`ErrorKind::Argument`] for a rate
    /// outside 1000..=768000 Hz.
    pub fn next_block(&mut self, frames: usize) -> Result<Option<Vec<Vec<f32>>>> {
        let frames = frames.max(1);
        while !self.is_over && self.ready.first().is_none_or(|c| c.len() < frames) {
            self.advance()?;
        }
        let count = self.ready.first().map_or(0, Vec::len).min(frames);
        if count == 0 {
            return Ok(None);
        }
        Ok(Some(self.ready.iter_mut().map(|c| c.drain(..count).collect()).collect()))
    }

    /// Decodes one packet into `ready`.
    fn advance(&mut self) -> Result<()> {
        let is_more = match self.stream.next_block() {
            Ok(block) => block.is_some(),
            Err(error) => return Err(self.timed(&error)),
        };
        if !is_more {
            self.is_over = true;
            let ends = self.resamplers.iter_mut().zip(&mut self.ready);
            ends.for_each(|(resampler, out)| resampler.finish(out));
            let is_empty = self.read == 0;
            return if is_empty { Err(self.error("the recording holds no sound")) } else { Ok(()) };
        }
        let (channels, rate) = (self.stream.channels(), self.stream.sample_rate());
        let count = if self.options.mono { 1 } else { channels };
        if self.resamplers.is_empty() {
            self.resamplers = vec![Resampler::new(rate, self.sample_rate())?; count];
            self.ready = vec![Vec::new(); count];
        }
        let block = self.stream.block();
        self.read += (block.len() / channels) as u64;
        if self.read as f64 > self.options.max_seconds * f64::from(rate) {
            let most = self.options.max_seconds;
            return Err(self.error(format!("the recording is longer than {most} s")));
        }
        let finite = |x: f32| if x.is_finite() { x } else { 0.0 };
        for (channel, resampler) in self.resamplers.iter_mut().enumerate() {
            let frames = block.chunks_exact(channels);
            let part: Vec<f32> = if self.options.mono {
                frames
                    .map(|f| f.iter().map(|&x| finite(x)).sum::<f32>() / channels as f32)
                    .collect()
            } else {
                frames.map(|f| finite(f[channel])).collect()
            };
            resampler.push(&part, &mut self.ready[channel]);
        }
        Ok(())
    }

    /// The error, and how many seconds into the recording it came up.
    fn timed(&self, error: &Error) -> Error {
        let seconds = self.read as f64 / f64::from(self.stream.sample_rate().max(1));
        let text = format!("{} ({seconds:.2} s into it)", error.message());
        Error::new(error.kind(), text).or_at(error.offset().unwrap_or(self.stream.offset()))
    }

    /// An error at the byte that has been reached.
    fn error(&self, text: impl Into<String>) -> Error {
        bad(text).or_at(self.stream.offset())
    }

    /// All that is left.
    fn collect(mut self) -> Result<Recording> {
        while !self.is_over {
            self.advance()?;
        }
        let sample_rate = self.sample_rate();
        Ok(Recording { channels: self.ready, sample_rate })
    }
}

impl Recording {
    /// Decodes a file.
    ///
    /// # Errors
    /// As [`RecordingStream`].
    pub fn open(path: impl AsRef<Path>, options: &DecodeOptions) -> Result<Self> {
        RecordingStream::open(path, options)?.collect()
    }

    /// Decodes a recording held in memory.
    ///
    /// # Errors
    /// As [`RecordingStream`].
    pub fn decode(
        bytes: impl AsRef<[u8]> + Send + Sync + 'static,
        options: &DecodeOptions,
    ) -> Result<Self> {
        RecordingStream::from_bytes(bytes, options)?.collect()
    }
}
