//! The adapter, the device, and work on it.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use crate::convolve::Convolver;
use crate::error::{Error, Result};
use crate::mixer::Synth;
use crate::pool::Pool;

/// Longest one submission may take before the device counts as hung.
const PATIENCE: Duration = Duration::from_secs(120);

/// Whether an adapter that the processor imitates will do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Software {
    /// Any adapter will do.
    Allowed,
    /// Only real devices.
    Refused,
}

/// What a device is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adapter {
    /// The device's own name.
    pub name: String,
    /// Vulkan, Metal or DX12.
    pub backend: String,
    /// Driver and version, where it tells.
    pub driver: String,
    /// `true` if the processor does its work.
    pub is_software: bool,
}

/// An open device. Threads share one.
pub struct Gpu {
    pub(crate) device: wgpu::Device,
    pub(crate) queue: wgpu::Queue,
    pub(crate) convolver: OnceLock<Convolver>,
    pub(crate) synth: OnceLock<Synth>,
    pub(crate) pool: Mutex<Pool>,
    adapter: Adapter,
    /// The first thing that went wrong; the device is not used again after it.
    fault: Arc<OnceLock<String>>,
}

type Found = (wgpu::Adapter, Adapter);

/// The best adapter, looked for once a process: drivers do not come and go.
fn found() -> Result<&'static Found> {
    static FOUND: OnceLock<Result<Found>> = OnceLock::new();
    FOUND.get_or_init(|| guarded(look)).as_ref().map_err(Clone::clone)
}

fn look() -> Result<Found> {
    let mut description = wgpu::InstanceDescriptor::new_without_display_handle();
    description.backends = wgpu::Backends::PRIMARY;
    description.flags = wgpu::InstanceFlags::empty();
    let instance = wgpu::Instance::new(description);
    let adapters = finished(instance.enumerate_adapters(wgpu::Backends::PRIMARY));
    let able = adapters.into_iter().filter(|a| wgpu::Limits::default().check_limits(&a.limits()));
    let best = able.min_by_key(|adapter| rank(adapter.get_info().device_type));
    let best = best.ok_or_else(|| {
        Error::Missing("no Vulkan, Metal or DX12 driver offers a device here".to_owned())
    })?;
    let info = best.get_info();
    let adapter = Adapter {
        name: info.name,
        backend: format!("{:?}", info.backend),
        driver: format!("{} {}", info.driver, info.driver_info).trim().to_owned(),
        is_software: info.device_type == wgpu::DeviceType::Cpu,
    };
    Ok((best, adapter))
}

fn rank(kind: wgpu::DeviceType) -> u8 {
    match kind {
        wgpu::DeviceType::DiscreteGpu => 0,
        wgpu::DeviceType::IntegratedGpu => 1,
        wgpu::DeviceType::VirtualGpu => 2,
        wgpu::DeviceType::Other => 3,
        wgpu::DeviceType::Cpu => 4,
    }
}

/// What [`shared`] would open. Loads the drivers, which takes some 50 ms the first time.
///
/// # Errors
/// [`Error::Missing`] if there is no adapter.
pub fn adapter() -> Result<Adapter> {
    found().map(|(_, adapter)| adapter.clone())
}

/// The process's device, opened on first use and again after a fault.
///
/// # Errors
/// [`Error::Missing`] if there is no adapter, or only one that `software` refuses;
/// [`Error::Failed`] if the driver does not open it.
pub fn shared(software: Software) -> Result<Arc<Gpu>> {
    static OPEN: Mutex<Option<Arc<Gpu>>> = Mutex::new(None);
    let (adapter, info) = found()?;
    if info.is_software && software == Software::Refused {
        return Err(Error::Missing(format!("{} is the processor itself", info.name)));
    }
    let mut slot = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(gpu) = slot.as_ref().filter(|gpu| gpu.fault.get().is_none()) {
        return Ok(Arc::clone(gpu));
    }
    let gpu = Arc::new(guarded(|| Gpu::open(adapter, info))?);
    *slot = Some(Arc::clone(&gpu));
    Ok(gpu)
}

impl Gpu {
    fn open(adapter: &wgpu::Adapter, info: &Adapter) -> Result<Self> {
        let description = wgpu::DeviceDescriptor {
            label: Some("gospel-gpu"),
            memory_hints: wgpu::MemoryHints::Performance,
            ..wgpu::DeviceDescriptor::default()
        };
        let opened = finished(adapter.request_device(&description));
        let (device, queue) = opened.map_err(|e| Error::Failed(e.to_string()))?;
        let fault = Arc::new(OnceLock::new());
        let (first, second) = (Arc::clone(&fault), Arc::clone(&fault));
        device.on_uncaptured_error(Arc::new(move |error: wgpu::Error| {
            // only the first is told: the rest follow from it
            let _ = first.set(one_line(&error.to_string()));
        }));
        device.set_device_lost_callback(move |reason, text| {
            let _ = second.set(format!("device lost ({reason:?}): {}", one_line(&text)));
        });
        let adapter = info.clone();
        Ok(Self {
            device,
            queue,
            convolver: OnceLock::new(),
            synth: OnceLock::new(),
            pool: Mutex::default(),
            adapter,
            fault,
        })
    }

    /// What this device is.
    pub fn adapter(&self) -> &Adapter {
        &self.adapter
    }

    /// Runs `work` and turns every kind of failure into an error.
    pub(crate) fn attempt<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.check()?;
        let made = guarded(work)?;
        self.check()?;
        Ok(made)
    }

    fn check(&self) -> Result<()> {
        self.fault.get().map_or(Ok(()), |why| Err(Error::Failed(why.clone())))
    }

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

impl std::fmt::Debug for Gpu {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gpu").field("adapter", &self.adapter).finish_non_exhaustive()
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

/// `work`, a panic inside the driver's wrapper made an error.
fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        let text = text.or_else(|| panic.downcast_ref::<&str>().map(|s| (*s).to_owned()));
        Err(Error::Failed(one_line(&text.unwrap_or_else(|| "its driver gave up".to_owned()))))
    })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The value of a future that native backends have ready at once.
fn finished<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return value;
        }
        std::thread::yield_now();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_device_is_an_error_and_the_next_one_works() {
        let Ok(gpu) = shared(Software::Allowed) else {
            assert!(std::env::var_os("CI").is_none(), "install mesa-vulkan-drivers");
            return eprintln!("skipped: no GPU; install mesa-vulkan-drivers");
        };
        let convolve = |gpu: &Gpu| gpu.convolve(&[1.0, 0.5], [&[1.0], &[2.0]], 2);
        gpu.device.destroy();
        assert!(matches!(convolve(&gpu), Err(Error::Failed(_))));
        assert!(matches!(convolve(&gpu), Err(Error::Failed(_))), "and stays one");
        let next = shared(Software::Allowed).unwrap();
        assert!(!Arc::ptr_eq(&gpu, &next));
        let made = convolve(&next).unwrap();
        let off = made.iter().zip([1.0, 2.0, 0.5, 1.0]).map(|(x, y)| (x - y).abs());
        assert!(off.fold(0.0, f32::max) < 1e-6, "{made:?}");
    }

    #[test]
    fn software_is_refused_where_it_is_not_wanted() {
        let Ok(found) = adapter() else {
            assert!(std::env::var_os("CI").is_none(), "install mesa-vulkan-drivers");
            return eprintln!("skipped: no GPU; install mesa-vulkan-drivers");
        };
        assert_eq!(shared(Software::Refused).is_err(), found.is_software);
    }

    #[test]
    fn a_panic_becomes_an_error() {
        let made: Result<()> = guarded(|| panic!("the driver\n gave {}", "up"));
        assert_eq!(made, Err(Error::Failed("the driver gave up".to_owned())));
    }
}
