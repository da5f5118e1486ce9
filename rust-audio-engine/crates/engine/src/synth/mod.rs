//! The synthesiser: MIDI to a plan of voices, voices to sound.
//!
//! Everything that will happen is known before the first sample is made, so
//! each voice is a closed-form program (envelopes, LFOs and controllers as
//! functions of time) rendered over long spans, eight samples at a time.

mod batch;
mod channel;
mod dialect;
mod envelope;
mod filter;
#[cfg(feature = "gpu")]
mod gpu;
mod kernel;
mod lfo;
mod params;
mod parts;
mod render;
mod sequence;
mod source;
mod strike;
#[cfg(feature = "gpu")]
mod track;
mod voice;

pub use batch::render_many;
pub use dialect::{Departure, Dialect};
pub(crate) use strike::strike_power;

pub use render::{Interpolation, RenderOptions, Rendering, render, render_song};

/// Name of the instruction set that the inner loops use on this machine.
pub fn instruction_set() -> &'static str {
    kernel::name()
}
