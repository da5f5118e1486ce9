//! Recordings in, files, pictures and peaks out.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use gospel_engine::Error;
use gospel_engine::audio::{
    DecodeOptions, Encoding, Recording, RecordingStream, Size, encode as encoded,
    peaks as find_peaks, resample as change_rate, spectrogram_png, waveform_png,
};
use numpy::{PyArray1, PyArray2, PyArrayMethods, PyReadonlyArrayDyn};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::PyBytes;

use crate::arrays::Frames;
use crate::numbers::{FILE_RATES, RATES, real, wanted, whole};
use crate::options::level;
use crate::raise;

type Any<'py> = Bound<'py, PyAny>;
type Peaks<'py> = (Bound<'py, PyArray1<f32>>, Bound<'py, PyArray1<f32>>, Bound<'py, PyArray1<f32>>);

pub(crate) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Stream>()?;
    module.add_function(wrap_pyfunction!(decode, module)?)?;
    module.add_function(wrap_pyfunction!(encode, module)?)?;
    module.add_function(wrap_pyfunction!(peaks, module)?)?;
    module.add_function(wrap_pyfunction!(picture, module)?)?;
    module.add_function(wrap_pyfunction!(resample, module)?)
}

#[derive(FromPyObject)]
enum Source {
    Bytes(PyBackedBytes),
    Path(PathBuf),
}

fn options(
    sample_rate: Option<Any<'_>>,
    mono: bool,
    max_seconds: &Any<'_>,
    max_bytes: &Any<'_>,
) -> PyResult<DecodeOptions> {
    let rate = sample_rate.map(|rate| whole("sample rate", &rate, RATES)).transpose()?;
    let max_seconds = real("max_seconds", max_seconds)?;
    let max_bytes = whole("max_bytes", max_bytes, 0..=i64::MAX)?;
    Ok(DecodeOptions { sample_rate: rate, mono, max_seconds, max_bytes })
}

/// Channels by turns, and the shape they have as an array.
fn turns(channels: &[Vec<f32>]) -> (Vec<f32>, [usize; 2]) {
    let (count, frames) = (channels.len(), channels.first().map_or(0, Vec::len));
    let mut samples = Vec::with_capacity(count * frames);
    for frame in 0..frames {
        samples.extend(channels.iter().map(|c| c[frame]));
    }
    (samples, [frames, count])
}

#[pyfunction]
fn decode<'py>(
    py: Python<'py>,
    source: Source,
    sample_rate: Option<Any<'py>>,
    mono: bool,
    max_seconds: Any<'py>,
    max_bytes: Any<'py>,
) -> PyResult<(Bound<'py, PyArray2<f32>>, u32)> {
    let options = options(sample_rate, mono, &max_seconds, &max_bytes)?;
    let made = py.detach(|| {
        let made = match source {
            Source::Bytes(bytes) => Recording::decode(bytes, &options),
            Source::Path(path) => Recording::open(path, &options),
        }?;
        Ok((turns(&made.channels), made.sample_rate))
    });
    let ((samples, shape), rate) = made.map_err(|e: Error| raise(&e))?;
    Ok((PyArray1::from_vec(py, samples).reshape(shape)?, rate))
}

/// A recording decoded block by block: an iterator of arrays (frames, channels).
#[pyclass(frozen, module = "rust_audio_engine")]
struct Stream {
    inner: Mutex<RecordingStream>,
    frames: usize,
}

#[pymethods]
impl Stream {
    #[new]
    fn open(
        py: Python<'_>,
        source: Source,
        frames: Any<'_>,
        sample_rate: Option<Any<'_>>,
        mono: bool,
        max_seconds: Any<'_>,
        max_bytes: Any<'_>,
    ) -> PyResult<Self> {
        let options = options(sample_rate, mono, &max_seconds, &max_bytes)?;
        let frames = whole("frames", &frames, 1..=1 << 24)?;
        let made = py.detach(|| match source {
            Source::Bytes(bytes) => RecordingStream::from_bytes(bytes, &options),
            Source::Path(path) => RecordingStream::open(path, &options),
        });
        Ok(Self { inner: Mutex::new(made.map_err(|e| raise(&e))?), frames })
    }

    #[getter]
    fn sample_rate(&self, py: Python<'_>) -> u32 {
        // the interpreter's lock is let go first: another thread may hold the
        // stream's and be waiting for it
        py.detach(|| self.inner.lock().unwrap_or_else(PoisonError::into_inner).sample_rate())
    }

    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyArray2<f32>>>> {
        let made = py.detach(|| {
            let mut stream = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
            Ok(stream.next_block(self.frames)?.map(|channels| turns(&channels)))
        });
        match made.map_err(|e: Error| raise(&e))? {
            Some((samples, shape)) => Ok(Some(PyArray1::from_vec(py, samples).reshape(shape)?)),
            None => Ok(None),
        }
    }
}

#[pyfunction]
fn encode<'py>(
    py: Python<'py>,
    samples: PyReadonlyArrayDyn<'py, f32>,
    sample_rate: Any<'py>,
    format: &str,
    quality: Any<'py>,
) -> PyResult<Bound<'py, PyBytes>> {
    let quality = level("quality", &quality)?;
    let encoding = Encoding::named(format, quality).map_err(|e| raise(&e))?;
    let rate = whole("sample rate", &sample_rate, FILE_RATES)?;
    let frames = Frames::of(&samples)?;
    let made = py.detach(|| encoded(frames.samples(), rate, encoding));
    Ok(PyBytes::new(py, &made.map_err(|e| raise(&e))?))
}

#[pyfunction]
fn peaks<'py>(
    py: Python<'py>,
    samples: PyReadonlyArrayDyn<'py, f32>,
    count: Any<'py>,
) -> PyResult<Peaks<'py>> {
    let count = whole("count", &count, 1..=1 << 24)?;
    let frames = Frames::of(&samples)?;
    let made = py.detach(|| find_peaks(frames.samples(), count));
    let array = |values| PyArray1::from_vec(py, values);
    Ok((array(made.low), array(made.high), array(made.rms)))
}

#[pyfunction]
fn picture<'py>(
    py: Python<'py>,
    samples: PyReadonlyArrayDyn<'py, f32>,
    sample_rate: Option<Any<'py>>,
    width: Any<'py>,
    height: Any<'py>,
    colour: Any<'py>,
) -> PyResult<Bound<'py, PyBytes>> {
    let rate = sample_rate.map(|rate| whole("sample rate", &rate, RATES)).transpose()?;
    let side = |name, value| whole(name, value, 1..=8192);
    let size = Size { width: side("width", &width)?, height: side("height", &height)? };
    let shade = |value| whole("colour", value, 0..=255);
    let colour: (Any<'_>, Any<'_>, Any<'_>) =
        wanted("colour", &colour, "a tuple of red, green and blue")?;
    let colour = [shade(&colour.0)?, shade(&colour.1)?, shade(&colour.2)?];
    let frames = Frames::of(&samples)?;
    let made = py.detach(|| match rate {
        Some(rate) => spectrogram_png(frames.samples(), rate, size),
        None => waveform_png(frames.samples(), size, colour),
    });
    Ok(PyBytes::new(py, &made.map_err(|e| raise(&e))?))
}

#[pyfunction]
fn resample<'py>(
    py: Python<'py>,
    samples: PyReadonlyArrayDyn<'py, f32>,
    from_rate: Any<'py>,
    to_rate: Any<'py>,
) -> PyResult<Bound<'py, PyArray1<f32>>> {
    let (from, to) = (whole("from_rate", &from_rate, RATES)?, whole("to_rate", &to_rate, RATES)?);
    let frames = Frames::of(&samples)?;
    let x = frames.mono()?;
    let made = py.detach(|| change_rate(x, from, to)).map_err(|e| raise(&e))?;
    Ok(PyArray1::from_vec(py, made))
}
