//! Recordings to floats, packet by packet: WAV, MP3, FLAC and Ogg Vorbis.

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};
use std::panic::AssertUnwindSafe;
use std::path::Path;

use symphonia::core::codecs::audio::{AudioDecoder, AudioDecoderOptions};
use symphonia::core::errors::Error as Cause;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, FormatReader, TrackType};
use symphonia::core::io::{MediaSourceStream, MediaSourceStreamOptions};
use symphonia::core::meta::MetadataOptions;

use super::place::{Place, Tracked};
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
    place: Place,
    /// Where the packet in hand was looked for.
    packet_at: u64,
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
    /// [`ErrorKind::Io`] if it cannot be read, [`ErrorKind::Audio`] with the byte
    /// offset if it is no recording the engine knows.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let file = File::open(path).map_err(|e| Error::io(path.display(), &e))?;
        let size = file.metadata().map_err(|e| Error::io(path.display(), &e))?.len();
        Self::from_source(BufReader::new(file), size)
    }

    /// Opens a recording held in memory.
    ///
    /// # Errors
    /// [`ErrorKind::Audio`] with the byte offset if it is no recording the engine knows.
    pub fn from_bytes(bytes: impl AsRef<[u8]> + Send + Sync + 'static) -> Result<Self> {
        let size = bytes.as_ref().len() as u64;
        Self::from_source(Cursor::new(bytes), size)
    }

    fn from_source(source: impl Read + Seek + Send + Sync + 'static, size: u64) -> Result<Self> {
        let (mut source, place) = Tracked::new(source, size);
        let is_known = source.begins_as_recording();
        let source = MediaSourceStream::new(Box::new(source), MediaSourceStreamOptions::default());
        // a file of another kind is searched to its end, but wrong from its start
        guarded(AssertUnwindSafe(|| Self::probe(source, place.clone())))
            .map_err(|error| error.or_at(if is_known { place.get() } else { 0 }))
    }

    fn probe(source: MediaSourceStream<'static>, place: Place) -> Result<Self> {
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
        let (block, packet_at) = (Vec::new(), place.get());
        Ok(Self {
            format,
            decoder,
            track: id,
            place,
            packet_at,
            broken: 0,
            block,
            channels,
            sample_rate,
        })
    }

    /// Frames a second; 0 until the first block of some formats.
    pub fn sample_rate(&self) -> u32 {
        self.sample_rate
    }

    /// Number of channels; 0 until the first block of some formats.
    pub fn channels(&self) -> usize {
        self.channels
    }

    /// How many bytes have been read, within some hundred.
    pub(super) fn offset(&self) -> u64 {
        self.place.get()
    }

    /// The block read last, channels by turns.
    pub(super) fn block(&self) -> &[f32] {
        &self.block
    }

    /// The next block, channels by turns; none at the end.
    ///
    /// # Errors
    /// [`ErrorKind::Audio`] with the byte offset if the recording is broken beyond
    /// passing over, or changes its rate or channels midway.
    pub fn next_block(&mut self) -> Result<Option<&[f32]>> {
        match guarded(AssertUnwindSafe(|| self.advance())) {
            Ok(is_more) => Ok(is_more.then_some(&self.block)),
            Err(error) => Err(error.or_at(self.packet_at)),
        }
    }

    /// Decodes into `block`; `false` at the end.
    fn advance(&mut self) -> Result<bool> {
        loop {
            self.packet_at = self.place.get();
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
                Err(Cause::DecodeError(_)) if self.broken < MAX_BROKEN => {
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
