//! Peaks: what a waveform display needs, and no more.

use super::samples::Samples;

/// Lowest, highest and root-mean-square value of each stretch of sound.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Peaks {
    /// Lowest values.
    pub low: Vec<f32>,
    /// Highest values.
    pub high: Vec<f32>,
    /// Root mean squares.
    pub rms: Vec<f32>,
}

/// Peaks of all channels together, in `count` stretches of equal length (to
/// within a frame); a sound shorter than `count` frames gives one a frame.
pub fn peaks(samples: Samples<'_>, count: usize) -> Peaks {
    let (frames, channels) = (samples.frames(), samples.channels());
    let count = count.min(frames);
    let mut out = Peaks::default();
    for index in 0..count {
        let range = index * frames / count..(index + 1) * frames / count;
        let (mut low, mut high, mut power) = (f32::INFINITY, f32::NEG_INFINITY, 0.0_f64);
        for x in (0..channels).flat_map(|channel| samples.each(channel, range.clone())) {
            low = low.min(x);
            high = high.max(x);
            power += f64::from(x) * f64::from(x);
        }
        out.low.push(low);
        out.high.push(high);
        out.rms.push((power / (range.len() * channels) as f64).sqrt() as f32);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_cover_every_frame_once() {
        let x: Vec<f32> = (0..1000).map(|i| i as f32 / 1000.0).collect();
        let made = peaks(Samples::Planar(&[&x, &x]), 7);
        assert_eq!(made.low.len(), 7);
        assert_eq!((made.low[0], made.high[6]), (0.0, 0.999));
        for k in 1..7 {
            assert!(made.low[k] > made.high[k - 1]);
        }
        let still = peaks(Samples::Interleaved(&[-0.5; 64], 2), 4);
        assert!(still.rms.iter().all(|r| (r - 0.5).abs() < 1e-6));
        assert_eq!(peaks(Samples::Planar(&[&[1.0; 3]]), 100).high.len(), 3);
        assert_eq!(peaks(Samples::Planar(&[]), 5), Peaks::default());
    }
}
