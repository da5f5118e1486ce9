//! NumPy arrays in, without copies where they lie as the engine reads.

use std::borrow::Cow;

use gospel_engine::audio::Samples;
use gospel_engine::{Error, ErrorKind};
use numpy::{PyReadonlyArrayDyn, PyUntypedArrayMethods};
use pyo3::prelude::*;

use crate::raise;

/// Frames and channels of an array of shape (frames,) or (frames, channels).
pub(crate) struct Frames<'a> {
    data: Cow<'a, [f32]>,
    channels: usize,
}

impl<'a> Frames<'a> {
    /// Borrows a C-contiguous array, copies any other.
    ///
    /// The slice is read after the interpreter's lock is let go. It stays where it
    /// is and as long as it is: `array` holds a reference, and NumPy resizes no
    /// array that others refer to. rust-numpy refuses writable borrows meanwhile.
    /// What it cannot refuse is Python code in another thread that assigns to the
    /// array during the call. The engine takes nothing but sample values from the
    /// slice, each read once into a float of which every bit pattern is valid: no
    /// length, index or pointer. So such a race can spoil the sound and nothing
    /// else; the docstrings forbid it, as NumPy does for its own functions that
    /// let the lock go.
    pub(crate) fn of(array: &'a PyReadonlyArrayDyn<'_, f32>) -> PyResult<Self> {
        let shape = array.shape();
        let channels = match shape {
            [_] => 1,
            [_, count] => *count,
            _ => {
                let text = format!("shape {shape:?}; (frames,) or (frames, channels) is wanted");
                return Err(raise(&Error::new(ErrorKind::Argument, text)));
            }
        };
        let data = match array.as_slice() {
            Ok(slice) => Cow::Borrowed(slice),
            Err(_) => Cow::Owned(array.as_array().iter().copied().collect()),
        };
        Ok(Self { data, channels })
    }

    pub(crate) fn samples(&self) -> Samples<'_> {
        Samples::Interleaved(&self.data, self.channels)
    }

    /// The only channel.
    ///
    /// # Errors
    /// `EngineError` if there are several.
    pub(crate) fn mono(&self) -> PyResult<&[f32]> {
        if self.channels == 1 {
            return Ok(&self.data);
        }
        let text = format!("{} channels; one is wanted, shape (frames,)", self.channels);
        Err(raise(&Error::new(ErrorKind::Argument, text)))
    }
}
