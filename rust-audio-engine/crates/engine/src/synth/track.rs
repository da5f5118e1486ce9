//! Where a voice is in its sample, without reading it: the device does that.

use super::Interpolation;
use super::source::Playhead;
use crate::font::SampleView;

/// Points past the loop's end at which a place is folded back into it: far enough
/// for every tap that reaches back to lie in the loop as well.
const LIFT: u64 = 8;

/// A playing sample's position.
pub(crate) struct Track<'a> {
    pub(crate) view: SampleView<'a>,
    pub(crate) loops: bool,
    /// 32.32 fixed point; runs on past the loop's end by up to [`LIFT`] and a span.
    pub(crate) position: u64,
    is_over: bool,
}

impl<'a> Playhead<'a> for Track<'a> {
    fn new(view: &SampleView<'a>, loops: bool, _: Interpolation) -> Self {
        let mut view = view.clone();
        view.cycle.end = view.cycle.end.min(view.span.end);
        let loops = loops && view.cycle.end > view.cycle.start && view.cycle.end > view.span.start;
        let position = (view.span.start as u64) << 32;
        Self { loops, position, is_over: view.span.is_empty(), view }
    }

    fn is_over(&self) -> bool {
        self.is_over
    }

    fn stop_looping(&mut self) {
        if self.loops {
            self.fold(0);
            self.loops = false;
        }
    }

    fn available(&self, step: u64) -> usize {
        if self.loops {
            return usize::MAX;
        }
        let left = ((self.view.span.end as u64) << 32).saturating_sub(self.position);
        left.div_ceil(step) as usize
    }
}

impl Track<'_> {
    /// Goes on by `frames`.
    pub(crate) fn advance(&mut self, step: u64, frames: u64) {
        self.position += step * frames;
        if self.loops {
            self.fold(LIFT);
        } else {
            self.is_over = self.position >> 32 >= self.view.span.end as u64;
        }
    }

    /// Brings a place `lift` points or more past the loop's end back into it, `lift`
    /// points or more after its start.
    fn fold(&mut self, lift: u64) {
        let (start, end) = (self.view.cycle.start as u64, self.view.cycle.end as u64);
        let place = self.position >> 32;
        if place >= end + lift {
            let place = start + lift + (place - start - lift) % (end - start);
            self.position = place << 32 | self.position & 0xFFFF_FFFF;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::SampleData;

    fn track(loops: bool) -> Track<'static> {
        let data = SampleData::I16(&[0; 100]);
        Track::new(&SampleView { data, span: 10..90, cycle: 40..50 }, loops, Interpolation::Cubic)
    }

    #[test]
    fn loops_fold_by_whole_turns() {
        let mut track = track(true);
        track.advance(1 << 32, 43);
        assert_eq!(track.position >> 32, 53, "not far enough past the end");
        track.advance(1 << 32, 100);
        assert_eq!((track.position >> 32, track.available(1)), (53, usize::MAX));
        track.stop_looping();
        assert_eq!((track.position >> 32, track.available(1 << 31)), (43, 94));
    }

    #[test]
    fn samples_end() {
        let mut track = track(false);
        assert_eq!(track.available(3 << 32), 27);
        track.advance(3 << 32, 26);
        assert!(!track.is_over());
        track.advance(3 << 32, 1);
        assert!(track.is_over());
    }
}
