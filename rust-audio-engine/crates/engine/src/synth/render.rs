//! From a MIDI file and a font to finished sound.

use std::sync::atomic::AtomicBool;

use super::dialect::Dialect;
#[cfg(feature = "gpu")]
use super::gpu::run as voices_on;
use super::parts::{Job, Sends, Sums};
use super::sequence::Sequence;
#[cfg(not(feature = "gpu"))]
use crate::device::Gpu;
use crate::device::{self, Device, Used};
use crate::effects::{Mastering, Reverb, chorus};
use crate::error::{Error, ErrorKind, Result};
use crate::font::SoundFont;
use crate::midi::Song;

/// How points between the sample's own are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Interpolation {
    /// Four points, Catmull-Rom.
    #[default]
    Cubic,
    /// Eight points, windowed sinc: cleaner highs for about two and a half times the time.
    Sinc8,
}

/// How voices read fonts and samples.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    pub(crate) dialect: Dialect,
    pub(crate) interpolation: Interpolation,
}

/// How to render.
#[derive(Clone, Debug)]
pub struct RenderOptions {
    /// Frames a second, 8000..=192000.
    pub sample_rate: u32,
    /// Factor on the whole; 1 is full scale for one voice at full velocity.
    pub gain: f32,
    /// Interpolation.
    pub interpolation: Interpolation,
    /// How the specification is read.
    pub dialect: Dialect,
    /// Reverb on what the channels send to it; none is dry.
    pub reverb: Option<Reverb>,
    /// Chorus on what the channels send to it.
    pub chorus: bool,
    /// What follows the mix.
    pub mastering: Mastering,
    /// What computes voices and reverb.
    pub device: Device,
    /// Threads to use; 0 is as many as the machine has.
    pub threads: usize,
    /// Most seconds of sound after the last track's end.
    pub max_tail: f64,
    /// Longest song accepted, in seconds: what bounds the memory a file can ask for.
    pub max_seconds: f64,
}

impl Default for RenderOptions {
    fn default() -> Self {
        Self {
            sample_rate: 44_100,
            gain: 0.5,
            interpolation: Interpolation::default(),
            dialect: Dialect::default(),
            reverb: None,
            chorus: false,
            mastering: Mastering::default(),
            device: Device::default(),
            threads: 0,
            max_tail: 12.0,
            max_seconds: 1800.0,
        }
    }
}

/// Finished stereo sound.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rendering {
    /// Left channel, full scale 1.
    pub left: Vec<f32>,
    /// Right channel, as long as the left.
    pub right: Vec<f32>,
    /// Frames a second.
    pub sample_rate: u32,
    /// How much was done: the frames every voice sounded, added up.
    pub voice_frames: u64,
    /// What computed it.
    pub device: Used,
}

impl Rendering {
    /// Number of frames.
    pub fn frames(&self) -> usize {
        self.left.len()
    }

    /// Left and right by turns.
    pub fn interleaved(&self) -> Vec<f32> {
        let mut out = Vec::with_capacity(2 * self.left.len());
        for (&l, &r) in self.left.iter().zip(&self.right) {
            out.extend([l, r]);
        }
        out
    }
}

/// Sound below this is a tail no one hears: 90 dB under full scale.
const INAUDIBLE: f32 = 3.162e-5;
/// Seconds over which a tail that is cut short fades.
const FADE: f64 = 0.05;

impl RenderOptions {
    fn check(&self) -> Result<()> {
        let bad = |text: String| Err(Error::new(ErrorKind::Argument, text));
        if !(8_000..=192_000).contains(&self.sample_rate) {
            return bad(format!("sample rate {}; 8000 to 192000 are possible", self.sample_rate));
        }
        if !(0.0..=100.0).contains(&self.gain) {
            return bad(format!("gain {}; 0 to 100 are possible", self.gain));
        }
        if !(0.0..=600.0).contains(&self.max_tail) {
            return bad(format!("tail of {} s; 0 to 600 are possible", self.max_tail));
        }
        if self.max_seconds.is_nan() || self.max_seconds < 0.0 {
            return bad(format!("max_seconds {}; 0 or more are possible", self.max_seconds));
        }
        Ok(())
    }

    /// Threads this call uses.
    pub(crate) fn thread_count(&self) -> usize {
        match self.threads {
            0 => std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
            count => count.min(256),
        }
    }
}

/// Renders a MIDI file.
///
/// # Errors
/// [`ErrorKind::Midi`] if the file is malformed, else as [`render_song`].
pub fn render(font: &SoundFont, midi: &[u8], options: &RenderOptions) -> Result<Rendering> {
    render_song(font, &Song::parse(midi)?, options, None)
}

/// Renders a song. `cancel`, once true, ends the work early.
///
/// # Errors
/// [`ErrorKind::Argument`] for options outside their ranges,
/// [`ErrorKind::SoundFont`] if a sample cannot be decoded, [`ErrorKind::Device`] if a
/// GPU was asked for and is missing or fails, [`ErrorKind::Cancelled`] if `cancel` became true.
pub fn render_song(
    font: &SoundFont,
    song: &Song,
    options: &RenderOptions,
    cancel: Option<&AtomicBool>,
) -> Result<Rendering> {
    render_one(font, song, options, cancel, 1)
}

/// [`render_song`] as one of `batch` songs of its size, which is what a device is chosen by.
pub(super) fn render_one(
    font: &SoundFont,
    song: &Song,
    options: &RenderOptions,
    cancel: Option<&AtomicBool>,
    batch: usize,
) -> Result<Rendering> {
    options.check()?;
    if song.seconds > options.max_seconds {
        let text = format!(
            "the song lasts {:.1} s; at most {} s are rendered",
            song.seconds, options.max_seconds
        );
        return Err(Error::new(ErrorKind::Midi, text));
    }
    let rate = f64::from(options.sample_rate);
    let sequence = Sequence::new(font, song, rate)?;
    let song_end = (song.seconds * rate).round() as usize;
    let end = song_end + (options.max_tail * rate) as usize;
    let sends = Sends { reverb: options.reverb.is_some(), chorus: options.chorus };
    let reading = Reading { dialect: options.dialect, interpolation: options.interpolation };
    let job = Job { font, sequence: &sequence, rate, reading, sends, end, cancel };
    let (mut sums, summed) = sum_voices(&job, options, batch)?;
    let device = apply_effects(&mut sums, options, end)?.max(summed);
    let voice_frames = sums.voice_frames;
    let [mut left, mut right, ..] = sums.buses;
    let length = trimmed(&left, &right, options.gain).max(song_end);
    for channel in [&mut left, &mut right] {
        let is_cut = channel.len() >= end && length >= end;
        channel.resize(length, 0.0);
        channel.iter_mut().for_each(|x| *x *= options.gain);
        if is_cut && length > song_end {
            fade_out(channel, (FADE * rate) as usize);
        }
    }
    options.mastering.apply(&mut left, &mut right, options.sample_rate)?;
    Ok(Rendering { left, right, sample_rate: options.sample_rate, voice_frames, device })
}

#[cfg(not(feature = "gpu"))]
fn voices_on(_: &Job<'_>, gpu: &Gpu) -> Result<Sums> {
    match *gpu {}
}

/// The voices' sums, and what made them.
fn sum_voices(job: &Job<'_>, options: &RenderOptions, batch: usize) -> Result<(Sums, Used)> {
    let work = device::voice_work(job.work()).saturating_mul(batch as u64);
    if let Some(gpu) = options.device.open(work)? {
        match voices_on(job, &gpu) {
            Ok(sums) => return Ok((sums, Used::Gpu)),
            Err(error) => options.device.forgive(error)?,
        }
    }
    Ok((job.run(options.thread_count())?, Used::Cpu))
}

fn apply_effects(sums: &mut Sums, options: &RenderOptions, end: usize) -> Result<Used> {
    let [left, right, reverb, chorus_send] = &mut sums.buses;
    if options.chorus {
        chorus::add(chorus_send, left, right, options.sample_rate);
    }
    if let Some(effect) = &options.reverb {
        let send = std::mem::take(reverb);
        return effect.add(&send, left, right, options, end);
    }
    Ok(Used::Cpu)
}

/// Frames up to the last audible one.
fn trimmed(left: &[f32], right: &[f32], gain: f32) -> usize {
    let floor = INAUDIBLE / gain.max(1e-6);
    let last = |x: &[f32]| x.iter().rposition(|v| v.abs() > floor).map_or(0, |at| at + 1);
    last(left).max(last(right))
}

fn fade_out(channel: &mut [f32], frames: usize) {
    let from = channel.len().saturating_sub(frames);
    let count = (channel.len() - from).max(1) as f32;
    for (i, x) in channel[from..].iter_mut().enumerate() {
        *x *= 1.0 - (i + 1) as f32 / count;
    }
}
