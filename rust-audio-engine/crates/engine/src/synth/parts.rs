//! Voices shared out over threads, and their sums put together in one order.
//!
//! The voices of a song, in order of their starts, are cut into parts of about
//! equal work. The cuts depend on the song alone, each part is summed by one
//! thread, and the parts are added in their order: so the result is the same,
//! bit for bit, whatever the number of threads.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::render::Reading;
use super::sequence::{Plan, Sequence};
use super::voice::{Buses, SPAN, Scratch, Voice};
use crate::error::{Error, ErrorKind, Result};
use crate::font::SoundFont;
use crate::font::generator as g;

/// Which sums are wanted beside left and right.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sends {
    pub(crate) reverb: bool,
    pub(crate) chorus: bool,
}

/// Sums over some stretch of time.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sums {
    /// Left, right, reverb, chorus; the unwanted ones stay empty.
    pub(crate) buses: [Vec<f32>; 4],
    start: usize,
    /// Frames that voices sounded, all together.
    pub(crate) voice_frames: u64,
}

impl Sums {
    /// The sums of a whole song.
    #[cfg(feature = "gpu")]
    pub(crate) fn whole(buses: [Vec<f32>; 4], voice_frames: u64) -> Self {
        Self { buses, start: 0, voice_frames }
    }

    fn clear(&mut self, start: usize) {
        self.buses.iter_mut().for_each(Vec::clear);
        (self.start, self.voice_frames) = (start, 0);
    }

    fn extend_to(&mut self, frames: usize, sends: Sends) {
        for (bus, wanted) in self.buses.iter_mut().zip(wanted(sends)) {
            if wanted && bus.len() < frames {
                bus.resize(frames, 0.0);
            }
        }
    }

    fn add(&mut self, part: &Self, sends: Sends) {
        let end = part.start + part.buses[0].len();
        self.extend_to(end, sends);
        self.voice_frames += part.voice_frames;
        for (sum, own) in self.buses.iter_mut().zip(&part.buses) {
            if own.is_empty() {
                continue;
            }
            let to = &mut sum[part.start..end];
            to.iter_mut().zip(own).for_each(|(sum, own)| *sum += own);
        }
    }
}

fn wanted(sends: Sends) -> [bool; 4] {
    [true, true, sends.reverb, sends.chorus]
}

/// What one call renders.
pub(crate) struct Job<'a> {
    pub(crate) font: &'a SoundFont,
    pub(crate) sequence: &'a Sequence,
    pub(crate) rate: f64,
    pub(crate) reading: Reading,
    pub(crate) sends: Sends,
    /// Nothing sounds from this frame on.
    pub(crate) end: usize,
    pub(crate) cancel: Option<&'a AtomicBool>,
}

/// Least work worth a part of its own, in frames of one voice.
const MIN_PART: u64 = 2 << 20;
/// Most work of a part: bounds the memory a part takes.
const MAX_PART: u64 = 64 << 20;
/// Parts a song is cut into, where the bounds allow.
const PARTS: u64 = 16;

impl Job<'_> {
    /// # Errors
    /// If a sample cannot be decoded, or the job is cancelled.
    pub(crate) fn run(&self, threads: usize) -> Result<Sums> {
        let parts = self.cut();
        let next = AtomicUsize::new(0);
        let order = Mutex::new(Order::new(self));
        let lock = || order.lock().unwrap_or_else(PoisonError::into_inner);
        let failed = AtomicBool::new(false);
        let work = || {
            let mut scratch = Scratch::new();
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(range) = parts.get(index) else {
                    return Ok(());
                };
                if failed.load(Ordering::Relaxed) {
                    return Ok(());
                }
                let mut sums = lock().spare.pop().unwrap_or_default();
                self.part(range.clone(), &mut scratch, &mut sums).inspect_err(|_| {
                    failed.store(true, Ordering::Relaxed);
                })?;
                lock().put(index, sums, self.sends);
            }
        };
        spread(threads.min(parts.len()), work)?;
        Ok(order.into_inner().unwrap_or_else(PoisonError::into_inner).total)
    }

    /// About how many frames all voices sound, added up.
    pub(crate) fn work(&self) -> u64 {
        self.sequence.plans.iter().map(|plan| self.cost(plan)).sum()
    }

    /// Ranges of plans of about equal work.
    fn cut(&self) -> Vec<Range<usize>> {
        let costs: Vec<u64> = self.sequence.plans.iter().map(|plan| self.cost(plan)).collect();
        let total: u64 = costs.iter().sum();
        let share = (total / PARTS).clamp(MIN_PART, MAX_PART);
        let mut parts = Vec::new();
        let (mut from, mut sum) = (0, 0);
        for (at, cost) in costs.iter().enumerate() {
            sum += cost;
            if sum >= share {
                parts.push(from..at + 1);
                (from, sum) = (at + 1, 0);
            }
        }
        if from < costs.len() {
            parts.push(from..costs.len());
        }
        parts
    }

    /// About how many frames the voice will sound.
    fn cost(&self, plan: &Plan) -> u64 {
        let region = self.sequence.region(plan);
        let release =
            (f64::from(region.values[g::VOL_ENV_RELEASE].clamp(-12000, 4000)) / 1200.0).exp2();
        let held = plan.release.min(plan.kill) - plan.start;
        let all = held + (release * self.rate) as u64;
        let is_looped = region.values[g::SAMPLE_MODES] & 1 == 1;
        let head = &self.font.samples()[region.sample];
        let points = u64::from(head.end.saturating_sub(head.start));
        if is_looped || head.is_vorbis() {
            return all.min(60 * self.rate as u64);
        }
        all.min((points as f64 * self.rate / f64::from(head.rate.max(1))) as u64)
    }

    /// Sums the voices of `range` into `sums`, whose memory is used again.
    fn part(&self, range: Range<usize>, scratch: &mut Scratch, sums: &mut Sums) -> Result<()> {
        let plans = &self.sequence.plans[range];
        let start = plans.first().map_or(0, |plan| plan.start as usize).min(self.end);
        sums.clear(start);
        let mut voices: Vec<Voice<'_>> = Vec::new();
        let mut coming = plans.iter().peekable();
        let mut now = start;
        while now < self.end && (coming.peek().is_some() || !voices.is_empty()) {
            if self.cancel.is_some_and(|flag| flag.load(Ordering::Relaxed)) {
                return Err(Error::new(ErrorKind::Cancelled, "rendering was cancelled"));
            }
            let frames = SPAN.min(self.end - now);
            sums.extend_to(now + frames - start, self.sends);
            let mut buses = Buses::new(&mut sums.buses, now - start, frames);
            for voice in &mut voices {
                voice.render(scratch, &mut buses);
            }
            while let Some(plan) = coming.next_if(|plan| plan.start < (now + frames) as u64) {
                let mut voice =
                    Voice::new(self.font, self.sequence, plan, self.rate, self.reading)?;
                let mut rest = buses.from(plan.start as usize - now);
                voice.render(scratch, &mut rest);
                voices.push(voice);
            }
            voices.retain(|voice| {
                let is_over = voice.is_over();
                sums.voice_frames += if is_over { voice.sounded } else { 0 };
                !is_over
            });
            now += frames;
        }
        sums.voice_frames += voices.iter().map(|voice| voice.sounded).sum::<u64>();
        Ok(())
    }
}

impl<'a> Buses<'a> {
    fn new(buses: &'a mut [Vec<f32>; 4], at: usize, frames: usize) -> Self {
        let [left, right, reverb, chorus] = buses
            .each_mut()
            .map(|bus| if bus.is_empty() { &mut [][..] } else { &mut bus[at..at + frames] });
        Self { left, right, reverb, chorus }
    }

    /// The same buses from frame `at` on.
    fn from(&mut self, at: usize) -> Buses<'_> {
        let cut = |bus: &'_ mut [f32]| if bus.is_empty() { 0 } else { at };
        let (reverb, chorus) = (cut(self.reverb), cut(self.chorus));
        Buses {
            left: &mut self.left[at..],
            right: &mut self.right[at..],
            reverb: &mut self.reverb[reverb..],
            chorus: &mut self.chorus[chorus..],
        }
    }
}

/// Adds parts in their order, whenever they come.
struct Order {
    total: Sums,
    waiting: BTreeMap<usize, Sums>,
    /// Parts that have been added: their memory serves the next ones.
    spare: Vec<Sums>,
    next: usize,
}

impl Order {
    /// Room for the whole song, so that the totals never move.
    fn new(job: &Job<'_>) -> Self {
        let mut total = Sums::default();
        for (bus, wanted) in total.buses.iter_mut().zip(wanted(job.sends)) {
            // a hint: where memory is short the totals grow as they go
            let _ = bus.try_reserve_exact(if wanted { job.end } else { 0 });
        }
        Self { total, waiting: BTreeMap::new(), spare: Vec::new(), next: 0 }
    }

    fn put(&mut self, index: usize, sums: Sums, sends: Sends) {
        self.waiting.insert(index, sums);
        while let Some(part) = self.waiting.remove(&self.next) {
            self.total.add(&part, sends);
            self.spare.push(part);
            self.next += 1;
        }
    }
}

/// Runs `work` on `threads` threads, this one included.
fn spread(threads: usize, work: impl Fn() -> Result<()> + Sync) -> Result<()> {
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(&work)).collect();
        let mut result = work();
        for other in others {
            let joined = other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            result = result.and(joined);
        }
        result
    })
}
