//! What happens to the sound after the voices are summed.

pub(crate) mod chorus;
mod convolve;
mod impulse;
mod reverb;

pub use convolve::convolve;
pub use impulse::{Impulse, Space};
pub use reverb::Reverb;
