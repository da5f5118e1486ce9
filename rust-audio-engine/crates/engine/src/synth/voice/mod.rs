//! One voice: a sample, its envelopes, LFOs and filter, rendered span by span.

mod gains;
mod motion;
#[cfg(feature = "gpu")]
mod record;

use super::channel::{Controls, Listens, TimedChange};
use super::dialect::Dialect;
use super::envelope::{ModEnvelope, SILENCE, Segment, VolumeEnvelope};
use super::filter::{Coefficients, State};
use super::kernel::{self, Curve, Line, SLACK};
use super::lfo::Lfo;
use super::params::{self, Params, Strike};
use super::render::Reading;
use super::sequence::{Plan, Sequence, soft_pedal};
use super::source::{Playhead, Source};
use crate::error::Result;
use crate::font::generator as g;
use crate::font::{Region, SoundFont};

use gains::Gains;

/// Longest span, in frames: what is in use then stays in the first-level cache.
pub(crate) const SPAN: usize = 1024;

/// The sums a voice adds to; the sends are empty where nothing listens.
pub(crate) struct Buses<'a> {
    pub(crate) left: &'a mut [f32],
    pub(crate) right: &'a mut [f32],
    pub(crate) reverb: &'a mut [f32],
    pub(crate) chorus: &'a mut [f32],
}

/// Buffers one thread's voices share.
pub(crate) struct Scratch {
    points: Vec<f32>,
    shaped: Vec<f32>,
}

impl Scratch {
    pub(crate) fn new() -> Self {
        Self { points: vec![0.0; 2 + SPAN + SLACK], shaped: vec![0.0; SPAN] }
    }
}

/// What a region's voices need from the sample header.
struct Tuning {
    root: f64,
    correction: f64,
    /// Points a frame at the recorded pitch.
    ratio: f64,
}

/// A sounding voice. Frames of its own count from its start.
pub(crate) struct Voice<'a, S = Source<'a>> {
    plan: &'a Plan,
    region: &'a Region,
    changes: &'a [TimedChange],
    next_change: usize,
    controls: Controls,
    listens: Listens,
    strike: Strike,
    tuning: Tuning,
    rate: f64,
    dialect: Dialect,
    params: Params,
    volume: VolumeEnvelope,
    segment: Segment,
    /// Frame from which nothing is heard.
    silent_from: u64,
    modulation: ModEnvelope,
    mod_lfo: Lfo,
    vib_lfo: Lfo,
    source: S,
    loops_until_release: bool,
    filter: Option<Box<Coefficients>>,
    cutoff: (f64, f64),
    state: State,
    gains: Gains,
    step: u64,
    /// Gain that no controller moves: decides when the voice is inaudible.
    own_gain: f64,
    /// Decibels the soft pedal takes off.
    soft: f64,
    now: u64,
    next_tick: u64,
    /// Frames sounded so far.
    pub(crate) sounded: u64,
}

impl<'a, S: Playhead<'a>> Voice<'a, S> {
    /// # Errors
    /// If the sample cannot be decoded.
    pub(crate) fn new(
        font: &'a SoundFont,
        sequence: &'a Sequence,
        plan: &'a Plan,
        rate: f64,
        reading: Reading,
    ) -> Result<Self> {
        let dialect = reading.dialect;
        let region = sequence.region(plan);
        let head = &font.samples()[region.sample];
        let strike = Strike::new(region, plan.key, plan.velocity);
        let controls = (*plan.controls).clone();
        let values = params::evaluate(region, strike, &controls, dialect);
        let root = match region.values[g::ROOT_KEY] {
            root @ 0..=127 => f64::from(root),
            _ => f64::from(if head.key > 127 { 60 } else { head.key }),
        };
        let tuning = Tuning {
            root,
            correction: f64::from(head.correction),
            ratio: f64::from(head.rate.max(1)) / rate,
        };
        let params = Params::new(&values, strike.key, tuning.root, tuning.correction);
        let (release, kill) = (plan.release - plan.start, plan.kill - plan.start);
        let mode = region.values[g::SAMPLE_MODES];
        let view = font.sample(region.sample)?.offset(&region.values);
        let volume = VolumeEnvelope::new(&values, strike.key, rate, (release, kill), dialect);
        let mut voice = Self {
            plan,
            region,
            changes: sequence.changes(plan),
            next_change: plan.next_change,
            controls,
            listens: params::listens(region),
            strike,
            tuning,
            rate,
            dialect,
            segment: volume.segment(0),
            silent_from: u64::MAX,
            volume,
            modulation: ModEnvelope::new(&values, strike.key, rate, release, dialect),
            mod_lfo: Lfo::new(values[g::MOD_LFO_DELAY], values[g::MOD_LFO_FREQ], rate),
            vib_lfo: Lfo::new(values[g::VIB_LFO_DELAY], values[g::VIB_LFO_FREQ], rate),
            source: S::new(&view, mode == 1 || mode == 3, reading.interpolation),
            loops_until_release: mode == 3,
            filter: None,
            cutoff: (f64::NAN, f64::NAN),
            state: State::default(),
            gains: Gains::default(),
            step: 1,
            own_gain: decibels(-fixed_attenuation(region, strike, dialect)),
            soft: soft_pedal(&plan.controls),
            params,
            now: 0,
            next_tick: 0,
            sounded: 0,
        };
        voice.enter_segment();
        voice.update();
        voice.gains.jump(voice.gains_now());
        Ok(voice)
    }

    pub(crate) fn is_over(&self) -> bool {
        self.source.is_over() || self.now >= self.silent_from
    }

    /// Applies what has happened up to now.
    fn follow(&mut self) {
        let frame = self.plan.start + self.now;
        let mut heard = false;
        while let Some(next) = self.changes.get(self.next_change).filter(|c| c.frame <= frame) {
            self.controls.apply(next.change);
            heard |= self.listens.hears(next.change, self.strike.key);
            self.next_change += 1;
        }
        if heard {
            self.reconsider();
        }
        if self.now >= self.segment.until {
            self.enter_segment();
        }
        if self.loops_until_release && self.now >= self.plan.release - self.plan.start {
            self.loops_until_release = false;
            self.source.stop_looping();
        }
        if heard || self.now >= self.next_tick {
            self.update();
            let goal = self.gains_now();
            self.gains.glide(goal);
        }
    }

    /// Puts the controllers as they are now through the modulators. Of the envelopes
    /// only a release that has not begun can still change its length.
    fn reconsider(&mut self) {
        let values = params::evaluate(self.region, self.strike, &self.controls, self.dialect);
        let Tuning { root, correction, .. } = self.tuning;
        self.params = Params::new(&values, self.strike.key, root, correction);
        if self.now <= self.plan.release - self.plan.start {
            self.volume.retime_release(&values, self.rate, self.dialect);
            self.modulation.retime_release(&values, self.rate, self.dialect);
        }
    }

    fn enter_segment(&mut self) {
        self.segment = self.volume.segment(self.now);
        let is_waiting = self.volume.is_waiting(self.now);
        let floor = SILENCE / self.own_gain.clamp(1e-9, 1.0);
        self.silent_from = if is_waiting { u64::MAX } else { self.segment.silent_from(floor) };
    }

    /// Frames until something may change, at most `most`.
    fn span(&self, most: u64) -> u64 {
        let frame = self.plan.start + self.now;
        let mut end = (self.now + most).min(self.next_tick);
        end = end.min(self.segment.until);
        if let Some(next) = self.changes.get(self.next_change) {
            end = end.min(self.now + (next.frame - frame));
        }
        if self.loops_until_release {
            end = end.min(self.plan.release - self.plan.start);
        }
        let span = end - self.now;
        if self.volume.is_waiting(self.now) {
            return span;
        }
        let span = if self.gains.left > 0 { span.min(u64::from(self.gains.left)) } else { span };
        span.min(self.source.available(self.step) as u64)
    }
}

impl Voice<'_> {
    /// Adds `buses.left.len()` frames, or fewer if the voice ends.
    pub(crate) fn render(&mut self, scratch: &mut Scratch, buses: &mut Buses<'_>) {
        let frames = buses.left.len();
        let mut done = 0;
        while done < frames && !self.is_over() {
            self.follow();
            let span = self.span((frames - done).min(SPAN) as u64);
            if self.volume.is_waiting(self.now) {
                self.now += span;
            } else {
                self.sound(scratch, buses, done, span as usize);
            }
            done += span as usize;
        }
    }

    fn sound(&mut self, scratch: &mut Scratch, buses: &mut Buses<'_>, from: usize, frames: usize) {
        let points = &mut scratch.points[..2 + frames + SLACK];
        self.source.read(self.step, frames, &mut points[2..]);
        let Segment { ratio, step, .. } = self.segment;
        let curve = Curve { level: self.segment.at(self.now), ratio, step };
        let shaped = if let Some(coefficients) = &self.filter {
            points[..2].copy_from_slice(&self.state.inputs);
            let out = &mut scratch.shaped[..frames];
            kernel::filter(&points[..2 + frames], coefficients, &mut self.state, curve, out);
            out
        } else {
            let out = &mut points[2..2 + frames];
            kernel::shape(out, curve);
            out
        };
        let [left, right, reverb, chorus] = self.gains.lines;
        let to = from..from + frames;
        let (l, r) = (&mut buses.left[to.clone()], &mut buses.right[to.clone()]);
        kernel::mix_pair(shaped, [left, right], l, r);
        if !buses.reverb.is_empty() && reverb != Line::default() {
            kernel::mix(shaped, reverb, &mut buses.reverb[to.clone()]);
        }
        if !buses.chorus.is_empty() && chorus != Line::default() {
            kernel::mix(shaped, chorus, &mut buses.chorus[to]);
        }
        self.gains.advance(frames);
        self.now += frames as u64;
        self.sounded += frames as u64;
    }
}

fn decibels(db: f64) -> f64 {
    10.0_f64.powf(db / 20.0)
}

/// Attenuation in decibels from the zone and the key's velocity alone.
fn fixed_attenuation(region: &Region, strike: Strike, dialect: Dialect) -> f64 {
    let mut loudest = Controls::default();
    loudest.cc[7] = 127;
    let values = params::evaluate(region, strike, &loudest, dialect);
    f64::from(values[g::ATTENUATION].clamp(0.0, 1440.0)) / 10.0
}
