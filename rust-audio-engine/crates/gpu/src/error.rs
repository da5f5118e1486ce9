//! What can go wrong on a device.

use std::fmt;

/// Why the GPU did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// There is no adapter, or none of the kind asked for.
    Missing(String),
    /// The device refused, failed, ran out of memory or was lost.
    Failed(String),
}

/// Shorthand for results of this crate.
pub type Result<T> = std::result::Result<T, Error>;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(why) => write!(f, "no GPU: {why}"),
            Self::Failed(why) => write!(f, "the GPU failed: {why}"),
        }
    }
}

impl std::error::Error for Error {}
