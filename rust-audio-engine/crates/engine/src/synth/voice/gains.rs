//! How loud a voice is in each bus, and how that follows what moves it.

use super::super::dialect::Departure;
use super::super::kernel::Line;
use super::{Voice, decibels};

/// Frames over which gains follow a controller.
const GLIDE: u32 = 64;

/// Gains into the four buses, moving along lines after a change.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Gains {
    pub(super) lines: [Line; 4],
    target: [f32; 4],
    pub(super) left: u32,
}

impl Gains {
    pub(super) fn jump(&mut self, target: [f32; 4]) {
        self.lines = target.map(|level| Line { level, slope: 0.0 });
        self.target = target;
        self.left = 0;
    }

    pub(super) fn glide(&mut self, target: [f32; 4]) {
        if target == self.target {
            return;
        }
        self.target = target;
        self.left = GLIDE;
        for (line, goal) in self.lines.iter_mut().zip(target) {
            line.slope = (goal - line.level) / GLIDE as f32;
        }
    }

    pub(super) fn advance(&mut self, frames: usize) {
        if self.left == 0 {
            return;
        }
        self.left -= frames as u32;
        if self.left == 0 {
            return self.jump(self.target);
        }
        for line in &mut self.lines {
            line.level += line.slope * frames as f32;
        }
    }
}

impl<S> Voice<'_, S> {
    /// Gains into left, right, reverb and chorus, points of 16 bits included.
    pub(super) fn gains_now(&self) -> [f32; 4] {
        let p = &self.params;
        let tremolo = if p.mod_lfo_to_volume == 0.0 {
            0.0
        } else {
            (self.mod_lfo.value(self.now) * p.mod_lfo_to_volume).min(self.headroom())
        };
        let gain = decibels(tremolo - p.attenuation - self.soft) / 32768.0;
        let angle = (p.pan + 1.0) * std::f64::consts::FRAC_PI_4;
        let gains = [gain * angle.cos(), gain * angle.sin(), gain * p.reverb, gain * p.chorus];
        gains.map(|x| x as f32)
    }

    /// Decibels by which a tremolo may lift the voice.
    fn headroom(&self) -> f64 {
        if !self.dialect.has(Departure::Tremolo) {
            return f64::INFINITY;
        }
        let level = self.segment.at(self.now);
        let is_falling = self.segment.step <= 0.0 && level > 0.0;
        if is_falling { -20.0 * level.log10() } else { 0.0 }
    }
}
