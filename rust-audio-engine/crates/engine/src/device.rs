//! Which device computes: the processor or a GPU.

use std::sync::Arc;

use crate::error::{Error, ErrorKind, Result};

#[cfg(feature = "gpu")]
pub use gospel_gpu::Adapter;
#[cfg(feature = "gpu")]
pub(crate) use gospel_gpu::Gpu;

#[cfg(not(feature = "gpu"))]
mod absent;
#[cfg(not(feature = "gpu"))]
pub use absent::Adapter;
#[cfg(not(feature = "gpu"))]
pub(crate) use absent::Gpu;

/// What a caller asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Device {
    /// A GPU for work of [`WORTHWHILE`] nanoseconds and more where there is a real one;
    /// else, and wherever it fails, the processor.
    #[default]
    Auto,
    /// The processor.
    Cpu,
    /// Any GPU, one that the processor imitates included; an error where there is none.
    Gpu,
}

/// What computed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Used {
    /// The processor alone.
    #[default]
    Cpu,
    /// A GPU, at least for a part.
    Gpu,
}

/// Work from which [`Device::Auto`] looks for a GPU, in nanoseconds of one core: four
/// seconds, ten times what opening a device and compiling its shaders may take. It
/// depends on the input alone, so the same call makes the same choice each time.
pub const WORTHWHILE: u64 = 4_000_000_000;

/// Nanoseconds one core takes for a voice's frame (see the notes on rendering by voice).
const VOICE_FRAME: f64 = 1.0;
/// Nanoseconds for a frame of stereo convolution, and more for each 32,768 taps.
const CONVOLVED_FRAME: (f64, f64) = (14.0, 1.5);

impl Device {
    /// The device called `name`: auto, cpu or gpu.
    ///
    /// # Errors
    /// [`ErrorKind::Argument`] for any other name.
    pub fn named(name: &str) -> Result<Self> {
        match name {
            "auto" => Ok(Self::Auto),
            "cpu" => Ok(Self::Cpu),
            "gpu" => Ok(Self::Gpu),
            _ => {
                let text = format!("device {name:?}; auto, cpu and gpu exist");
                Err(Error::new(ErrorKind::Argument, text))
            }
        }
    }

    /// The GPU to use for `work` nanoseconds of one core's time, or `None` for the processor.
    ///
    /// # Errors
    /// [`ErrorKind::Device`] if a GPU was asked for and none can be opened.
    pub(crate) fn open(self, work: u64) -> Result<Option<Arc<Gpu>>> {
        match self {
            Self::Auto if work >= WORTHWHILE => Ok(shared(true).ok()),
            Self::Auto | Self::Cpu => Ok(None),
            Self::Gpu => shared(false).map(Some),
        }
    }

    /// What a failure on the GPU means: an error if one was asked for, else the
    /// processor takes over.
    ///
    /// # Errors
    /// `error`, unless the choice was ours or the work was cancelled.
    pub(crate) fn forgive(self, error: Error) -> Result<()> {
        let is_ours = self == Self::Auto && error.kind() == ErrorKind::Device;
        if is_ours { Ok(()) } else { Err(error) }
    }
}

impl Used {
    /// "cpu" or "gpu".
    pub fn name(self) -> &'static str {
        match self {
            Self::Cpu => "cpu",
            Self::Gpu => "gpu",
        }
    }
}

/// One core's nanoseconds for voices that sound `frames` frames all together.
pub(crate) fn voice_work(frames: u64) -> u64 {
    (frames as f64 * VOICE_FRAME) as u64
}

/// One core's nanoseconds for `frames` of stereo convolved with `taps`.
pub(crate) fn convolution_work(frames: usize, taps: usize) -> u64 {
    let (base, each) = CONVOLVED_FRAME;
    (frames as f64 * (base + each * taps.div_ceil(32_768) as f64)) as u64
}

/// The device that a GPU would be, looked for now (some 50 ms).
///
/// # Errors
/// [`ErrorKind::Device`] if there is none.
#[cfg(feature = "gpu")]
pub fn adapter() -> Result<Adapter> {
    gospel_gpu::adapter().map_err(Error::from)
}

#[cfg(feature = "gpu")]
fn shared(is_real: bool) -> Result<Arc<Gpu>> {
    use gospel_gpu::Software;
    let software = if is_real { Software::Refused } else { Software::Allowed };
    gospel_gpu::shared(software).map_err(Error::from)
}

#[cfg(feature = "gpu")]
impl From<gospel_gpu::Error> for Error {
    fn from(error: gospel_gpu::Error) -> Self {
        Self::new(ErrorKind::Device, error.to_string())
    }
}

/// The device that a GPU would be.
///
/// # Errors
/// Always: this build has no GPU support.
#[cfg(not(feature = "gpu"))]
pub fn adapter() -> Result<Adapter> {
    Err(absent::reason())
}

#[cfg(not(feature = "gpu"))]
fn shared(_: bool) -> Result<Arc<Gpu>> {
    Err(absent::reason())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_work_never_looks_for_a_gpu() {
        assert!(Device::Auto.open(WORTHWHILE - 1).unwrap().is_none());
        assert!(Device::Cpu.open(u64::MAX).unwrap().is_none());
        // one 30 s piano piece of 31 voices, with a hall on it
        let piece = voice_work(31 * 30 * 44_100) + convolution_work(32 * 44_100, 110_000);
        assert!(piece < WORTHWHILE, "{piece}");
        assert!(100 * piece > WORTHWHILE, "a hundred of them are a batch");
    }

    #[test]
    fn only_our_own_choice_is_forgiven() {
        let lost = Error::new(ErrorKind::Device, "lost");
        assert!(Device::Auto.forgive(lost.clone()).is_ok());
        assert_eq!(Device::Gpu.forgive(lost.clone()), Err(lost));
        let cancelled = Error::new(ErrorKind::Cancelled, "enough");
        assert_eq!(Device::Auto.forgive(cancelled.clone()), Err(cancelled));
    }

    #[test]
    fn devices_have_names() {
        assert_eq!(Device::named("gpu"), Ok(Device::Gpu));
        assert!(Device::named("tpu").unwrap_err().to_string().contains("auto, cpu and gpu"));
    }
}
