//! Recordings to floats, packet by packet: WAV, MP3, FLAC and Ogg Vorbis.

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

use crate::error::{Error, ErrorKind, Result};

/// Most channels of a recording.
const MAX_CHANNELS: usize = 8;
/// Broken packets passed over before a recording is given up.
const MAX_BROKEN: usize = 64;

/// A recording read packet by packet, at its own rate.
pub struct AudioStream {
    format: Box<dyn FormatReader>,
    decoder: Box<dyn AudioDecoder>,
    track: u32,
    broken: usize,
    block: Vec<f32>,
    channels: usize,
    sample_rate: u32,
}

pub(super) fn bad(text: impl Into<String>) -> Error {
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
    pub fn from_bytes(bytes: impl AsRef<[u8]> + Send + Sync + 'static) -> Result<Self> {
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

    /// The block read last, channels by turns.
    pub(super) fn block(&self) -> &[f32] {
        &self.block
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
            let text = format!(
                "{channels} channels at {rate} Hz; 1 to {MAX_CHANNELS} at 1000 to 768000 Hz are read"
            );
            return Err(bad(text));
        }
        Ok(())
    }
}
