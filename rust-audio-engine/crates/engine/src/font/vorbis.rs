//! One Ogg Vorbis stream to mono points.

use std::io::Cursor;

use symphonia::core::codecs::audio::AudioDecoderOptions;
use symphonia::core::errors::Error as DecodeError;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, FormatReader, TrackType};
use symphonia::core::io::MediaSourceStream;
use symphonia::core::meta::MetadataOptions;

/// Decodes `stream`; a reason if it is broken or longer than `limit` points.
pub(crate) fn decode(stream: &[u8], limit: usize) -> Result<Vec<f32>, String> {
    let source = Box::new(Cursor::new(stream.to_vec()));
    let source =
        MediaSourceStream::new(source, symphonia::core::io::MediaSourceStreamOptions::default());
    let mut format = symphonia::default::get_probe()
        .probe(&Hint::new(), source, FormatOptions::default(), MetadataOptions::default())
        .map_err(|e| e.to_string())?;
    let track = format.default_track(TrackType::Audio).ok_or("no audio track")?;
    let params = track.codec_params.as_ref().and_then(|p| p.audio()).ok_or("no audio format")?;
    let mut decoder = symphonia::default::get_codecs()
        .make_audio_decoder(params, &AudioDecoderOptions::default())
        .map_err(|e| e.to_string())?;
    let mut out = Vec::new();
    let mut block = Vec::new();
    while let Some(packet) = next_packet(&mut *format)? {
        let buffer = match decoder.decode(&packet) {
            Ok(buffer) => buffer,
            Err(DecodeError::DecodeError(_)) => continue,
            Err(error) => return Err(error.to_string()),
        };
        let channels = buffer.spec().channels().count().max(1);
        block.resize(buffer.samples_interleaved(), 0.0_f32);
        buffer.copy_to_slice_interleaved(&mut block);
        out.extend(block.iter().step_by(channels));
        if out.len() > limit {
            return Err(format!("more than {limit} points"));
        }
    }
    Ok(out)
}

fn next_packet(
    format: &mut dyn FormatReader,
) -> Result<Option<symphonia::core::packet::Packet>, String> {
    match format.next_packet() {
        Ok(packet) => Ok(packet),
        // a stream cut short plays up to the cut
        Err(DecodeError::IoError(_)) => Ok(None),
        Err(error) => Err(error.to_string()),
    }
}
