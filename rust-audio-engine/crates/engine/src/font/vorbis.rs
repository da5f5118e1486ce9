//! One Ogg Vorbis stream to mono points.

use crate::audio::AudioStream;

/// Decodes `stream`; a reason if it is broken or longer than `limit` points.
pub(crate) fn decode(stream: &[u8], limit: usize) -> Result<Vec<f32>, String> {
    let reason = |error: crate::Error| error.message().to_owned();
    let mut source = AudioStream::from_bytes(stream.to_vec()).map_err(reason)?;
    let mut out = Vec::new();
    loop {
        let channels = source.channels().max(1);
        let Some(block) = source.next_block().map_err(reason)? else { return Ok(out) };
        out.extend(block.iter().step_by(channels));
        if out.len() > limit {
            return Err(format!("more than {limit} points"));
        }
    }
}
