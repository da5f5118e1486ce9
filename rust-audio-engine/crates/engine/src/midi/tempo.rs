//! Ticks to seconds.

/// How the file counts time.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Division {
    /// Ticks a quarter note.
    Quarter(u16),
    /// Ticks a second.
    Second(f64),
}

/// Tempo changes as (tick, microseconds a quarter), in tick order.
#[derive(Debug)]
pub(crate) struct TempoMap {
    division: Division,
    /// (tick, seconds at that tick, seconds a tick from there on)
    steps: Vec<(u64, f64, f64)>,
}

impl TempoMap {
    pub(crate) fn new(division: Division, changes: &mut [(u64, u32)]) -> Self {
        // stable: of several changes at one tick the last in file order holds
        changes.sort_by_key(|&(tick, _)| tick);
        let mut map = Self { division, steps: Vec::with_capacity(changes.len() + 1) };
        map.steps.push((0, 0.0, map.tick_seconds(500_000)));
        for &(tick, tempo) in changes.iter() {
            let step = (tick, map.seconds(tick), map.tick_seconds(tempo));
            map.steps.push(step);
        }
        map
    }

    fn tick_seconds(&self, tempo: u32) -> f64 {
        match self.division {
            Division::Quarter(ticks) => f64::from(tempo) * 1e-6 / f64::from(ticks),
            Division::Second(ticks) => 1.0 / ticks,
        }
    }

    pub(crate) fn seconds(&self, tick: u64) -> f64 {
        let after = self.steps.partition_point(|&(at, _, _)| at <= tick);
        let (at, seconds, rate) = self.steps[after - 1];
        seconds + (tick - at) as f64 * rate
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tempo_changes_add_up() {
        let map = TempoMap::new(Division::Quarter(480), &mut [(960, 250_000), (1920, 1_000_000)]);
        assert!((map.seconds(480) - 0.5).abs() < 1e-12);
        assert!((map.seconds(1440) - 1.25).abs() < 1e-12);
        assert!((map.seconds(2400) - 2.5).abs() < 1e-12);
    }

    #[test]
    fn smpte_ignores_tempo() {
        let map = TempoMap::new(Division::Second(1000.0), &mut [(0, 1)]);
        assert!((map.seconds(1500) - 1.5).abs() < 1e-12);
    }
}
