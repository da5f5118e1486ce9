//! The one error type: what was being read, where it went wrong, and why.

use std::fmt;

/// What the engine was doing when it gave up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The operating system refused to read or write.
    Io,
    /// A SoundFont is malformed or lacks what was asked of it.
    SoundFont,
    /// A MIDI file is malformed or beyond the limits.
    Midi,
    /// An audio file or buffer is malformed or beyond the limits.
    Audio,
    /// A caller's value is outside its range.
    Argument,
    /// The caller asked the work to stop.
    Cancelled,
    /// The accelerator that was asked for is missing or failed.
    Device,
}

impl ErrorKind {
    fn label(self) -> &'static str {
        match self {
            Self::Io => "input/output",
            Self::SoundFont => "SoundFont",
            Self::Midi => "MIDI file",
            Self::Audio => "audio",
            Self::Argument => "argument",
            Self::Cancelled => "cancelled",
            Self::Device => "device",
        }
    }
}

/// Every fallible function of this crate returns this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    offset: Option<u64>,
}

/// Shorthand for results of this crate.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error with no place in a file.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), offset: None }
    }

    /// An error at byte `offset` of the input.
    pub fn at(kind: ErrorKind, offset: usize, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), offset: Some(offset as u64) }
    }

    /// The same at byte `offset`, unless it has a place already.
    #[must_use]
    pub(crate) fn or_at(self, offset: u64) -> Self {
        Self { offset: self.offset.or(Some(offset)), ..self }
    }

    /// An operating system error about `what`.
    pub fn io(what: impl fmt::Display, error: &std::io::Error) -> Self {
        Self::new(ErrorKind::Io, format!("{what}: {error}"))
    }

    /// What was being done.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The reason, without kind and place.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Byte offset in the input, where there is one.
    pub fn offset(&self) -> Option<u64> {
        self.offset
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.label(), self.message)?;
        match self.offset {
            Some(offset) => write!(f, " (at byte {offset})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}
