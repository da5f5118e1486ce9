//! A FLAC encoder: fixed predictors, mid/side stereo, partitioned Rice codes.

use super::dither::Dither;
use super::samples::Samples;
use crate::error::{Error, ErrorKind, Result};

/// Frames a block.
const BLOCK: usize = 4096;
/// Highest Rice partition order tried.
const MAX_PARTITION: u32 = 5;
/// Highest Rice parameter of the short form.
const MAX_RICE: u32 = 14;

/// A FLAC file of one or two channels at 16 or 24 `bits`, dithered, full scale 1.
///
/// # Errors
/// [`ErrorKind::Audio`] for other depths or numbers of channels, unequal
/// lengths, or a rate above 655350 Hz.
pub fn write_flac(channels: &[&[f32]], sample_rate: u32, bits: u32) -> Result<Vec<u8>> {
    bytes(Samples::Planar(channels), sample_rate, bits)
}

pub(super) fn bytes(samples: Samples<'_>, sample_rate: u32, bits: u32) -> Result<Vec<u8>> {
    samples.check(2, "a FLAC file here")?;
    if !matches!(bits, 16 | 24) || !(1..=655_350).contains(&sample_rate) {
        let text =
            format!("{bits} bits at {sample_rate} Hz; FLAC here has 16 or 24 at 1 to 655350");
        return Err(Error::new(ErrorKind::Audio, text));
    }
    let mut dither = Dither::new(bits);
    let frames = samples.frames();
    let mut levels: Vec<Vec<i32>> = vec![Vec::with_capacity(frames); samples.channels()];
    for frame in 0..frames {
        for (channel, out) in levels.iter_mut().enumerate() {
            out.push(dither.level(samples.at(channel, frame)));
        }
    }
    let mut out = head(samples.channels(), frames, sample_rate, bits);
    for (number, from) in (0..frames).step_by(BLOCK).enumerate() {
        let to = (from + BLOCK).min(frames);
        let parts: Vec<&[i32]> = levels.iter().map(|l| &l[from..to]).collect();
        out.extend(frame(&parts, number as u32, bits));
    }
    Ok(out)
}

fn head(channels: usize, frames: usize, rate: u32, bits: u32) -> Vec<u8> {
    let mut w = Writer::default();
    w.put(u64::from(u32::from_be_bytes(*b"fLaC")), 32);
    // the last metadata block, of 34 bytes: stream information
    w.put(0x8000_0022, 32);
    w.put(BLOCK as u64, 16);
    w.put(BLOCK as u64, 16);
    // frame sizes unknown
    w.put(0, 48);
    w.put(u64::from(rate), 20);
    w.put(channels as u64 - 1, 3);
    w.put(u64::from(bits) - 1, 5);
    w.put(frames as u64, 36);
    let mut out = w.finish();
    // no checksum of the whole
    out.extend([0; 16]);
    out
}

/// How two channels are told apart.
enum Stereo {
    Independent,
    MidSide,
}

fn frame(parts: &[&[i32]], number: u32, bits: u32) -> Vec<u8> {
    let size = parts[0].len();
    let plain: Vec<Coded> = parts.iter().map(|p| Coded::best(p.to_vec(), bits)).collect();
    let (mode, coded) = match parts {
        [left, right] => {
            let pairs = || left.iter().zip(*right);
            let mid = Coded::best(pairs().map(|(l, r)| (l + r) >> 1).collect(), bits);
            let side = Coded::best(pairs().map(|(l, r)| l - r).collect(), bits + 1);
            if mid.cost + side.cost < plain[0].cost + plain[1].cost {
                (Stereo::MidSide, vec![mid, side])
            } else {
                (Stereo::Independent, plain)
            }
        }
        _ => (Stereo::Independent, plain),
    };
    let assignment = match mode {
        Stereo::Independent => parts.len() as u64 - 1,
        Stereo::MidSide => 10,
    };
    let mut w = Writer::default();
    // sync, fixed block size, 16-bit size at the end of the header, rate as in the stream
    w.put(0xFFF8, 16);
    w.put(0x70, 8);
    w.put(assignment << 4 | if bits == 16 { 4 << 1 } else { 6 << 1 }, 8);
    utf8(&mut w, number);
    w.put(size as u64 - 1, 16);
    let check = crc8(&w.bytes);
    w.put(u64::from(check), 8);
    for one in &coded {
        one.write(&mut w);
    }
    let mut out = w.finish();
    let check = crc16(&out);
    out.extend(check.to_be_bytes());
    out
}

/// One channel of one block, ready to write.
struct Coded {
    bits: u32,
    kind: Kind,
    /// About how many bits it takes.
    cost: u64,
}

enum Kind {
    Constant(i32),
    Verbatim(Vec<i32>),
    Fixed { order: usize, warm_up: Vec<i32>, residual: Vec<i32>, partition: u32, rice: Vec<u32> },
}

impl Coded {
    fn best(x: Vec<i32>, bits: u32) -> Self {
        if x.iter().all(|&v| v == x[0]) {
            return Self { bits, kind: Kind::Constant(x[0]), cost: u64::from(bits) };
        }
        let (order, residual) = predict(&x);
        let (partition, rice, cost) = rice_codes(&residual, order, x.len());
        let cost = cost + (order as u64) * u64::from(bits);
        if cost >= x.len() as u64 * u64::from(bits) {
            let cost = x.len() as u64 * u64::from(bits);
            return Self { bits, kind: Kind::Verbatim(x), cost };
        }
        let warm_up = x[..order].to_vec();
        Self { bits, kind: Kind::Fixed { order, warm_up, residual, partition, rice }, cost }
    }

    fn write(&self, w: &mut Writer) {
        match &self.kind {
            Kind::Constant(value) => {
                w.put(0, 8);
                w.signed(*value, self.bits);
            }
            Kind::Verbatim(values) => {
                w.put(1 << 1, 8);
                values.iter().for_each(|&v| w.signed(v, self.bits));
            }
            Kind::Fixed { order, warm_up, residual, partition, rice } => {
                w.put((8 | *order as u64) << 1, 8);
                warm_up.iter().for_each(|&v| w.signed(v, self.bits));
                w.put(u64::from(*partition), 6);
                let size = (residual.len() + order) >> partition;
                let mut from = 0;
                for (index, &k) in rice.iter().enumerate() {
                    let to = (index + 1) * size - order;
                    w.put(u64::from(k), 4);
                    residual[from..to].iter().for_each(|&v| w.rice(v, k));
                    from = to;
                }
            }
        }
    }
}

/// The fixed predictor, of order 0 to 4, that leaves least.
fn predict(x: &[i32]) -> (usize, Vec<i32>) {
    let mut best = (u64::MAX, 0, Vec::new());
    let mut current = x.to_vec();
    for order in 0..=4.min(x.len() - 1) {
        let size: u64 = current.iter().map(|v| u64::from(v.unsigned_abs())).sum();
        if size < best.0 {
            best = (size, order, current.clone());
        }
        current = current.windows(2).map(|w| w[1].wrapping_sub(w[0])).collect();
    }
    (best.1, best.2)
}

/// Partition order, a Rice parameter for each partition, and the bits they take.
fn rice_codes(residual: &[i32], order: usize, size: usize) -> (u32, Vec<u32>, u64) {
    let mut best = (0, Vec::new(), u64::MAX);
    for partition in 0..=MAX_PARTITION {
        let length = size >> partition;
        if length << partition != size || length <= order {
            break;
        }
        let (mut rice, mut cost, mut from) = (Vec::new(), 0, 0);
        for index in 1..=1_usize << partition {
            let to = index * length - order;
            let (k, bits) = parameter(&residual[from..to]);
            rice.push(k);
            cost += bits;
            from = to;
        }
        if cost < best.2 {
            best = (partition, rice, cost);
        }
    }
    best
}

fn parameter(part: &[i32]) -> (u32, u64) {
    let sum: u64 = part.iter().map(|&v| u64::from(folded(v))).sum();
    let mean = sum / part.len().max(1) as u64;
    let guess = mean.max(1).ilog2().min(MAX_RICE);
    let bits = |k: u32| 4 + part.len() as u64 * u64::from(k + 1) + (sum >> k);
    let best = [guess.saturating_sub(1), guess, (guess + 1).min(MAX_RICE)];
    best.into_iter().map(|k| (k, bits(k))).min_by_key(|&(_, b)| b).unwrap_or((0, u64::MAX))
}

/// Signed to unsigned, small magnitudes first.
fn folded(v: i32) -> u32 {
    (v << 1 ^ v >> 31) as u32
}

/// Bits, most significant first.
#[derive(Default)]
struct Writer {
    bytes: Vec<u8>,
    hold: u64,
    count: u32,
}

impl Writer {
    fn put(&mut self, value: u64, bits: u32) {
        if bits > 32 {
            self.put(value >> 32, bits - 32);
            return self.put(value & 0xFFFF_FFFF, 32);
        }
        self.hold = self.hold << bits | (value & ((1 << bits) - 1));
        self.count += bits;
        while self.count >= 8 {
            self.count -= 8;
            self.bytes.push((self.hold >> self.count) as u8);
        }
    }

    fn signed(&mut self, value: i32, bits: u32) {
        self.put(i64::from(value) as u64, bits);
    }

    fn rice(&mut self, value: i32, k: u32) {
        let folded = folded(value);
        let mut high = folded >> k;
        while high >= 32 {
            self.put(0, 32);
            high -= 32;
        }
        self.put(1, high + 1);
        self.put(u64::from(folded), k);
    }

    fn finish(mut self) -> Vec<u8> {
        if self.count > 0 {
            self.put(0, 8 - self.count);
        }
        self.bytes
    }
}

/// A frame number in the format's extension of UTF-8.
fn utf8(w: &mut Writer, number: u32) {
    let bits = 32 - number.leading_zeros();
    if bits <= 7 {
        return w.put(u64::from(number), 8);
    }
    let tail = (2..=6).find(|n| bits <= 6 * (n - 1) + 7 - n).unwrap_or(6);
    let lead = (0xFF00_u32 >> tail) & 0xFF;
    w.put(u64::from(lead | number >> (6 * (tail - 1))), 8);
    for k in (0..tail - 1).rev() {
        w.put(u64::from(0x80 | number >> (6 * k) & 0x3F), 8);
    }
}

fn crc8(bytes: &[u8]) -> u8 {
    bytes.iter().fold(0, |crc, &byte| {
        (0..8).fold(crc ^ byte, |c, _| if c & 0x80 == 0 { c << 1 } else { c << 1 ^ 7 })
    })
}

fn crc16(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |crc: u16, &byte| {
        let start = crc ^ u16::from(byte) << 8;
        (0..8).fold(start, |c, _| if c & 0x8000 == 0 { c << 1 } else { c << 1 ^ 0x8005 })
    })
}
