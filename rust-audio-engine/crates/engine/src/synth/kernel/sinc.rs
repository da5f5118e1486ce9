//! Eight-point interpolation: a windowed sinc at 512 phases, linear in between.

use std::f64::consts::PI;
use std::sync::OnceLock;

/// Distinct phases; what lies between two is interpolated.
const PHASES: usize = 512;
/// Shape of the Kaiser window.
const BETA: f64 = 6.5;

/// Rows of eight taps, then the rise of each to the next row.
pub(super) struct Table {
    rows: Vec<[f32; 16]>,
}

pub(super) fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(Table::new)
}

impl Table {
    fn new() -> Self {
        let taps: Vec<[f64; 8]> = (0..=PHASES).map(|p| taps(p as f64 / PHASES as f64)).collect();
        let row = |pair: &[[f64; 8]]| {
            let mut row = [0.0; 16];
            for k in 0..8 {
                row[k] = pair[0][k] as f32;
                row[8 + k] = (pair[1][k] - pair[0][k]) as f32;
            }
            row
        };
        Self { rows: taps.windows(2).map(row).collect() }
    }

    /// All rows, one after the other.
    #[cfg(feature = "gpu")]
    pub(super) fn taps(&self) -> &[f32] {
        self.rows.as_flattened()
    }

    /// The row for a fraction of a point, and how far into it the fraction lies.
    pub(super) fn row(&self, fraction: u32) -> (&[f32; 16], f32) {
        let shift = 32 - PHASES.ilog2();
        let within = fraction & ((1 << shift) - 1);
        (&self.rows[(fraction >> shift) as usize], within as f32 / (1_u32 << shift) as f32)
    }
}

/// Taps for the points -3..=4 around a place `t` of the way from point 0 to 1.
fn taps(t: f64) -> [f64; 8] {
    let raw: [f64; 8] = std::array::from_fn(|k| {
        let x = k as f64 - 3.0 - t;
        let sinc = if x.abs() < 1e-9 { 1.0 } else { (PI * x).sin() / (PI * x) };
        sinc * kaiser(x / 4.0)
    });
    let sum: f64 = raw.iter().sum();
    raw.map(|tap| tap / sum)
}

fn kaiser(x: f64) -> f64 {
    let bessel = |x: f64| {
        (1..30).fold((1.0, 1.0), |(sum, term), k| {
            let term = term * (x / 2.0 / f64::from(k)).powi(2);
            (sum + term, term)
        })
    };
    bessel(BETA * (1.0 - x * x).max(0.0).sqrt()).0 / bessel(BETA).0
}
