//! Convolution reverb on the send bus.

use super::convolve::convolve;
use super::impulse::{Impulse, Space};
use crate::error::{Error, ErrorKind, Result};
use crate::synth::RenderOptions;

/// A space and how much of it is heard.
#[derive(Clone, Debug, PartialEq)]
pub struct Reverb {
    response: Response,
    /// Level of the reverb in decibels, for a channel whose reverb controller
    /// (91) stands at its default of 40; other settings scale it.
    pub wet_db: f32,
    /// Level of the direct sound in decibels.
    pub dry_db: f32,
    /// Seconds before the reverb begins, beyond the space's own.
    pub pre_delay: f32,
}

#[derive(Clone, Debug, PartialEq)]
enum Response {
    Model(Space),
    Recorded(Impulse),
}

/// Send level of a channel at its defaults: 200 tenths of a percent times 40/128.
const DEFAULT_SEND: f32 = 0.0625;

impl Reverb {
    /// A model space at its usual level.
    pub fn space(space: Space) -> Self {
        let wet_db = if space == Space::Room { -14.0 } else { -12.0 };
        Self { response: Response::Model(space), wet_db, dry_db: 0.0, pre_delay: 0.0 }
    }

    /// A recorded space.
    pub fn recorded(impulse: Impulse) -> Self {
        Self { response: Response::Recorded(impulse), wet_db: -12.0, dry_db: 0.0, pre_delay: 0.0 }
    }

    /// Adds the reverb of `send`, with its tail but not beyond `end` frames.
    pub(crate) fn add(
        &self,
        send: &[f32],
        left: &mut Vec<f32>,
        right: &mut Vec<f32>,
        options: &RenderOptions,
        end: usize,
    ) -> Result<()> {
        self.check(options.sample_rate)?;
        let impulse = self.impulse(options.sample_rate);
        let delay = (self.pre_delay * options.sample_rate as f32) as usize;
        let length = (send.len() + delay + impulse.left.len()).min(end).max(left.len());
        let dry = 10.0_f32.powf(self.dry_db / 20.0);
        // the send is mono, and a centred voice goes to each side 3 dB lower
        let wet =
            10.0_f32.powf(self.wet_db / 20.0) / DEFAULT_SEND * std::f32::consts::FRAC_1_SQRT_2;
        let one = |channel: &mut Vec<f32>, response: &[f32]| {
            channel.resize(length, 0.0);
            if dry != 1.0 {
                channel.iter_mut().for_each(|x| *x *= dry);
            }
            let response: Vec<f32> = response.iter().map(|x| x * wet).collect();
            if let Some(target) = channel.get_mut(delay..) {
                convolve(send, &response, target);
            }
        };
        if options.thread_count() > 1 {
            std::thread::scope(|scope| {
                scope.spawn(|| one(left, &impulse.left));
                one(right, &impulse.right);
            });
        } else {
            one(left, &impulse.left);
            one(right, &impulse.right);
        }
        Ok(())
    }

    fn impulse(&self, rate: u32) -> Impulse {
        match &self.response {
            Response::Model(space) => Impulse::of(*space, rate),
            Response::Recorded(impulse) => impulse.clone(),
        }
    }

    fn check(&self, rate: u32) -> Result<()> {
        let bad = |text: String| Err(Error::new(ErrorKind::Argument, text));
        if let Response::Recorded(Impulse { sample_rate, .. }) = &self.response
            && *sample_rate != rate
        {
            return bad(format!("impulse response at {sample_rate} Hz, output at {rate} Hz"));
        }
        for (name, value) in [("wet", self.wet_db), ("dry", self.dry_db)] {
            if !(-120.0..=24.0).contains(&value) {
                return bad(format!("{name} level {value} dB; -120 to 24 are possible"));
            }
        }
        if !(0.0..=1.0).contains(&self.pre_delay) {
            return bad(format!("pre-delay {} s; 0 to 1 are possible", self.pre_delay));
        }
        Ok(())
    }
}
