//! How far a recording's bytes have been read, so that errors can say where.

use std::io::{Read, Result, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use symphonia::core::io::MediaSource;

/// Most bytes given out at once: an error's place is at most this far ahead.
const CHUNK: usize = 256;

/// The byte that will be read next.
#[derive(Clone, Debug, Default)]
pub(super) struct Place(Arc<AtomicU64>);

impl Place {
    pub(super) fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// A source that says how far it has been read.
pub(super) struct Tracked<R> {
    inner: R,
    size: u64,
    place: Place,
}

impl<R> Tracked<R> {
    /// `inner` holds `size` bytes and is at its start.
    pub(super) fn new(inner: R, size: u64) -> (Self, Place) {
        let place = Place::default();
        (Self { inner, size, place: place.clone() }, place)
    }
}

impl<R: Read + Seek> Tracked<R> {
    /// `true` if the first bytes are those of WAV, FLAC, Ogg or MP3; goes back to the start.
    pub(super) fn begins_as_recording(&mut self) -> bool {
        let mut head = [0; 12];
        let is_read = self.inner.read_exact(&mut head).is_ok();
        let is_rewound = self.seek(SeekFrom::Start(0)).is_ok();
        let is_known = matches!(
            &head,
            [b'R', b'I', b'F', b'F', .., b'W', b'A', b'V', b'E']
                | [b'f', b'L', b'a', b'C', ..]
                | [b'O', b'g', b'g', b'S', ..]
                | [b'I', b'D', b'3', ..]
                | [0xFF, 0xE2..=0xFF, ..]
        );
        is_read && is_rewound && is_known
    }
}

impl<R: Read> Read for Tracked<R> {
    fn read(&mut self, out: &mut [u8]) -> Result<usize> {
        let most = out.len().min(CHUNK);
        let count = self.inner.read(&mut out[..most])?;
        self.place.0.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

impl<R: Seek> Seek for Tracked<R> {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        let at = self.inner.seek(to)?;
        self.place.0.store(at, Ordering::Relaxed);
        Ok(at)
    }
}

impl<R: Read + Seek + Send + Sync> MediaSource for Tracked<R> {
    fn is_seekable(&self) -> bool {
        true
    }

    fn byte_len(&self) -> Option<u64> {
        Some(self.size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn the_place_follows_reads_and_seeks() {
        let (mut source, place) = Tracked::new(Cursor::new(vec![7; 1000]), 1000);
        let mut out = [0; 1000];
        assert_eq!((source.read(&mut out).unwrap(), place.get()), (CHUNK, CHUNK as u64));
        assert!(!source.begins_as_recording());
        assert_eq!(place.get(), 0);
        assert_eq!(source.seek(SeekFrom::End(-10)).unwrap(), 990);
        assert_eq!((source.read(&mut out).unwrap(), place.get()), (10, 1000));
    }
}
