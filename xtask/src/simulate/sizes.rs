//! How large the organisations are: a few large ones and many small ones, as regions and municipalities are.

/// Of so many records one hundred …
const HUNDRED: f64 = 100.0;
/// … so many are employees: 1.4 of 10 million.
const EMPLOYEES: f64 = 14.0;
/// The n-th is as large as 1 / (n + this): the largest of 311 has some 38 000 of 1.4 million, the smallest 1 300.
const FLAT: f64 = 10.0;

/// An organisation to plant.
pub struct Size {
    /// Its key.
    pub key: String,
    /// How many employees it has.
    pub employees: u64,
    /// How many records besides.
    pub others: u64,
}

/// The key of the n-th largest.
pub fn key(at: usize) -> String {
    format!("k{at:03}")
}

/// So many organisations with so many records in all.
pub fn of(organisations: usize, records: usize) -> Vec<Size> {
    let weight = |at: usize| 1.0 / (at as f64 + FLAT);
    let whole: f64 = (1..=organisations).map(weight).sum();
    let size = |at: usize| {
        let own = records as f64 * weight(at) / whole;
        let employees = own * EMPLOYEES / HUNDRED;
        Size { key: key(at), employees: employees as u64, others: (own - employees) as u64 }
    };
    (1..=organisations).map(size).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sizes_add_up_and_are_those_of_regions_and_municipalities() {
        let all = of(311, 10_000_000);
        let employees: u64 = all.iter().map(|one| one.employees).sum();
        let others: u64 = all.iter().map(|one| one.others).sum();
        assert!((1_399_000..=1_400_000).contains(&employees), "{employees}");
        assert!((9_999_000..=10_000_000).contains(&(employees + others)));
        assert!((35_000..40_000).contains(&all[0].employees), "{}", all[0].employees);
        assert!((1_000..2_000).contains(&all[310].employees), "{}", all[310].employees);
    }
}
