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
use gospel_engine::synth::{Interpolation, render_many};
use gospel_engine::{Device, RenderOptions, Rendering, SoundFont, render};
use sf2::{Font, Sample};
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
}

#[test]
fn reverb() {
    if !has_gpu() {
        return;
    }
    let font = Font::simple(tone(), &[]);
    let midi = Midi::key(60, 127, 0.4).on(0.3, 55, 90).off(0.8, 55).bytes();
    let mut church = Reverb::space(Space::Church);
    church.pre_delay = 0.05;
    both(&font, &midi, &RenderOptions { reverb: Some(church), ..options() });
    let sides = [0.5, 0.25, 0.1].map(|x| vec![x; 40_000]);
    let [left, right, _] = sides;
    let reverb = Reverb::recorded(Impulse::recorded(left, right, 44_100).unwrap());
    both(&font, &midi, &RenderOptions { reverb: Some(reverb), ..options() });
}

/// A font of saw-like points that the filter has something to do with.
fn bright(gens: &[(u16, i16)]) -> Font {
    let points = (0..30_000).map(|k| ((k * 331) % 20_000 - 10_000) as i16).collect();
    let sample =
        Sample { points, low: None, cycle: (9_000, 21_000), rate: 44_100, key: 60, correction: 0 };
    Font::simple(sample, gens)
}

/// Chords under the pedal, panned and bent, with sends.
fn chords() -> Midi {
    let mut midi = Midi::default().cc(0.0, 7, 127).cc(0.0, 64, 127).cc(0.0, 93, 60).cc(0.0, 10, 20);
    for (k, key) in [48, 55, 60, 64, 67, 72, 76].into_iter().cycle().take(36).enumerate() {
        let at = 0.008 * k as f64;
        midi = midi.on(at, key, 60 + k as u8).off(at + 0.05, key);
    }
    midi.wheel(0.2, 9000).cc(0.25, 10, 100).cc(0.3, 11, 90).cc(0.35, 64, 0)
}

#[test]
fn chords_under_the_pedal() {
    if !has_gpu() {
        return;
    }
    let font = Font::simple(tone(), &[(38, -2400)]);
    let reverb = Some(Reverb::space(Space::Room));
    let gain = 0.1;
    both(&font, &chords().bytes(), &RenderOptions { gain, reverb, chorus: true, ..options() });
    let interpolation = Interpolation::Sinc8;
    both(&font, &chords().bytes(), &RenderOptions { gain, interpolation, ..options() });
}

/// Filters that LFO and modulation envelope move, resonant, over a long loop.
#[test]
fn moving_filters() {
    if !has_gpu() {
        return;
    }
    let gens = [
        (8, 7000),
        (9, 150),
        (10, 2400),
        (11, 4800),
        (22, -1000),
        (26, -3000),
        (28, -1000),
        (29, 300),
        (5, 30),
        (13, 40),
        (6, 20),
        (34, -4000),
        (36, -1000),
        (37, 100),
        (38, -1200),
    ];
    let gain = 0.1;
    both(&bright(&gens), &chords().bytes(), &RenderOptions { gain, ..options() });
    // one that opens: unfiltered at first, filtered once a controller closes it
    let brightness = [0xCA, 8, -6000, 0, 0];
    let font = bright(&[(8, 13_500)]).with_mods(&[brightness]);
    let midi = chords().cc(0.3, 74, 100);
    both(&font, &midi.bytes(), &RenderOptions { gain, ..options() });
}

/// A kit: no loops, one class that cuts itself, high pitches, a delayed voice.
#[test]
fn drums() {
    if !has_gpu() {
        return;
    }
    let mut font = bright(&[(54, 0), (57, 1), (51, 24), (33, -6000)]);
    font.bank = 128;
    let mut midi = Midi::default();
    for k in 0..12_u8 {
        midi = midi.add(0.04 * f64::from(k), &[0x99, 50 + 3 * k, 110]);
    }
    both(&font, &midi.bytes(), &RenderOptions { gain: 0.3, ..options() });
}

/// A short loop that is left at the release, and one of two points; 24 bits.
#[test]
fn loops_and_wide_points() {
    if !has_gpu() {
        return;
    }
    for (mode, cycle) in [(3, (200, 300)), (1, (500, 502)), (1, (0, 44_100))] {
        let sample = Sample { cycle, ..tone() };
        both(
            &Font::simple(sample, &[(54, mode)]),
            &chords().bytes(),
            &RenderOptions { gain: 0.1, ..options() },
        );
    }
    let sample = Sample { low: Some(vec![77; 44_100]), ..tone() };
    both(&Font::simple(sample, &[]), &Midi::key(63, 90, 0.3).bytes(), &options());
}

/// The song outlasts a window of 8.4 million frames.
#[test]
fn long_songs() {
    if !has_gpu() {
        return;
    }
    let font = Font::simple(tone(), &[]);
    let midi = Midi::key(60, 127, 0.1).on(43.6, 60, 127).off(43.8, 60);
    let options = RenderOptions { sample_rate: 192_000, max_tail: 0.5, ..options() };
    both(&font, &midi.bytes(), &options);
}

#[test]
fn batches_sound_as_files_do_alone() {
    if !has_gpu() {
        return;
    }
    let font = SoundFont::from_bytes(bright(&[(8, 8000)]).bytes()).unwrap();
    let files: Vec<_> = (0..4).map(|k| Midi::key(40 + 9 * k, 100, 0.2).bytes()).collect();
    let options = RenderOptions { device: Device::Gpu, threads: 3, ..options() };
    let mut heard = 0;
    let made = render_many(&font, &files, &options, Ok, |done, _| {
        heard = done;
        true
    });
    assert_eq!(heard, 4);
    for (file, sound) in files.iter().zip(made.unwrap()) {
        // the same bits, whatever else the device was doing
        assert!(sound == render(&font, file, &options).unwrap());
        let device = Device::Cpu;
        alike(&sound, &render(&font, file, &RenderOptions { device, ..options.clone() }).unwrap());
    }
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
