//! Buffers, pipelines and submissions: what every computation is made of.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use crate::device::{Gpu, one_line};
use crate::error::{Error, Result};

/// Longest one submission may take before the device counts as hung.
const PATIENCE: Duration = Duration::from_secs(120);

impl Gpu {
    /// A buffer that shaders read and write, at first all zero.
    pub(crate) fn storage(&self, bytes: usize) -> wgpu::Buffer {
        use wgpu::BufferUsages as U;
        self.buffer(bytes, U::STORAGE | U::COPY_SRC | U::COPY_DST)
    }

    fn buffer(&self, bytes: usize, usage: wgpu::BufferUsages) -> wgpu::Buffer {
        let size = bytes.max(64).next_multiple_of(16) as u64;
        let label = None;
        let description = wgpu::BufferDescriptor { label, size, usage, mapped_at_creation: false };
        self.device.create_buffer(&description)
    }

    /// A buffer with `data` in it.
    pub(crate) fn upload(&self, data: &[u8], usage: wgpu::BufferUsages) -> wgpu::Buffer {
        let buffer = self.buffer(data.len(), usage | wgpu::BufferUsages::COPY_DST);
        self.write(&buffer, 0, data);
        buffer
    }

    /// Writes `data` at byte `offset`, a multiple of four; a last partial word is filled with zero.
    pub(crate) fn write(&self, buffer: &wgpu::Buffer, offset: usize, data: &[u8]) {
        let (whole, rest) = data.split_at(data.len() & !3);
        if !whole.is_empty() {
            self.queue.write_buffer(buffer, offset as u64, whole);
        }
        if !rest.is_empty() {
            let mut word = [0; 4];
            word[..rest.len()].copy_from_slice(rest);
            self.queue.write_buffer(buffer, (offset + whole.len()) as u64, &word);
        }
    }

    /// One compute pipeline for each entry point of `source`.
    pub(crate) fn pipelines<const N: usize>(
        &self,
        source: &str,
        entries: [&str; N],
    ) -> [wgpu::ComputePipeline; N] {
        let module = self.device.create_shader_module(wgpu::ShaderModuleDescriptor {
            label: None,
            source: wgpu::ShaderSource::Wgsl(source.into()),
        });
        entries.map(|entry| {
            self.device.create_compute_pipeline(&wgpu::ComputePipelineDescriptor {
                label: Some(entry),
                layout: None,
                module: &module,
                entry_point: Some(entry),
                compilation_options: wgpu::PipelineCompilationOptions {
                    // every element is written before it is read
                    zero_initialize_workgroup_memory: false,
                    ..wgpu::PipelineCompilationOptions::default()
                },
                cache: None,
            })
        })
    }

    /// Buffers at their bindings of group 0: those that `pipeline` uses, and no others.
    pub(crate) fn bind(
        &self,
        pipeline: &wgpu::ComputePipeline,
        buffers: &[(u32, &wgpu::Buffer)],
    ) -> wgpu::BindGroup {
        let mut entries = Vec::with_capacity(buffers.len());
        for &(binding, buffer) in buffers {
            let resource = buffer.as_entire_binding();
            entries.push(wgpu::BindGroupEntry { binding, resource });
        }
        let layout = &pipeline.get_bind_group_layout(0);
        let description = wgpu::BindGroupDescriptor { label: None, layout, entries: &entries };
        self.device.create_bind_group(&description)
    }

    /// Submits what `record` asks for; nothing waits for it.
    pub(crate) fn submit(&self, record: impl FnOnce(&mut wgpu::CommandEncoder)) {
        let mut encoder =
            self.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        record(&mut encoder);
        self.queue.submit([encoder.finish()]);
    }

    /// `count` floats of `buffer` from float `first` on, once everything submitted so far
    /// is done.
    pub(crate) fn read(
        &self,
        buffer: &wgpu::Buffer,
        first: usize,
        count: usize,
    ) -> Result<Vec<f32>> {
        use wgpu::BufferUsages as U;
        if count == 0 {
            return Ok(Vec::new());
        }
        let bytes = 4 * count;
        let staging = self.buffer(bytes, U::MAP_READ | U::COPY_DST);
        let mut encoder =
            self.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        encoder.copy_buffer_to_buffer(buffer, 4 * first as u64, &staging, 0, bytes as u64);
        let index = self.queue.submit([encoder.finish()]);
        let slice = staging.slice(..bytes as u64);
        let outcome = Arc::new(OnceLock::new());
        let heard = Arc::clone(&outcome);
        slice.map_async(wgpu::MapMode::Read, move |result| {
            let _ = heard.set(result);
        });
        let wait = wgpu::PollType::Wait { submission_index: Some(index), timeout: Some(PATIENCE) };
        self.device.poll(wait).map_err(|e| Error::Failed(one_line(&e.to_string())))?;
        self.check()?;
        match outcome.get() {
            Some(Ok(())) => {}
            Some(Err(error)) => return Err(Error::Failed(error.to_string())),
            None => return Err(Error::Failed("it did not hand its results over".to_owned())),
        }
        let view = slice.get_mapped_range().map_err(|e| Error::Failed(e.to_string()))?;
        let floats = view.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        Ok(floats.collect())
    }
}

/// Runs one entry point over `groups` workgroups, laid out in two dimensions
/// where one would be too long; shaders count them as `x + y * groups.x`.
pub(crate) fn dispatch(
    encoder: &mut wgpu::CommandEncoder,
    pipeline: &wgpu::ComputePipeline,
    bindings: &wgpu::BindGroup,
    groups: usize,
) {
    const ROW: usize = 32_768;
    let mut pass = encoder.begin_compute_pass(&wgpu::ComputePassDescriptor::default());
    pass.set_pipeline(pipeline);
    pass.set_bind_group(0, bindings, &[]);
    pass.dispatch_workgroups(groups.min(ROW) as u32, groups.div_ceil(ROW) as u32, 1);
}
