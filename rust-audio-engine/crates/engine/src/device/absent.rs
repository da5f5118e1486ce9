//! What stands for a GPU in a build without one: a device that cannot be.

use crate::error::{Error, ErrorKind};

/// What a device would tell of itself.
#[derive(Clone, Debug)]
pub struct Adapter {
    /// Its name.
    pub name: String,
    /// Vulkan, Metal or DX12.
    pub backend: String,
    /// Driver and version.
    pub driver: String,
    /// `true` if the processor does its work.
    pub is_software: bool,
}

/// No device.
#[derive(Debug)]
pub(crate) enum Gpu {}

/// No failure of no device.
#[derive(Debug)]
pub(crate) enum Never {}

impl Gpu {
    pub(crate) fn convolve(&self, _: &[f32], _: [&[f32]; 2], _: usize) -> Result<Vec<f32>, Never> {
        match *self {}
    }
}

impl From<Never> for Error {
    fn from(never: Never) -> Self {
        match never {}
    }
}

pub(super) fn reason() -> Error {
    Error::new(ErrorKind::Device, "no GPU: this build was made without")
}
