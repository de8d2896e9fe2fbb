//! Medians, percentiles, memory: the figures that the bench prints.

use std::fs;
use std::time::{Duration, Instant};

/// The times that one thing took, over and over.
pub struct Times(Vec<Duration>);

impl Times {
    /// Does something `count` times after a tenth as many rounds of warming up.
    ///
    /// # Errors
    /// Passes on the first fault.
    pub fn of<E>(count: usize, mut work: impl FnMut() -> Result<(), E>) -> Result<Self, E> {
        for _ in 0..count.div_ceil(10) {
            work()?;
        }
        let mut times = Vec::with_capacity(count);
        for _ in 0..count {
            let start = Instant::now();
            work()?;
            times.push(start.elapsed());
        }
        times.sort();
        Ok(Self(times))
    }

    /// The time that half of the rounds stayed under.
    pub fn median(&self) -> Duration {
        self.share(50)
    }

    /// The time that 99 of 100 rounds stayed under.
    pub fn p99(&self) -> Duration {
        self.share(99)
    }

    fn share(&self, percent: usize) -> Duration {
        let at = (self.0.len() * percent).div_ceil(100).saturating_sub(1);
        self.0.get(at).copied().unwrap_or_default()
    }
}

/// A duration in milliseconds, as a table shows it.
pub fn millis(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}

/// How many times longer one took than the other.
pub fn ratio(time: Duration, than: Duration) -> String {
    format!("{:.2}×", time.as_secs_f64() / than.as_secs_f64().max(f64::MIN_POSITIVE))
}

/// The memory that a process holds now, in MiB.
pub fn memory(process: u32) -> Option<u64> {
    told_of(process, "VmRSS:")
}

/// The most memory that a process ever held, in MiB.
pub fn peak(process: u32) -> Option<u64> {
    told_of(process, "VmHWM:")
}

fn told_of(process: u32, line: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|told| told.strip_prefix(line))?;
    let kibibytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kibibytes / 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_read_from_the_sorted_times() {
        let times = Times((1..=200).map(Duration::from_millis).collect());
        assert_eq!(times.median(), Duration::from_millis(100));
        assert_eq!(times.p99(), Duration::from_millis(198));
        assert_eq!(ratio(times.p99(), times.median()), "1.98×");
    }

    #[test]
    fn this_process_holds_some_memory() {
        let held = memory(std::process::id());
        assert!(held.is_some_and(|held| held > 0));
        assert!(peak(std::process::id()) >= held);
    }
}
