//! SoundFont 2 and 3 files: opened by memory map, read once, played in place.

pub mod generator;
mod hydra;
pub mod modulator;
mod riff;
mod sample;
mod vorbis;
mod zone;

use std::path::Path;
use std::sync::{Arc, OnceLock};

use crate::error::Result;

pub use hydra::SampleHeader;
pub use sample::{SampleData, SampleView};
pub use zone::Region;

use hydra::Hydra;
use riff::{Chunks, Storage};
use sample::SampleCache;

/// One sound of a font, as its preset header names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PresetInfo {
    /// MIDI bank, 0..=128 (128 holds the drum kits).
    pub bank: u16,
    /// MIDI program, 0..=127.
    pub program: u16,
    /// The name in the file, at most 20 characters.
    pub name: String,
}

/// An open font. Cheap to clone; threads share one.
#[derive(Clone)]
pub struct SoundFont {
    inner: Arc<Inner>,
}

struct Inner {
    /// Differs from every other font's of the process.
    #[cfg(feature = "gpu")]
    id: u64,
    storage: Storage,
    chunks: Chunks,
    hydra: Hydra,
    regions: Vec<OnceLock<Arc<[Region]>>>,
    samples: SampleCache,
    name: String,
}

#[cfg(feature = "gpu")]
static NEXT_ID: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);

impl SoundFont {
    /// A number no other font of the process has or had.
    #[cfg(feature = "gpu")]
    pub(crate) fn id(&self) -> u64 {
        self.inner.id
    }

    /// Opens a font file without reading its samples.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Io`] if the file cannot be mapped, [`crate::ErrorKind::SoundFont`]
    /// with the byte offset if it is malformed.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        Self::from_storage(Storage::map(path.as_ref())?)
    }

    /// Opens a font held in memory.
    ///
    /// # Errors
    /// [`crate::ErrorKind::SoundFont`] with the byte offset if it is malformed.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self> {
        Self::from_storage(Storage::Owned(bytes))
    }

    fn from_storage(storage: Storage) -> Result<Self> {
        let chunks = Chunks::read(storage.bytes())?;
        let hydra = Hydra::read(storage.bytes(), &chunks)?;
        let regions = hydra.presets.iter().map(|_| OnceLock::new()).collect();
        let samples = SampleCache::new(&storage, &chunks, &hydra)?;
        let name = chunks.name(storage.bytes());
        #[cfg(feature = "gpu")]
        let id = NEXT_ID.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        Ok(Self {
            inner: Arc::new(Inner {
                #[cfg(feature = "gpu")]
                id,
                storage,
                chunks,
                hydra,
                regions,
                samples,
                name,
            }),
        })
    }

    /// The font's own name (`INAM`), empty if it has none.
    pub fn name(&self) -> &str {
        &self.inner.name
    }

    /// `true` if samples are Vorbis streams (SF3).
    pub fn is_compressed(&self) -> bool {
        self.inner.hydra.samples.iter().any(SampleHeader::is_vorbis)
    }

    /// `true` if the font carries 24-bit samples.
    pub fn is_24_bit(&self) -> bool {
        self.inner.chunks.sm24.is_some()
    }

    /// Every preset, in the file's order.
    pub fn presets(&self) -> Vec<PresetInfo> {
        let info = |p: &hydra::Preset| PresetInfo {
            bank: p.bank,
            program: p.program,
            name: p.name.clone(),
        };
        self.inner.hydra.presets.iter().map(info).collect()
    }

    /// Sample headers in the file's order.
    pub fn samples(&self) -> &[SampleHeader] {
        &self.inner.hydra.samples
    }

    /// Index of the preset with exactly this bank and program.
    pub fn find(&self, bank: u16, program: u16) -> Option<usize> {
        let hit = |p: &hydra::Preset| p.bank == bank && p.program == program;
        self.inner.hydra.presets.iter().position(hit)
    }

    /// The regions of preset `index`, layered and resolved on first use.
    ///
    /// # Panics
    /// If `index` is not below the number of presets.
    pub fn regions(&self, index: usize) -> Arc<[Region]> {
        let build = || zone::resolve(&self.inner.hydra, index).into();
        Arc::clone(self.inner.regions[index].get_or_init(build))
    }

    /// The playable data of sample `index`, decoded on first use where it must be.
    ///
    /// # Errors
    /// [`crate::ErrorKind::SoundFont`] if the header points outside the data or the
    /// Vorbis stream is broken.
    pub fn sample(&self, index: usize) -> Result<SampleView<'_>> {
        self.inner.samples.view(&self.inner.storage, &self.inner.chunks, &self.inner.hydra, index)
    }
}

impl std::fmt::Debug for SoundFont {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SoundFont")
            .field("name", &self.inner.name)
            .field("presets", &self.inner.hydra.presets.len())
            .finish_non_exhaustive()
    }
}
