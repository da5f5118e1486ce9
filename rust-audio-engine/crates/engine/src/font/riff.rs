//! The RIFF container: where each chunk lies, checked against the file's length.

use std::fs::File;
use std::ops::Range;
use std::path::Path;

use memmap2::Mmap;

use crate::bytes::Reader;
use crate::error::{Error, ErrorKind, Result};

/// The file's bytes, mapped or owned.
pub(crate) enum Storage {
    Mapped(Mmap),
    Owned(Vec<u8>),
}

impl Storage {
    #[allow(unsafe_code)]
    pub(crate) fn map(path: &Path) -> Result<Self> {
        let show = || path.display().to_string();
        let file = File::open(path).map_err(|e| Error::io(show(), &e))?;
        // SAFETY: the map is private and read-only. Another process truncating
        // the font while it plays would fault, as with every mapped file; fonts
        // are installed data that nothing rewrites in place.
        let map = unsafe { Mmap::map(&file) }.map_err(|e| Error::io(show(), &e))?;
        Ok(Self::Mapped(map))
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Self::Mapped(map) => map,
            Self::Owned(bytes) => bytes,
        }
    }
}

/// Byte ranges of the chunks that matter.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chunks {
    pub(crate) smpl: Range<usize>,
    pub(crate) sm24: Option<Range<usize>>,
    inam: Option<Range<usize>>,
    hydra: [Option<Range<usize>>; 9],
}

/// The nine lists of `pdta`, in the order the specification gives them.
pub(crate) const HYDRA: [&[u8; 4]; 9] =
    [b"phdr", b"pbag", b"pmod", b"pgen", b"inst", b"ibag", b"imod", b"igen", b"shdr"];

impl Chunks {
    pub(crate) fn read(data: &[u8]) -> Result<Self> {
        let mut reader = Reader::new(data, 0, ErrorKind::SoundFont);
        if &reader.tag()? != b"RIFF" {
            return Err(Error::at(ErrorKind::SoundFont, 0, "the file does not begin with RIFF"));
        }
        let size = reader.u32_le()? as usize;
        if &reader.tag()? != b"sfbk" {
            return Err(Error::at(ErrorKind::SoundFont, 8, "the RIFF form is not sfbk"));
        }
        let end = data.len().min(size.saturating_add(8)).max(12);
        let mut chunks = Self::default();
        walk(data, 12..end, &mut |tag, range| match tag {
            b"LIST" => chunks.list(data, range),
            _ => Ok(()),
        })?;
        chunks.checked(data)
    }

    fn list(&mut self, data: &[u8], range: Range<usize>) -> Result<()> {
        if range.len() < 4 {
            return Err(Error::at(ErrorKind::SoundFont, range.start, "LIST chunk without a type"));
        }
        walk(data, range.start + 4..range.end, &mut |tag, body| {
            self.note(*tag, body);
            Ok(())
        })
    }

    fn note(&mut self, tag: [u8; 4], body: Range<usize>) {
        match &tag {
            b"INAM" => self.inam = Some(body),
            b"smpl" => self.smpl = body,
            b"sm24" => self.sm24 = Some(body),
            _ => {
                if let Some(at) = HYDRA.iter().position(|&name| *name == tag) {
                    self.hydra[at] = Some(body);
                }
            }
        }
    }

    /// 24-bit data is used only if it has one byte for every 16-bit sample.
    fn checked(mut self, data: &[u8]) -> Result<Self> {
        if let Some(at) = self.hydra.iter().position(Option::is_none) {
            let name = String::from_utf8_lossy(HYDRA[at]).into_owned();
            return Err(Error::at(ErrorKind::SoundFont, data.len(), format!("no {name} chunk")));
        }
        let wanted = self.smpl.len() / 2;
        self.sm24 = self.sm24.filter(|r| wanted > 0 && r.len() >= wanted);
        Ok(self)
    }

    pub(crate) fn hydra(&self, index: usize) -> Range<usize> {
        self.hydra[index].clone().unwrap_or_default()
    }

    pub(crate) fn name(&self, data: &[u8]) -> String {
        let raw = self.inam.clone().map_or(&[][..], |r| &data[r]);
        let end = raw.iter().position(|&b| b == 0).unwrap_or(raw.len());
        String::from_utf8_lossy(&raw[..end]).into_owned()
    }
}

type Visit<'a> = dyn FnMut(&[u8; 4], Range<usize>) -> Result<()> + 'a;

/// Calls `visit` with each chunk's tag and body; chunks are padded to even length.
fn walk(data: &[u8], range: Range<usize>, visit: &mut Visit<'_>) -> Result<()> {
    let mut reader = Reader::new(&data[range.clone()], range.start, ErrorKind::SoundFont);
    while reader.remaining() >= 8 {
        let tag = reader.tag()?;
        let size = reader.u32_le()? as usize;
        let start = reader.offset();
        if size > reader.remaining() {
            let name = String::from_utf8_lossy(&tag).into_owned();
            let left = reader.remaining();
            let text = format!("chunk {name:?} claims {size} bytes, {left} are left");
            return Err(Error::at(ErrorKind::SoundFont, start, text));
        }
        reader.take(size)?;
        // chunks are padded to even length, but some writers forget
        if size % 2 == 1 && reader.peek() == Some(0) {
            reader.take(1)?;
        }
        visit(&tag, start..start + size)?;
    }
    Ok(())
}
