//! Recordings in, pictures and peaks out.

use std::path::PathBuf;

use gospel_engine::audio::{
    DecodeOptions, Recording, Size, peaks as find_peaks, resample as change_rate, spectrogram_png,
    waveform_png, write_flac,
};
use numpy::{PyArray1, PyArray2, PyArrayMethods, PyReadonlyArray1, PyReadonlyArrayDyn};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::{channels, raise};

type Peaks<'py> = (Bound<'py, PyArray1<f32>>, Bound<'py, PyArray1<f32>>, Bound<'py, PyArray1<f32>>);

pub(crate) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(decode, module)?)?;
    module.add_function(wrap_pyfunction!(encode_flac, module)?)?;
    module.add_function(wrap_pyfunction!(peaks, module)?)?;
    module.add_function(wrap_pyfunction!(picture, module)?)?;
    module.add_function(wrap_pyfunction!(resample, module)?)
}

#[derive(FromPyObject)]
enum Source {
    Bytes(Vec<u8>),
    Path(PathBuf),
}

#[pyfunction]
fn decode(
    py: Python<'_>,
    source: Source,
    sample_rate: Option<u32>,
    mono: bool,
    max_seconds: f64,
    max_bytes: u64,
) -> PyResult<(Bound<'_, PyArray2<f32>>, u32)> {
    let options = DecodeOptions { sample_rate, mono, max_seconds, max_bytes };
    let made = py.detach(|| {
        let made = match source {
            Source::Bytes(bytes) => Recording::decode(bytes, &options),
            Source::Path(path) => Recording::open(path, &options),
        }?;
        let (count, frames) = (made.channels.len(), made.channels[0].len());
        let mut samples = Vec::with_capacity(count * frames);
        for frame in 0..frames {
            samples.extend(made.channels.iter().map(|c| c[frame]));
        }
        Ok((samples, [frames, count], made.sample_rate))
    });
    let (samples, shape, rate) = made.map_err(|e| raise(&e))?;
    Ok((PyArray1::from_vec(py, samples).reshape(shape)?, rate))
}

#[pyfunction]
fn encode_flac<'py>(
    py: Python<'py>,
    samples: PyReadonlyArrayDyn<'py, f32>,
    sample_rate: u32,
    bits: u32,
) -> PyResult<Bound<'py, PyBytes>> {
    let channels = channels(&samples)?;
    let made = py.detach(|| write_flac(&views(&channels), sample_rate, bits));
    Ok(PyBytes::new(py, &made.map_err(|e| raise(&e))?))
}

#[pyfunction]
fn peaks<'py>(
    py: Python<'py>,
    samples: PyReadonlyArrayDyn<'py, f32>,
    count: usize,
) -> PyResult<Peaks<'py>> {
    let channels = channels(&samples)?;
    let made = py.detach(|| find_peaks(&views(&channels), count));
    let array = |values| PyArray1::from_vec(py, values);
    Ok((array(made.low), array(made.high), array(made.rms)))
}

#[pyfunction]
fn picture<'py>(
    py: Python<'py>,
    samples: PyReadonlyArrayDyn<'py, f32>,
    sample_rate: Option<u32>,
    width: usize,
    height: usize,
    colour: [u8; 3],
) -> PyResult<Bound<'py, PyBytes>> {
    let channels = channels(&samples)?;
    let size = Size { width, height };
    let made = py.detach(|| match sample_rate {
        Some(rate) => spectrogram_png(&views(&channels), rate, size),
        None => waveform_png(&views(&channels), size, colour),
    });
    Ok(PyBytes::new(py, &made.map_err(|e| raise(&e))?))
}

#[pyfunction]
fn resample<'py>(
    py: Python<'py>,
    samples: PyReadonlyArray1<'py, f32>,
    from: u32,
    to: u32,
) -> PyResult<Bound<'py, PyArray1<f32>>> {
    let x: Vec<f32> = samples.as_array().iter().copied().collect();
    let made = py.detach(|| change_rate(&x, from, to)).map_err(|e| raise(&e))?;
    Ok(PyArray1::from_vec(py, made))
}

fn views(channels: &[Vec<f32>]) -> Vec<&[f32]> {
    channels.iter().map(Vec::as_slice).collect()
}
