//! Makes a cut font smaller, in the order in which the ear minds least.

use super::Cut;
use super::write::SampleSpec;
use crate::error::{Error, ErrorKind, Result};
use crate::font::generator as g;

/// Points kept after a loop's end, for interpolation.
const AFTER_LOOP: usize = 8;
/// Largest cost of a merge that is preferred to duller or shorter samples.
const EASY_MERGE: f64 = 4.5;
/// Semitones that a whole velocity range's distance counts as.
const VELOCITY_COST: f64 = 12.0;
/// Seconds unlooped samples are shortened to, one after the other.
const LENGTHS: [f64; 2] = [8.0, 4.0];

/// Brings `cut` to at most `max_bytes`.
pub(super) fn reduce(cut: &mut Cut, max_bytes: usize) -> Result<()> {
    trim(cut);
    merge_while(cut, max_bytes, EASY_MERGE);
    for seconds in LENGTHS {
        if cut.size() > max_bytes {
            shorten(cut, seconds);
        }
    }
    for _ in 0..2 {
        if cut.size() > max_bytes {
            halve_rates(cut);
        }
    }
    merge_while(cut, max_bytes, f64::INFINITY);
    if cut.size() > max_bytes {
        let text =
            format!("{} bytes are the least this preset takes; {max_bytes} asked", cut.size());
        return Err(Error::new(ErrorKind::Argument, text));
    }
    Ok(())
}

/// Drops what lies behind loops that never end.
fn trim(cut: &mut Cut) {
    for index in 0..cut.samples.len() {
        let mut users = cut.regions.iter().filter(|r| r.sample == index);
        let has_offsets = |v: &[i32; g::COUNT]| {
            [g::END_OFFSET, g::LOOP_START_OFFSET, g::LOOP_END_OFFSET, g::END_COARSE]
                .iter()
                .chain(&[g::LOOP_START_COARSE, g::LOOP_END_COARSE])
                .any(|&id| v[id] != 0)
        };
        let always = users.all(|r| r.values[g::SAMPLE_MODES] == 1 && !has_offsets(&r.values));
        let sample = &mut cut.samples[index];
        let (start, end) = sample.cycle;
        if always && start < end && end <= sample.points.len() {
            sample.points.truncate(end);
            for k in 0..AFTER_LOOP {
                let point = sample.points[start + k % (end - start)];
                sample.points.push(point);
            }
        }
    }
}

/// A sample, or both sides of a stereo pair.
struct Unit {
    members: Vec<usize>,
    root: f64,
    velocity: f64,
}

fn units(cut: &Cut) -> Vec<Unit> {
    let mut seen = vec![false; cut.samples.len()];
    let mut out = Vec::new();
    for index in 0..cut.samples.len() {
        if seen[index] {
            continue;
        }
        let link = usize::from(cut.samples[index].link);
        let is_pair =
            cut.samples[index].kind != 1 && link != index && link < seen.len() && !seen[link];
        let members = if is_pair { vec![index, link] } else { vec![index] };
        members.iter().for_each(|&m| seen[m] = true);
        out.extend(unit(cut, members));
    }
    out
}

fn unit(cut: &Cut, members: Vec<usize>) -> Option<Unit> {
    let users: Vec<_> = cut.regions.iter().filter(|r| members.contains(&r.sample)).collect();
    let first = users.first()?;
    let root = match first.values[g::ROOT_KEY] {
        key @ 0..=127 => f64::from(key),
        _ => f64::from(cut.samples[members[0]].key),
    };
    let middle = |v: (u8, u8)| f64::midpoint(f64::from(v.0), f64::from(v.1));
    let sum: f64 = users.iter().map(|r| middle(r.velocities)).sum();
    Some(Unit { members, root, velocity: sum / users.len() as f64 })
}

/// Lets the most similar samples stand for each other until the size is met or
/// the next merge would cost more than `most`.
fn merge_while(cut: &mut Cut, max_bytes: usize, most: f64) {
    while cut.size() > max_bytes {
        let all = units(cut);
        let mut best: Option<(f64, usize, usize)> = None;
        for a in 0..all.len() {
            for b in 0..all.len() {
                let price = cost(&all[a], &all[b]);
                if a != b && price <= most && best.is_none_or(|(least, _, _)| price < least) {
                    best = Some((price, a, b));
                }
            }
        }
        let Some((_, from, to)) = best else { return };
        replace(cut, &all[from].members, &all[to].members);
    }
}

/// What it costs to play `to` in place of `from`. Playing a sample higher than
/// recorded sounds worse than lower.
fn cost(from: &Unit, to: &Unit) -> f64 {
    if from.members.len() != to.members.len() {
        return f64::INFINITY;
    }
    let shift = from.root - to.root;
    let pitch = if shift > 0.0 { 1.1 * shift } else { -shift };
    pitch + (from.velocity - to.velocity).abs() / 127.0 * VELOCITY_COST
}

/// Generators that belong to the sample rather than to the zone.
const OF_SAMPLE: [usize; 13] = [
    g::START_OFFSET,
    g::END_OFFSET,
    g::LOOP_START_OFFSET,
    g::LOOP_END_OFFSET,
    g::START_COARSE,
    g::END_COARSE,
    g::LOOP_START_COARSE,
    g::LOOP_END_COARSE,
    g::SAMPLE_MODES,
    g::ROOT_KEY,
    g::COARSE_TUNE,
    g::FINE_TUNE,
    g::SAMPLE,
];

fn replace(cut: &mut Cut, from: &[usize], to: &[usize]) {
    for (&old, &new) in from.iter().zip(to) {
        let Some(model) = cut.regions.iter().find(|r| r.sample == new).cloned() else {
            continue;
        };
        for (at, region) in cut.regions.iter_mut().enumerate().filter(|(_, r)| r.sample == old) {
            cut.moved.insert(at);
            OF_SAMPLE.iter().for_each(|&id| region.values[id] = model.values[id]);
            region.sample = new;
        }
    }
    let mut gone = from.to_vec();
    gone.sort_unstable();
    for &index in gone.iter().rev() {
        remove(cut, index);
    }
}

fn remove(cut: &mut Cut, index: usize) {
    cut.samples.remove(index);
    for region in cut.regions.iter_mut().filter(|r| r.sample > index) {
        region.sample -= 1;
    }
    for sample in &mut cut.samples {
        if usize::from(sample.link) == index && sample.kind != 1 {
            (sample.link, sample.kind) = (0, 1);
        } else if usize::from(sample.link) > index {
            sample.link -= 1;
        }
    }
}

/// Fades unlooped samples out at `seconds`.
fn shorten(cut: &mut Cut, seconds: f64) {
    for index in 0..cut.samples.len() {
        let mut users = cut.regions.iter().filter(|r| r.sample == index);
        let plain =
            users.all(|r| r.values[g::SAMPLE_MODES] & 1 == 0 && r.values[g::END_COARSE] == 0);
        let sample = &mut cut.samples[index];
        let keep = (seconds * f64::from(sample.rate)) as usize;
        if !plain || sample.points.len() <= keep {
            continue;
        }
        sample.points.truncate(keep);
        sample.cycle = (sample.cycle.0.min(keep), sample.cycle.1.min(keep));
        let fade = keep / 4;
        for (k, point) in sample.points[keep - fade..].iter_mut().enumerate() {
            *point = (f64::from(*point) * (1.0 - k as f64 / fade as f64)) as i16;
        }
    }
}

fn halve_rates(cut: &mut Cut) {
    for index in 0..cut.samples.len() {
        let mut users = cut.regions.iter().filter(|r| r.sample == index);
        let has_offsets = users.any(|r| OF_SAMPLE[..8].iter().any(|&id| r.values[id] != 0));
        if !has_offsets && cut.samples[index].rate >= 16_000 {
            halve(&mut cut.samples[index]);
        }
    }
}

/// Half the rate, through a half-band low-pass; the loop keeps its exact period.
fn halve(sample: &mut SampleSpec) {
    even_loop(sample);
    let points = &sample.points;
    let at = |i: isize| points.get(i.max(0) as usize).map_or(0.0, |&x| f64::from(x));
    let taps: Vec<f64> = (-15_isize..=15).map(half_band).collect();
    let count = points.len() / 2;
    let filtered = (0..count as isize).map(|n| {
        let sum: f64 = taps.iter().zip(-15_isize..).map(|(h, k)| h * at(2 * n + k)).sum();
        sum.round().clamp(-32768.0, 32767.0) as i16
    });
    sample.points = filtered.collect();
    sample.cycle = (sample.cycle.0 / 2, (sample.cycle.1 / 2).min(count));
    sample.rate /= 2;
}

/// A Hann-windowed half-band response, gain one at 0 Hz to within a thousandth.
fn half_band(k: isize) -> f64 {
    use std::f64::consts::PI;
    let x = k as f64;
    let sinc = if k == 0 { 0.5 } else { (PI * x / 2.0).sin() / (PI * x) };
    sinc * (0.5 + 0.5 * (PI * x / 16.0).cos())
}

/// Makes the loop begin and end on even points: a short odd loop is doubled, a
/// long one gives up one point in thousands.
fn even_loop(sample: &mut SampleSpec) {
    let (mut start, mut end) = sample.cycle;
    if start >= end || end > sample.points.len() {
        return;
    }
    if (end - start) % 2 == 1 {
        if end - start < 4096 {
            let copy: Vec<i16> = sample.points[start..end].to_vec();
            sample.points.truncate(end);
            end += copy.len();
            sample.points.extend(copy);
        } else {
            end -= 1;
        }
    }
    if start % 2 == 1 {
        sample.points.truncate(end);
        let point = sample.points[start];
        sample.points.push(point);
        start += 1;
        end += 1;
    }
    sample.points.truncate(end);
    for k in 0..2 * AFTER_LOOP {
        let point = sample.points[start + k % (end - start)];
        sample.points.push(point);
    }
    sample.cycle = (start, end);
}
