//! Gospel Keys' audio engine: opens SoundFonts, renders MIDI to sound with
//! convolution reverb, and writes audio files. No Python here.
#![deny(unsafe_code)]

pub mod audio;
mod bytes;
mod cutting;
pub mod device;
pub mod effects;
pub mod error;
pub mod font;
pub mod midi;
mod random;
pub mod synth;

pub use device::Device;
pub use error::{Error, ErrorKind, Result};
pub use font::SoundFont;
pub use synth::{RenderOptions, Rendering, render, render_song};
