//! What a risk is held to: steps of its method, an assessment that is whole, something done or decided about it.

use stadga_decisions::postponement::is_blank;
use stadga_measures::Measure;
use stadga_model::{Around, Date, Finding};

use super::{Risk, State};
use crate::{
    RiskAcceptance, RiskAnalysis, acceptance,
    method::{Method, Moment, step},
};

/// What a risk is held to.
pub fn rules(risk: &Risk, around: &Around) -> Vec<Finding> {
    let Some(by) = risk.by() else { return without_method(risk, around) };
    let mut findings = outside(risk, by);
    findings.extend(other_method(risk, around));
    findings.extend(dates(risk, around.today()));
    match risk.state {
        State::Closed => findings.extend(closed(risk)),
        State::Identified => findings.extend(about(risk)),
        State::Assessed => {
            findings.extend(about(risk));
            findings.extend(unassessed(risk, by));
            findings.extend(above(risk));
            findings.extend(causes(risk));
            findings.extend(untreated(risk, by, around));
            findings.extend(review(risk, around.today()));
        }
    }
    findings
}

/// RSK-01, RSK-02: who reports a risk needs to know no method; who assesses it does.
fn without_method(risk: &Risk, around: &Around) -> Vec<Finding> {
    let reported = risk.state == State::Identified && risk.method.0.is_empty();
    let rated = risk.likelihood.is_some() || !risk.consequences.is_empty();
    if !reported || rated {
        return vec![Finding::blocking("RSK-02").variant("method").on("method")];
    }
    let mut findings = dates(risk, around.today());
    findings.extend(about(risk));
    findings
}

/// RSK-02: every step is one of the method's.
fn outside(risk: &Risk, by: &Method) -> Vec<Finding> {
    let fault = |field: &str, most: usize| {
        Finding::blocking("RSK-02").variant("outside").on(field).with("most", most)
    };
    let mut faults = Vec::new();
    let single = [
        ("likelihood_inherent", risk.likelihood_inherent, &by.likelihood),
        ("likelihood", risk.likelihood, &by.likelihood),
        ("likelihood_target", risk.likelihood_target, &by.likelihood),
        ("detection_inherent", risk.detection_inherent, &by.detection),
        ("detection", risk.detection, &by.detection),
        ("detection_target", risk.detection_target, &by.detection),
    ];
    for (field, value, steps) in single {
        if value.is_some_and(|value| !steps.is_empty() && step(steps, value).is_none()) {
            faults.push(fault(field, steps.len()));
        }
    }
    let known = |value: Option<i64>| value.is_none_or(|v| step(&by.consequence, v).is_some());
    let wrong = |moment| risk.consequences.iter().any(|row| !known(row.at(moment)));
    if Moment::ALL.into_iter().any(wrong) {
        faults.push(fault("consequences", by.consequence.len()));
    }
    faults
}

/// RSK-02: all risks of an analysis are assessed by its method.
fn other_method(risk: &Risk, around: &Around) -> Option<Finding> {
    let analysis: RiskAnalysis = around.near.linked(risk.found_in?)?;
    let other = !analysis.method.0.is_empty() && analysis.method != risk.method;
    other.then(|| Finding::blocking("RSK-02").variant("other-method").on("method"))
}

/// RSK-04: nothing is found or assessed in the future.
fn dates(risk: &Risk, today: Date) -> Vec<Finding> {
    let future = |day: Option<Date>| day.is_some_and(|day| day > today);
    let fault = |field: &str| Finding::blocking("RSK-04").variant("future").on(field);
    let raised = future(risk.raised).then(|| fault("raised"));
    raised.into_iter().chain(future(risk.assessed).then(|| fault("assessed"))).collect()
}

/// What is closed says why.
fn closed(risk: &Risk) -> Option<Finding> {
    is_blank(risk.closed_because.as_ref())
        .then(|| Finding::blocking("RSK-14").variant("closed").on("closed_because"))
}

/// RSK-14: a risk is about something.
fn about(risk: &Risk) -> Option<Finding> {
    let process = risk.process.as_ref().is_some_and(|process| !process.trim().is_empty());
    (risk.about.is_empty() && !process)
        .then(|| Finding::warning("RSK-14").variant("about").on("about"))
}

/// RSK-04: how likely, how bad, and what that builds on: all three.
fn unassessed(risk: &Risk, by: &Method) -> Vec<Finding> {
    let fault = |variant, field: &str| Finding::blocking("RSK-04").variant(variant).on(field);
    let documented = !is_blank(risk.motive.as_ref()) || !is_blank(risk.description.as_ref());
    [
        risk.likelihood.is_none().then(|| fault("likelihood", "likelihood")),
        risk.worst(Moment::Current).is_none().then(|| fault("consequence", "consequences")),
        (by.has_detection() && risk.detection.is_none()).then(|| fault("detection", "detection")),
        (!documented).then(|| fault("motive", "motive")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// RSK-02: what is done about a risk makes it no greater, and the goal is not above where one stands.
fn above(risk: &Risk) -> Vec<Finding> {
    let points = |moment| risk.points(moment);
    let more = |one: Option<i64>, other: Option<i64>| one.zip(other).is_some_and(|(a, b)| a > b);
    let warn = |variant, field: &str| Finding::warning("RSK-02").variant(variant).on(field);
    let current = points(Moment::Current);
    [
        more(current, points(Moment::Inherent)).then(|| warn("above-inherent", "likelihood")),
        more(points(Moment::Target), current).then(|| warn("above-current", "likelihood_target")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// RSK-12: why it may happen.
fn causes(risk: &Risk) -> Option<Finding> {
    risk.causes.is_empty().then(|| Finding::warning("RSK-12").on("causes"))
}

/// RSK-09, RSK-14: what may not be borne freely is treated or borne by a decision that holds.
fn untreated(risk: &Risk, by: &Method, around: &Around) -> Vec<Finding> {
    let Some(level) = risk.level(Moment::Current) else { return Vec::new() };
    let today = around.today();
    let acceptances: Vec<_> =
        around.near.pointing::<RiskAcceptance>().map(|(_, one)| one).collect();
    let borne = holds(&acceptances, today);
    let measures: Vec<_> = around.near.pointing::<Measure>().map(|(_, one)| one).collect();
    let open = measures.iter().any(|measure| !measure.state.has_ended());
    let mut findings = Vec::new();
    let ended = acceptances
        .iter()
        .filter(|one| one.state == acceptance::State::Accepted)
        .filter_map(|one| one.until.filter(|until| *until < today))
        .max();
    if let (false, Some(ended)) = (borne || by.is_free(level), ended) {
        findings.push(Finding::warning("RSK-09").variant("expired").with("date", ended));
    } else if !by.is_free(level) && !borne && !open {
        findings.push(Finding::warning("RSK-09").variant("unaccepted").on("treatment"));
    }
    let treatment = risk.treatment.as_ref().map(|term| term.0.as_str());
    if treatment == Some("reduce") && measures.is_empty() {
        findings.push(Finding::warning("RSK-14").variant("measure").on("treatment"));
    }
    let severe = by.always.zip(risk.worst(Moment::Current)).is_some_and(|(from, c)| c >= from);
    if severe && treatment.is_none() {
        findings.push(Finding::warning("RSK-02").variant("severe").on("treatment"));
    }
    findings
}

/// Whether one of the acceptances of a risk holds on a day (RSK-09).
pub fn holds(acceptances: &[RiskAcceptance], day: Date) -> bool {
    acceptances.iter().any(|one| one.holds(day))
}

/// RSK-04: an assessment is made anew when its day has come.
fn review(risk: &Risk, today: Date) -> Option<Finding> {
    let day = risk.review_by.filter(|day| *day < today)?;
    Some(Finding::warning("RSK-04").variant("review").on("review_by").with("date", day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{acceptance, analysis, and_down, check, day, id, near, risk, up};
    use proptest::prelude::*;
    use stadga_model::Term;

    #[test]
    fn rsk_04_what_is_assessed_has_likelihood_consequence_and_motive() {
        let bare = Risk {
            likelihood: None,
            consequences: Vec::new(),
            motive: None,
            description: None,
            ..risk()
        };
        let found = check(rules, &bare, &near());
        for part in ["likelihood", "consequence", "motive"] {
            assert!(found.contains(&format!("finding-rsk-04-{part}")), "{found:?}");
        }
        let identified = Risk { state: State::Identified, ..bare };
        assert!(check(rules, &identified, &near()).is_empty(), "may wait for its assessment");
        let fmea = Risk { method: Term::from("fmea-1"), ..risk() };
        assert!(check(rules, &fmea, &near()).contains(&"finding-rsk-04-detection".to_owned()));
    }

    #[test]
    fn rsk_02_steps_outside_the_method_and_other_methods_are_stopped() {
        let outside = Risk { likelihood: Some(5), ..risk() };
        assert!(check(rules, &outside, &near()).contains(&"finding-rsk-02-outside".to_owned()));
        let unknown = Risk { method: Term::from("nowhere"), ..risk() };
        assert_eq!(check(rules, &unknown, &near()), ["finding-rsk-02-method"]);
        let reported = Risk {
            method: Term::default(),
            state: State::Identified,
            likelihood: None,
            consequences: Vec::new(),
            ..risk()
        };
        assert!(check(rules, &reported, &near()).is_empty(), "rsk_01: is reported without one");
        let other = Risk { found_in: Some(id(1)), method: Term::from("five-1"), ..risk() };
        let found = check(rules, &other, &up(&[(id(1), &analysis())]));
        assert!(found.contains(&"finding-rsk-02-other-method".to_owned()), "{found:?}");
    }

    #[test]
    fn rsk_09_a_risk_that_may_not_be_borne_is_treated_or_borne_by_decision() {
        assert_eq!(check(rules, &risk(), &near()), ["finding-rsk-09-unaccepted"]);
        let borne = and_down(near(), "risk", &acceptance());
        assert!(check(rules, &risk(), &borne).is_empty());
        let ended = RiskAcceptance { until: Some(day("2024-01-23")), ..acceptance() };
        let ended = and_down(near(), "risk", &ended);
        assert_eq!(check(rules, &risk(), &ended), ["finding-rsk-09-expired"]);
        let measure: Measure = crate::tests::measure();
        let treated = and_down(near(), "causes", &measure);
        assert!(check(rules, &risk(), &treated).is_empty());
    }

    #[test]
    fn rsk_12_rsk_14_a_risk_has_causes_and_is_about_something() {
        let bare = Risk { causes: Vec::new(), about: Vec::new(), ..risk() };
        let borne = and_down(near(), "risk", &acceptance());
        assert_eq!(check(rules, &bare, &borne), ["finding-rsk-14-about", "finding-rsk-12"]);
        let reduce = Risk { treatment: Some(Term::from("reduce")), ..risk() };
        assert!(check(rules, &reduce, &borne).contains(&"finding-rsk-14-measure".to_owned()));
        let closed = Risk { state: State::Closed, ..risk() };
        assert_eq!(check(rules, &closed, &near()), ["finding-rsk-14-closed"]);
    }

    proptest! {
        /// The warning that a risk has grown is there exactly when it has.
        #[test]
        fn rsk_02_a_current_risk_above_its_inherent_one_is_told(l in 1i64..5, c in 1i64..5, inherent in (1i64..5, 1i64..5)) {
            let mut one = risk();
            (one.likelihood, one.likelihood_inherent) = (Some(l), Some(inherent.0));
            (one.consequences[0].current, one.consequences[0].inherent) = (Some(c), Some(inherent.1));
            (one.likelihood_target, one.consequences[0].target) = (None, None);
            let told = check(rules, &one, &near()).contains(&"finding-rsk-02-above-inherent".to_owned());
            prop_assert_eq!(told, l * c > inherent.0 * inherent.1);
        }

        /// The worst area decides, whatever order they stand in.
        #[test]
        fn rsk_02_the_worst_consequence_decides(steps in proptest::collection::vec(1i64..5, 1..6)) {
            let mut one = risk();
            let row = one.consequences[0].clone();
            one.consequences = steps.iter().map(|step| super::super::Consequence { current: Some(*step), ..row.clone() }).collect();
            prop_assert_eq!(one.worst(Moment::Current), steps.iter().copied().max());
            one.consequences.reverse();
            prop_assert_eq!(one.worst(Moment::Current), steps.iter().copied().max());
        }
    }
}
