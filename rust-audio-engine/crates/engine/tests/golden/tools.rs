//! Playing a font and measuring what comes out.

use gospel_engine::{RenderOptions, Rendering, SoundFont, render};

use crate::sf2::{Font, Sample};

pub const RATE: f64 = 44_100.0;
/// Frequency of [`tone`] at its root key, 60.
pub const HERTZ: f64 = 441.0;
/// Absolute cents of [`HERTZ`], and what the default modulator takes off even at
/// velocity 127: 2400 / 128.
pub const TONE_CENTS: i16 = 6904 + 19;
/// Decibels of [`tone`]'s power in each channel of a centred voice: half scale,
/// sine, equal-power pan.
pub const LEVEL: f64 = -6.0206 - 3.0103 - 3.0103;

/// Half a second of a sine of half scale, looped throughout: 100 points a period.
pub fn tone() -> Sample {
    sine(HERTZ)
}

/// A sine whose loop of 22050 points holds whole periods of even `hertz`.
pub fn sine(hertz: f64) -> Sample {
    let step = std::f64::consts::TAU * hertz / RATE;
    let points = (0..44_100).map(|i| (16_384.0 * (step * f64::from(i)).sin()).round() as i16);
    Sample {
        points: points.collect(),
        low: None,
        cycle: (0, 44_100),
        rate: 44_100,
        key: 60,
        correction: 0,
    }
}

/// A MIDI file at 1000 ticks a second.
#[derive(Default)]
pub struct Midi {
    events: Vec<(u32, Vec<u8>)>,
}

impl Midi {
    /// Full volume and the note 60 at full velocity for `seconds`.
    pub fn note(seconds: f64) -> Self {
        Self::key(60, 127, seconds)
    }

    pub fn key(key: u8, velocity: u8, seconds: f64) -> Self {
        Self::default().cc(0.0, 7, 127).on(0.0, key, velocity).off(seconds, key)
    }

    pub fn on(self, at: f64, key: u8, velocity: u8) -> Self {
        self.add(at, &[0x90, key, velocity])
    }

    pub fn off(self, at: f64, key: u8) -> Self {
        self.add(at, &[0x80, key, 0])
    }

    pub fn cc(self, at: f64, number: u8, value: u8) -> Self {
        self.add(at, &[0xB0, number, value])
    }

    pub fn wheel(self, at: f64, value: u16) -> Self {
        self.add(at, &[0xE0, (value & 127) as u8, (value >> 7) as u8])
    }

    pub fn add(mut self, at: f64, data: &[u8]) -> Self {
        self.events.push(((at * 1000.0).round() as u32, data.to_vec()));
        self
    }

    pub fn bytes(mut self) -> Vec<u8> {
        self.events.sort_by_key(|&(tick, _)| tick);
        let (mut body, mut now) = (Vec::new(), 0);
        for (tick, data) in &self.events {
            let delta = tick - now;
            let bytes = [(delta >> 14 & 127) as u8 | 128, (delta >> 7 & 127) as u8 | 128];
            body.extend(bytes);
            body.push((delta & 127) as u8);
            body.extend(data);
            now = *tick;
        }
        body.extend([0, 0xFF, 0x2F, 0]);
        let mut out = b"MThd\0\0\0\x06\0\0\0\x01\x01\xF4MTrk".to_vec();
        out.extend((body.len() as u32).to_be_bytes());
        out.extend(body);
        out
    }
}

pub fn options() -> RenderOptions {
    RenderOptions { gain: 1.0, threads: 1, ..RenderOptions::default() }
}

pub fn play_with(font: &Font, midi: Midi, options: &RenderOptions) -> Rendering {
    let font = SoundFont::from_bytes(font.bytes()).expect("a valid font");
    render(&font, &midi.bytes(), options).expect("a valid song")
}

pub fn play(font: &Font, midi: Midi) -> Vec<f32> {
    play_with(font, midi, &options()).left
}

fn cut(x: &[f32], from: f64, to: f64) -> &[f32] {
    let at = |seconds: f64| ((seconds * RATE).round() as usize).min(x.len());
    &x[at(from)..at(to)]
}

/// Decibels of the mean power between two times.
pub fn level(x: &[f32], from: f64, to: f64) -> f64 {
    let part = cut(x, from, to);
    let power: f64 = part.iter().map(|&v| f64::from(v).powi(2)).sum();
    10.0 * (power / part.len().max(1) as f64 + 1e-20).log10()
}

/// Hertz between two times, from the first and last rising zero crossings.
pub fn hertz(x: &[f32], from: f64, to: f64) -> f64 {
    let part = cut(x, from, to);
    let rises = part.windows(2).enumerate().filter(|(_, w)| w[0] < 0.0 && w[1] >= 0.0);
    let times: Vec<f64> = rises.map(|(i, w)| i as f64 + f64::from(w[0] / (w[0] - w[1]))).collect();
    let (Some(first), Some(last)) = (times.first(), times.last()) else {
        return 0.0;
    };
    (times.len() - 1) as f64 * RATE / (last - first)
}

/// Cents between the pitch heard and [`HERTZ`].
pub fn cents(x: &[f32], from: f64, to: f64) -> f64 {
    1200.0 * (hertz(x, from, to) / HERTZ).log2()
}

#[track_caller]
pub fn near(value: f64, expected: f64, tolerance: f64) {
    assert!((value - expected).abs() <= tolerance, "{value} is not {expected} ± {tolerance}");
}
