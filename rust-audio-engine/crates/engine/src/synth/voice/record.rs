//! A voice written down for the GPU instead of rendered.

use gospel_gpu::{MAX_SPAN, Part, Points, Source, Span, flags};

use super::super::track::Track;
use super::Voice;
use crate::font::SampleData;

/// Points before the first that are uploaded too: interpolation reaches back.
const REACH: usize = 8;

impl<'a> Voice<'a, Track<'a>> {
    /// Adds the voice's spans to `part`, up to frame `end` of the song. `font` names
    /// the font among all there ever were.
    pub(crate) fn record(&mut self, font: u64, end: u64, part: &mut Part<'a>) {
        let source = part.source(self.points(font));
        let mut is_fresh = true;
        while !self.is_over() && self.plan.start + self.now < end {
            self.follow();
            let left = end - self.plan.start - self.now;
            let frames = self.span(left.min(u64::from(MAX_SPAN)));
            if self.volume.is_waiting(self.now) {
                self.now += frames;
                continue;
            }
            part.push(self.described(source, frames as u32, is_fresh));
            is_fresh &= self.filter.is_none();
            self.source.advance(self.step, frames);
            self.gains.advance(frames as usize);
            self.now += frames;
            self.sounded += frames;
        }
        part.end_voice();
    }

    /// First frame of the song after the voice.
    pub(crate) fn ended(&self) -> u64 {
        self.plan.start + self.now
    }

    /// The part of the sample that this voice may read.
    fn points(&self, font: u64) -> Source<'a> {
        let Track { view, loops, .. } = &self.source;
        let start = if *loops { view.span.start.min(view.cycle.start) } else { view.span.start };
        let (low, high) = (start.saturating_sub(REACH), view.span.end.min(view.data.len()));
        let range = low.min(high)..high;
        let points = match view.data {
            SampleData::I16(data) => Points::I16(&data[range]),
            SampleData::F32(data) => Points::F32(&data[range]),
        };
        Source { key: (font, self.region.sample, low, high), points, first: low as u32 }
    }

    fn described(&self, source: u32, frames: u32, is_fresh: bool) -> Span {
        let Track { view, loops, position, .. } = &self.source;
        let words = |x: u64| [x as u32, (x >> 32) as u32];
        let is_float = matches!(view.data, SampleData::F32(_));
        let mut span = Span {
            frame: (self.plan.start + self.now) as u32,
            frames,
            flags: if *loops { flags::LOOPS } else { 0 } | if is_float { flags::FLOATS } else { 0 },
            source,
            end: view.span.end.min(view.data.len()) as u32,
            loop_start: view.cycle.start as u32,
            loop_end: view.cycle.end as u32,
            position: words(*position),
            step: words(self.step),
            level: self.segment.at(self.now) as f32,
            octaves: self.segment.octaves as f32,
            slope: self.segment.step as f32,
            gains: self.gains.lines.map(|line| line.level),
            slopes: self.gains.lines.map(|line| line.slope),
            ..Span::default()
        };
        if let Some(filter) = &self.filter {
            span.flags |= if is_fresh { flags::FILTERED | flags::FRESH } else { flags::FILTERED };
            (span.b, span.stiffness, span.damping) = (filter.b, filter.stiffness, filter.damping);
        }
        span
    }
}
