//! Chance: other moments each time.

use std::hash::{BuildHasher as _, RandomState};
use std::ops::Range;

/// A source of chance.
pub struct Chance(u64);

impl Chance {
    /// One that is like no other.
    pub fn new() -> Self {
        Self(RandomState::new().hash_one("chance"))
    }

    /// A number in the range.
    pub fn pick(&mut self, range: Range<u64>) -> u64 {
        // Knuth's constants; the upper half of the bits is good enough for moments.
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        range.start + (self.0 >> 33) % (range.end - range.start)
    }
}
