//! Convolution reverb on the send bus.

use super::convolve::convolve;
use super::impulse::{Impulse, Space};
use crate::device::{self, Used};
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

    /// Adds the reverb of `send`, with its tail but not beyond `end` frames, and tells
    /// what computed it.
    pub(crate) fn add(
        &self,
        send: &[f32],
        left: &mut Vec<f32>,
        right: &mut Vec<f32>,
        options: &RenderOptions,
        end: usize,
    ) -> Result<Used> {
        self.check(options.sample_rate)?;
        let impulse = self.impulse(options.sample_rate);
        let delay = (self.pre_delay * options.sample_rate as f32) as usize;
        let length = (send.len() + delay + impulse.left.len()).min(end).max(left.len());
        let dry = 10.0_f32.powf(self.dry_db / 20.0);
        // the send is mono, and a centred voice goes to each side 3 dB lower
        let wet =
            10.0_f32.powf(self.wet_db / 20.0) / DEFAULT_SEND * std::f32::consts::FRAC_1_SQRT_2;
        for channel in [&mut *left, &mut *right] {
            channel.resize(length, 0.0);
            if dry != 1.0 {
                channel.iter_mut().for_each(|x| *x *= dry);
            }
        }
        let scaled = |side: &[f32]| side.iter().map(|x| x * wet).collect::<Vec<f32>>();
        let sides = [scaled(&impulse.left), scaled(&impulse.right)];
        match [left.get_mut(delay..), right.get_mut(delay..)] {
            [Some(left), Some(right)] => spread(send, &sides, [left, right], options),
            _ => Ok(Used::Cpu),
        }
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

/// Adds the convolution of `send` with each side's response to that side.
fn spread(
    send: &[f32],
    [to_left, to_right]: &[Vec<f32>; 2],
    [left, right]: [&mut [f32]; 2],
    options: &RenderOptions,
) -> Result<Used> {
    let work = device::convolution_work(left.len(), to_left.len());
    if let Some(gpu) = options.device.open(work)? {
        match gpu.convolve(send, [to_left, to_right], left.len()).map_err(Error::from) {
            Ok(wet) => {
                let frames = wet.chunks_exact(2).zip(left.iter_mut().zip(right));
                frames.for_each(|(wet, (l, r))| (*l, *r) = (*l + wet[0], *r + wet[1]));
                return Ok(Used::Gpu);
            }
            Err(error) => options.device.forgive(error)?,
        }
    }
    if options.thread_count() > 1 {
        std::thread::scope(|scope| {
            scope.spawn(|| convolve(send, to_left, left));
            convolve(send, to_right, right);
        });
    } else {
        convolve(send, to_left, left);
        convolve(send, to_right, right);
    }
    Ok(Used::Cpu)
}
