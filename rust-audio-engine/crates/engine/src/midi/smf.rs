//! The file format: header, tracks, variable-length numbers, running status.

use super::Message;
use super::tempo::{Division, TempoMap};
use crate::bytes::Reader;
use crate::error::{Error, ErrorKind, Result};

/// Largest file accepted, in bytes.
pub const MAX_BYTES: usize = 64 << 20;
/// Most channel messages accepted.
pub const MAX_EVENTS: usize = 4_000_000;
/// Longest song accepted, in seconds.
pub const MAX_SECONDS: f64 = 4.0 * 3600.0;

/// A channel message at its time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimedMessage {
    /// Seconds from the start.
    pub seconds: f64,
    /// 0..=15.
    pub channel: u8,
    /// What happens.
    pub message: Message,
}

/// A whole MIDI file in time order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Song {
    /// Messages, earliest first; messages of one time keep the file's order.
    pub messages: Vec<TimedMessage>,
    /// Where the last track ends, in seconds.
    pub seconds: f64,
}

#[derive(Clone, Copy)]
struct Ticked {
    tick: u64,
    channel: u8,
    message: Message,
}

#[derive(Default)]
struct Tracks {
    messages: Vec<Ticked>,
    tempos: Vec<(u64, u32)>,
    end: u64,
}

impl Song {
    /// Reads a file of format 0, 1 or 2 (whose patterns follow one another),
    /// bare or in a RIFF RMID wrapper.
    ///
    /// # Errors
    /// [`ErrorKind::Midi`] with the byte offset if the file is malformed or
    /// beyond [`MAX_BYTES`], [`MAX_EVENTS`] or [`MAX_SECONDS`].
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        if bytes.len() > MAX_BYTES {
            let text = format!("{} bytes; at most {MAX_BYTES} are read", bytes.len());
            return Err(Error::new(ErrorKind::Midi, text));
        }
        let mut reader = Reader::new(bytes, 0, ErrorKind::Midi);
        unwrap_rmid(&mut reader)?;
        let (format, count, division) = header(&mut reader)?;
        let mut tracks = Tracks::default();
        let mut seen = 0;
        while reader.remaining() >= 8 {
            let tag = reader.tag()?;
            let size = reader.u32_be()? as usize;
            let base = reader.offset();
            let body = reader.take_up_to(size);
            if &tag == b"MTrk" {
                let start = if format == 2 { tracks.end } else { 0 };
                tracks.read(&mut Reader::new(body, base, ErrorKind::Midi), start)?;
                seen += 1;
            }
        }
        if seen == 0 {
            return Err(reader.error(format!("no track; the header announces {count}")));
        }
        tracks.song(division)
    }
}

/// Skips to the MIDI data of a RIFF wrapper, if there is one.
fn unwrap_rmid(reader: &mut Reader<'_>) -> Result<()> {
    if reader.peek() != Some(b'R') {
        return Ok(());
    }
    let head = reader.take(12)?;
    if &head[..4] != b"RIFF" || &head[8..] != b"RMID" {
        return Err(reader.error("neither MThd nor a RIFF RMID wrapper"));
    }
    loop {
        let tag = reader.tag()?;
        let size = reader.u32_le()? as usize;
        if &tag == b"data" {
            return Ok(());
        }
        reader.take(size.saturating_add(size & 1))?;
    }
}

fn header(reader: &mut Reader<'_>) -> Result<(u16, u16, Division)> {
    if &reader.tag()? != b"MThd" {
        return Err(Error::at(ErrorKind::Midi, 0, "the file does not begin with MThd"));
    }
    let size = reader.u32_be()? as usize;
    if size < 6 {
        return Err(reader.error(format!("header of {size} bytes, at least 6 expected")));
    }
    let (format, count) = (reader.u16_be()?, reader.u16_be()?);
    if format > 2 {
        return Err(reader.error(format!("format {format}; 0, 1 and 2 exist")));
    }
    let raw = reader.u16_be()?;
    let division =
        division(raw).ok_or_else(|| reader.error(format!("time division {raw:#06x}")))?;
    reader.take(size - 6)?;
    Ok((format, count, division))
}

fn division(raw: u16) -> Option<Division> {
    if raw & 0x8000 == 0 {
        return (raw > 0).then_some(Division::Quarter(raw));
    }
    let [frames, ticks] = raw.to_be_bytes();
    let rate = match (frames as i8).unsigned_abs() {
        29 => 30.0 / 1.001,
        rate @ (24 | 25 | 30) => f64::from(rate),
        _ => return None,
    };
    (ticks > 0).then(|| Division::Second(rate * f64::from(ticks)))
}

impl Tracks {
    fn read(&mut self, reader: &mut Reader<'_>, start: u64) -> Result<()> {
        let (mut tick, mut running) = (start, None);
        while !reader.is_empty() {
            tick += u64::from(variable(reader)?);
            let status = match reader.peek() {
                Some(byte) if byte & 0x80 != 0 => reader.u8()?,
                _ => running.ok_or_else(|| reader.error("data byte without a status"))?,
            };
            match status {
                0xFF => {
                    if self.meta(reader, tick)? {
                        break;
                    }
                }
                0xF0 | 0xF7 => {
                    running = None;
                    self.system_exclusive(reader, tick)?;
                }
                0x80..=0xEF => {
                    running = Some(status);
                    self.channel(reader, tick, status)?;
                }
                _ => return Err(reader.error(format!("status {status:#04x} in a file"))),
            }
        }
        self.end = self.end.max(tick);
        Ok(())
    }

    /// `true` at the end of the track.
    fn meta(&mut self, reader: &mut Reader<'_>, tick: u64) -> Result<bool> {
        let kind = reader.u8()?;
        let size = variable(reader)? as usize;
        let body = reader.take(size)?;
        if let (0x51, &[a, b, c]) = (kind, body) {
            let tempo = u32::from_be_bytes([0, a, b, c]);
            self.tempos.push((tick, tempo.max(1)));
        }
        Ok(kind == 0x2F)
    }

    /// GM, GM2, GS and XG "system on" reset the channels; the rest is passed over.
    fn system_exclusive(&mut self, reader: &mut Reader<'_>, tick: u64) -> Result<()> {
        let size = variable(reader)? as usize;
        let body = reader.take(size)?;
        let is_reset = matches!(body, [0x7E, _, 0x09, 0x01 | 0x03, ..])
            || matches!(body, [0x41, _, 0x42, 0x12, 0x40, 0x00, 0x7F, 0x00, ..])
            || matches!(body, [0x43, _, 0x4C, 0x00, 0x00, 0x7E, 0x00, ..]);
        if is_reset {
            self.messages.push(Ticked { tick, channel: 0, message: Message::SystemReset });
        }
        Ok(())
    }

    fn channel(&mut self, reader: &mut Reader<'_>, tick: u64, status: u8) -> Result<()> {
        let first = data(reader)?;
        let message = match status >> 4 {
            0x8 => {
                data(reader)?;
                Message::NoteOff(first)
            }
            0x9 => match data(reader)? {
                0 => Message::NoteOff(first),
                velocity => Message::NoteOn(first, velocity),
            },
            0xA => Message::PolyPressure(first, data(reader)?),
            0xB => Message::Control(first, data(reader)?),
            0xC => Message::Program(first),
            0xD => Message::ChannelPressure(first),
            _ => Message::PitchWheel(u16::from(first) | u16::from(data(reader)?) << 7),
        };
        if self.messages.len() >= MAX_EVENTS {
            return Err(reader.error(format!("more than {MAX_EVENTS} messages")));
        }
        self.messages.push(Ticked { tick, channel: status & 15, message });
        Ok(())
    }

    fn song(mut self, division: Division) -> Result<Song> {
        let map = TempoMap::new(division, &mut self.tempos);
        let seconds = map.seconds(self.end);
        if seconds > MAX_SECONDS {
            let text =
                format!("the song lasts {seconds:.0} s; at most {MAX_SECONDS:.0} s are read");
            return Err(Error::new(ErrorKind::Midi, text));
        }
        // stable, so messages of one tick keep track order
        self.messages.sort_by_key(|m| m.tick);
        let timed = |m: &Ticked| TimedMessage {
            seconds: map.seconds(m.tick),
            channel: m.channel,
            message: m.message,
        };
        Ok(Song { messages: self.messages.iter().map(timed).collect(), seconds })
    }
}

/// A data byte; the top bit must be clear.
fn data(reader: &mut Reader<'_>) -> Result<u8> {
    let byte = reader.u8()?;
    if byte & 0x80 != 0 {
        return Err(reader.error(format!("data byte {byte:#04x} above 0x7f")));
    }
    Ok(byte)
}

/// A variable-length number of at most four bytes.
fn variable(reader: &mut Reader<'_>) -> Result<u32> {
    let mut value = 0;
    for _ in 0..4 {
        let byte = reader.u8()?;
        value = value << 7 | u32::from(byte & 0x7F);
        if byte & 0x80 == 0 {
            return Ok(value);
        }
    }
    Err(reader.error("variable-length number of more than four bytes"))
}
