//! Floats to whole numbers, with triangular dither.

use crate::random::Random;

/// Dithers to `bits` bits; the noise depends on nothing but the position.
pub(crate) struct Dither {
    random: Random,
    /// Noise for this sample, and for the next where `has_next`.
    bits: u64,
    has_next: bool,
    top: f64,
}

impl Dither {
    pub(crate) fn new(bits: u32) -> Self {
        let top = f64::from(1_u32 << (bits - 1));
        Self { random: Random::new(0x0D17_4E12), bits: 0, has_next: false, top }
    }

    /// The nearest level to `x` plus two least bits of triangular noise. Digital
    /// silence stays silent; what is not a number becomes silence.
    pub(crate) fn level(&mut self, x: f32) -> i32 {
        let noise = self.noise();
        if x == 0.0 || x.is_nan() {
            return 0;
        }
        let value = (f64::from(x) * self.top + noise).clamp(-self.top, self.top - 1.0);
        // to the nearest: adding a half and cutting is what a processor does fast
        (value + 0.5_f64.copysign(value)) as i32
    }

    /// The difference of two uniform numbers of 16 bits.
    fn noise(&mut self) -> f64 {
        if self.has_next {
            self.bits >>= 32;
        } else {
            self.bits = self.random.next();
        }
        self.has_next = !self.has_next;
        let (a, b) = (self.bits as u16, (self.bits >> 16) as u16);
        f64::from(i32::from(a) - i32::from(b)) / 65_536.0
    }
}
