//! One Ogg Vorbis stream to mono points.

use crate::audio::AudioStream;
use crate::error::{Error, ErrorKind, Result};

/// Decodes `stream`; an error with its offset there if it is broken or longer than
/// `limit` points.
pub(crate) fn decode(stream: &[u8], limit: usize) -> Result<Vec<f32>> {
    let mut source = AudioStream::from_bytes(stream.to_vec())?;
    let mut out = Vec::new();
    loop {
        let channels = source.channels().max(1);
        let Some(block) = source.next_block()? else { return Ok(out) };
        out.extend(block.iter().step_by(channels));
        if out.len() > limit {
            return Err(Error::new(ErrorKind::SoundFont, format!("more than {limit} points")));
        }
    }
}
