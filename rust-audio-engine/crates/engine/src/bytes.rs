//! A cursor over bytes whose every failure says where it happened.

use crate::error::{Error, ErrorKind, Result};

/// Reads numbers from a slice; `base` is the slice's offset in the whole file.
#[derive(Clone, Debug)]
pub(crate) struct Reader<'a> {
    data: &'a [u8],
    at: usize,
    base: usize,
    kind: ErrorKind,
}

macro_rules! number {
    ($name:ident, $type:ty, $from:ident) => {
        pub(crate) fn $name(&mut self) -> Result<$type> {
            Ok(<$type>::$from(self.array()?))
        }
    };
}

impl<'a> Reader<'a> {
    pub(crate) fn new(data: &'a [u8], base: usize, kind: ErrorKind) -> Self {
        Self { data, at: 0, base, kind }
    }

    /// Offset in the whole file.
    pub(crate) fn offset(&self) -> usize {
        self.base + self.at
    }

    pub(crate) fn remaining(&self) -> usize {
        self.data.len() - self.at
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.remaining() == 0
    }

    pub(crate) fn error(&self, message: impl Into<String>) -> Error {
        Error::at(self.kind, self.offset(), message)
    }

    pub(crate) fn take(&mut self, count: usize) -> Result<&'a [u8]> {
        if count > self.remaining() {
            let have = self.remaining();
            return Err(self.error(format!("{count} bytes expected, {have} left")));
        }
        let slice = &self.data[self.at..self.at + count];
        self.at += count;
        Ok(slice)
    }

    /// The next `count` bytes, or as many as are left.
    pub(crate) fn take_up_to(&mut self, count: usize) -> &'a [u8] {
        let count = count.min(self.remaining());
        let slice = &self.data[self.at..self.at + count];
        self.at += count;
        slice
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let mut bytes = [0; N];
        bytes.copy_from_slice(self.take(N)?);
        Ok(bytes)
    }

    pub(crate) fn tag(&mut self) -> Result<[u8; 4]> {
        self.array()
    }

    pub(crate) fn peek(&self) -> Option<u8> {
        self.data.get(self.at).copied()
    }

    number!(u8, u8, from_le_bytes);
    number!(i8, i8, from_le_bytes);
    number!(u16_le, u16, from_le_bytes);
    number!(i16_le, i16, from_le_bytes);
    number!(u32_le, u32, from_le_bytes);
    number!(u16_be, u16, from_be_bytes);
    number!(u32_be, u32, from_be_bytes);

    /// A fixed-width name: up to the first NUL, invalid UTF-8 replaced.
    pub(crate) fn name(&mut self, width: usize) -> Result<String> {
        let raw = self.take(width)?;
        let end = raw.iter().position(|&b| b == 0).unwrap_or(width);
        Ok(String::from_utf8_lossy(&raw[..end]).trim_end().to_owned())
    }
}
