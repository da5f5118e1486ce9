//! A low-frequency oscillator: a triangle that starts upward after its delay.

use super::envelope::seconds;

/// Delay in frames and cycles a frame.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lfo {
    delay: f64,
    step: f64,
}

/// Hertz of absolute cents: 0 is 8.176 Hz.
pub(crate) fn hertz(cents: f32) -> f64 {
    8.175_798_915_643_707 * (f64::from(cents) / 1200.0).exp2()
}

impl Lfo {
    /// From `delay` in timecents and `frequency` in absolute cents.
    pub(crate) fn new(delay: f32, frequency: f32, rate: f64) -> Self {
        let delay = if delay <= -32768.0 { delay } else { delay.clamp(-12000.0, 5000.0) };
        Self { delay: seconds(delay) * rate, step: hertz(frequency.clamp(-16000.0, 4500.0)) / rate }
    }

    /// Value -1..=1, `frame` frames after the voice's start.
    pub(crate) fn value(&self, frame: u64) -> f64 {
        let since = frame as f64 - self.delay;
        if since <= 0.0 {
            return 0.0;
        }
        let phase = (since * self.step + 0.75).fract();
        4.0 * (phase - 0.5).abs() - 1.0
    }

    /// Frames from `frame` to the oscillator's start.
    pub(crate) fn waits(&self, frame: u64) -> u64 {
        (self.delay.ceil() as u64).saturating_sub(frame)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn triangle_starts_upward_after_its_delay() {
        // 1 s delay, 8.176 Hz
        let lfo = Lfo::new(0.0, 0.0, 8_175.798_915_643_707);
        assert_eq!(lfo.value(0), 0.0);
        let start = 8176;
        let quarter = lfo.value(start + 250);
        assert!((quarter - 1.0).abs() < 0.01, "{quarter}");
        assert!((lfo.value(start + 750) + 1.0).abs() < 0.01);
        assert!(lfo.value(start + 1000).abs() < 0.01);
    }
}
