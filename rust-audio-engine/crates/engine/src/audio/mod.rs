//! Audio files in and out, pictures of sound.

mod decode;
mod dither;
mod flac;
mod picture;
mod resample;
mod wav;
mod waveform;

pub use decode::{AudioStream, DecodeOptions, Recording};
pub use flac::write_flac;
pub use picture::{Size, spectrogram_png, waveform_png};
pub use resample::resample;
pub use wav::{WavFormat, write_wav};
pub use waveform::{Peaks, peaks};
