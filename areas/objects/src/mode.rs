//! How actively an object is maintained: what the criteria suggest, and what a mode takes (PM3-12, PM3-14, R-4).

use serde::Deserialize;
use stadga_model::{Scales, Term};
use std::sync::LazyLock;

use crate::object::Answered;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Modes {
    #[serde(rename = "source")]
    _source: String,
    suggested: String,
    otherwise: String,
    active: Vec<String>,
    owned_by_chair: Vec<String>,
}

static MODES: LazyLock<Modes> = LazyLock::new(|| {
    stadga_model::shipped(
        "content/objects/modes.toml",
        include_str!("../../../content/objects/modes.toml"),
    )
});

/// Whether an object of this mode is actively maintained.
pub fn is_active(mode: &Term) -> bool {
    MODES.active.contains(&mode.0)
}

/// Whether the chair of the family's steering group owns the systems of an object of this mode (PM3-14).
pub fn is_owned_by_chair(mode: &Term) -> bool {
    MODES.owned_by_chair.contains(&mode.0)
}

/// The mode that the answers suggest: one yes is enough. None, until every criterion of the scale has an answer.
pub fn suggested(answers: &[Answered], scales: &Scales) -> Option<Term> {
    let yes = answers.iter().any(|answer| answer.applies);
    if !yes && !is_complete(answers, scales) {
        return None;
    }
    Some(Term::from(if yes { MODES.suggested.as_str() } else { MODES.otherwise.as_str() }))
}

/// Whether every criterion of the scale has an answer.
pub fn is_complete(answers: &[Answered], scales: &Scales) -> bool {
    let steps =
        scales.get("mode-criterion").map(|scale| scale.steps.as_slice()).unwrap_or_default();
    steps.iter().all(|step| answers.iter().any(|answer| answer.criterion.0 == step.key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::scales;
    use proptest::prelude::*;

    fn answers(applies: &[bool]) -> Vec<Answered> {
        let scales = scales();
        let steps = &scales.get("mode-criterion").unwrap().steps;
        let answer = |(step, applies): (&stadga_model::Step, &bool)| Answered {
            criterion: Term::from(step.key.as_str()),
            applies: *applies,
            why: None,
        };
        steps.iter().zip(applies).map(answer).collect()
    }

    #[test]
    fn pm3_12_there_are_five_criteria_and_every_mode_is_a_step() {
        let scales = scales();
        assert_eq!(scales.get("mode-criterion").unwrap().steps.len(), 5);
        let modes = scales.get("management-mode").unwrap();
        let named = MODES.active.iter().chain(&MODES.owned_by_chair);
        for mode in named.chain([&MODES.suggested, &MODES.otherwise]) {
            assert!(modes.step(mode).is_some(), "{mode}");
        }
        assert!(is_active(&Term::from(MODES.suggested.as_str())));
    }

    proptest! {
        #[test]
        fn pm3_12_one_yes_suggests_active_maintenance_and_only_five_no_the_minimum(
            applies in prop::collection::vec(any::<bool>(), 0..=5),
        ) {
            let said = suggested(&answers(&applies), &scales());
            match (applies.contains(&true), applies.len()) {
                (true, _) => prop_assert!(said.is_some_and(|mode| is_active(&mode))),
                (false, 5) => prop_assert!(said.is_some_and(|mode| is_owned_by_chair(&mode))),
                (false, _) => prop_assert!(said.is_none()),
            }
        }
    }
}
