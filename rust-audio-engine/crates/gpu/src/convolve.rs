//! Convolution with a long stereo response.

use std::f64::consts::TAU;

use bytemuck::{Pod, Zeroable};

use crate::device::Gpu;
use crate::error::{Error, Result};
use crate::work::dispatch;

/// Points of one transform.
const SIZE: usize = 65_536;
/// New frames of each block, and taps of each partition of the response.
const HALF: usize = SIZE / 2;
/// Bytes of one transformed block.
const BLOCK: usize = 8 * SIZE;
/// Blocks of output computed at once: 32 MiB of spectra beside what lies before.
const GROUP: usize = 64;
/// Longest response: its spectra, and the input's beside them, keep under 128 MiB.
const MAX_PARTITIONS: usize = 128;
/// Workgroups a block takes in each pass.
const WORKGROUPS: usize = 32;

/// Pipelines and roots, made once a device.
pub(crate) struct Convolver {
    columns_forward: wgpu::ComputePipeline,
    rows_forward: wgpu::ComputePipeline,
    multiply_rows_back: wgpu::ComputePipeline,
    columns_back: wgpu::ComputePipeline,
    roots: wgpu::Buffer,
}

#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable)]
struct Params {
    start: i32,
    hop: u32,
    taken: u32,
    channels: u32,
    length: u32,
    partitions: u32,
    direction: f32,
    unused: u32,
}

impl Convolver {
    fn new(gpu: &Gpu) -> Self {
        let names = ["columns_forward", "rows_forward", "multiply_rows_back", "columns_back"];
        let made = gpu.pipelines(include_str!("convolve.wgsl"), names);
        let [columns_forward, rows_forward, multiply_rows_back, columns_back] = made;
        let root = |k: usize| {
            let angle = -TAU * k as f64 / SIZE as f64;
            [angle.cos() as f32, angle.sin() as f32]
        };
        let roots: Vec<[f32; 2]> = (0..SIZE).map(root).collect();
        let roots = gpu.upload(bytemuck::cast_slice(&roots), wgpu::BufferUsages::STORAGE);
        Self { columns_forward, rows_forward, multiply_rows_back, columns_back, roots }
    }
}

/// A signal to transform: `floats` a frame (1 or 2), of which each block takes `taken`
/// frames, `HALF` after the block before.
struct Signal<'a> {
    data: &'a [f32],
    channels: usize,
    start: i64,
    taken: usize,
    blocks: usize,
}

impl Gpu {
    /// The first `frames` frames of `input` convolved with `response`, left and right
    /// by turns. The same input gives the same bits on the same device.
    ///
    /// # Errors
    /// [`Error::Failed`] if the response is longer than 4.19 million taps or the
    /// device fails.
    pub fn convolve(
        &self,
        input: &[f32],
        response: [&[f32]; 2],
        frames: usize,
    ) -> Result<Vec<f32>> {
        let taps = response[0].len().max(response[1].len());
        if input.is_empty() || taps == 0 {
            return Ok(vec![0.0; 2 * frames]);
        }
        let partitions = taps.div_ceil(HALF);
        if partitions > MAX_PARTITIONS {
            let most = MAX_PARTITIONS * HALF;
            return Err(Error::Failed(format!("response of {taps} taps; at most {most} fit")));
        }
        self.attempt(|| self.overlap_save(input, response, frames))
    }

    fn overlap_save(
        &self,
        input: &[f32],
        response: [&[f32]; 2],
        frames: usize,
    ) -> Result<Vec<f32>> {
        let convolver = self.convolver.get_or_init(|| Convolver::new(self));
        let scaled = interleaved(response, 1.0 / SIZE as f32);
        let partitions = (scaled.len() / 2).div_ceil(HALF);
        let spectra = self.storage(partitions * BLOCK);
        let taps = Signal { data: &scaled, channels: 2, start: 0, taken: HALF, blocks: partitions };
        self.transform(convolver, &taps, &spectra);
        let all = frames.div_ceil(HALF);
        let group = GROUP.min(all.max(1));
        let blocks = self.storage((group + partitions - 1) * BLOCK);
        let result = self.storage(group * BLOCK);
        let mut out = Vec::with_capacity(2 * frames);
        for first in (0..all).step_by(group) {
            let count = group.min(all - first);
            // spectra reach back over the partitions before, and each over half a block more
            let start = (first as i64 - partitions as i64) * HALF as i64;
            let signal = Signal {
                data: input,
                channels: 1,
                start,
                taken: SIZE,
                blocks: count + partitions - 1,
            };
            self.transform(convolver, &signal, &blocks);
            self.back(convolver, partitions, count, [&spectra, &blocks, &result]);
            let wanted = (frames - first * HALF).min(count * HALF);
            out.extend(self.read(&blocks, 0, 2 * wanted)?);
        }
        Ok(out)
    }

    /// Spectra of every block of `signal` into `blocks`.
    fn transform(&self, convolver: &Convolver, signal: &Signal<'_>, blocks: &wgpu::Buffer) {
        // only the stretch that these blocks see is uploaded
        let length = signal.data.len() / signal.channels;
        let from = signal.start.clamp(0, length as i64) as usize;
        let seen = signal.start + ((signal.blocks + 1) * HALF) as i64;
        let to = seen.clamp(from as i64, length as i64) as usize;
        let part = &signal.data[from * signal.channels..to * signal.channels];
        let source = self.upload(bytemuck::cast_slice(part), wgpu::BufferUsages::STORAGE);
        let params = self.params(Params {
            start: (signal.start - from as i64) as i32,
            hop: HALF as u32,
            taken: signal.taken as u32,
            channels: signal.channels as u32,
            length: (to - from) as u32,
            partitions: 0,
            direction: 1.0,
            unused: 0,
        });
        let Convolver { columns_forward, rows_forward, roots, .. } = convolver;
        let columns = [(0, &params), (1, &source), (2, roots), (3, blocks)];
        let columns = self.bind(columns_forward, &columns);
        let rows = self.bind(rows_forward, &[(0, &params), (2, roots), (3, blocks)]);
        self.submit(|encoder| {
            dispatch(encoder, columns_forward, &columns, signal.blocks * WORKGROUPS);
            dispatch(encoder, rows_forward, &rows, signal.blocks * WORKGROUPS);
        });
    }

    /// `count` blocks of output, in time, at the front of `blocks`.
    fn back(
        &self,
        convolver: &Convolver,
        partitions: usize,
        count: usize,
        [spectra, blocks, result]: [&wgpu::Buffer; 3],
    ) {
        let params = self.params(Params {
            partitions: partitions as u32,
            direction: -1.0,
            ..Params::zeroed()
        });
        let Convolver { multiply_rows_back, columns_back, roots, .. } = convolver;
        let buffers = [(0, &params), (2, roots), (3, blocks), (4, spectra), (5, result)];
        let rows = self.bind(multiply_rows_back, &buffers);
        let buffers = [(0, &params), (2, roots), (3, blocks), (5, result)];
        let columns = self.bind(columns_back, &buffers);
        self.submit(|encoder| {
            dispatch(encoder, multiply_rows_back, &rows, count * WORKGROUPS);
            dispatch(encoder, columns_back, &columns, count * WORKGROUPS);
        });
    }

    fn params(&self, params: Params) -> wgpu::Buffer {
        self.upload(bytemuck::bytes_of(&params), wgpu::BufferUsages::UNIFORM)
    }
}

/// Left and right by turns, the shorter one filled with silence, times `scale`.
fn interleaved([left, right]: [&[f32]; 2], scale: f32) -> Vec<f32> {
    let at = |side: &[f32], k: usize| side.get(k).copied().unwrap_or_default() * scale;
    (0..left.len().max(right.len())).flat_map(|k| [at(left, k), at(right, k)]).collect()
}
