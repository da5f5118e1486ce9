//! Seeded random numbers: the same everywhere, for noise that must repeat.

/// The splitmix64 generator.
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Uniform in 0..1.
    pub(crate) fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / 16_777_216.0
    }

    /// Nearly normal, variance one: four uniforms.
    pub(crate) fn normal(&mut self) -> f32 {
        let bits = self.next();
        let lane = |k: u32| f32::from((bits >> (16 * k)) as u16 as i16);
        (lane(0) + lane(1) + lane(2) + lane(3)) / (32768.0 * 1.154_7)
    }
}
