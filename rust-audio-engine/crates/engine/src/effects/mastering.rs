//! What may follow a mix: three bands of equaliser, a limiter that looks ahead,
//! levels brought to a peak.

use std::collections::VecDeque;

use crate::error::{Error, ErrorKind, Result};

/// Gains in decibels of a low shelf at 200 Hz, a bell at 1 kHz, a high shelf at 5 kHz.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Equaliser {
    /// Low shelf.
    pub low: f32,
    /// Bell.
    pub middle: f32,
    /// High shelf.
    pub high: f32,
}

/// What may follow a mix; nothing does by default.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Mastering {
    /// Three bands, -24..=24 dB each.
    pub equaliser: Option<Equaliser>,
    /// Brings the highest peak to this level in decibels, -60..=0.
    pub normalise: Option<f32>,
    /// Keeps every sample at or under this level in decibels, -60..=0.
    pub limit: Option<f32>,
}

/// Seconds the limiter looks ahead, and takes to let go.
const LOOK_AHEAD: f64 = 0.005;
const RELEASE: f64 = 0.08;

fn amplitude(db: f32) -> f32 {
    10.0_f32.powf(db / 20.0)
}

impl Mastering {
    /// Applies the equaliser, then the level, then the limiter, in place.
    ///
    /// # Errors
    /// [`ErrorKind::Argument`] for settings outside their ranges.
    pub fn apply(&self, left: &mut [f32], right: &mut [f32], sample_rate: u32) -> Result<()> {
        self.check()?;
        if let Some(equaliser) = self.equaliser {
            for section in equaliser.sections(f64::from(sample_rate)) {
                section.run(left);
                section.run(right);
            }
        }
        if let Some(level) = self.normalise {
            let peak = left.iter().chain(right.iter()).fold(0.0_f32, |top, x| top.max(x.abs()));
            if peak > 0.0 {
                let gain = amplitude(level) / peak;
                left.iter_mut().chain(right.iter_mut()).for_each(|x| *x *= gain);
            }
        }
        if let Some(level) = self.limit {
            limit(left, right, amplitude(level), f64::from(sample_rate));
        }
        Ok(())
    }

    fn check(&self) -> Result<()> {
        let bands = self.equaliser.map_or([0.0; 3], |e| [e.low, e.middle, e.high]);
        let levels = [self.normalise.unwrap_or(0.0), self.limit.unwrap_or(0.0)];
        let bad = |text: String| Err(Error::new(ErrorKind::Argument, text));
        if let Some(band) = bands.iter().find(|b| !(-24.0..=24.0).contains(*b)) {
            return bad(format!("equaliser band {band} dB; -24 to 24 are possible"));
        }
        if let Some(level) = levels.iter().find(|l| !(-60.0..=0.0).contains(*l)) {
            return bad(format!("peak level {level} dB; -60 to 0 are possible"));
        }
        Ok(())
    }
}

/// A second-order section in double precision.
#[derive(Clone, Copy, Debug)]
struct Section {
    b: [f64; 3],
    a: [f64; 2],
}

impl Equaliser {
    /// The audio equaliser cookbook's shelves and bell.
    fn sections(self, rate: f64) -> [Section; 3] {
        let sine = |hertz: f64| {
            let w = std::f64::consts::TAU * (hertz / rate).min(0.45);
            (w.sin(), w.cos())
        };
        let root = |db: f32| 10.0_f64.powf(f64::from(db) / 40.0);
        [
            Section::shelf(root(self.low), sine(200.0), 1.0),
            Section::bell(root(self.middle), sine(1000.0)),
            Section::shelf(root(self.high), sine(5000.0), -1.0),
        ]
    }
}

impl Section {
    /// `side` is 1 for a low shelf, -1 for a high one; slope 1.
    fn shelf(a: f64, (sin, cos): (f64, f64), side: f64) -> Self {
        let alpha = sin / 2.0 * std::f64::consts::SQRT_2;
        let (up, down, edge) = (a + 1.0, a - 1.0, 2.0 * a.sqrt() * alpha);
        let cos = cos * side;
        let a0 = up + down * cos + edge;
        Self {
            b: [
                a * (up - down * cos + edge) / a0,
                side * 2.0 * a * (down - up * cos) / a0,
                a * (up - down * cos - edge) / a0,
            ],
            a: [side * -2.0 * (down + up * cos) / a0, (up + down * cos - edge) / a0],
        }
    }

    fn bell(a: f64, (sin, cos): (f64, f64)) -> Self {
        let alpha = sin / 2.0 / std::f64::consts::FRAC_1_SQRT_2;
        let a0 = 1.0 + alpha / a;
        Self {
            b: [(1.0 + alpha * a) / a0, -2.0 * cos / a0, (1.0 - alpha * a) / a0],
            a: [-2.0 * cos / a0, (1.0 - alpha / a) / a0],
        }
    }

    fn run(&self, x: &mut [f32]) {
        let (mut s1, mut s2) = (0.0, 0.0);
        for value in x {
            let input = f64::from(*value);
            let out = self.b[0] * input + s1;
            s1 = self.b[1] * input - self.a[0] * out + s2;
            s2 = self.b[2] * input - self.a[1] * out;
            *value = out as f32;
        }
    }
}

/// Gain falls along a line before each peak and returns slowly after it; both
/// channels share it.
fn limit(left: &mut [f32], right: &mut [f32], ceiling: f32, rate: f64) {
    let ahead = ((LOOK_AHEAD * rate) as usize).max(1);
    let wanted = |l: f32, r: f32| (ceiling / l.abs().max(r.abs()).max(ceiling)).min(1.0);
    let needs: Vec<f32> = left.iter().zip(right.iter()).map(|(&l, &r)| wanted(l, r)).collect();
    let lowest = sliding_minimum(&needs, ahead);
    let release = (-1.0 / (RELEASE * rate)).exp() as f32;
    // the mean of the last `ahead` minima reaches each peak's gain just in time
    let (mut held, mut sum) = (1.0_f32, ahead as f64);
    let mut window: VecDeque<f32> = std::iter::repeat_n(1.0, ahead).collect();
    for i in 0..needs.len() {
        held = lowest[i].min(1.0 - (1.0 - held) * release);
        sum += f64::from(held) - f64::from(window.pop_front().unwrap_or(1.0));
        window.push_back(held);
        let gain = ((sum / ahead as f64) as f32).min(needs[i]);
        left[i] *= gain;
        right[i] *= gain;
    }
}

/// The least of each value and the `ahead - 1` after it.
fn sliding_minimum(x: &[f32], ahead: usize) -> Vec<f32> {
    let mut out = vec![1.0; x.len()];
    let mut queue: VecDeque<usize> = VecDeque::new();
    for i in (0..x.len()).rev() {
        while queue.back().is_some_and(|&j| x[j] >= x[i]) {
            queue.pop_back();
        }
        queue.push_back(i);
        while queue.front().is_some_and(|&j| j >= i + ahead) {
            queue.pop_front();
        }
        out[i] = queue.front().map_or(1.0, |&j| x[j]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: u32 = 44_100;

    fn sine(hertz: f64, level: f32) -> Vec<f32> {
        let step = std::f64::consts::TAU * hertz / f64::from(RATE);
        (0..RATE).map(|i| level * (step * f64::from(i)).sin() as f32).collect()
    }

    /// Decibels that `mastering` adds to a steady tone.
    fn gain(mastering: Mastering, hertz: f64) -> f64 {
        let (mut l, mut r) = (sine(hertz, 0.1), sine(hertz, 0.1));
        mastering.apply(&mut l, &mut r, RATE).unwrap();
        assert_eq!(l, r);
        let power: f64 = l[20_000..42_050].iter().map(|x| f64::from(*x).powi(2)).sum();
        10.0 * (power / 22_050.0 / 0.005).log10()
    }

    #[test]
    fn bands_lift_what_is_theirs() {
        let eq = |low, middle, high| Mastering {
            equaliser: Some(Equaliser { low, middle, high }),
            ..Mastering::default()
        };
        assert!((gain(eq(6.0, 0.0, 0.0), 30.0) - 6.0).abs() < 0.1);
        assert!(gain(eq(6.0, 0.0, 0.0), 3000.0).abs() < 0.1);
        assert!((gain(eq(0.0, -9.0, 0.0), 1000.0) + 9.0).abs() < 0.05);
        assert!((gain(eq(0.0, 0.0, 12.0), 18_000.0) - 12.0).abs() < 0.3);
        assert!(gain(eq(0.0, 0.0, 12.0), 300.0).abs() < 0.1);
        assert!(gain(eq(0.0, 0.0, 0.0), 1000.0).abs() < 1e-3);
    }

    #[test]
    fn the_limiter_holds_its_ceiling_and_leaves_the_rest() {
        let mut l = sine(300.0, 0.2);
        for (k, x) in l[20_000..22_000].iter_mut().enumerate() {
            *x *= 1.0 + 19.0 * (k as f32 / 2000.0 * std::f32::consts::PI).sin().powi(2);
        }
        let (before, mut r) = (l.clone(), sine(100.0, 0.1));
        let master = Mastering { limit: Some(-6.0), ..Mastering::default() };
        master.apply(&mut l, &mut r, RATE).unwrap();
        let ceiling = amplitude(-6.0);
        assert!(l.iter().chain(&r).all(|x| x.abs() <= ceiling * 1.000_01));
        assert!(l[..19_000] == before[..19_000]);
        let jump = |x: &[f32]| x.windows(2).map(|w| (w[1] - w[0]).abs()).fold(0.0, f32::max);
        assert!(jump(&l) < 0.03, "{}", jump(&l));
    }

    #[test]
    fn normalising_reaches_the_peak() {
        let (mut l, mut r) = (sine(300.0, 0.02), sine(300.0, 0.01));
        let master = Mastering { normalise: Some(-1.0), ..Mastering::default() };
        master.apply(&mut l, &mut r, RATE).unwrap();
        let peak = l.iter().fold(0.0_f32, |top, x| top.max(x.abs()));
        assert!((peak - amplitude(-1.0)).abs() < 1e-4);
        let bad = Mastering { limit: Some(3.0), ..Mastering::default() };
        assert!(bad.apply(&mut l, &mut r, RATE).is_err());
    }
}
