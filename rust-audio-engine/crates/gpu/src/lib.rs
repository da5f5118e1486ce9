//! Convolution and voices on the GPU, through `wgpu`: Vulkan, Metal or DX12, one
//! WGSL source each. Nothing here knows of fonts or MIDI: the engine describes
//! voices as [`Span`]s, and this crate computes them.
//!
//! Common ground of all devices: 32-bit arithmetic, positions as pairs of `u32`,
//! no storage buffer above 128 MiB. Nothing panics: validation errors, lack of
//! memory and lost devices come back as [`Error`].
#![forbid(unsafe_code)]

mod convolve;
mod device;
mod error;
mod mixer;
mod part;
mod pool;
mod work;

pub use device::{Adapter, Gpu, Software, adapter, shared};
pub use error::{Error, Result};
pub use mixer::Mixer;
pub use part::{MAX_SPAN, Part, Points, Source, Span, flags};
