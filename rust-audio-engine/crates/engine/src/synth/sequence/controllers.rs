//! What control changes do to a channel: pedals, resets.

use super::super::channel::{Change, Controls, survives_reset};
use super::{Planner, Registered, Selection};

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
            0 => self.channels[channel].selection.bank.0 = value,
            32 => self.channels[channel].selection.bank.1 = value,
            6 | 38 | 96..=101 => self.registered(channel, number, value),
            _ => {}
        }
    }

    fn registered(&mut self, channel: usize, number: u8, value: u8) {
        if let Some(change) = self.channels[channel].registered.control(number, value) {
            self.change(channel, change);
        }
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
        self.channels[channel].registered.deselect();
        for number in (0..128).filter(|&n| !survives_reset(n)) {
            let value = fresh.cc[usize::from(number)];
            if self.channels[channel].controls.cc[usize::from(number)] != value {
                self.control(channel, number, value);
            }
        }
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
        state.registered = Registered::default();
        (state.selection, state.preset) = (Selection::of(channel), None);
    }
}
