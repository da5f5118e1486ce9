//! Pictures of sound as PNG files.

use realfft::RealFftPlanner;

use super::samples::Samples;
use super::waveform::peaks;
use crate::error::{Error, ErrorKind, Result};

/// Width and height in pixels, 1..=8192 each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Pixels from left to right.
    pub width: usize,
    /// Pixels from top to bottom.
    pub height: usize,
}

type Colour = [u8; 4];

const WINDOW: usize = 2048;
/// Decibels from black to full colour in a spectrogram.
const RANGE_DB: f32 = 90.0;
/// Lowest frequency shown, in hertz.
const LOWEST: f32 = 30.0;

/// Peaks and root mean squares on a transparent ground.
///
/// # Errors
/// [`ErrorKind::Argument`] if the size is out of range.
pub fn waveform_png(samples: Samples<'_>, size: Size, colour: [u8; 3]) -> Result<Vec<u8>> {
    size.check()?;
    let shape = peaks(samples, size.width);
    let [r, g, b] = colour;
    let mut pixels = vec![[0; 4]; size.width * size.height];
    let row = |value: f32| {
        let place = (1.0 - value.clamp(-1.0, 1.0)) / 2.0 * (size.height - 1) as f32;
        place.round() as usize
    };
    for x in 0..shape.low.len() {
        let column = x * size.width / shape.low.len();
        let body = row(shape.rms[x])..=row(-shape.rms[x]);
        for y in row(shape.high[x])..=row(shape.low[x]) {
            let alpha = if body.contains(&y) { 255 } else { 130 };
            pixels[y * size.width + column] = [r, g, b, alpha];
        }
    }
    encode(size, &pixels)
}

/// Time to the right, pitch (logarithmic, from 30 Hz) upward, level as brightness.
///
/// # Errors
/// [`ErrorKind::Argument`] if the size is out of range or the rate is zero.
pub fn spectrogram_png(samples: Samples<'_>, sample_rate: u32, size: Size) -> Result<Vec<u8>> {
    size.check()?;
    if sample_rate < 1000 {
        return Err(Error::new(
            ErrorKind::Argument,
            format!("sample rate {sample_rate}; at least 1000"),
        ));
    }
    let frames = samples.frames();
    let mut pixels = vec![[0, 0, 0, 255]; size.width * size.height];
    let mut spectrum = Spectrum::new();
    for x in 0..size.width {
        let middle = (2 * x + 1) * frames / (2 * size.width);
        let levels = spectrum.at(samples, middle as isize);
        for y in 0..size.height {
            let share = 1.0 - y as f32 / size.height as f32;
            let top = sample_rate as f32 / 2.0;
            let hertz = LOWEST * (top / LOWEST).powf(share);
            let bin = (hertz / sample_rate as f32 * WINDOW as f32) as usize;
            let level = 20.0 * (levels[bin.min(levels.len() - 1)] + 1e-9).log10();
            pixels[y * size.width + x] = heat((level + RANGE_DB) / RANGE_DB);
        }
    }
    encode(size, &pixels)
}

struct Spectrum {
    plan: std::sync::Arc<dyn realfft::RealToComplex<f32>>,
    window: Vec<f32>,
}

impl Spectrum {
    fn new() -> Self {
        let shape = |i: usize| {
            let turn = std::f32::consts::TAU * i as f32 / WINDOW as f32;
            0.5 - 0.5 * turn.cos()
        };
        let plan = RealFftPlanner::new().plan_fft_forward(WINDOW);
        Self { plan, window: (0..WINDOW).map(shape).collect() }
    }

    /// Amplitudes around frame `middle`; a full-scale sine gives one.
    fn at(&mut self, samples: Samples<'_>, middle: isize) -> Vec<f32> {
        let start = middle - WINDOW as isize / 2;
        let (frames, channels) = (samples.frames(), samples.channels());
        let mut block: Vec<f32> = (0..WINDOW)
            .map(|i| {
                let at = usize::try_from(start + i as isize).ok().filter(|&at| at < frames);
                let sum = at.map_or(0.0, |at| (0..channels).map(|c| samples.at(c, at)).sum());
                sum / channels.max(1) as f32 * self.window[i]
            })
            .collect();
        let mut out = self.plan.make_output_vec();
        // lengths come from the plan, the only thing that can be wrong
        let _ = self.plan.process(&mut block, &mut out);
        out.iter().map(|c| c.norm() * 4.0 / WINDOW as f32).collect()
    }
}

/// Black through violet and orange to white.
fn heat(level: f32) -> Colour {
    let x = level.clamp(0.0, 1.0);
    let ramp = |from: f32, to: f32| (((x - from) / (to - from)).clamp(0.0, 1.0) * 255.0) as u8;
    let blue = if x < 0.4 { ramp(0.0, 0.4) / 2 } else { 127 - ramp(0.4, 0.7) / 2 };
    [ramp(0.1, 0.7), ramp(0.45, 0.95), blue.max(ramp(0.8, 1.0)), 255]
}

impl Size {
    fn check(self) -> Result<()> {
        let possible = 1..=8192;
        if possible.contains(&self.width) && possible.contains(&self.height) {
            return Ok(());
        }
        let text = format!("{} x {} pixels; 1 to 8192 each way", self.width, self.height);
        Err(Error::new(ErrorKind::Argument, text))
    }
}

fn encode(size: Size, pixels: &[Colour]) -> Result<Vec<u8>> {
    let failed = |e: png::EncodingError| Error::new(ErrorKind::Io, e.to_string());
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, size.width as u32, size.height as u32);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_image_data(bytemuck::cast_slice(pixels)).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(out)
}
