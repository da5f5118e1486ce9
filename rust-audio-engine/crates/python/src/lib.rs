//! `rust_audio_engine._native`: the engine as Python sees it. Arguments are
//! checked here, the GIL is released around the work, and nothing else happens.

mod arrays;
mod listen;
mod numbers;
mod options;

use std::path::PathBuf;

use gospel_engine::audio::{Encoding, Samples, encode};
use gospel_engine::{Error, ErrorKind, RenderOptions, Rendering};
use numpy::{PyArray1, PyArray2, PyArrayMethods};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::{PyBytes, PyDict};

use numbers::whole;
use options::settings;

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
        bank: Bound<'py, PyAny>,
        program: Bound<'py, PyAny>,
        max_bytes: Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyBytes>> {
        let (bank, program) =
            (whole("bank", &bank, 0..=16_383)?, whole("program", &program, 0..=127)?);
        let max_bytes = whole("max_bytes", &max_bytes, 0..=i64::from(u32::MAX))?;
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

fn file(sound: &Rendering, encoding: Encoding) -> Result<Vec<u8>, Error> {
    encode(Samples::Planar(&[&sound.left, &sound.right]), sound.sample_rate, encoding)
}

#[pyfunction]
fn render<'py>(
    py: Python<'py>,
    midi: &[u8],
    font: &SoundFont,
    keywords: Bound<'py, PyDict>,
) -> PyResult<Bound<'py, PyArray2<f32>>> {
    let options = settings(&keywords)?.options;
    let made = py.detach(|| sound(font, midi, &options).map(|s| s.interleaved()));
    let samples = made.map_err(|e| raise(&e))?;
    let frames = samples.len() / 2;
    PyArray1::from_vec(py, samples).reshape([frames, 2])
}

#[pyfunction]
fn render_encoded<'py>(
    py: Python<'py>,
    midi: &[u8],
    font: &SoundFont,
    keywords: Bound<'py, PyDict>,
) -> PyResult<(Bound<'py, PyBytes>, usize)> {
    let settings = settings(&keywords)?;
    let encoding = settings.encoding(None)?;
    let made = py.detach(|| {
        let sound = sound(font, midi, &settings.options)?;
        Ok((file(&sound, encoding)?, sound.frames()))
    });
    let (bytes, frames) = made.map_err(|e: Error| raise(&e))?;
    Ok((PyBytes::new(py, &bytes), frames))
}

#[pyfunction]
fn render_to_file(
    py: Python<'_>,
    midi: &[u8],
    font: &SoundFont,
    path: PathBuf,
    keywords: Bound<'_, PyDict>,
) -> PyResult<(usize, &'static str)> {
    let settings = settings(&keywords)?;
    let encoding = settings.encoding(Some(&path))?;
    let made = py.detach(|| {
        let sound = sound(font, midi, &settings.options)?;
        let bytes = file(&sound, encoding)?;
        std::fs::write(&path, bytes).map_err(|e| Error::io(path.display(), &e))?;
        Ok((sound.frames(), sound.device.name()))
    });
    made.map_err(|e: Error| raise(&e))
}

/// A finished piece as an array or as the bytes of a file.
enum Made {
    Samples(Vec<f32>),
    Bytes(Vec<u8>),
}

#[pyfunction]
fn render_many<'py>(
    py: Python<'py>,
    files: Vec<PyBackedBytes>,
    font: &SoundFont,
    progress: Option<Py<PyAny>>,
    encode: bool,
    keywords: Bound<'py, PyDict>,
) -> PyResult<Vec<Bound<'py, PyAny>>> {
    let settings = settings(&keywords)?;
    let encoding = settings.encoding(None)?;
    let finish = |sound: Rendering| {
        if encode {
            file(&sound, encoding).map(Made::Bytes)
        } else {
            Ok(Made::Samples(sound.interleaved()))
        }
    };
    let mut raised = None;
    let made = py.detach(|| {
        let report = |done: usize, all: usize| match &progress {
            Some(call) => Python::attach(|py| goes_on(py, call, done, all, &mut raised)),
            None => true,
        };
        gospel_engine::synth::render_many(&font.inner, &files, &settings.options, finish, report)
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
        // NumPy's False too; None is no answer and the work goes on
        Ok(answer) => !matches!(answer.extract::<bool>(py), Ok(false)),
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

/// Name, interface, driver, and whether the processor imitates it.
#[pyfunction]
fn gpu(py: Python<'_>) -> PyResult<(String, String, String, bool)> {
    let found = py.detach(gospel_engine::device::adapter).map_err(|e| raise(&e))?;
    Ok((found.name, found.backend, found.driver, found.is_software))
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
    module.add_function(wrap_pyfunction!(render_encoded, module)?)?;
    module.add_function(wrap_pyfunction!(render_to_file, module)?)?;
    module.add_function(wrap_pyfunction!(gpu, module)?)?;
    module.add_function(wrap_pyfunction!(instruction_set, module)?)?;
    module.add_function(wrap_pyfunction!(render_many, module)?)?;
    listen::register(module)?;
    Ok(())
}
