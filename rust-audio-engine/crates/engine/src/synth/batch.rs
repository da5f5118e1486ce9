//! Many songs with one font, a song a thread.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;

use super::render::{RenderOptions, Rendering, render_one};
use crate::error::{Error, ErrorKind, Result};
use crate::font::SoundFont;
use crate::midi::Song;

/// Renders each MIDI file, one to a thread, and returns what `finish` makes of
/// each, in order. After each file `progress` hears how many are done and how
/// many there are; once it returns `false` no more is rendered.
///
/// # Errors
/// The first file's error that comes up, its place in the list named;
/// [`ErrorKind::Cancelled`] if `progress` returned `false`.
pub fn render_many<T: Send>(
    font: &SoundFont,
    files: &[impl AsRef<[u8]> + Sync],
    options: &RenderOptions,
    finish: impl Fn(Rendering) -> Result<T> + Sync,
    mut progress: impl FnMut(usize, usize) -> bool,
) -> Result<Vec<T>> {
    let threads = options.thread_count().min(files.len());
    let alone = RenderOptions { threads: 1, ..options.clone() };
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let one = |index: usize| -> Result<T> {
        let song = Song::parse(files[index].as_ref())?;
        finish(render_one(font, &song, &alone, Some(&stop), files.len())?)
    };
    let mut made: Vec<Option<T>> = files.iter().map(|_| None).collect();
    let mut result = Ok(());
    std::thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for _ in 0..threads {
            let (sender, next, stop, one) = (sender.clone(), &next, &stop, &one);
            scope.spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    if index >= files.len() || sender.send((index, one(index))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let mut done = 0;
        for (index, outcome) in receiver {
            match outcome {
                Ok(value) => made[index] = Some(value),
                Err(error) if result.is_ok() => {
                    result = Err(Error::new(error.kind(), format!("file {index}: {error}")));
                    stop.store(true, Ordering::Relaxed);
                }
                Err(_) => {}
            }
            done += 1;
            if result.is_ok() && !progress(done, files.len()) && done < files.len() {
                result = Err(Error::new(ErrorKind::Cancelled, format!("after {done} files")));
                stop.store(true, Ordering::Relaxed);
            }
        }
    });
    result.map(|()| made.into_iter().flatten().collect())
}
