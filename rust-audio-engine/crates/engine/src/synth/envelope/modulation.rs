//! The modulation envelope: up on the convex curve, down along a line.

use super::super::dialect::Dialect;
use super::{Stages, release_frames};
use crate::font::generator as g;
use crate::font::modulator::convex;

/// The modulation envelope of one voice.
#[derive(Clone, Debug)]
pub(crate) struct ModEnvelope {
    stages: Stages,
    sustain: f64,
    release_at: u64,
}

impl ModEnvelope {
    pub(crate) fn new(
        values: &[f32; g::COUNT],
        key: u8,
        rate: f64,
        release_at: u64,
        dialect: Dialect,
    ) -> Self {
        let ids = [
            g::MOD_ENV_DELAY,
            g::MOD_ENV_ATTACK,
            g::MOD_ENV_HOLD,
            g::MOD_ENV_DECAY,
            g::MOD_ENV_RELEASE,
            g::KEY_TO_MOD_HOLD,
            g::KEY_TO_MOD_DECAY,
        ];
        Self {
            stages: Stages::new(values, ids, key, rate, dialect),
            sustain: 1.0 - f64::from(values[g::MOD_ENV_SUSTAIN].clamp(0.0, 1000.0)) / 1000.0,
            release_at,
        }
    }

    /// The release takes the length that `values` have now; the rest stays.
    pub(crate) fn retime_release(&mut self, values: &[f32; g::COUNT], rate: f64, dialect: Dialect) {
        self.stages.release = release_frames(values[g::MOD_ENV_RELEASE], rate, dialect);
    }

    /// Value 0..=1 at `frame`.
    pub(crate) fn value(&self, frame: u64) -> f64 {
        if frame < self.release_at {
            return self.held(frame as f64);
        }
        let from = self.held(self.release_at as f64);
        let since = (frame - self.release_at) as f64;
        if self.stages.release < 1.0 { 0.0 } else { (from - since / self.stages.release).max(0.0) }
    }

    fn held(&self, frame: f64) -> f64 {
        let Stages { delay, attack, hold, decay, .. } = self.stages;
        let t = frame - delay;
        if t < 0.0 {
            0.0
        } else if t < attack {
            f64::from(convex((t / attack) as f32))
        } else if t < attack + hold {
            1.0
        } else if decay < 1.0 {
            self.sustain
        } else {
            (1.0 - (t - attack - hold) / decay).max(self.sustain)
        }
    }

    /// Change of the value a frame, where it moves along a line.
    pub(crate) fn slope(&self, frame: u64) -> Option<f64> {
        let Stages { delay, attack, hold, decay, release } = self.stages;
        if frame >= self.release_at {
            return Some(1.0 / release.max(1.0));
        }
        let is_late = frame as f64 >= delay + attack + hold;
        is_late.then(|| 1.0 / decay.max(1.0))
    }

    /// `true` once the value no longer changes (until the release).
    pub(crate) fn is_steady(&self, frame: u64) -> bool {
        let Stages { delay, attack, hold, decay, release } = self.stages;
        if frame >= self.release_at {
            return (frame - self.release_at) as f64 > release;
        }
        frame as f64 > delay + attack + hold + decay * (1.0 - self.sustain)
    }
}
