//! The GPU's sound beside the processor's, on whatever device there is (Mesa's
//! lavapipe serves).
#![cfg(feature = "gpu")]
#![allow(missing_docs)]

#[path = "golden/sf2.rs"]
#[allow(dead_code)]
mod sf2;
#[path = "golden/tools.rs"]
#[allow(dead_code)]
mod tools;

use gospel_engine::device::{Used, adapter};
use gospel_engine::effects::{Impulse, Reverb, Space};
use gospel_engine::{Device, RenderOptions, Rendering, SoundFont, render};
use sf2::Font;
use tools::{Midi, options, tone};

/// 90 dB under full scale.
const CLOSE: f32 = 3.162e-5;

/// `true` if there is a device; a message, and in CI a failure, where there is none.
fn has_gpu() -> bool {
    match adapter() {
        Ok(_) => true,
        Err(error) => {
            assert!(std::env::var_os("CI").is_none(), "{error}; install mesa-vulkan-drivers");
            eprintln!("skipped: {error}; install mesa-vulkan-drivers");
            false
        }
    }
}

#[track_caller]
fn alike(a: &Rendering, b: &Rendering) {
    // a tail that ends at -90 dB may end a moment apart
    let frames = a.frames().min(b.frames());
    assert!(a.frames().max(b.frames()) - frames < 2000, "{} and {}", a.frames(), b.frames());
    for (x, y) in [(&a.left, &b.left), (&a.right, &b.right)] {
        let worst = x.iter().zip(y).map(|(x, y)| (x - y).abs()).fold(0.0, f32::max);
        assert!(worst < CLOSE, "{} dB", 20.0 * worst.log10());
    }
}

#[track_caller]
fn both(font: &Font, midi: &[u8], options: &RenderOptions) {
    let font = SoundFont::from_bytes(font.bytes()).unwrap();
    let on = |device| render(&font, midi, &RenderOptions { device, ..options.clone() }).unwrap();
    let (cpu, gpu) = (on(Device::Cpu), on(Device::Gpu));
    assert_eq!((cpu.device, gpu.device), (Used::Cpu, Used::Gpu));
    assert!(cpu.left.iter().any(|x| x.abs() > 0.01), "nothing is heard");
    alike(&cpu, &gpu);
    assert!(gpu == on(Device::Gpu), "the same device gives the same bits");
}

#[test]
fn reverb() {
    if !has_gpu() {
        return;
    }
    let font = Font::simple(tone(), &[]);
    let midi = Midi::key(60, 127, 0.4).on(0.3, 55, 90).off(0.8, 55).bytes();
    for space in [Space::Room, Space::Church] {
        let mut reverb = Reverb::space(space);
        reverb.pre_delay = 0.05;
        both(&font, &midi, &RenderOptions { reverb: Some(reverb), ..options() });
    }
    let sides = [0.5, 0.25, 0.1].map(|x| vec![x; 40_000]);
    let [left, right, _] = sides;
    let reverb = Reverb::recorded(Impulse::recorded(left, right, 44_100).unwrap());
    both(&font, &midi, &RenderOptions { reverb: Some(reverb), ..options() });
}

/// On software adapters, and for small work, auto is the processor.
#[test]
fn auto_is_the_processor_for_a_note() {
    let font = SoundFont::from_bytes(Font::simple(tone(), &[]).bytes()).unwrap();
    let midi = Midi::key(60, 127, 0.4).bytes();
    let reverb = Some(Reverb::space(Space::Hall));
    let made = |device| {
        render(&font, &midi, &RenderOptions { device, reverb: reverb.clone(), ..options() })
    };
    let auto = made(Device::Auto).unwrap();
    assert!(auto.device == Used::Cpu && auto == made(Device::Cpu).unwrap());
}

/// A process that sees no driver: an error for `gpu`, none for `auto`.
#[cfg(target_os = "linux")]
#[test]
fn without_a_driver() {
    let folder = std::env::temp_dir().join(format!("gospel-gpu-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let at = |name: &str| folder.join(name);
    std::fs::write(at("a.mid"), Midi::key(60, 127, 0.1).bytes()).unwrap();
    std::fs::write(at("a.sf2"), Font::simple(tone(), &[]).bytes()).unwrap();
    let run = |device: &str| {
        let words = [at("a.mid"), at("a.wav"), "-s".into(), at("a.sf2")];
        std::process::Command::new(env!("CARGO_BIN_EXE_gk-render"))
            .args(words)
            .args(["--device", device, "--reverb", "room"])
            .env("VK_DRIVER_FILES", "/nowhere.json")
            .env("VK_ICD_FILENAMES", "/nowhere.json")
            .output()
            .unwrap()
    };
    let refused = run("gpu");
    let text = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && text.contains("device: no GPU"), "{text}");
    assert!(run("auto").status.success());
    std::fs::remove_dir_all(&folder).unwrap();
}
