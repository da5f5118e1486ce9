//! What LFOs, the modulation envelope and controllers move: pitch and cutoff, and
//! how long until they must be looked at again.

use super::super::filter::{self, Coefficients};
use super::super::lfo;
use super::Voice;

/// Frames between updates of what LFOs and the modulation envelope move.
const TICK: u64 = 64;
/// Cents by which a cutoff, and a pitch, may move at once unheard.
const CUTOFF_STEP: f64 = 2.0;
const PITCH_STEP: f64 = 0.05;

impl<S> Voice<'_, S> {
    /// Pitch, cutoff and the time of the next look.
    pub(super) fn update(&mut self) {
        let p = &self.params;
        let wait = self.patience();
        // one value stands for all frames until the next look
        let at = self.now + self.dialect.lead(wait);
        let env = if p.moves_by_mod_env() { self.modulation.value(at) } else { 0.0 };
        let lfo = if p.moves_by_mod_lfo() { self.mod_lfo.value(at) } else { 0.0 };
        let vibrato = if p.moves_by_vibrato() { self.vib_lfo.value(at) } else { 0.0 };
        let cents = p.cents
            + f64::from(self.controls.tuning)
            + env * p.mod_env_to_pitch
            + lfo * p.mod_lfo_to_pitch
            + vibrato * p.vib_lfo_to_pitch;
        let step = self.tuning.ratio * (cents / 1200.0).exp2();
        self.step = (step.clamp(1e-6, 512.0) * 4_294_967_296.0) as u64;
        let cutoff = p.cutoff + env * p.mod_env_to_filter + lfo * p.mod_lfo_to_filter;
        let resonance = p.resonance;
        self.next_tick = self.now.saturating_add(wait);
        self.tune_filter(cutoff.clamp(1500.0, 20_000.0), resonance);
    }

    /// Frames for which nothing moves by itself.
    fn patience(&self) -> u64 {
        let p = &self.params;
        let mut wait = u64::MAX;
        if p.moves_by_mod_env() {
            let release = self.plan.release - self.plan.start;
            let next = if !self.modulation.is_steady(self.now) {
                self.stride()
            } else if self.now < release {
                release - self.now
            } else {
                u64::MAX
            };
            wait = wait.min(next);
        }
        if p.moves_by_mod_lfo() {
            wait = wait.min(self.mod_lfo.waits(self.now).max(TICK));
        }
        if p.moves_by_vibrato() {
            wait = wait.min(self.vib_lfo.waits(self.now).max(TICK));
        }
        wait
    }

    /// Frames in which the modulation envelope moves nothing audibly.
    fn stride(&self) -> u64 {
        let Some(slope) = self.modulation.slope(self.now) else {
            return TICK;
        };
        let p = &self.params;
        let filter = CUTOFF_STEP / (p.mod_env_to_filter.abs() * slope);
        let pitch = PITCH_STEP / (p.mod_env_to_pitch.abs() * slope);
        (filter.min(pitch) as u64).clamp(TICK, 16 * TICK)
    }

    fn tune_filter(&mut self, cents: f64, resonance: f64) {
        if self.cutoff == (cents, resonance) {
            return;
        }
        self.cutoff = (cents, resonance);
        let hertz = lfo::hertz(cents as f32);
        // a voice that starts open stays unfiltered until something closes it
        if self.filter.is_none() && filter::is_open(hertz, resonance, self.rate) {
            return;
        }
        let made = Coefficients::low_pass(hertz, resonance, self.rate, self.dialect);
        match &mut self.filter {
            Some(coefficients) => **coefficients = made,
            None => self.filter = Some(Box::new(made)),
        }
    }
}
