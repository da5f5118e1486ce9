//! The sum of a song's voices, part by part.

use bytemuck::{Pod, Zeroable};

use crate::device::Gpu;
use crate::error::{Error, Result};
use crate::part::{Part, Source, TILE, Tiles};
use crate::pool::MAX_BUFFER;
use crate::work::dispatch;

/// Tiles of a window: its two buses take 64 MiB.
const WINDOW: u32 = 1 << 16;
/// Four-point interpolation.
const NO_TABLE: u32 = u32::MAX;

/// Pipelines, made once a device.
pub(crate) struct Synth {
    respond: wgpu::ComputePipeline,
    carry: wgpu::ComputePipeline,
    sound: wgpu::ComputePipeline,
}

#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable)]
struct Params {
    first: u32,
    count: u32,
    origin: u32,
    window: u32,
    stride: u32,
    table: u32,
    has_sends: u32,
    unused: u32,
}

/// A stretch of the song and its sums: left, then right; reverb, then chorus.
struct Window {
    front: wgpu::Buffer,
    sends: wgpu::Buffer,
    tiles: u32,
}

/// A song being summed on the device.
pub struct Mixer<'g> {
    gpu: &'g Gpu,
    windows: Vec<Window>,
    has_sends: bool,
    table: Option<Source<'g>>,
}

impl Synth {
    fn new(gpu: &Gpu) -> Self {
        let (voices, passes) = (include_str!("voices.wgsl"), include_str!("mix.wgsl"));
        let source = format!("const TILE: u32 = {TILE}u;\n{voices}\n{passes}");
        let [respond, carry, sound] = gpu.pipelines(&source, ["respond", "carry", "sound"]);
        Self { respond, carry, sound }
    }
}

impl Gpu {
    /// Sums of at most `frames` frames, reverb and chorus sends included where
    /// `has_sends`. `table` is eight-point interpolation: 512 rows of eight taps and
    /// eight rises to the next row's; without it four points are taken.
    ///
    /// # Errors
    /// [`Error::Failed`] if the device fails.
    pub fn mixer<'g>(
        &'g self,
        frames: usize,
        has_sends: bool,
        table: Option<Source<'g>>,
    ) -> Result<Mixer<'g>> {
        let all = frames.div_ceil(TILE as usize) as u32;
        let window = |first: u32| {
            let tiles = WINDOW.min(all - first);
            let bytes = 8 * (tiles * TILE) as usize;
            let sends = self.storage(if has_sends { bytes } else { 0 });
            Window { front: self.storage(bytes), sends, tiles }
        };
        self.attempt(|| {
            let windows = (0..all).step_by(WINDOW as usize).map(window).collect();
            Ok(Mixer { gpu: self, windows, has_sends, table })
        })
    }
}

impl Mixer<'_> {
    /// Adds the voices of `part`, which is left without its sources' indices: clear it.
    ///
    /// # Errors
    /// [`Error::Failed`] if the part is too large or the device fails.
    pub fn add(&mut self, part: &mut Part<'_>) -> Result<()> {
        if part.is_empty() {
            return Ok(());
        }
        self.gpu.attempt(|| self.sum(part))
    }

    fn sum(&self, part: &mut Part<'_>) -> Result<()> {
        let gpu = self.gpu;
        let synth = gpu.synth.get_or_init(|| Synth::new(gpu));
        let mut sources = part.sources.clone();
        sources.extend(self.table);
        let mut pool = gpu.pool.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (points, bases) = pool.place(gpu, &sources)?;
        drop(pool);
        for span in &mut part.spans {
            span.source = bases[span.source as usize];
        }
        let table = if self.table.is_some() { bases[bases.len() - 1] } else { NO_TABLE };
        let tiles = part.tiles();
        let carries = 32 * part.slots as usize;
        if carries > MAX_BUFFER {
            return Err(Error::Failed("a voice is too long for one buffer".to_owned()));
        }
        let parts = Uploaded {
            points,
            spans: self.uploaded(bytemuck::cast_slice(&part.spans))?,
            firsts: self.uploaded(bytemuck::cast_slice(&tiles.firsts))?,
            blocks: self.uploaded(bytemuck::cast_slice(&tiles.blocks))?,
            carries: gpu.storage(carries),
            table,
        };
        if !part.voices.is_empty() {
            let voices = self.uploaded(bytemuck::cast_slice(&part.voices))?;
            self.carry(synth, &parts, &tiles, &voices, part.voices.len());
        }
        self.sound(synth, &parts, &tiles);
        Ok(())
    }

    fn uploaded(&self, data: &[u8]) -> Result<wgpu::Buffer> {
        if data.len() > MAX_BUFFER {
            let text = format!("{} MiB of voices' programs; 128 fit", data.len() >> 20);
            return Err(Error::Failed(text));
        }
        Ok(self.gpu.upload(data, wgpu::BufferUsages::STORAGE))
    }

    /// The state of every filtered voice at the beginning of each of its blocks.
    fn carry(
        &self,
        synth: &Synth,
        parts: &Uploaded,
        tiles: &Tiles,
        voices: &wgpu::Buffer,
        count: usize,
    ) {
        let all = (tiles.firsts.len() - 1) as u32;
        let params = self.params(Params {
            count: all,
            origin: tiles.origin,
            table: parts.table,
            ..Params::zeroed()
        });
        let responses = self.gpu.bind(&synth.respond, &parts.bindings(&params));
        let states = self.gpu.bind(&synth.carry, &[(5, &parts.carries), (6, voices)]);
        self.gpu.submit(|encoder| {
            dispatch(encoder, &synth.respond, &responses, all as usize);
            dispatch(encoder, &synth.carry, &states, count.div_ceil(64));
        });
    }

    /// Every voice into the windows it sounds in.
    fn sound(&self, synth: &Synth, parts: &Uploaded, tiles: &Tiles) {
        let last = tiles.origin + (tiles.firsts.len() - 1) as u32;
        for (k, window) in self.windows.iter().enumerate() {
            let start = k as u32 * WINDOW;
            let (from, to) = (tiles.origin.max(start), last.min(start + window.tiles));
            if from >= to {
                continue;
            }
            let params = self.params(Params {
                first: from - tiles.origin,
                count: to - from,
                origin: tiles.origin,
                window: start,
                stride: window.tiles * TILE,
                table: parts.table,
                has_sends: u32::from(self.has_sends),
                unused: 0,
            });
            let mut buffers = parts.bindings(&params).to_vec();
            buffers.extend([(7, &window.front), (8, &window.sends)]);
            let bindings = self.gpu.bind(&synth.sound, &buffers);
            self.gpu.submit(|encoder| {
                dispatch(encoder, &synth.sound, &bindings, (to - from) as usize);
            });
        }
    }

    fn params(&self, params: Params) -> wgpu::Buffer {
        self.gpu.upload(bytemuck::bytes_of(&params), wgpu::BufferUsages::UNIFORM)
    }

    /// The first `frames` frames of left, right, reverb and chorus; the sends are
    /// empty where there are none. Waits for the device.
    ///
    /// # Errors
    /// [`Error::Failed`] if the device failed meanwhile.
    pub fn finish(self, frames: usize) -> Result<[Vec<f32>; 4]> {
        let mut out = [const { Vec::new() }; 4];
        self.gpu.attempt(|| {
            for window in &self.windows {
                let stride = (window.tiles * TILE) as usize;
                let wanted = frames.saturating_sub(out[0].len()).min(stride);
                let pairs = [(0, &window.front), (2, &window.sends)];
                for (bus, buffer) in &pairs[..=usize::from(self.has_sends)] {
                    for side in 0..2 {
                        out[bus + side].extend(self.gpu.read(buffer, side * stride, wanted)?);
                    }
                }
            }
            Ok(())
        })?;
        Ok(out)
    }
}

/// A part on the device.
struct Uploaded {
    points: wgpu::Buffer,
    spans: wgpu::Buffer,
    firsts: wgpu::Buffer,
    blocks: wgpu::Buffer,
    carries: wgpu::Buffer,
    table: u32,
}

impl Uploaded {
    fn bindings<'a>(&'a self, params: &'a wgpu::Buffer) -> [(u32, &'a wgpu::Buffer); 6] {
        let Self { points, spans, firsts, blocks, carries, .. } = self;
        [(0, params), (1, points), (2, spans), (3, firsts), (4, blocks), (5, carries)]
    }
}
