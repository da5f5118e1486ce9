//! Samples as callers hold them: a slice a channel, or channels by turns.

use std::ops::Range;

use crate::error::{Error, ErrorKind, Result};

/// Sound in memory, full scale 1; cheap to copy, nothing is owned.
#[derive(Clone, Copy, Debug)]
pub enum Samples<'a> {
    /// One slice a channel, all of one length.
    Planar(&'a [&'a [f32]]),
    /// Channels by turns, and how many there are.
    Interleaved(&'a [f32], usize),
}

impl<'a> Samples<'a> {
    /// Number of channels.
    pub fn channels(self) -> usize {
        match self {
            Self::Planar(channels) => channels.len(),
            Self::Interleaved(_, count) => count,
        }
    }

    /// Frames that every channel has.
    pub fn frames(self) -> usize {
        match self {
            Self::Planar(channels) => channels.iter().map(|c| c.len()).min().unwrap_or(0),
            Self::Interleaved(data, count) => data.len() / count.max(1),
        }
    }

    /// One sample.
    ///
    /// # Panics
    /// If there is no such channel or frame.
    pub fn at(self, channel: usize, frame: usize) -> f32 {
        match self {
            Self::Planar(channels) => channels[channel][frame],
            Self::Interleaved(data, count) => data[frame * count + channel],
        }
    }

    /// The samples of one channel over `range`, in order.
    ///
    /// # Panics
    /// If there is no such channel or frame.
    pub fn each(self, channel: usize, range: Range<usize>) -> impl Iterator<Item = f32> + 'a {
        let (data, from, step) = match self {
            Self::Planar(channels) => (&channels[channel][range.clone()], 0, 1),
            Self::Interleaved(data, count) => {
                (&data[range.start * count..range.end * count], channel, count)
            }
        };
        data.iter().skip(from).step_by(step).copied()
    }

    /// Fails unless there are 1 to `most` channels, all of one length.
    pub(crate) fn check(self, most: usize, what: &str) -> Result<()> {
        let count = self.channels();
        if !(1..=most).contains(&count) {
            let text = format!("{count} channels; {what} has 1 to {most}");
            return Err(Error::new(ErrorKind::Audio, text));
        }
        let frames = self.frames();
        let is_even = match self {
            Self::Planar(channels) => channels.iter().all(|c| c.len() == frames),
            Self::Interleaved(data, count) => data.len() == frames * count,
        };
        if is_even {
            return Ok(());
        }
        Err(Error::new(ErrorKind::Audio, "channels of unequal length"))
    }
}

/// A level that an encoder may see: what is not a number is silence.
pub(super) fn tamed(x: f32) -> f32 {
    if x.is_nan() { 0.0 } else { x.clamp(-1.0, 1.0) }
}
