//! Modulators of SF2.04 sections 8.2 to 8.4 and 9.5.

use std::sync::OnceLock;

use super::generator as g;
use crate::bytes::Reader;
use crate::error::Result;

/// Where a modulator's input comes from and how it is shaped (section 8.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source(pub u16);

/// General controllers that are not MIDI continuous controllers.
pub mod general {
    /// Constant one.
    pub const NONE: u8 = 0;
    /// Note-on velocity.
    pub const VELOCITY: u8 = 2;
    /// Note-on key.
    pub const KEY: u8 = 3;
    /// Polyphonic pressure of the voice's key.
    pub const POLY_PRESSURE: u8 = 10;
    /// Channel pressure.
    pub const CHANNEL_PRESSURE: u8 = 13;
    /// Pitch wheel.
    pub const PITCH_WHEEL: u8 = 14;
    /// Pitch wheel sensitivity, RPN 0.
    pub const WHEEL_SENSITIVITY: u8 = 16;
    /// The output of modulators that link here.
    pub const LINK: u8 = 127;
}

impl Source {
    /// Controller number within its palette.
    pub fn index(self) -> u8 {
        (self.0 & 0x7F) as u8
    }

    /// `true` if the number is a MIDI continuous controller.
    pub fn is_cc(self) -> bool {
        self.0 & 0x80 != 0
    }

    /// `true` if the input is a constant.
    pub fn is_none(self) -> bool {
        !self.is_cc() && self.index() == general::NONE
    }

    /// `true` if the input is the sum of linked modulators.
    pub fn is_link(self) -> bool {
        !self.is_cc() && self.index() == general::LINK
    }

    /// Shapes a controller `value` whose full range is `0..range` (128 for seven
    /// bits, 16384 for the wheel) to 0..1, or to -1..1 if the source is bipolar.
    pub fn map(self, value: f32, range: f32) -> f32 {
        if self.is_none() {
            return 1.0;
        }
        let (falling, bipolar) = (self.0 & 0x100 != 0, self.0 & 0x200 != 0);
        match self.0 >> 10 {
            0 => linear(value / range, falling, bipolar),
            3 => switch(value >= range / 2.0, falling, bipolar),
            kind => {
                let top = range - 1.0;
                curved(kind == 1, (value / top).clamp(0.0, 1.0), falling, bipolar)
            }
        }
    }
}

fn linear(x: f32, falling: bool, bipolar: bool) -> f32 {
    let x = if falling { 1.0 - x } else { x };
    if bipolar { 2.0 * x - 1.0 } else { x }
}

fn switch(on: bool, falling: bool, bipolar: bool) -> f32 {
    if on != falling {
        1.0
    } else if bipolar {
        -1.0
    } else {
        0.0
    }
}

fn curved(is_concave: bool, x: f32, falling: bool, bipolar: bool) -> f32 {
    let shape = if is_concave { concave } else { convex };
    let x = if falling { 1.0 - x } else { x };
    if !bipolar {
        return shape(x);
    }
    let x = 2.0 * x - 1.0;
    shape(x.abs()).copysign(x)
}

/// Rises slowly, then fast: 0..1 to 0..1 with 96 dB of a squared amplitude.
pub fn concave(x: f32) -> f32 {
    if x >= 1.0 { 1.0 } else { (-(40.0 / 96.0) * (1.0 - x).log10()).clamp(0.0, 1.0) }
}

/// Rises fast, then slowly: the mirror image of [`concave`].
pub fn convex(x: f32) -> f32 {
    1.0 - concave(1.0 - x)
}

/// Source of the default modulator from velocity to cutoff.
const VELOCITY_TO_CUTOFF: Source = Source(0x0102);

/// Where a modulator's output goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A generator's number.
    Generator(u16),
    /// Another modulator of the same zone, by its index there.
    Link(u16),
}

/// One modulator: `amount * source * amount_source`, transformed, is added to
/// the destination.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Modulator {
    /// Primary input.
    pub source: Source,
    /// Where the output goes.
    pub destination: Destination,
    /// Degree, in the destination's unit.
    pub amount: f32,
    /// Secondary input, scales the degree.
    pub amount_source: Source,
    /// 0 linear, 2 absolute value.
    pub transform: u16,
}

impl Modulator {
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let source = Source(reader.u16_le()?);
        let destination = reader.u16_le()?;
        Ok(Self {
            source,
            destination: if destination & 0x8000 == 0 {
                Destination::Generator(destination)
            } else {
                Destination::Link(destination & 0x7FFF)
            },
            amount: f32::from(reader.i16_le()?),
            amount_source: Source(reader.u16_le()?),
            transform: reader.u16_le()?,
        })
    }

    /// Identical in the sense of section 9.5: everything but the amount agrees.
    /// The 2.01 form of the default velocity-to-cutoff modulator, which a switch
    /// scales, counts as identical to the 2.04 form: fonts override either.
    pub fn same_as(&self, other: &Self) -> bool {
        self.source == other.source
            && self.destination == other.destination
            && self.amount_key() == other.amount_key()
            && self.transform == other.transform
    }

    fn amount_key(&self) -> Source {
        let is_old = self.source == VELOCITY_TO_CUTOFF
            && self.destination == Destination::Generator(g::FILTER_FC as u16)
            && self.amount_source == Source(0x0D02);
        if is_old { Source(0) } else { self.amount_source }
    }

    /// Unknown transforms, curves and controllers are ignored, as section 9.5.4 asks;
    /// so are the controllers that section 8.2.1 keeps for other things.
    pub fn is_usable(&self) -> bool {
        let known = |s: Source| {
            let is_known = if s.is_cc() {
                !matches!(s.index(), 0 | 6 | 32 | 38 | 98..=101 | 120..)
            } else {
                matches!(s.index(), 0 | 2 | 3 | 10 | 13 | 14 | 16 | general::LINK)
            };
            is_known && s.0 >> 10 <= 3
        };
        let target = match self.destination {
            Destination::Generator(id) => usize::from(id) < g::COUNT,
            Destination::Link(_) => true,
        };
        known(self.source)
            && known(self.amount_source)
            && !self.amount_source.is_link()
            && matches!(self.transform, 0 | 2)
            && target
    }

    /// Output for shaped inputs `primary` and `secondary`.
    pub fn output(&self, primary: f32, secondary: f32) -> f32 {
        let value = self.amount * primary * secondary;
        if self.transform == 2 { value.abs() } else { value }
    }
}

/// The ten default modulators of section 8.4.
///
/// The pan amount is 500: the specification's "1000 tenths of a percent" is the
/// whole travel from hard left to hard right, and a bipolar source spans twice
/// its amount.
pub fn default_modulators() -> &'static [Modulator; 10] {
    static TABLE: OnceLock<[Modulator; 10]> = OnceLock::new();
    TABLE.get_or_init(|| {
        let to = |source, destination: usize, amount: i16, amount_source| Modulator {
            source: Source(source),
            destination: Destination::Generator(destination as u16),
            amount: f32::from(amount),
            amount_source: Source(amount_source),
            transform: 0,
        };
        [
            to(0x0502, g::ATTENUATION, 960, 0),
            to(0x0102, g::FILTER_FC, -2400, 0),
            to(0x000D, g::VIB_LFO_TO_PITCH, 50, 0),
            to(0x0081, g::VIB_LFO_TO_PITCH, 50, 0),
            to(0x0587, g::ATTENUATION, 960, 0),
            to(0x028A, g::PAN, 500, 0),
            to(0x058B, g::ATTENUATION, 960, 0),
            to(0x00DB, g::REVERB_SEND, 200, 0),
            to(0x00DD, g::CHORUS_SEND, 200, 0),
            to(0x020E, g::FINE_TUNE, 12700, 0x0010),
        ]
    })
}
