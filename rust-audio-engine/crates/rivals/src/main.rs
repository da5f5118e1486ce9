//! `rustysynth-render FONT IN.mid SECONDS RUNS [reverb]`: prints the seconds each
//! run took, one a line; the font is loaded once, before.

use std::fs::File;
use std::io::{BufReader, Cursor};
use std::sync::Arc;
use std::time::Instant;

use rustysynth::{MidiFile, MidiFileSequencer, SoundFont, Synthesizer, SynthesizerSettings};

/// Frames a call, as many as the other engines get.
const BLOCK: usize = 4096;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().collect();
    let [_, font, midi, seconds, runs, rest @ ..] = words.as_slice() else {
        return Err("FONT IN.mid SECONDS RUNS [reverb]".into());
    };
    let font = Arc::new(SoundFont::new(&mut BufReader::new(File::open(font)?))?);
    let midi = Arc::new(MidiFile::new(&mut Cursor::new(std::fs::read(midi)?))?);
    let frames = (44_100.0 * seconds.parse::<f64>()?) as usize;
    for _ in 0..runs.parse()? {
        let mut settings = SynthesizerSettings::new(44_100);
        settings.enable_reverb_and_chorus = !rest.is_empty();
        settings.maximum_polyphony = 256;
        let mut player = MidiFileSequencer::new(Synthesizer::new(&font, &settings)?);
        player.play(&midi, false);
        let (mut left, mut right) = (vec![0.0; BLOCK], vec![0.0; BLOCK]);
        let begin = Instant::now();
        for _ in 0..=frames / BLOCK {
            player.render(&mut left, &mut right);
        }
        println!("{:.6}", begin.elapsed().as_secs_f64());
    }
    Ok(())
}
