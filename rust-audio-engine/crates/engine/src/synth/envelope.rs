//! The two envelopes as functions of time (SF2.04 section 8.1.2, 9.1.7).
//!
//! Frames count from the voice's start. The volume envelope rises linearly in
//! amplitude and falls linearly in decibels, 100 dB in its decay or release
//! time; the modulation envelope rises on the convex curve and falls linearly.

use crate::font::generator as g;
use crate::font::modulator::convex;

/// Decibels of a full fall.
const FALL_DB: f64 = 100.0;
/// Amplitude at which a voice is over: 100 dB down.
pub(crate) const SILENCE: f64 = 1e-5;

/// Seconds of `timecents`.
pub(crate) fn seconds(timecents: f32) -> f64 {
    if timecents <= -32768.0 {
        0.0
    } else {
        (f64::from(timecents) / 1200.0).exp2()
    }
}

fn frames(timecents: f32, rate: f64, min: f32, max: f32) -> f64 {
    if timecents <= -32768.0 {
        return 0.0;
    }
    seconds(timecents.clamp(min, max)) * rate
}

/// Part of an envelope over which one formula holds: each frame multiplies by
/// `ratio`, then adds `step`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Segment {
    pub(crate) level: f64,
    pub(crate) ratio: f64,
    pub(crate) step: f64,
    /// First frame after it.
    pub(crate) until: u64,
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
    fn new(v: &[f32; g::COUNT], ids: [usize; 7], key: u8, rate: f64) -> Self {
        let below = 60.0 - f32::from(key);
        let [delay, attack, hold, decay, release, key_hold, key_decay] = ids;
        Self {
            delay: frames(v[delay], rate, -12000.0, 5000.0),
            attack: frames(v[attack], rate, -12000.0, 8000.0),
            hold: frames(v[hold] + v[key_hold] * below, rate, -12000.0, 5000.0),
            decay: frames(v[decay] + v[key_decay] * below, rate, -12000.0, 8000.0),
            release: frames(v[release], rate, -12000.0, 8000.0),
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
}

/// Seconds in which a cut voice falls by 100 dB.
const KILL_SECONDS: f64 = 0.02;

impl VolumeEnvelope {
    /// `release_at` and `kill_at` count from the voice's start; `u64::MAX` is never.
    pub(crate) fn new(
        values: &[f32; g::COUNT],
        key: u8,
        rate: f64,
        release_at: u64,
        kill_at: u64,
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
        let mut envelope = Self {
            stages: Stages::new(values, ids, key, rate),
            sustain_db: f64::from(values[g::VOL_ENV_SUSTAIN].clamp(0.0, 1440.0)) / 10.0,
            release_at,
            kill_at,
            release_level: 0.0,
            kill_level: 0.0,
            kill_frames: KILL_SECONDS * rate,
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
            return fall(
                self.kill_level,
                self.kill_frames,
                frame - self.kill_at,
                frame,
            );
        }
        let segment = self.before_kill(frame);
        Segment {
            until: segment.until.min(self.kill_at),
            ..segment
        }
    }

    fn before_kill(&self, frame: u64) -> Segment {
        if frame >= self.release_at {
            let since = frame - self.release_at;
            return fall(self.release_level, self.stages.release, since, frame);
        }
        let segment = self.held(frame);
        Segment {
            until: segment.until.min(self.release_at),
            ..segment
        }
    }

    /// The envelope of a key that is never released.
    fn held(&self, frame: u64) -> Segment {
        let Stages {
            delay,
            attack,
            hold,
            decay,
            ..
        } = self.stages;
        let ends = [delay, delay + attack, delay + attack + hold];
        let [attack_at, hold_at, decay_at] = ends.map(|end| end.round() as u64);
        if frame < attack_at {
            return Segment {
                level: 0.0,
                ratio: 1.0,
                step: 0.0,
                until: attack_at,
            };
        }
        if frame < hold_at {
            let step = 1.0 / (hold_at - attack_at) as f64;
            let level = (frame - attack_at) as f64 * step;
            return Segment {
                level,
                ratio: 1.0,
                step,
                until: hold_at,
            };
        }
        if frame < decay_at {
            return Segment {
                level: 1.0,
                ratio: 1.0,
                step: 0.0,
                until: decay_at,
            };
        }
        self.decaying(frame, decay_at, decay)
    }

    fn decaying(&self, frame: u64, decay_at: u64, decay: f64) -> Segment {
        let length = decay * (self.sustain_db / FALL_DB);
        let sustain_at = decay_at + length.round() as u64;
        if frame >= sustain_at {
            let level = amplitude(self.sustain_db);
            return Segment {
                level,
                ratio: 1.0,
                step: 0.0,
                until: u64::MAX,
            };
        }
        let mut segment = fall(1.0, decay, frame - decay_at, frame);
        segment.until = segment.until.min(sustain_at);
        segment
    }

    /// `true` if from `frame` on the level only falls, and is inaudible.
    pub(crate) fn is_over(&self, frame: u64, gain: f64) -> bool {
        let segment = self.segment(frame);
        let is_rising = segment.step > 0.0 || self.is_waiting(frame);
        !is_rising && segment.level * gain.min(1.0) < SILENCE
    }
}

fn amplitude(db: f64) -> f64 {
    10.0_f64.powf(-db / 20.0)
}

/// A fall of 100 dB in `length` frames, `since` frames after it began at `level`.
fn fall(level: f64, length: f64, since: u64, frame: u64) -> Segment {
    if length < 1.0 {
        return Segment {
            level: 0.0,
            ratio: 1.0,
            step: 0.0,
            until: u64::MAX,
        };
    }
    let slope = FALL_DB / length;
    let now = level * amplitude(slope * since as f64);
    // the formula holds until it is inaudible; the voice ends there
    let left = if now > SILENCE {
        20.0 * (now / SILENCE).log10() / slope
    } else {
        0.0
    };
    Segment {
        level: now,
        ratio: amplitude(slope),
        step: 0.0,
        until: frame + left.ceil() as u64 + 1,
    }
}

/// The modulation envelope of one voice.
#[derive(Clone, Debug)]
pub(crate) struct ModEnvelope {
    stages: Stages,
    sustain: f64,
    release_at: u64,
}

impl ModEnvelope {
    pub(crate) fn new(values: &[f32; g::COUNT], key: u8, rate: f64, release_at: u64) -> Self {
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
            stages: Stages::new(values, ids, key, rate),
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
        if self.stages.release < 1.0 {
            0.0
        } else {
            (from - since / self.stages.release).max(0.0)
        }
    }

    fn held(&self, frame: f64) -> f64 {
        let Stages {
            delay,
            attack,
            hold,
            decay,
            ..
        } = self.stages;
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

    /// `true` once the value no longer changes (until the release).
    pub(crate) fn is_steady(&self, frame: u64) -> bool {
        let Stages {
            delay,
            attack,
            hold,
            decay,
            release,
        } = self.stages;
        if frame >= self.release_at {
            return (frame - self.release_at) as f64 > release;
        }
        frame as f64 > delay + attack + hold + decay * (1.0 - self.sustain)
    }
}
