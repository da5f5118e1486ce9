//! Floats to whole numbers, with triangular dither.

use crate::random::Random;

/// Dithers to `bits` bits; the noise depends on nothing but the position.
pub(crate) struct Dither {
    random: Random,
    scale: f32,
}

impl Dither {
    pub(crate) fn new(bits: u32) -> Self {
        Self { random: Random::new(0x0D17_4E12), scale: (1_u32 << (bits - 1)) as f32 }
    }

    /// The nearest level to `x` plus two least bits of triangular noise. Digital
    /// silence stays silent; what is not a number becomes silence.
    pub(crate) fn level(&mut self, x: f32) -> i32 {
        if x == 0.0 || x.is_nan() {
            return 0;
        }
        let bits = self.random.next();
        let noise = (bits as u32 >> 8) as f32 - (bits >> 40) as f32;
        let value = f64::from(x) * f64::from(self.scale) + f64::from(noise) / 16_777_216.0;
        let top = f64::from(self.scale);
        value.round().clamp(-top, top - 1.0) as i32
    }
}
