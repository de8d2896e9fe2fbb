//! When a control is to be carried out next.

use jiff::ToSpan as _;
use stadga_model::Date;

use crate::{Control, ControlCheck, control::State, weights::weights};

/// When a control is to be carried out next, where it is carried out at all: so long after the newest signed check as its
/// frequency says, or on its first day.
pub fn next<'a>(control: &Control, checks: impl Iterator<Item = &'a ControlCheck>) -> Option<Date> {
    if control.state != State::Active {
        return None;
    }
    let Some(last) = checks.filter_map(ControlCheck::made).max() else { return control.first };
    let days = weights().days_between(&control.frequency)?;
    Some(last.saturating_add(days.days()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check_record, control};

    #[test]
    fn ctl_14_a_control_comes_again_after_its_frequency() {
        let mut one = control();
        one.first = "2024-01-15".parse().ok();
        assert_eq!(next(&one, [].iter()), one.first);
        let checks = [check_record("2024-01-10"), check_record("2023-06-10")];
        assert_eq!(next(&one, checks.iter()).unwrap().to_string(), "2024-02-10");
        one.state = State::Ended;
        assert_eq!(next(&one, checks.iter()), None);
    }
}
