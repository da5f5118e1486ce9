//! Registered parameters: wheel range (0), fine (1) and coarse tuning (2).

use super::super::channel::Change;

/// A channel's parameters and which one is selected.
#[derive(Clone, Debug)]
pub(super) struct Registered {
    /// High and low byte of the number; none after unregistered ones.
    selected: Option<(u8, u8)>,
    /// High and low byte of each value: semitones and cents, 14 bits, semitones.
    values: [(u8, u8); 3],
}

impl Default for Registered {
    fn default() -> Self {
        Self { selected: None, values: [(2, 0), (64, 0), (64, 0)] }
    }
}

impl Registered {
    /// Data entry reaches nothing until a number is selected again.
    pub(super) fn deselect(&mut self) {
        self.selected = None;
    }

    /// What controllers 6, 38 and 96 to 101 do.
    pub(super) fn control(&mut self, number: u8, value: u8) -> Option<Change> {
        match number {
            98 | 99 => self.selected = None,
            100 => self.selected = Some((self.selected.map_or(127, |p| p.0), value)),
            101 => self.selected = Some((value, self.selected.map_or(127, |p| p.1))),
            _ => return self.enter(number, value),
        }
        None
    }

    fn enter(&mut self, number: u8, value: u8) -> Option<Change> {
        let (0, index @ 0..=2) = self.selected? else { return None };
        let data = &mut self.values[usize::from(index)];
        match number {
            6 => *data = (value, 0),
            38 => data.1 = value,
            _ => *data = stepped(*data, index, number == 96),
        }
        let [range, fine, coarse] = self.values.map(|(h, l)| (f32::from(h), f32::from(l)));
        Some(if index == 0 {
            Change::WheelRange(range.0 + range.1 / 100.0)
        } else {
            let fine = (fine.0 * 128.0 + fine.1 - 8192.0) / 8192.0 * 100.0;
            Change::Tuning(fine + (coarse.0 - 64.0) * 100.0)
        })
    }
}

/// One step up or down (recommended practice 18): a cent of range, the least step of
/// fine tuning, a semitone.
fn stepped((high, low): (u8, u8), index: u8, is_up: bool) -> (u8, u8) {
    let base: i16 = if index == 0 { 100 } else { 128 };
    let unit = if index == 2 { base } else { 1 };
    let all = i16::from(high) * base + i16::from(low) + if is_up { unit } else { -unit };
    let all = all.clamp(0, 128 * base - 1);
    ((all / base) as u8, (all % base) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entered(controls: &[(u8, u8)]) -> Option<Change> {
        let mut registered = Registered::default();
        controls.iter().fold(None, |_, &(number, value)| registered.control(number, value))
    }

    #[test]
    fn steps_carry() {
        let range = |steps: &[(u8, u8)]| entered(&[&[(101, 0), (100, 0)], steps].concat());
        assert_eq!(range(&[(6, 12)]), Some(Change::WheelRange(12.0)));
        assert_eq!(range(&[(96, 0)]), Some(Change::WheelRange(2.01)));
        assert_eq!(range(&[(97, 0)]), Some(Change::WheelRange(1.99)));
        assert_eq!(range(&[(6, 0), (97, 0)]), Some(Change::WheelRange(0.0)));
        assert_eq!(entered(&[(101, 0), (100, 2), (97, 0)]), Some(Change::Tuning(-100.0)));
        assert_eq!(entered(&[(101, 0), (100, 1), (96, 0)]), Some(Change::Tuning(100.0 / 8192.0)));
    }

    #[test]
    fn a_low_byte_alone_keeps_its_own_high_byte() {
        // the other parameter's high byte must not be taken for this one's
        let selected = [(101, 0), (100, 2), (6, 76), (100, 1), (38, 64)];
        assert_eq!(entered(&selected), Some(Change::Tuning(1200.0 + 64.0 * 100.0 / 8192.0)));
        assert_eq!(entered(&[(6, 12)]), None);
        assert_eq!(entered(&[(101, 0), (100, 0), (99, 1), (6, 12)]), None);
        assert_eq!(entered(&[(101, 127), (100, 127), (6, 12)]), None);
    }
}
