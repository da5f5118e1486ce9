//! Samples on the device: kept between songs, dropped when there is no room left.

use std::collections::HashMap;

use crate::device::Gpu;
use crate::error::{Error, Result};
use crate::part::Source;

/// Largest storage buffer that every device offers.
pub(crate) const MAX_BUFFER: usize = 128 << 20;
/// Size of the first buffer.
const MIN_POOL: usize = 4 << 20;

/// One buffer of points, and where each source lies in it.
#[derive(Default)]
pub(crate) struct Pool {
    buffer: Option<wgpu::Buffer>,
    capacity: usize,
    used: usize,
    places: HashMap<(u64, usize, usize, usize), usize>,
}

impl Pool {
    /// The buffer with all of `sources` in it, and what to add to a place of each to
    /// find it there. The buffer stays as it is for whoever holds it, come what may.
    ///
    /// # Errors
    /// If they do not fit into one buffer.
    pub(crate) fn place(
        &mut self,
        gpu: &Gpu,
        sources: &[Source<'_>],
    ) -> Result<(wgpu::Buffer, Vec<u32>)> {
        let mut need = self.needed(sources);
        if self.used + need > MAX_BUFFER {
            *self = Self::default();
            need = self.needed(sources);
        }
        if need > MAX_BUFFER {
            let text = format!("{} MiB of samples sound at once; 128 fit", need >> 20);
            return Err(Error::Failed(text));
        }
        let buffer = self.with_room(gpu, self.used + need);
        for source in sources {
            if !self.places.contains_key(&source.key) {
                gpu.write(&buffer, self.used, source.points.bytes());
                self.places.insert(source.key, self.used);
                self.used += size(source);
            }
        }
        let base = |source: &Source<'_>| {
            let first = self.places[&source.key] / source.points.width();
            (first as u32).wrapping_sub(source.first)
        };
        Ok((buffer, sources.iter().map(base).collect()))
    }

    /// Bytes of those that are not there yet.
    fn needed(&self, sources: &[Source<'_>]) -> usize {
        let is_new = |source: &&Source<'_>| !self.places.contains_key(&source.key);
        sources.iter().filter(is_new).map(size).sum()
    }

    /// The buffer, grown where it is too small.
    fn with_room(&mut self, gpu: &Gpu, bytes: usize) -> wgpu::Buffer {
        if let Some(buffer) = self.buffer.as_ref().filter(|_| bytes <= self.capacity) {
            return buffer.clone();
        }
        self.capacity = bytes.next_power_of_two().clamp(MIN_POOL, MAX_BUFFER);
        let larger = gpu.storage(self.capacity);
        if let Some(old) = self.buffer.take().filter(|_| self.used > 0) {
            let used = self.used as u64;
            gpu.submit(|encoder| encoder.copy_buffer_to_buffer(&old, 0, &larger, 0, used));
        }
        self.buffer = Some(larger.clone());
        larger
    }
}

/// Bytes a source takes: each begins at a multiple of sixteen.
fn size(source: &Source<'_>) -> usize {
    source.points.bytes().len().next_multiple_of(16)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Points, Software, shared};

    fn source(name: usize, points: &[i16]) -> Source<'_> {
        Source { key: (0, name, 0, 0), points: Points::I16(points), first: 3 }
    }

    #[test]
    fn sources_stay_where_they_are_until_there_is_no_room() {
        let Ok(gpu) = shared(Software::Allowed) else {
            assert!(std::env::var_os("CI").is_none(), "install mesa-vulkan-drivers");
            return eprintln!("skipped: no GPU; install mesa-vulkan-drivers");
        };
        let (small, large) = (vec![7_i16; 9], vec![1_i16; 3 << 20]);
        let mut pool = Pool::default();
        let (first, bases) = pool.place(&gpu, &[source(1, &small), source(2, &small)]).unwrap();
        assert_eq!(bases, [0_u32.wrapping_sub(3), 16 - 3]);
        // grown: what was there is copied
        let (second, bases) = pool.place(&gpu, &[source(3, &large), source(2, &small)]).unwrap();
        assert_eq!(bases, [32 - 3, 16 - 3]);
        assert!(first != second && second.size() == 8 << 20);
        let words = gpu.read(&second, 0, 16).unwrap();
        assert_eq!(words[8].to_bits(), 0x0007_0007);
        let vast = vec![0_i16; 65 << 20];
        let error = pool.place(&gpu, &[source(4, &vast)]).unwrap_err();
        assert!(error.to_string().contains("130 MiB"), "{error}");
    }
}
