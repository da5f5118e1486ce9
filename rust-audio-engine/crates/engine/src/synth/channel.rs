//! What a MIDI channel remembers, as far as voices hear it.

use crate::font::modulator::{Source, general};

/// Controllers that sounding voices follow.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Controls {
    pub(crate) cc: [u8; 128],
    pub(crate) wheel: u16,
    /// Semitones, RPN 0.
    pub(crate) wheel_range: f32,
    /// Cents, RPN 1 and 2.
    pub(crate) tuning: f32,
    pub(crate) pressure: u8,
    pub(crate) poly_pressure: [u8; 128],
}

/// A change of one controller.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Change {
    Control(u8, u8),
    Wheel(u16),
    WheelRange(f32),
    Tuning(f32),
    Pressure(u8),
    PolyPressure(u8, u8),
}

/// A change at its frame.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TimedChange {
    pub(crate) frame: u64,
    pub(crate) change: Change,
}

impl Default for Controls {
    fn default() -> Self {
        let mut cc = [0; 128];
        cc[7] = 100;
        cc[8] = 64;
        cc[10] = 64;
        cc[11] = 127;
        cc[91] = 40;
        Self {
            cc,
            wheel: 8192,
            wheel_range: 2.0,
            tuning: 0.0,
            pressure: 0,
            poly_pressure: [0; 128],
        }
    }
}

/// Controllers that "reset all controllers" leaves alone (recommended practice 15), and
/// those that enter registered parameters, whose zero would be an entry too.
pub(crate) fn survives_reset(controller: u8) -> bool {
    matches!(controller, 0 | 6..=8 | 10 | 32 | 38 | 70..=79 | 91..=101 | 120..=127)
}

impl Controls {
    pub(crate) fn apply(&mut self, change: Change) {
        match change {
            Change::Control(number, value) => self.cc[usize::from(number & 127)] = value,
            Change::Wheel(value) => self.wheel = value,
            Change::WheelRange(semitones) => self.wheel_range = semitones,
            Change::Tuning(cents) => self.tuning = cents,
            Change::Pressure(value) => self.pressure = value,
            Change::PolyPressure(key, value) => {
                self.poly_pressure[usize::from(key & 127)] = value;
            }
        }
    }

    /// The shaped value of a modulator source for a voice.
    pub(crate) fn source(&self, source: Source, key: u8, velocity: u8) -> f32 {
        let seven = |value: u8| source.map(f32::from(value), 128.0);
        if source.is_cc() {
            return seven(self.cc[usize::from(source.index())]);
        }
        match source.index() {
            general::VELOCITY => seven(velocity),
            general::KEY => seven(key),
            general::POLY_PRESSURE => seven(self.poly_pressure[usize::from(key & 127)]),
            general::CHANNEL_PRESSURE => seven(self.pressure),
            general::PITCH_WHEEL => source.map(f32::from(self.wheel), 16384.0),
            // 127 semitones of range must give the full 12700 cents
            general::WHEEL_SENSITIVITY => source.map(self.wheel_range, 127.0),
            _ => source.map(0.0, 128.0),
        }
    }
}

/// Which changes a voice's modulators listen to.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Listens {
    cc: u128,
    pressure: bool,
    poly_pressure: bool,
}

impl Listens {
    pub(crate) fn add(&mut self, source: Source) {
        if source.is_cc() {
            self.cc |= 1 << source.index();
        } else {
            self.pressure |= source.index() == general::CHANNEL_PRESSURE;
            self.poly_pressure |= source.index() == general::POLY_PRESSURE;
        }
    }

    pub(crate) fn hears(&self, change: Change, key: u8) -> bool {
        match change {
            Change::Control(number, _) => self.cc >> (number & 127) & 1 == 1,
            Change::Wheel(_) | Change::WheelRange(_) | Change::Tuning(_) => true,
            Change::Pressure(_) => self.pressure,
            Change::PolyPressure(of, _) => self.poly_pressure && of == key,
        }
    }
}
