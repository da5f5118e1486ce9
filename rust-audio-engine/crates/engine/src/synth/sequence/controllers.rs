//! What control changes do to a channel: pedals, banks, registered parameters,
//! resets.

use super::super::channel::{Change, Controls, survives_reset};
use super::Planner;

impl Planner<'_> {
    pub(super) fn control(&mut self, channel: usize, number: u8, value: u8) {
        let was = self.channels[channel].controls.cc[usize::from(number & 127)];
        match number {
            120 => return self.sound_off(channel),
            121 => return self.reset(channel),
            123..=127 => return self.notes_off(channel),
            _ => self.change(channel, Change::Control(number, value)),
        }
        let (is_up, is_down) = (was >= 64 && value < 64, was < 64 && value >= 64);
        match number {
            64 if is_up => self.pedal_up(channel, false),
            66 if is_up => self.pedal_up(channel, true),
            66 if is_down => {
                self.channels[channel].held.iter_mut().for_each(|held| held.sostenuto = true);
            }
            0 | 32 => self.bank(channel, number, value),
            98..=101 | 6 | 38 => self.parameter(channel, number, value),
            _ => {}
        }
    }

    fn bank(&mut self, channel: usize, number: u8, value: u8) {
        let state = &mut self.channels[channel];
        if number == 0 {
            state.bank.0 = value;
            // GM2 and XG name their drum banks so
            state.is_drums = channel == 9 || value == 120 || value == 127;
        } else {
            state.bank.1 = value;
        }
        state.preset = None;
    }

    /// Registered parameters 0 (wheel range), 1 and 2 (tuning).
    fn parameter(&mut self, channel: usize, number: u8, value: u8) {
        let state = &mut self.channels[channel];
        match number {
            98 | 99 => state.parameter = None,
            100 => state.parameter = Some((state.parameter.map_or(127, |p| p.0), value)),
            101 => state.parameter = Some((value, state.parameter.map_or(127, |p| p.1))),
            6 => state.data = (value, 0),
            _ => state.data.1 = value,
        }
        if !matches!(number, 6 | 38) {
            return;
        }
        let (high, low) = (f32::from(state.data.0), f32::from(state.data.1));
        let change = match state.parameter {
            Some((0, 0)) => Change::WheelRange(high + low / 100.0),
            Some((0, 1)) => {
                state.fine = ((high * 128.0 + low) - 8192.0) / 8192.0 * 100.0;
                Change::Tuning(state.fine + state.coarse)
            }
            Some((0, 2)) => {
                state.coarse = (high - 64.0) * 100.0;
                Change::Tuning(state.fine + state.coarse)
            }
            _ => return,
        };
        self.change(channel, change);
    }

    fn sound_off(&mut self, channel: usize) {
        let state = &mut self.channels[channel];
        let end = self.sequence.plans.len();
        for plan in &mut self.sequence.plans[state.cut_until..] {
            if usize::from(plan.channel) == channel {
                plan.kill = plan.kill.min(self.now);
            }
        }
        state.cut_until = end;
        state.held.clear();
        state.sustained.clear();
    }

    fn notes_off(&mut self, channel: usize) {
        let keys: Vec<u8> = self.channels[channel].held.iter().map(|h| h.key).collect();
        keys.into_iter().for_each(|key| self.note_off(channel, key));
    }

    fn reset(&mut self, channel: usize) {
        let fresh = Controls::default();
        for number in (0..128).filter(|&n| !survives_reset(n)) {
            let value = fresh.cc[usize::from(number)];
            if self.channels[channel].controls.cc[usize::from(number)] != value {
                self.control(channel, number, value);
            }
        }
        self.channels[channel].parameter = None;
        self.change(channel, Change::Wheel(fresh.wheel));
        self.change(channel, Change::Pressure(0));
        for key in 0..128 {
            if self.channels[channel].controls.poly_pressure[usize::from(key)] != 0 {
                self.change(channel, Change::PolyPressure(key, 0));
            }
        }
    }

    pub(super) fn system_reset(&mut self, channel: usize) {
        self.sound_off(channel);
        self.reset(channel);
        let fresh = Controls::default();
        for number in [7, 10, 91, 93] {
            self.change(channel, Change::Control(number, fresh.cc[usize::from(number)]));
        }
        self.change(channel, Change::WheelRange(fresh.wheel_range));
        self.change(channel, Change::Tuning(0.0));
        let state = &mut self.channels[channel];
        (state.fine, state.coarse, state.bank, state.program) = (0.0, 0.0, (0, 0), 0);
        (state.preset, state.is_drums) = (None, channel == 9);
    }
}
