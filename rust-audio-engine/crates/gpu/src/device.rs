//! The adapter, the device, and work on it.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::task::{Context, Poll, Waker};

use crate::convolve::Convolver;
use crate::error::{Error, Result};
use crate::mixer::Synth;
use crate::pool::Pool;

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

    /// The fault, if there was one.
    pub(crate) fn check(&self) -> Result<()> {
        self.fault.get().map_or(Ok(()), |why| Err(Error::Failed(why.clone())))
    }
}

impl std::fmt::Debug for Gpu {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gpu").field("adapter", &self.adapter).finish_non_exhaustive()
    }
}

/// `work`, a panic inside the driver's wrapper made an error.
fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        let text = text.or_else(|| panic.downcast_ref::<&str>().map(|s| (*s).to_owned()));
        Err(Error::Failed(one_line(&text.unwrap_or_else(|| "its driver gave up".to_owned()))))
    })
}

/// `text` without its line breaks.
pub(crate) fn one_line(text: &str) -> String {
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
