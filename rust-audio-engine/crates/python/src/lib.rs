//! `rust_audio_engine._native`: the engine as Python sees it. Arguments are
//! checked here, the GIL is released around the work, and nothing else happens.

mod listen;
mod options;

use std::path::PathBuf;

use gospel_engine::audio::{WavFormat, write_wav as wav_bytes};
use gospel_engine::{Error, ErrorKind, RenderOptions, Rendering};
use numpy::{PyArray1, PyArray2, PyArrayMethods, PyReadonlyArrayDyn, PyUntypedArrayMethods};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};

use options::{Settings, settings};

pyo3::create_exception!(
    rust_audio_engine,
    EngineError,
    pyo3::exceptions::PyValueError,
    "A file or argument the engine cannot use; the message says where and why."
);

pyo3::create_exception!(
    rust_audio_engine,
    Cancelled,
    EngineError,
    "The caller's progress function asked for the work to stop."
);

pub(crate) fn raise(error: &Error) -> PyErr {
    match error.kind() {
        ErrorKind::Cancelled => Cancelled::new_err(error.to_string()),
        _ => EngineError::new_err(error.to_string()),
    }
}

/// An open SoundFont 2 or 3 file; its samples stay on disk until they are played.
#[pyclass(frozen, module = "rust_audio_engine")]
struct SoundFont {
    inner: gospel_engine::SoundFont,
}

#[pymethods]
impl SoundFont {
    #[new]
    fn open(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        let inner = py.detach(|| gospel_engine::SoundFont::open(path)).map_err(|e| raise(&e))?;
        Ok(Self { inner })
    }

    #[staticmethod]
    fn from_bytes(py: Python<'_>, data: &[u8]) -> PyResult<Self> {
        let copy = data.to_vec();
        let made = py.detach(|| gospel_engine::SoundFont::from_bytes(copy));
        Ok(Self { inner: made.map_err(|e| raise(&e))? })
    }

    #[getter]
    fn name(&self) -> &str {
        self.inner.name()
    }

    #[getter]
    fn is_compressed(&self) -> bool {
        self.inner.is_compressed()
    }

    #[getter]
    fn presets(&self) -> Vec<(u16, u16, String)> {
        self.inner.presets().into_iter().map(|p| (p.bank, p.program, p.name)).collect()
    }

    fn cut_preset<'py>(
        &self,
        py: Python<'py>,
        bank: u16,
        program: u16,
        max_bytes: usize,
    ) -> PyResult<Bound<'py, PyBytes>> {
        let cut = py.detach(|| self.inner.cut_preset(bank, program, max_bytes));
        Ok(PyBytes::new(py, &cut.map_err(|e| raise(&e))?))
    }

    fn __repr__(&self) -> String {
        format!("<SoundFont {:?}, {} presets>", self.inner.name(), self.inner.presets().len())
    }
}

fn sound(font: &SoundFont, midi: &[u8], options: &RenderOptions) -> Result<Rendering, Error> {
    gospel_engine::render(&font.inner, midi, options)
}

#[pyfunction]
fn render<'py>(
    py: Python<'py>,
    midi: &[u8],
    font: &SoundFont,
    keywords: Bound<'py, PyDict>,
) -> PyResult<Bound<'py, PyArray2<f32>>> {
    let Settings { options, .. } = settings(&keywords)?;
    let made = py.detach(|| sound(font, midi, &options).map(|s| s.interleaved()));
    let samples = made.map_err(|e| raise(&e))?;
    let frames = samples.len() / 2;
    PyArray1::from_vec(py, samples).reshape([frames, 2])
}

#[pyfunction]
fn render_wav<'py>(
    py: Python<'py>,
    midi: &[u8],
    font: &SoundFont,
    keywords: Bound<'py, PyDict>,
) -> PyResult<(Bound<'py, PyBytes>, usize)> {
    let Settings { options, format } = settings(&keywords)?;
    let made = py.detach(|| {
        let sound = sound(font, midi, &options)?;
        let bytes = wav_bytes(&[&sound.left, &sound.right], sound.sample_rate, format)?;
        Ok((bytes, sound.frames()))
    });
    let (bytes, frames) = made.map_err(|e: Error| raise(&e))?;
    Ok((PyBytes::new(py, &bytes), frames))
}

#[pyfunction]
fn render_to_wav(
    py: Python<'_>,
    midi: &[u8],
    font: &SoundFont,
    path: PathBuf,
    keywords: Bound<'_, PyDict>,
) -> PyResult<usize> {
    let Settings { options, format } = settings(&keywords)?;
    let made = py.detach(|| {
        let sound = sound(font, midi, &options)?;
        let bytes = wav_bytes(&[&sound.left, &sound.right], sound.sample_rate, format)?;
        std::fs::write(&path, bytes).map_err(|e| Error::io(path.display(), &e))?;
        Ok(sound.frames())
    });
    made.map_err(|e: Error| raise(&e))
}

/// A finished file as arrays or as the bytes of a WAV file.
enum Made {
    Samples(Vec<f32>),
    Bytes(Vec<u8>),
}

#[pyfunction]
fn render_many<'py>(
    py: Python<'py>,
    files: Vec<Vec<u8>>,
    font: &SoundFont,
    progress: Option<Py<PyAny>>,
    encode: bool,
    keywords: Bound<'py, PyDict>,
) -> PyResult<Vec<Bound<'py, PyAny>>> {
    let Settings { options, format } = settings(&keywords)?;
    let finish = |sound: Rendering| {
        if !encode {
            return Ok(Made::Samples(sound.interleaved()));
        }
        let bytes = wav_bytes(&[&sound.left, &sound.right], sound.sample_rate, format)?;
        Ok(Made::Bytes(bytes))
    };
    let mut raised = None;
    let made = py.detach(|| {
        let report = |done: usize, all: usize| match &progress {
            Some(call) => Python::attach(|py| goes_on(py, call, done, all, &mut raised)),
            None => true,
        };
        gospel_engine::synth::render_many(&font.inner, &files, &options, finish, report)
    });
    if let Some(error) = raised {
        return Err(error);
    }
    let made = made.map_err(|e| raise(&e))?;
    made.into_iter().map(|one| one.into_python(py)).collect()
}

/// Calls a progress function; `False` or an exception stops the work.
fn goes_on(
    py: Python<'_>,
    call: &Py<PyAny>,
    done: usize,
    all: usize,
    raised: &mut Option<PyErr>,
) -> bool {
    match call.call1(py, (done, all)) {
        Ok(answer) => !answer.bind(py).is(&*pyo3::types::PyBool::new(py, false)),
        Err(error) => {
            *raised = Some(error);
            false
        }
    }
}

impl Made {
    fn into_python(self, py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
        match self {
            Self::Bytes(bytes) => Ok(PyBytes::new(py, &bytes).into_any()),
            Self::Samples(samples) => {
                let frames = samples.len() / 2;
                Ok(PyArray1::from_vec(py, samples).reshape([frames, 2])?.into_any())
            }
        }
    }
}

/// Channels of an array of shape (frames,) or (frames, channels).
pub(crate) fn channels(samples: &PyReadonlyArrayDyn<'_, f32>) -> PyResult<Vec<Vec<f32>>> {
    let shape = samples.shape();
    let count = match shape {
        [_] => 1,
        [_, count] => *count,
        _ => {
            let text = format!("shape {shape:?}; (frames,) or (frames, channels) is wanted");
            return Err(raise(&Error::new(ErrorKind::Argument, text)));
        }
    };
    let flat: Vec<f32> = samples.as_array().iter().copied().collect();
    Ok((0..count).map(|c| flat.iter().skip(c).step_by(count).copied().collect()).collect())
}

#[pyfunction]
fn encode_wav<'py>(
    py: Python<'py>,
    samples: PyReadonlyArrayDyn<'py, f32>,
    sample_rate: u32,
    format: &str,
) -> PyResult<Bound<'py, PyBytes>> {
    let format = WavFormat::named(format).map_err(|e| raise(&e))?;
    let channels = channels(&samples)?;
    let made = py.detach(|| {
        let views: Vec<&[f32]> = channels.iter().map(Vec::as_slice).collect();
        wav_bytes(&views, sample_rate, format)
    });
    Ok(PyBytes::new(py, &made.map_err(|e| raise(&e))?))
}

#[pyfunction]
fn instruction_set() -> &'static str {
    gospel_engine::synth::instruction_set()
}

#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("EngineError", module.py().get_type::<EngineError>())?;
    module.add("Cancelled", module.py().get_type::<Cancelled>())?;
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<SoundFont>()?;
    module.add_function(wrap_pyfunction!(render, module)?)?;
    module.add_function(wrap_pyfunction!(render_wav, module)?)?;
    module.add_function(wrap_pyfunction!(render_to_wav, module)?)?;
    module.add_function(wrap_pyfunction!(encode_wav, module)?)?;
    module.add_function(wrap_pyfunction!(instruction_set, module)?)?;
    module.add_function(wrap_pyfunction!(render_many, module)?)?;
    listen::register(module)?;
    Ok(())
}
