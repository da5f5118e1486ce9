//! The resonant low-pass filter (SF2.04 section 8.1.3, generators 8 and 9).

use std::f64::consts::PI;

use super::dialect::Dialect;

/// A second-order section, numerator `b * (1, 2, 1)`, and what the block form
/// needs: eight samples at once from eight inputs and two earlier outputs.
#[derive(Clone, Debug)]
#[repr(align(32))]
pub(crate) struct Coefficients {
    /// Seven zeros, then the first nine values of the all-pole impulse response.
    pub(crate) response: [f32; 16],
    /// Weight of the last output, for each of the next eight.
    pub(crate) last: [f32; 8],
    /// Weight of the output before it.
    pub(crate) before: [f32; 8],
    /// The last two outputs after eight frames from the last two now: weights of
    /// the last and the one before for the new last, then for the new one before.
    pub(crate) ahead: [f32; 4],
    /// The same after sixteen frames.
    pub(crate) far: [f32; 4],
    pub(crate) b: f32,
    pub(crate) a1: f32,
    pub(crate) a2: f32,
    /// `1 + a1 + a2`, which the sum of the rounded ones is not at low cutoffs.
    #[cfg(feature = "gpu")]
    pub(crate) stiffness: f32,
    /// `1 - a2`, likewise.
    #[cfg(feature = "gpu")]
    pub(crate) damping: f32,
}

/// The last two inputs (older first) and outputs.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct State {
    pub(crate) inputs: [f32; 2],
    pub(crate) last: f32,
    pub(crate) before: f32,
}

/// Share of the sampling rate above which the cutoff cannot rise.
const TOP: f64 = 0.45;

/// `true` if a filter at `hertz` with no resonance does nothing worth its time.
pub(crate) fn is_open(hertz: f64, resonance: f64, rate: f64) -> bool {
    resonance <= 0.0 && hertz >= TOP * rate
}

impl Coefficients {
    /// `resonance` is the height in decibels of the peak over the gain at 0 Hz;
    /// half of it is taken off the whole, as the specification asks.
    pub(crate) fn low_pass(hertz: f64, resonance: f64, rate: f64, dialect: Dialect) -> Self {
        let omega = 2.0 * PI * hertz.min(TOP * rate) / rate;
        let q = 10.0_f64.powf((resonance - dialect.flatness(resonance)) / 20.0);
        let alpha = omega.sin() / (2.0 * q);
        let a0 = 1.0 + alpha;
        let gain = 10.0_f64.powf(-resonance / 40.0);
        let b = gain * (1.0 - omega.cos()) / (2.0 * a0);
        Self::new(b, -2.0 * omega.cos() / a0, (1.0 - alpha) / a0)
    }

    fn new(b: f64, a1: f64, a2: f64) -> Self {
        let mut h = [1.0_f64; 9];
        h[1] = -a1;
        for k in 2..9 {
            h[k] = -a1 * h[k - 1] - a2 * h[k - 2];
        }
        let mut response = [0.0; 16];
        let mut last = [0.0; 8];
        let mut before = [0.0; 8];
        for k in 0..8 {
            last[k] = h[k + 1] as f32;
            before[k] = (-a2 * h[k]) as f32;
        }
        for k in 0..9 {
            response[7 + k] = h[k] as f32;
        }
        let [p, q, r, s] = [h[8], -a2 * h[7], h[7], -a2 * h[6]];
        let square = [p * p + q * r, p * q + q * s, r * p + s * r, r * q + s * s];
        Self {
            response,
            last,
            before,
            ahead: [p, q, r, s].map(|x| x as f32),
            far: square.map(|x| x as f32),
            b: b as f32,
            a1: a1 as f32,
            a2: a2 as f32,
            #[cfg(feature = "gpu")]
            stiffness: (1.0 + a1 + a2) as f32,
            #[cfg(feature = "gpu")]
            damping: (1.0 - a2) as f32,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gain in decibels at `hertz`.
    fn gain(c: &Coefficients, hertz: f64, rate: f64) -> f64 {
        let w = 2.0 * PI * hertz / rate;
        let (a1, a2, b) = (f64::from(c.a1), f64::from(c.a2), f64::from(c.b));
        let num = 2.0 * b * (1.0 + w.cos());
        let re = 1.0 + a1 * w.cos() + a2 * (2.0 * w).cos();
        let im = a1 * w.sin() + a2 * (2.0 * w).sin();
        20.0 * (num / re.hypot(im)).log10()
    }

    #[test]
    fn flat_at_zero_resonance_and_3_db_down_at_the_cutoff() {
        let c = Coefficients::low_pass(1000.0, 0.0, 44100.0, Dialect::SPECIFICATION);
        assert!(gain(&c, 1.0, 44100.0).abs() < 0.01);
        assert!((gain(&c, 1000.0, 44100.0) + 3.01).abs() < 0.02);
        assert!((gain(&c, 4000.0, 44100.0) + 24.2).abs() < 0.5);
    }

    #[test]
    fn resonance_lowers_the_floor_by_half_its_height() {
        let c = Coefficients::low_pass(1000.0, 20.0, 44100.0, Dialect::SPECIFICATION);
        assert!((gain(&c, 1.0, 44100.0) + 10.0).abs() < 0.05);
        assert!((gain(&c, 1000.0, 44100.0) - 10.0).abs() < 0.1);
    }
}
