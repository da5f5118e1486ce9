//! Impulse responses from a small model of a space: early reflections, then a
//! diffuse tail whose high frequencies die first.

use crate::error::{Error, ErrorKind, Result};
use crate::random::Random;

/// A space the engine can imagine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// A furnished room, half a second.
    Room,
    /// A concert hall, two seconds.
    Hall,
    /// A steel plate: dense at once, bright.
    Plate,
    /// A stone church, over four seconds.
    Church,
}

/// The numbers behind a space.
struct Model {
    /// Seconds to -60 dB.
    decay: f32,
    /// Seconds before the first reflection.
    pre_delay: f32,
    /// Seconds over which single reflections thicken into the tail.
    build_up: f32,
    /// Number of early reflections.
    reflections: usize,
    /// Hertz the tail's low-pass falls from and to.
    bright: (f32, f32),
    /// Hertz below which the tail thins out.
    low_cut: f32,
    seed: u64,
}

impl Space {
    /// The space called `name`: room, hall, plate or church.
    ///
    /// # Errors
    /// [`ErrorKind::Argument`] for any other name.
    pub fn named(name: &str) -> Result<Self> {
        match name {
            "room" => Ok(Self::Room),
            "hall" => Ok(Self::Hall),
            "plate" => Ok(Self::Plate),
            "church" => Ok(Self::Church),
            _ => {
                let text = format!("reverb {name:?}; room, hall, plate and church exist");
                Err(Error::new(ErrorKind::Argument, text))
            }
        }
    }

    /// Seconds in which the tail falls by 60 dB.
    pub fn decay(self) -> f32 {
        self.model().decay
    }

    fn model(self) -> Model {
        let model = |decay, pre_delay, build_up, reflections, bright, low_cut, seed| Model {
            decay,
            pre_delay,
            build_up,
            reflections,
            bright,
            low_cut,
            seed,
        };
        match self {
            Self::Room => model(0.5, 0.004, 0.03, 14, (9_000.0, 3_000.0), 120.0, 11),
            Self::Hall => model(1.9, 0.02, 0.08, 18, (8_000.0, 1_800.0), 90.0, 22),
            Self::Plate => model(1.5, 0.001, 0.005, 0, (14_000.0, 5_000.0), 160.0, 33),
            Self::Church => model(4.2, 0.03, 0.14, 22, (6_500.0, 1_200.0), 70.0, 44),
        }
    }
}

/// A stereo impulse response.
#[derive(Clone, Debug, PartialEq)]
pub struct Impulse {
    /// Response of the left output.
    pub left: Vec<f32>,
    /// Response of the right output.
    pub right: Vec<f32>,
    /// Frames a second.
    pub sample_rate: u32,
}

/// Longest response, in seconds.
const MAX_SECONDS: f32 = 20.0;

impl Impulse {
    /// The response of a model space, both channels of energy one.
    pub fn of(space: Space, sample_rate: u32) -> Self {
        let model = space.model();
        let side = |index: u64| model.side(sample_rate as f32, index);
        Self { left: side(0), right: side(1), sample_rate }
    }

    /// A recorded response, scaled to energy one.
    ///
    /// # Errors
    /// [`ErrorKind::Audio`] if it is empty, silent, not finite, of unequal
    /// channels or longer than 20 s.
    pub fn recorded(mut left: Vec<f32>, mut right: Vec<f32>, sample_rate: u32) -> Result<Self> {
        let bad =
            |text: &str| Err(Error::new(ErrorKind::Audio, format!("impulse response {text}")));
        if left.len() != right.len() || left.is_empty() {
            return bad("is empty or has unequal channels");
        }
        if left.len() as f32 > MAX_SECONDS * sample_rate as f32 {
            return bad("is longer than 20 s");
        }
        let energy = f32::midpoint(energy(&left), energy(&right));
        if !energy.is_normal() {
            return bad("is silent or not finite");
        }
        let scale = energy.sqrt().recip();
        left.iter_mut().chain(&mut right).for_each(|x| *x *= scale);
        Ok(Self { left, right, sample_rate })
    }
}

impl Model {
    fn side(&self, rate: f32, index: u64) -> Vec<f32> {
        let mut random = Random::new(self.seed.wrapping_mul(2).wrapping_add(index));
        let length = ((self.pre_delay + 1.3 * self.decay) * rate) as usize;
        let mut out = vec![0.0; length];
        let start = (self.pre_delay * rate) as usize;
        self.tail(&mut out[start..], rate, &mut random);
        self.reflect(&mut out[start..], rate, &mut random);
        let scale = energy(&out).sqrt().recip();
        out.iter_mut().for_each(|x| *x *= scale);
        out
    }

    /// Noise that swells over the build-up, decays, and darkens.
    fn tail(&self, out: &mut [f32], rate: f32, random: &mut Random) {
        let fall = (-6.907_755 / (self.decay * rate)).exp();
        let (from, to) = self.bright;
        let darken = (to / from).powf(1.0 / (self.decay * rate));
        let high_pass = 1.0 - (-std::f32::consts::TAU * self.low_cut / rate).exp();
        let build_up = (self.build_up * rate).max(1.0);
        let (mut level, mut cutoff, mut dark, mut low) = (1.0, from, 0.0, 0.0);
        for (i, slot) in out.iter_mut().enumerate() {
            let open = 1.0 - (-std::f32::consts::TAU * cutoff / rate).exp();
            dark += open * (random.normal() - dark);
            low += high_pass * (dark - low);
            let swell = (i as f32 / build_up).min(1.0);
            *slot = (dark - low) * level * swell;
            level *= fall;
            cutoff *= darken;
        }
    }

    /// Single echoes, denser and softer with time.
    fn reflect(&self, out: &mut [f32], rate: f32, random: &mut Random) {
        for k in 0..self.reflections {
            let share = (k as f32 + random.unit()) / self.reflections as f32;
            let at = (share * self.build_up * rate) as usize;
            let sign = if random.unit() < 0.5 { -1.0 } else { 1.0 };
            if let Some(slot) = out.get_mut(at) {
                *slot += sign * 3.0 * (1.0 - 0.7 * share);
            }
        }
    }
}

fn energy(x: &[f32]) -> f32 {
    x.iter().map(|v| v * v).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Decibels of the energy left after `seconds`.
    fn left_after(x: &[f32], seconds: f32, rate: f32) -> f32 {
        let from = (seconds * rate) as usize;
        10.0 * (energy(&x[from..]) / energy(x)).log10()
    }

    #[test]
    fn spaces_have_unit_energy_and_their_decay() {
        for space in [Space::Room, Space::Hall, Space::Plate, Space::Church] {
            let impulse = Impulse::of(space, 44_100);
            for side in [&impulse.left, &impulse.right] {
                assert!((energy(side) - 1.0).abs() < 1e-3);
                let (a, b) = (0.3 * space.decay(), 0.8 * space.decay());
                let fall = left_after(side, a, 44_100.0) - left_after(side, b, 44_100.0);
                // half a decay time is 30 dB, more as the highs die first
                assert!((29.0..45.0).contains(&fall), "{space:?} {fall}");
            }
            assert_ne!(impulse.left, impulse.right);
            assert_eq!(impulse, Impulse::of(space, 44_100));
        }
    }

    #[test]
    fn bad_recordings_are_refused() {
        assert!(Impulse::recorded(vec![], vec![], 44_100).is_err());
        assert!(Impulse::recorded(vec![0.0; 5], vec![0.0; 5], 44_100).is_err());
        assert!(Impulse::recorded(vec![f32::NAN], vec![1.0], 44_100).is_err());
        assert!(Impulse::recorded(vec![1.0; 2], vec![1.0], 44_100).is_err());
    }
}
