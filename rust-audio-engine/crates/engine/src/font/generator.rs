//! The generators of SF2.04 section 8.1: numbers, defaults, ranges.

/// How many generator numbers there are, unused ones included.
pub const COUNT: usize = 60;

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Info {
    /// Generator number in the file.
    pub id: u16,
    /// Value where no zone sets one.
    pub default: i16,
    /// Least value after summing.
    pub min: i16,
    /// Greatest value after summing.
    pub max: i16,
    /// `false` where the specification forbids it at preset level.
    pub preset: bool,
}

macro_rules! generators {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $default:literal, $min:literal..$max:literal, $preset:literal;)*) => {
        $($(#[$doc])* pub const $name: usize = $id;)*
        /// Every generator that carries a value.
        pub const TABLE: &[Info] = &[
            $(Info { id: $id, default: $default, min: $min, max: $max, preset: $preset },)*
        ];
    };
}

generators! {
    /// Points added to the sample's start.
    START_OFFSET = 0, 0, 0..32767, false;
    /// Points added to the sample's end.
    END_OFFSET = 1, 0, -32768..0, false;
    /// Points added to the loop's start.
    LOOP_START_OFFSET = 2, 0, -32768..32767, false;
    /// Points added to the loop's end.
    LOOP_END_OFFSET = 3, 0, -32768..32767, false;
    /// 32768 points added to the sample's start.
    START_COARSE = 4, 0, 0..32767, false;
    /// Modulation LFO to pitch, cents.
    MOD_LFO_TO_PITCH = 5, 0, -12000..12000, true;
    /// Vibrato LFO to pitch, cents.
    VIB_LFO_TO_PITCH = 6, 0, -12000..12000, true;
    /// Modulation envelope to pitch, cents.
    MOD_ENV_TO_PITCH = 7, 0, -12000..12000, true;
    /// Low-pass cutoff, absolute cents.
    FILTER_FC = 8, 13500, 1500..13500, true;
    /// Low-pass resonance, centibels.
    FILTER_Q = 9, 0, 0..960, true;
    /// Modulation LFO to cutoff, cents.
    MOD_LFO_TO_FILTER = 10, 0, -12000..12000, true;
    /// Modulation envelope to cutoff, cents.
    MOD_ENV_TO_FILTER = 11, 0, -12000..12000, true;
    /// 32768 points added to the sample's end.
    END_COARSE = 12, 0, -32768..0, false;
    /// Modulation LFO to volume, centibels.
    MOD_LFO_TO_VOLUME = 13, 0, -960..960, true;
    /// Chorus send, tenths of a percent.
    CHORUS_SEND = 15, 0, 0..1000, true;
    /// Reverb send, tenths of a percent.
    REVERB_SEND = 16, 0, 0..1000, true;
    /// Pan, tenths of a percent, left negative.
    PAN = 17, 0, -500..500, true;
    /// Modulation LFO delay, timecents.
    MOD_LFO_DELAY = 21, -12000, -12000..5000, true;
    /// Modulation LFO frequency, absolute cents.
    MOD_LFO_FREQ = 22, 0, -16000..4500, true;
    /// Vibrato LFO delay, timecents.
    VIB_LFO_DELAY = 23, -12000, -12000..5000, true;
    /// Vibrato LFO frequency, absolute cents.
    VIB_LFO_FREQ = 24, 0, -16000..4500, true;
    /// Modulation envelope delay, timecents.
    MOD_ENV_DELAY = 25, -12000, -12000..5000, true;
    /// Modulation envelope attack, timecents.
    MOD_ENV_ATTACK = 26, -12000, -12000..8000, true;
    /// Modulation envelope hold, timecents.
    MOD_ENV_HOLD = 27, -12000, -12000..5000, true;
    /// Modulation envelope decay, timecents.
    MOD_ENV_DECAY = 28, -12000, -12000..8000, true;
    /// Modulation envelope sustain, tenths of a percent below full.
    MOD_ENV_SUSTAIN = 29, 0, 0..1000, true;
    /// Modulation envelope release, timecents.
    MOD_ENV_RELEASE = 30, -12000, -12000..8000, true;
    /// Timecents of hold per key below 60, modulation envelope.
    KEY_TO_MOD_HOLD = 31, 0, -1200..1200, true;
    /// Timecents of decay per key below 60, modulation envelope.
    KEY_TO_MOD_DECAY = 32, 0, -1200..1200, true;
    /// Volume envelope delay, timecents.
    VOL_ENV_DELAY = 33, -12000, -12000..5000, true;
    /// Volume envelope attack, timecents.
    VOL_ENV_ATTACK = 34, -12000, -12000..8000, true;
    /// Volume envelope hold, timecents.
    VOL_ENV_HOLD = 35, -12000, -12000..5000, true;
    /// Volume envelope decay, timecents for 100 dB.
    VOL_ENV_DECAY = 36, -12000, -12000..8000, true;
    /// Volume envelope sustain, centibels below full.
    VOL_ENV_SUSTAIN = 37, 0, 0..1440, true;
    /// Volume envelope release, timecents for 100 dB.
    VOL_ENV_RELEASE = 38, -12000, -12000..8000, true;
    /// Timecents of hold per key below 60, volume envelope.
    KEY_TO_VOL_HOLD = 39, 0, -1200..1200, true;
    /// Timecents of decay per key below 60, volume envelope.
    KEY_TO_VOL_DECAY = 40, 0, -1200..1200, true;
    /// Instrument of a preset zone.
    INSTRUMENT = 41, -1, -32768..32767, true;
    /// Keys the zone answers, low and high byte.
    KEY_RANGE = 43, 0x7F00, -32768..32767, true;
    /// Velocities the zone answers, low and high byte.
    VEL_RANGE = 44, 0x7F00, -32768..32767, true;
    /// 32768 points added to the loop's start.
    LOOP_START_COARSE = 45, 0, -32768..32767, false;
    /// Plays as if this key had been struck; -1 for none.
    KEYNUM = 46, -1, -1..127, false;
    /// Plays as if struck at this velocity; -1 for none.
    VELOCITY = 47, -1, -1..127, false;
    /// Attenuation, centibels.
    ATTENUATION = 48, 0, 0..1440, true;
    /// 32768 points added to the loop's end.
    LOOP_END_COARSE = 50, 0, -32768..32767, false;
    /// Semitones of tuning.
    COARSE_TUNE = 51, 0, -120..120, true;
    /// Cents of tuning.
    FINE_TUNE = 52, 0, -99..99, true;
    /// Sample of an instrument zone.
    SAMPLE = 53, -1, -32768..32767, false;
    /// Loop mode: 0 or 2 none, 1 always, 3 until release.
    SAMPLE_MODES = 54, 0, 0..3, false;
    /// Cents of pitch per key.
    SCALE_TUNING = 56, 100, 0..1200, true;
    /// Voices of one class cut each other; 0 is none.
    EXCLUSIVE_CLASS = 57, 0, 0..127, false;
    /// Key at which the sample sounds as recorded; -1 for the header's.
    ROOT_KEY = 58, -1, -1..127, false;
}

/// Values of every generator before any zone sets one.
pub fn defaults() -> [i32; COUNT] {
    let mut values = [0; COUNT];
    for row in TABLE {
        values[usize::from(row.id)] = i32::from(row.default);
    }
    values
}

/// The row of generator `id`, if it carries a value.
pub fn info(id: u16) -> Option<&'static Info> {
    TABLE.iter().find(|row| row.id == id)
}
