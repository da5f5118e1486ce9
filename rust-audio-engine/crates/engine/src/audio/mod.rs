//! Audio files.

mod dither;
mod wav;

pub use wav::{WavFormat, write_wav};
