//! `gk-render IN.mid OUT.{wav,flac,ogg,mp3} --soundfont FONT`: renders a MIDI file.

use std::process::ExitCode;
use std::time::Instant;

use gospel_engine::audio::{Encoding, Samples, encode};
use gospel_engine::effects::{Reverb, Space};
use gospel_engine::synth::{Dialect, Interpolation, instruction_set};
use gospel_engine::{
    Device, Error, ErrorKind, RenderOptions, Rendering, Result, SoundFont, render,
};

const USAGE: &str = "\
usage: gk-render IN.mid OUT.{wav,flac,ogg,mp3} --soundfont FONT [options]

  -s, --soundfont FONT   SoundFont (SF2 or SF3) to play
      --rate HZ          frames a second (44100)
      --format NAME      pcm16, pcm24, float32, flac, flac24, ogg or mp3 (by OUT's name)
      --quality Q        0 to 1, of ogg (0.6) and mp3 (0.8)
      --reverb NAME      room, hall, plate or church (none)
      --fine             eight-point interpolation
      --dialect NAME     sf2 or fluidsynth: how the font is read (sf2)
      --chorus           add the chorus that channels send to
      --gain FACTOR      factor on the whole (0.5)
      --threads N        threads; 0 is all of the machine's (0)
      --device NAME      auto, cpu or gpu (auto: a GPU for long work, where there is one)
      --tail SECONDS     most sound after the last track's end (12)
  -v, --verbose          say how long it took
  -h, --help             show this";

struct Arguments {
    input: String,
    output: String,
    font: String,
    encoding: Encoding,
    options: RenderOptions,
    verbose: bool,
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if words.iter().any(|w| w == "-h" || w == "--help") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    match parse(&words).and_then(|arguments| run(&arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("gk-render: {error}");
            let is_usage = error.kind() == ErrorKind::Argument;
            ExitCode::from(if is_usage { 2 } else { 1 })
        }
    }
}

fn run(arguments: &Arguments) -> Result<()> {
    let io = |path: &str| {
        let path = path.to_owned();
        move |e: std::io::Error| Error::io(&path, &e)
    };
    let midi = std::fs::read(&arguments.input).map_err(io(&arguments.input))?;
    let font = SoundFont::open(&arguments.font)?;
    let begin = Instant::now();
    let sound = render(&font, &midi, &arguments.options)?;
    if arguments.verbose {
        report(&sound, begin.elapsed().as_secs_f64());
    }
    let channels: [&[f32]; 2] = [&sound.left, &sound.right];
    let file = encode(Samples::Planar(&channels), sound.sample_rate, arguments.encoding)?;
    std::fs::write(&arguments.output, file).map_err(io(&arguments.output))
}

fn report(sound: &Rendering, elapsed: f64) {
    let seconds = sound.frames() as f64 / f64::from(sound.sample_rate);
    let each = 1e9 * elapsed / sound.voice_frames.max(1) as f64;
    let voices = sound.voice_frames as f64 / sound.frames().max(1) as f64;
    eprintln!(
        "{seconds:.2} s of {voices:.1} voices in {elapsed:.4} s, {:.0} x real time",
        seconds / elapsed
    );
    eprintln!("{each:.3} ns a voice-sample, {}, {}", instruction_set(), sound.device.name());
}

fn parse(words: &[String]) -> Result<Arguments> {
    let mut files = Vec::new();
    let mut font = None;
    let (mut format, mut quality) = (None, None);
    let mut verbose = false;
    let mut options = RenderOptions::default();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| usage(&format!("{word} needs a value")));
        match word.as_str() {
            "-s" | "--soundfont" => font = Some(value()?.clone()),
            "--rate" => options.sample_rate = number(word, value()?)?,
            "--gain" => options.gain = number(word, value()?)?,
            "--threads" => options.threads = number(word, value()?)?,
            "--device" => options.device = Device::named(value()?)?,
            "--tail" => options.max_tail = number(word, value()?)?,
            "--format" => format = Some(value()?.clone()),
            "--quality" => quality = Some(number(word, value()?)?),
            "--reverb" => options.reverb = Some(Reverb::space(Space::named(value()?)?)),
            "--dialect" => options.dialect = dialect(value()?)?,
            "--fine" => options.interpolation = Interpolation::Sinc8,
            "-v" | "--verbose" => verbose = true,
            "--chorus" => options.chorus = true,
            option if option.starts_with('-') => return Err(usage(&format!("no option {option}"))),
            file => files.push(file.to_owned()),
        }
    }
    let [input, output] = <[String; 2]>::try_from(files)
        .map_err(|files| usage(&format!("{} file names; IN.mid and OUT wanted", files.len())))?;
    let font = font.ok_or_else(|| usage("--soundfont is missing"))?;
    let encoding = match format {
        Some(name) => Encoding::named(&name, quality)?,
        None => Encoding::of_path(&output, quality)?,
    };
    Ok(Arguments { input, output, font, encoding, options, verbose })
}

fn dialect(name: &str) -> Result<Dialect> {
    Dialect::named(name).ok_or_else(|| {
        usage(&format!(
            "dialect {name:?}; sf2 and fluidsynth exist, each with +NAME or -NAME of a departure"
        ))
    })
}

fn number<T: std::str::FromStr>(option: &str, value: &str) -> Result<T> {
    value.parse().map_err(|_| usage(&format!("{option} {value:?} is not a number it takes")))
}

fn usage(problem: &str) -> Error {
    Error::new(ErrorKind::Argument, format!("{problem}\n{USAGE}"))
}
