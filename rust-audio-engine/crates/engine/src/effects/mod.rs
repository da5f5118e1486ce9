//! What happens to the sound after the voices are summed.

pub(crate) mod chorus;
mod convolve;
mod impulse;
mod mastering;
mod reverb;

pub use convolve::convolve;
pub use impulse::{Impulse, Space};
pub use mastering::{Equaliser, Mastering};
pub use reverb::Reverb;
