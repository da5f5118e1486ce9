//! Keyword arguments to render options.

use std::path::{Path, PathBuf};

use gospel_engine::audio::{DecodeOptions, Encoding, Recording};
use gospel_engine::effects::{Equaliser, Impulse, Reverb, Space};
use gospel_engine::synth::{Dialect, Interpolation};
use gospel_engine::{Device, Error, ErrorKind, RenderOptions};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::numbers::{RENDER_RATES, real, wanted, whole};
use crate::raise;

/// What a call asked for.
pub(crate) struct Settings {
    pub(crate) options: RenderOptions,
    /// The name of a format, and its quality.
    format: (Option<String>, Option<f32>),
}

impl Settings {
    /// The file to make; a path's suffix names it where no format was asked for.
    ///
    /// # Errors
    /// `EngineError` for a name, suffix or quality there is not.
    pub(crate) fn encoding(&self, path: Option<&Path>) -> PyResult<Encoding> {
        let (name, quality) = (self.format.0.as_deref(), self.format.1);
        let made = match (name, path) {
            (None, Some(path)) => Encoding::of_path(path, quality),
            _ => Encoding::named(name.unwrap_or("pcm16"), quality),
        };
        made.map_err(|e| raise(&e))
    }
}

/// Reads the keywords; unknown names are errors.
pub(crate) fn settings(keywords: &Bound<'_, PyDict>) -> PyResult<Settings> {
    let mut made = Settings { options: RenderOptions::default(), format: (None, None) };
    let mut levels = (None::<f32>, None::<f32>, None::<f32>);
    let mut impulse: Option<PathBuf> = None;
    for (key, value) in keywords {
        let name: String = key.extract()?;
        let options = &mut made.options;
        match name.as_str() {
            "sample_rate" => options.sample_rate = whole("sample rate", &value, RENDER_RATES)?,
            "gain" => options.gain = real("gain", &value)? as f32,
            "device" => {
                let name: String = wanted("device", &value, A_NAME)?;
                options.device = Device::named(&name).map_err(|e| raise(&e))?;
            }
            "threads" => options.threads = whole("threads", &value, 0..=256)?,
            "tail" => options.max_tail = real("tail", &value)?,
            "max_seconds" => options.max_seconds = real("max_seconds", &value)?,
            "dialect" => options.dialect = dialect(&wanted::<String>("dialect", &value, A_NAME)?)?,
            "fine" => {
                let is_fine: bool = wanted("fine", &value, A_SWITCH)?;
                let kinds = [Interpolation::Cubic, Interpolation::Sinc8];
                options.interpolation = kinds[usize::from(is_fine)];
            }
            "chorus" => options.chorus = wanted("chorus", &value, A_SWITCH)?,
            "reverb" => options.reverb = reverb(wanted("reverb", &value, "a name or None")?)?,
            "impulse" => impulse = wanted("impulse", &value, "a path or None")?,
            "equaliser" => {
                let bands: Option<(f32, f32, f32)> =
                    wanted("equaliser", &value, "a tuple of three numbers or None")?;
                let made = |(low, middle, high)| Equaliser { low, middle, high };
                options.mastering.equaliser = bands.map(made);
            }
            "normalise" => options.mastering.normalise = level("normalise", &value)?,
            "limit" => options.mastering.limit = level("limit", &value)?,
            "wet_db" => levels.0 = level("wet_db", &value)?,
            "dry_db" => levels.1 = level("dry_db", &value)?,
            "pre_delay" => levels.2 = level("pre_delay", &value)?,
            "format" => made.format.0 = wanted("format", &value, "a name or None")?,
            "quality" => made.format.1 = level("quality", &value)?,
            _ => {
                let error = Error::new(ErrorKind::Argument, format!("no option {name:?}"));
                return Err(raise(&error));
            }
        }
    }
    if let Some(path) = impulse {
        let rate = made.options.sample_rate;
        let recorded = keywords.py().detach(|| recorded(&path, rate));
        made.options.reverb = Some(recorded.map_err(|e| raise(&e))?);
    }
    if let Some(reverb) = &mut made.options.reverb {
        reverb.wet_db = levels.0.unwrap_or(reverb.wet_db);
        reverb.dry_db = levels.1.unwrap_or(reverb.dry_db);
        reverb.pre_delay = levels.2.unwrap_or(reverb.pre_delay);
    }
    Ok(made)
}

const A_NAME: &str = "a name";
const A_SWITCH: &str = "True or False";

/// A number that may be left to the engine.
pub(crate) fn level(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Option<f32>> {
    wanted(name, value, "a number or None")
}

fn reverb(name: Option<String>) -> PyResult<Option<Reverb>> {
    let space = name.map(|name| Space::named(&name)).transpose().map_err(|e| raise(&e))?;
    Ok(space.map(Reverb::space))
}

fn dialect(name: &str) -> PyResult<Dialect> {
    Dialect::named(name).ok_or_else(|| {
        let text = format!(
            "dialect {name:?}; sf2 and fluidsynth exist, each with +NAME or -NAME of a departure"
        );
        raise(&Error::new(ErrorKind::Argument, text))
    })
}

/// A recorded response at the output's rate; a mono one serves both sides.
fn recorded(path: &Path, sample_rate: u32) -> Result<Reverb, Error> {
    let limits = DecodeOptions {
        sample_rate: Some(sample_rate),
        max_seconds: 20.0,
        ..DecodeOptions::default()
    };
    let mut channels = Recording::open(path, &limits)?.channels.into_iter();
    let left = channels.next().unwrap_or_default();
    let right = channels.next().unwrap_or_else(|| left.clone());
    Ok(Reverb::recorded(Impulse::recorded(left, right, sample_rate)?))
}
