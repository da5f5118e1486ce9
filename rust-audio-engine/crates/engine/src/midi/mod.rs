//! Standard MIDI files: read with limits, laid out in seconds.

mod smf;
mod tempo;

pub use smf::{MAX_BYTES, MAX_EVENTS, MAX_SECONDS, Song, TimedMessage};

/// A channel message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// Key and velocity 1..=127.
    NoteOn(u8, u8),
    /// Key.
    NoteOff(u8),
    /// Key and pressure.
    PolyPressure(u8, u8),
    /// Controller and value.
    Control(u8, u8),
    /// Program 0..=127.
    Program(u8),
    /// Pressure.
    ChannelPressure(u8),
    /// 0..=16383, centre 8192.
    PitchWheel(u16),
    /// A system-on message: every channel returns to its defaults.
    SystemReset,
}
