//! From messages to a plan: which voices sound, from when, until when.
//!
//! Pedals, exclusive classes and controllers are settled here, once, in time
//! order; voices can then be rendered in any order and on any thread.

mod controllers;
mod programs;
mod registered;

use std::sync::Arc;

use programs::Selection;
use registered::Registered;

use super::channel::{Change, Controls, TimedChange};
use crate::error::{Error, ErrorKind, Result};
use crate::font::generator as g;
use crate::font::{Region, SoundFont};
use crate::midi::{Message, Song, TimedMessage};

/// Most voices a song may strike.
const MAX_VOICES: usize = 4_000_000;

/// One voice to come. Frames count from the start of the song.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) start: u64,
    /// `u64::MAX` until known.
    pub(crate) release: u64,
    /// When another voice or a message cuts it; `u64::MAX` is never.
    pub(crate) kill: u64,
    pub(crate) channel: u8,
    pub(crate) key: u8,
    pub(crate) velocity: u8,
    preset: u32,
    region: u32,
    /// The channel's controllers at the start.
    pub(crate) controls: Arc<Controls>,
    /// The first of the channel's changes that comes after the start.
    pub(crate) next_change: usize,
}

/// All voices of a song, earliest first, and what their channels do meanwhile.
pub(crate) struct Sequence {
    pub(crate) plans: Vec<Plan>,
    changes: Vec<Vec<TimedChange>>,
    presets: Vec<Arc<[Region]>>,
}

impl Sequence {
    /// # Errors
    /// If the song asks for more than [`MAX_VOICES`].
    pub(crate) fn new(font: &SoundFont, song: &Song, rate: f64) -> Result<Self> {
        let mut planner = Planner::new(font, rate);
        for message in &song.messages {
            planner.message(message);
            if planner.sequence.plans.len() > MAX_VOICES {
                let text = format!("more than {MAX_VOICES} voices by {:.1} s", message.seconds);
                return Err(Error::new(ErrorKind::Midi, text));
            }
        }
        Ok(planner.finish((song.seconds * rate).round() as u64))
    }

    /// One region alone, struck with a key and velocity and held for `frames`.
    pub(crate) fn alone(region: Region, (key, velocity): (u8, u8), frames: u64) -> Self {
        let plan = Plan {
            start: 0,
            release: frames,
            kill: u64::MAX,
            channel: 0,
            key,
            velocity,
            preset: 0,
            region: 0,
            controls: Arc::default(),
            next_change: 0,
        };
        Self { plans: vec![plan], changes: vec![Vec::new(); 16], presets: vec![[region].into()] }
    }

    pub(crate) fn region(&self, plan: &Plan) -> &Region {
        &self.presets[plan.preset as usize][plan.region as usize]
    }

    pub(crate) fn changes(&self, plan: &Plan) -> &[TimedChange] {
        &self.changes[usize::from(plan.channel)]
    }
}

/// The voices of one stroke.
struct Held {
    key: u8,
    sostenuto: bool,
    voices: std::ops::Range<usize>,
}

#[derive(Default)]
struct Channel {
    controls: Controls,
    snapshot: Option<Arc<Controls>>,
    selection: Selection,
    /// Index of the planner's presets, once a note has asked for it.
    preset: Option<u32>,
    /// Strokes whose keys are down: at most one a key.
    held: Vec<Held>,
    /// Strokes that only a pedal holds.
    sustained: Vec<Held>,
    registered: Registered,
    /// (class, preset, voice) of voices that others may cut
    exclusive: Vec<(i32, u32, usize)>,
    /// Voices before this one have been cut already.
    cut_until: usize,
}

struct Planner<'a> {
    font: &'a SoundFont,
    rate: f64,
    channels: Vec<Channel>,
    sequence: Sequence,
    /// Font index of each entry of `sequence.presets`.
    used: Vec<usize>,
    now: u64,
}

/// Decibels the soft pedal takes off a stroke.
const SOFT_DB: f64 = 3.0;

impl<'a> Planner<'a> {
    fn new(font: &'a SoundFont, rate: f64) -> Self {
        let channel = |index| Channel { selection: Selection::of(index), ..Channel::default() };
        let changes = (0..16).map(|_| Vec::new()).collect();
        Self {
            font,
            rate,
            channels: (0..16).map(channel).collect(),
            sequence: Sequence { plans: Vec::new(), changes, presets: Vec::new() },
            used: Vec::new(),
            now: 0,
        }
    }

    fn message(&mut self, timed: &TimedMessage) {
        self.now = (timed.seconds * self.rate).round() as u64;
        let channel = usize::from(timed.channel & 15);
        match timed.message {
            Message::NoteOn(key, velocity) => self.note_on(channel, key, velocity),
            Message::NoteOff(key) => self.note_off(channel, key),
            Message::PolyPressure(key, value) => {
                self.change(channel, Change::PolyPressure(key, value));
            }
            Message::Control(number, value) => self.control(channel, number, value),
            Message::Program(program) => self.program(channel, program),
            Message::ChannelPressure(value) => self.change(channel, Change::Pressure(value)),
            Message::PitchWheel(value) => self.change(channel, Change::Wheel(value)),
            Message::SystemReset => (0..16).for_each(|index| self.system_reset(index)),
        }
    }

    fn change(&mut self, channel: usize, change: Change) {
        self.channels[channel].controls.apply(change);
        self.channels[channel].snapshot = None;
        self.sequence.changes[channel].push(TimedChange { frame: self.now, change });
    }

    fn note_on(&mut self, channel: usize, key: u8, velocity: u8) {
        // striking a sounding key again lets the first stroke go
        self.note_off(channel, key);
        let preset = self.preset(channel);
        let Some(preset) = preset else { return };
        let first = self.sequence.plans.len();
        let state = &mut self.channels[channel];
        let controls = state.snapshot.get_or_insert_with(|| Arc::new(state.controls.clone()));
        let controls = Arc::clone(controls);
        let regions = Arc::clone(&self.sequence.presets[preset as usize]);
        for (index, region) in regions.iter().enumerate() {
            if region.answers(key, velocity) {
                self.sequence.plans.push(Plan {
                    start: self.now,
                    release: u64::MAX,
                    kill: u64::MAX,
                    channel: channel as u8,
                    key,
                    velocity,
                    preset,
                    region: index as u32,
                    controls: Arc::clone(&controls),
                    next_change: self.sequence.changes[channel].len(),
                });
            }
        }
        let voices = first..self.sequence.plans.len();
        self.cut_class(channel, preset, &regions, voices.clone());
        let held = Held { key, sostenuto: false, voices };
        self.channels[channel].held.push(held);
    }

    /// Cuts the voices of the same exclusive class, but not the stroke's own.
    fn cut_class(
        &mut self,
        channel: usize,
        preset: u32,
        regions: &[Region],
        voices: std::ops::Range<usize>,
    ) {
        let class = |plan: &Plan| regions[plan.region as usize].values[g::EXCLUSIVE_CLASS];
        let state = &mut self.channels[channel];
        let plans = &mut self.sequence.plans;
        let new: Vec<_> = voices.map(|at| (class(&plans[at]), preset, at)).collect();
        let new: Vec<_> = new.into_iter().filter(|&(class, _, _)| class > 0).collect();
        state.exclusive.retain(|&(class, of, at)| {
            let is_cut = new.iter().any(|&(c, p, _)| c == class && p == of);
            if is_cut {
                plans[at].kill = plans[at].kill.min(self.now);
            }
            !is_cut
        });
        state.exclusive.extend(new);
    }

    fn note_off(&mut self, channel: usize, key: u8) {
        let state = &mut self.channels[channel];
        let Some(at) = state.held.iter().position(|held| held.key == key) else {
            return;
        };
        let held = state.held.swap_remove(at);
        if held.sostenuto || state.controls.cc[64] >= 64 {
            state.sustained.push(held);
        } else {
            release(&mut self.sequence.plans, &held, self.now);
        }
    }

    /// Lets go what only a pedal held, after a pedal came up.
    fn pedal_up(&mut self, channel: usize, is_sostenuto: bool) {
        let state = &mut self.channels[channel];
        let is_down = state.controls.cc[64] >= 64;
        if is_sostenuto {
            let all = state.held.iter_mut().chain(&mut state.sustained);
            all.for_each(|held| held.sostenuto = false);
        }
        let (plans, now) = (&mut self.sequence.plans, self.now);
        state.sustained.retain(|held| {
            let stays = held.sostenuto || is_down;
            if !stays {
                release(plans, held, now);
            }
            stays
        });
    }

    /// Lets every note go at the end of the song.
    fn finish(mut self, end: u64) -> Sequence {
        for plan in &mut self.sequence.plans {
            if plan.release == u64::MAX {
                plan.release = end.max(plan.start);
            }
        }
        self.sequence
    }
}

fn release(plans: &mut [Plan], held: &Held, now: u64) {
    for plan in &mut plans[held.voices.clone()] {
        plan.release = plan.release.min(now);
    }
}

/// What the soft pedal takes off a stroke, in decibels.
pub(crate) fn soft_pedal(controls: &Controls) -> f64 {
    if controls.cc[67] >= 64 { SOFT_DB } else { 0.0 }
}
