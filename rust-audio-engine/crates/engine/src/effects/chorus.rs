//! A chorus: three copies whose delays sway out of step, spread over the stereo field.

use std::f64::consts::TAU;

const VOICES: usize = 3;
/// Seconds of delay the copies sway around.
const DELAY: f64 = 0.014;
/// Seconds they sway to either side.
const DEPTH: f64 = 0.004;
/// Sways a second.
const SPEED: f64 = 0.3;
/// Gain of each copy.
const LEVEL: f32 = 0.7;

/// Adds the chorus of `send` to `left` and `right`.
pub(crate) fn add(send: &[f32], left: &mut [f32], right: &mut [f32], sample_rate: u32) {
    let rate = f64::from(sample_rate);
    for copy in 0..VOICES {
        let turn = copy as f64 / VOICES as f64;
        let pan = copy as f32 / (VOICES - 1) as f32;
        let (to_left, to_right) = (LEVEL * (1.0 - pan).sqrt(), LEVEL * pan.sqrt());
        for at in 0..send.len() {
            let phase = at as f64 * SPEED / rate + turn;
            let back = (DELAY + DEPTH * (TAU * phase).sin()) * rate;
            let value = delayed(send, at as f64 - back);
            left[at] += to_left * value;
            right[at] += to_right * value;
        }
    }
}

/// `x` at a place between its samples, linearly; silence before the start.
fn delayed(x: &[f32], place: f64) -> f32 {
    if place < 0.0 {
        return 0.0;
    }
    let at = place as usize;
    let t = (place - at as f64) as f32;
    let next = x.get(at + 1).copied().unwrap_or(0.0);
    x[at] + (next - x[at]) * t
}
