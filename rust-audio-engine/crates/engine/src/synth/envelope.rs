//! The two envelopes as functions of time (SF2.04 section 8.1.2, 9.1.7).
//!
//! Frames count from the voice's start. The volume envelope rises linearly in
//! amplitude and falls linearly in decibels, 100 dB in its decay or release
//! time; the modulation envelope rises on the convex curve and falls linearly.

use super::dialect::Dialect;
use crate::font::generator as g;
use crate::font::modulator::convex;

/// Amplitude at which a voice is over: 100 dB down.
pub(crate) const SILENCE: f64 = 1e-5;

/// Seconds of `timecents`.
pub(crate) fn seconds(timecents: f32) -> f64 {
    if timecents <= -32768.0 { 0.0 } else { (f64::from(timecents) / 1200.0).exp2() }
}

fn frames(timecents: f32, rate: f64, min: f32, max: f32) -> f64 {
    if timecents <= -32768.0 {
        return 0.0;
    }
    seconds(timecents.clamp(min, max)) * rate
}

/// Part of an envelope over which one formula holds: each frame multiplies by
/// `ratio`, then adds `step`. One of the two does nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Segment {
    /// Frame at which `level` holds.
    pub(crate) from: u64,
    pub(crate) level: f64,
    pub(crate) ratio: f64,
    /// Binary logarithm of `ratio`.
    pub(crate) octaves: f64,
    pub(crate) step: f64,
    /// First frame after it.
    pub(crate) until: u64,
}

impl Segment {
    fn line(from: u64, level: f64, step: f64, until: u64) -> Self {
        Self { from, level, ratio: 1.0, octaves: 0.0, step, until }
    }

    /// Level at `frame`, one of the segment's own.
    pub(crate) fn at(&self, frame: u64) -> f64 {
        let since = (frame - self.from) as f64;
        if self.octaves == 0.0 {
            self.level + self.step * since
        } else {
            self.level * (self.octaves * since).exp2()
        }
    }

    /// The frame from which the segment stays below `floor`, if it comes to that.
    pub(crate) fn silent_from(&self, floor: f64) -> u64 {
        if self.step > 0.0 {
            return u64::MAX;
        }
        if self.level < floor {
            return self.from;
        }
        if self.octaves == 0.0 {
            return u64::MAX;
        }
        let frames = ((floor / self.level).log2() / self.octaves).ceil() as u64;
        // another segment may follow, such as a release from a fall cut short
        if self.from + frames < self.until { self.from + frames } else { u64::MAX }
    }
}

/// Times in frames; `hold` and the rest start where the one before ends.
#[derive(Clone, Copy, Debug)]
struct Stages {
    delay: f64,
    attack: f64,
    hold: f64,
    decay: f64,
    release: f64,
}

impl Stages {
    fn new(v: &[f32; g::COUNT], ids: [usize; 7], key: u8, rate: f64, dialect: Dialect) -> Self {
        let below = 60.0 - f32::from(key);
        let [delay, attack, hold, decay, release, key_hold, key_decay] = ids;
        let exact = Self {
            delay: frames(v[delay], rate, -12000.0, 5000.0),
            attack: frames(v[attack], rate, -12000.0, 8000.0),
            hold: frames(v[hold] + v[key_hold] * below, rate, -12000.0, 5000.0),
            decay: frames(v[decay] + v[key_decay] * below, rate, -12000.0, 8000.0),
            release: frames(v[release], rate, -12000.0, 8000.0),
        };
        if dialect == Dialect::Specification { exact } else { exact.in_blocks() }
    }

    /// The same in FluidSynth's blocks of 64 frames, rounded as it rounds each.
    fn in_blocks(self) -> Self {
        let blocks = |frames: f64, lift: f64| ((frames / 64.0 + lift).floor()) * 64.0;
        Self {
            delay: blocks(self.delay, 0.0),
            attack: blocks(self.attack, 1.0),
            hold: blocks(self.hold, 0.5),
            decay: blocks(self.decay, 0.5),
            release: blocks(self.release, 1.0),
        }
    }
}

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
        let mut stages = Stages::new(values, ids, key, rate, dialect);
        stages.release = stages.release.max(seconds(dialect.min_release()) * rate);
        let mut envelope = Self {
            stages,
            sustain_db: f64::from(values[g::VOL_ENV_SUSTAIN].clamp(0.0, 1440.0)) / 10.0 * share,
            release_at,
            kill_at,
            release_level: 0.0,
            kill_level: 0.0,
            kill_frames: dialect.cut_seconds() * rate,
            fall_db: dialect.fall_db(),
        };
        envelope.release_level = envelope.held(release_at).level;
        envelope.kill_level = envelope.before_kill(kill_at).level;
        envelope
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
