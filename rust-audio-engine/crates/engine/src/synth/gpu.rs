//! A song's voices on the GPU: written down here, summed there.

use std::sync::atomic::Ordering;

use gospel_gpu::{Part, Points, Source};

use super::Interpolation;
use super::kernel;
use super::parts::{Job, Sums};
use super::track::Track;
use super::voice::Voice;
use crate::device::Gpu;
use crate::error::{Error, ErrorKind, Result};

/// Bytes of samples from which a part is closed: well under what the device holds.
const MAX_SAMPLES: usize = 96 << 20;
/// A font that is none: the interpolation table's name.
const TABLE: (u64, usize, usize, usize) = (u64::MAX, 0, 0, 0);

/// What [`Job::run`] gives, within -90 dBFS.
///
/// # Errors
/// If a sample cannot be decoded, the job is cancelled, or the device fails.
pub(crate) fn run(job: &Job<'_>, gpu: &Gpu) -> Result<Sums> {
    let has_sends = job.sends.reverb || job.sends.chorus;
    let taps = match job.reading.interpolation {
        Interpolation::Cubic => None,
        Interpolation::Sinc8 => Some(kernel::taps()),
    };
    let table = taps.map(|taps| Source { key: TABLE, points: Points::F32(taps), first: 0 });
    let mut mixer = gpu.mixer(job.end, has_sends, table)?;
    let mut part = Part::default();
    let (end, mut last, mut voice_frames) = (job.end as u64, 0, 0);
    for plan in job.sequence.plans.iter().filter(|plan| plan.start < end) {
        if job.cancel.is_some_and(|flag| flag.load(Ordering::Relaxed)) {
            return Err(Error::new(ErrorKind::Cancelled, "rendering was cancelled"));
        }
        let mut voice: Voice<'_, Track<'_>> =
            Voice::new(job.font, job.sequence, plan, job.rate, job.reading)?;
        voice.record(job.font.id(), end, &mut part);
        voice_frames += voice.sounded;
        last = last.max(voice.ended());
        if part.is_full() || part.source_bytes() > MAX_SAMPLES {
            mixer.add(&mut part)?;
            part.clear();
        }
    }
    mixer.add(&mut part)?;
    let [left, right, reverb, chorus] = mixer.finish(last.min(end) as usize)?;
    let reverb = if job.sends.reverb { reverb } else { Vec::new() };
    let chorus = if job.sends.chorus { chorus } else { Vec::new() };
    Ok(Sums::whole([left, right, reverb, chorus], voice_frames))
}
