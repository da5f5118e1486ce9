//! Audio files in and out, pictures of sound.

mod decode;
mod dither;
mod encode;
mod flac;
#[cfg(feature = "mp3")]
mod mp3;
mod ogg;
mod picture;
mod place;
mod recording;
mod resample;
mod samples;
mod wav;
mod waveform;

pub use decode::AudioStream;
pub use encode::{Encoding, encode};
pub use flac::write_flac;
pub use picture::{Size, spectrogram_png, waveform_png};
pub use recording::{DecodeOptions, Recording, RecordingStream};
pub use resample::resample;
pub use samples::Samples;
pub use wav::{WavFormat, write_wav};
pub use waveform::{Peaks, peaks};
