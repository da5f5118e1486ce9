//! Which preset a channel plays.

use super::{Channel, Planner};
use crate::font::SoundFont;

impl Planner<'_> {
    /// A program change.
    pub(super) fn program(&mut self, channel: usize, program: u8) {
        let state = &mut self.channels[channel];
        state.selection.choose(program);
        state.preset = None;
    }

    /// The channel's preset, the nearest there is, as an index of `presets`.
    pub(super) fn preset(&mut self, channel: usize) -> Option<u32> {
        let state = &self.channels[channel];
        if state.preset.is_none() {
            let found = nearest(self.font, state)?;
            let known = self.used.iter().position(|&index| index == found);
            let at = known.unwrap_or_else(|| {
                self.used.push(found);
                self.sequence.presets.push(self.font.regions(found));
                self.used.len() - 1
            });
            self.channels[channel].preset = Some(at as u32);
        }
        self.channels[channel].preset
    }
}

/// What a channel has chosen of a font.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Selection {
    /// Controllers 0 and 32: they wait for a program change.
    pub(super) bank: (u8, u8),
    chosen: (u8, u8),
    program: u8,
    is_always_drums: bool,
}

impl Selection {
    /// A channel's, counted from 0, before anything was sent.
    pub(super) fn of(channel: usize) -> Self {
        Self { is_always_drums: channel == 9, ..Self::default() }
    }

    fn choose(&mut self, program: u8) {
        (self.chosen, self.program) = (self.bank, program);
    }

    /// Banks and programs to look for, best first.
    fn wishes(self) -> Vec<(u16, u16)> {
        let (high, low) = (u16::from(self.chosen.0), u16::from(self.chosen.1));
        let program = u16::from(self.program);
        // GM2 and XG name their drum banks 120 and 127
        if self.is_always_drums || matches!(high, 120 | 127) {
            vec![(128, program), (128, 0)]
        } else {
            vec![(high, program), (low, program), (0, program), (0, 0)]
        }
    }
}

/// The channel's own preset, else the standard one of its kind, else any.
fn nearest(font: &SoundFont, channel: &Channel) -> Option<usize> {
    let wishes = channel.selection.wishes();
    let hit = wishes.iter().find_map(|&(bank, program)| font.find(bank, program));
    let is_any = hit.is_none() && !font.presets().is_empty();
    hit.or_else(|| is_any.then_some(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn banks_wait_for_a_program() {
        let mut selection = Selection::of(0);
        selection.bank = (8, 3);
        assert_eq!(selection.wishes()[0], (0, 0));
        selection.choose(5);
        assert_eq!(selection.wishes(), [(8, 5), (3, 5), (0, 5), (0, 0)]);
        selection.bank = (120, 0);
        assert_eq!(selection.wishes()[0], (8, 5));
        selection.choose(5);
        assert_eq!(selection.wishes(), [(128, 5), (128, 0)]);
    }

    #[test]
    fn the_tenth_channel_is_one_of_drums() {
        let mut selection = Selection::of(9);
        assert_eq!(selection.wishes()[0], (128, 0));
        selection.bank = (1, 0);
        selection.choose(16);
        assert_eq!(selection.wishes()[0], (128, 16));
    }
}
