//! The volume envelope: up along a line, down along decibels.

use super::super::dialect::Dialect;
use super::{Segment, Stages, release_frames, seconds};
use crate::font::generator as g;

/// The volume envelope of one voice.
#[derive(Clone, Debug)]
pub(crate) struct VolumeEnvelope {
    stages: Stages,
    sustain_db: f64,
    release_at: u64,
    kill_at: u64,
    release_level: f64,
    kill_level: f64,
    kill_frames: f64,
    /// Decibels of a full fall.
    fall_db: f64,
}

impl VolumeEnvelope {
    /// `release_at` and `kill_at` count from the voice's start; `u64::MAX` is never.
    pub(crate) fn new(
        values: &[f32; g::COUNT],
        key: u8,
        rate: f64,
        (release_at, kill_at): (u64, u64),
        dialect: Dialect,
    ) -> Self {
        let ids = [
            g::VOL_ENV_DELAY,
            g::VOL_ENV_ATTACK,
            g::VOL_ENV_HOLD,
            g::VOL_ENV_DECAY,
            g::VOL_ENV_RELEASE,
            g::KEY_TO_VOL_HOLD,
            g::KEY_TO_VOL_DECAY,
        ];
        let share = dialect.fall_db() / 100.0;
        let mut envelope = Self {
            stages: Stages::new(values, ids, key, rate, dialect),
            sustain_db: f64::from(values[g::VOL_ENV_SUSTAIN].clamp(0.0, 1440.0)) / 10.0 * share,
            release_at,
            kill_at,
            release_level: 0.0,
            kill_level: 0.0,
            kill_frames: dialect.cut_seconds() * rate,
            fall_db: dialect.fall_db(),
        };
        envelope.retime_release(values, rate, dialect);
        envelope.release_level = envelope.held(release_at).level;
        envelope.kill_level = envelope.before_kill(kill_at).level;
        envelope
    }

    /// The release takes the length that `values` have now; the rest stays.
    pub(crate) fn retime_release(&mut self, values: &[f32; g::COUNT], rate: f64, dialect: Dialect) {
        let release = release_frames(values[g::VOL_ENV_RELEASE], rate, dialect);
        self.stages.release = release.max(seconds(dialect.min_release()) * rate);
    }

    /// `true` while nothing sounds yet.
    pub(crate) fn is_waiting(&self, frame: u64) -> bool {
        frame < self.stages.delay.round() as u64 && frame < self.release_at.min(self.kill_at)
    }

    /// The formula that holds at `frame`.
    pub(crate) fn segment(&self, frame: u64) -> Segment {
        if frame >= self.kill_at {
            return self.fall(self.kill_level, self.kill_frames, frame - self.kill_at, frame);
        }
        let segment = self.before_kill(frame);
        Segment { until: segment.until.min(self.kill_at), ..segment }
    }

    fn before_kill(&self, frame: u64) -> Segment {
        if frame >= self.release_at {
            let since = frame - self.release_at;
            return self.fall(self.release_level, self.stages.release, since, frame);
        }
        let segment = self.held(frame);
        Segment { until: segment.until.min(self.release_at), ..segment }
    }

    /// The envelope of a key that is never released.
    fn held(&self, frame: u64) -> Segment {
        let Stages { delay, attack, hold, decay, .. } = self.stages;
        let ends = [delay, delay + attack, delay + attack + hold];
        let [attack_at, hold_at, decay_at] = ends.map(|end| end.round() as u64);
        if frame < attack_at {
            return Segment::line(frame, 0.0, 0.0, attack_at);
        }
        if frame < hold_at {
            let step = 1.0 / (hold_at - attack_at) as f64;
            let level = (frame - attack_at) as f64 * step;
            return Segment::line(frame, level, step, hold_at);
        }
        if frame < decay_at {
            return Segment::line(frame, 1.0, 0.0, decay_at);
        }
        self.decaying(frame, decay_at, decay)
    }

    fn decaying(&self, frame: u64, decay_at: u64, decay: f64) -> Segment {
        let length = decay * (self.sustain_db / self.fall_db);
        let sustain_at = decay_at + length.round() as u64;
        if frame >= sustain_at {
            return Segment::line(frame, amplitude(self.sustain_db), 0.0, u64::MAX);
        }
        let mut segment = self.fall(1.0, decay, frame - decay_at, frame);
        segment.until = segment.until.min(sustain_at);
        segment
    }

    /// A full fall in `length` frames, `since` frames after it began at `level`.
    fn fall(&self, level: f64, length: f64, since: u64, frame: u64) -> Segment {
        if length < 1.0 {
            return Segment::line(frame, 0.0, 0.0, u64::MAX);
        }
        let octaves = -self.fall_db / length * OCTAVES_A_DECIBEL;
        Segment {
            from: frame,
            level: level * (octaves * since as f64).exp2(),
            ratio: octaves.exp2(),
            octaves,
            step: 0.0,
            until: u64::MAX,
        }
    }
}

/// Binary logarithm of the amplitude of one decibel.
const OCTAVES_A_DECIBEL: f64 = 0.166_096_404_744_368_12;

fn amplitude(db: f64) -> f64 {
    10.0_f64.powf(-db / 20.0)
}
