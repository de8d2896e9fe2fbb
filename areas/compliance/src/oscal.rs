//! An assessment as OSCAL: assessment results, and a plan of action and milestones (OSCAL 1.1.2, NIST).
//!
//! OSCAL knows met and not met; what is more stands in properties of our own namespace.

use serde_json::{Map, Value, json};
use stadga_frameworks::{FrameworkRequirement, write::control_ids};
use stadga_measures::Measure;
use stadga_model::{Head, Id, Term};
use stadga_web::Context;
use std::collections::HashMap;

use crate::{
    AssessedRequirement,
    catalogue::Node,
    pages::Sheet,
    weights::{NOT_APPLICABLE, weights},
};

/// The version of the format.
const OSCAL: &str = "1.1.2";
/// Our own properties.
const NAMESPACE: &str = "urn:stadga:oscal:compliance";

/// The results of an assessment.
pub(crate) fn results(cx: &Context, sheet: &Sheet) -> Value {
    let id = sheet.head.id;
    let told: Vec<_> = sheet.counted_nodes().filter(|(_, answer)| is_told(answer)).collect();
    let names = Names::of(sheet);
    let controls: Vec<Value> =
        told.iter().map(|(node, _)| json!({ "control-id": names.name(node) })).collect();
    let observations: Vec<Value> =
        told.iter().map(|(node, answer)| observation(cx, node, answer)).collect();
    let findings: Vec<Value> =
        told.iter().map(|(node, answer)| finding(cx, (*node, names.name(node)), answer)).collect();
    let selection = match controls.is_empty() {
        true => json!({ "include-all": {} }),
        false => json!({ "include-controls": controls }),
    };
    let mut result = Map::new();
    result.insert("uuid".into(), uuid(id, "result").into());
    result.insert("title".into(), sheet.title().into());
    result.insert("description".into(), cx.t("oscal-result").into());
    result.insert("start".into(), format!("{}T00:00:00Z", sheet.assessment.period.from).into());
    if let Some(to) = sheet.assessment.period.to {
        result.insert("end".into(), format!("{to}T00:00:00Z").into());
    }
    result.insert("reviewed-controls".into(), json!({ "control-selections": [selection] }));
    // OSCAL has no empty lists.
    if !told.is_empty() {
        result.insert("observations".into(), observations.into());
        result.insert("findings".into(), findings.into());
    }
    let plan = uuid(id, "plan");
    json!({ "assessment-results": {
        "uuid": uuid(id, "results"),
        "metadata": metadata(cx, sheet),
        "import-ap": { "href": format!("#{plan}") },
        "results": [result],
        "back-matter": { "resources": [{
            "uuid": plan, "title": cx.t("oscal-plan"), "description": cx.t("oscal-plan-none"),
        }] },
    } })
}

/// What is to be done about what lacks something. A list without anything in it is no OSCAL: then there is none.
pub(crate) fn plan(cx: &Context, sheet: &Sheet, measures: &[(Head, Measure)]) -> Option<Value> {
    let gaps = sheet.gaps();
    if gaps.is_empty() {
        return None;
    }
    let observations: Vec<Value> =
        gaps.iter().map(|(node, answer)| observation(cx, node, answer)).collect();
    let risks: Vec<Value> =
        gaps.iter().map(|(node, answer)| risk(cx, node, answer, measures)).collect();
    let items: Vec<Value> = gaps
        .iter()
        .map(|(node, (head, one))| {
            json!({
                "uuid": uuid(head.id, "item"),
                "title": node.called(cx.language),
                "description": need(cx, head, one),
                "props": props(head, one),
                "related-observations": [{ "observation-uuid": uuid(head.id, "observation") }],
                "related-risks": [{ "risk-uuid": uuid(head.id, "risk") }],
            })
        })
        .collect();
    Some(json!({ "plan-of-action-and-milestones": {
        "uuid": uuid(sheet.head.id, "poam"),
        "metadata": metadata(cx, sheet),
        "system-id": { "identifier-type": "https://ietf.org/rfc/rfc4122", "id": uuid(sheet.assessment.scope, "system") },
        "observations": observations,
        "risks": risks,
        "poam-items": items,
    } }))
}

fn metadata(cx: &Context, sheet: &Sheet) -> Value {
    json!({
        "title": sheet.title(),
        "last-modified": cx.now().to_string(),
        "version": sheet.head.revision.to_string(),
        "oscal-version": OSCAL,
        "props": [
            { "name": "number", "ns": NAMESPACE, "value": sheet.head.number },
            { "name": "framework", "ns": NAMESPACE, "value": one_line(sheet.tree.short()) },
        ],
    })
}

/// The value of a property as OSCAL takes it: on one line, without blanks at its ends, and never empty.
fn one_line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() { "–".into() } else { line }
}

/// Whether a requirement has been judged, as far as the reader may know.
fn is_told((head, one): &(Head, AssessedRequirement)) -> bool {
    one.grade.is_some() && !head.withholds("grade")
}

fn observation(cx: &Context, node: &Node, (head, one): &(Head, AssessedRequirement)) -> Value {
    let day = one.assessed.map_or_else(|| head.at.to_string(), |day| format!("{day}T00:00:00Z"));
    json!({
        "uuid": uuid(head.id, "observation"),
        "title": node.called(cx.language),
        "description": situation(cx, head, one),
        "methods": ["EXAMINE"],
        "collected": day,
    })
}

fn finding(
    cx: &Context,
    (node, name): (&Node, &str),
    (head, one): &(Head, AssessedRequirement),
) -> Value {
    let (state, reason, implemented) = status(one.grade.as_ref());
    json!({
        "uuid": uuid(head.id, "finding"),
        "title": node.called(cx.language),
        "description": situation(cx, head, one),
        "props": props(head, one),
        "target": {
            "type": "objective-id",
            "target-id": name,
            "status": { "state": state, "reason": reason },
            "implementation-status": { "state": implemented },
        },
        "related-observations": [{ "observation-uuid": uuid(head.id, "observation") }],
    })
}

/// What OSCAL has for a grade: met, why, and how far it is in place.
fn status(grade: Option<&Term>) -> (&'static str, &'static str, &'static str) {
    match grade.and_then(|grade| weights().grade_weight(grade)) {
        _ if grade.is_some_and(|grade| grade.0 == NOT_APPLICABLE) => {
            ("satisfied", "other", "not-applicable")
        }
        Some(100) => ("satisfied", "pass", "implemented"),
        Some(1..) => ("not-satisfied", "fail", "partial"),
        _ => ("not-satisfied", "fail", "planned"),
    }
}

/// What OSCAL has no place for.
fn props(head: &Head, one: &AssessedRequirement) -> Vec<Value> {
    let prop = |name: &str, value: &str| json!({ "name": name, "ns": NAMESPACE, "value": value });
    let term = |name: &str, field: &str, term: &Option<Term>| {
        let term = term.as_ref().filter(|_| !head.withholds(field))?;
        Some(prop(name, &term.0))
    };
    let number = Some(prop("number", &head.number));
    let all =
        [number, term("grade", "grade", &one.grade), term("priority", "priority", &one.priority)];
    all.into_iter().flatten().collect()
}

fn risk(
    cx: &Context,
    node: &Node,
    (head, one): &(Head, AssessedRequirement),
    measures: &[(Head, Measure)],
) -> Value {
    let own = measures
        .iter()
        .filter(|(measure, _)| one.measures.iter().any(|id| id.cast() == measure.id));
    let own = own.filter(|_| !head.withholds("measures"));
    let remediations: Vec<Value> =
        own.map(|(measure, body)| remediation(head.id, measure, body)).collect();
    let mut risk = Map::new();
    risk.insert("uuid".into(), uuid(head.id, "risk").into());
    risk.insert("title".into(), node.called(cx.language).into());
    risk.insert("description".into(), need(cx, head, one).into());
    risk.insert("statement".into(), situation(cx, head, one).into());
    risk.insert(
        "status".into(),
        if remediations.is_empty() { "open" } else { "remediating" }.into(),
    );
    if let Some(by) = one.target_by.filter(|_| !head.withholds("target_by")) {
        risk.insert("deadline".into(), format!("{by}T00:00:00Z").into());
    }
    if !remediations.is_empty() {
        risk.insert("remediations".into(), remediations.into());
    }
    risk.into()
}

/// A measure as a remediation, with its last day as a milestone.
fn remediation(about: Id, head: &Head, measure: &Measure) -> Value {
    let salt = format!("remediation {about}");
    let title = if head.withholds("title") { &head.number } else { &measure.title };
    let text = measure.description.as_ref().filter(|_| !head.withholds("description"));
    let lifecycle = if measure.state.has_ended() { "completed" } else { "planned" };
    let mut remediation = Map::new();
    remediation.insert("uuid".into(), uuid(head.id, &salt).into());
    remediation.insert("lifecycle".into(), lifecycle.into());
    remediation.insert("title".into(), title.as_str().into());
    remediation.insert("description".into(), text.map_or(title.as_str(), |text| &text.0).into());
    if let Some(due) = measure.due {
        let task = json!({
            "uuid": uuid(head.id, &format!("milestone {about}")),
            "type": "milestone",
            "title": title,
            "timing": { "on-date": { "date": format!("{due}T00:00:00Z") } },
        });
        remediation.insert("tasks".into(), json!([task]));
    }
    remediation.into()
}

/// How it is, in words; OSCAL wants some.
fn situation(cx: &Context, head: &Head, one: &AssessedRequirement) -> String {
    let text = if head.withholds("situation") { None } else { one.situation.as_ref() };
    match (text, &one.grade) {
        (Some(text), _) if !text.0.trim().is_empty() => text.0.clone(),
        (_, Some(grade)) if !head.withholds("grade") => cx.term("compliance-grade", grade),
        _ => cx.t("value-withheld"),
    }
}

/// What is needed, in words.
fn need(cx: &Context, head: &Head, one: &AssessedRequirement) -> String {
    let text = if head.withholds("need") { None } else { one.need.as_ref() };
    let said = text.map(|text| text.0.clone()).filter(|text| !text.trim().is_empty());
    said.unwrap_or_else(|| cx.t("oscal-need-none"))
}

/// What requirements are called in the framework's catalogue, so that the results stand beside it.
struct Names(HashMap<Id<FrameworkRequirement>, String>);

impl Names {
    fn of(sheet: &Sheet) -> Self {
        let nodes = || {
            let all = sheet.tree.nodes.iter();
            all.filter(|node| node.requirement.withdrawn.is_none())
        };
        let names = control_ids(nodes().map(|node| &node.requirement));
        Self(nodes().map(|node| node.id).zip(names).collect())
    }

    fn name(&self, node: &Node) -> &str {
        self.0.get(&node.id).map_or("_", String::as_str)
    }
}

/// An id as OSCAL takes it (version 5), always the same for a record and what is told of it.
fn uuid(id: Id, of: &str) -> String {
    let hash = |basis: u64| {
        format!("{id} {of}")
            .bytes()
            .fold(basis, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    };
    let digits =
        format!("{:016x}{:016x}", hash(0xcbf2_9ce4_8422_2325), hash(0x6c62_272e_07bb_0142));
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default().to_owned();
    format!("{}-{}-5{}-8{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32))
}

#[cfg(test)]
mod conform;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::id;
    use std::collections::BTreeSet;

    #[test]
    fn ctl_01_ids_are_such_as_oscal_takes() {
        let all: BTreeSet<String> =
            (0..500).flat_map(|n| ["finding", "risk"].map(|of| uuid(id(n), of))).collect();
        assert_eq!(all.len(), 1_000);
        for one in &all {
            let parts: Vec<_> = one.split('-').map(str::len).collect();
            assert_eq!(parts, [8, 4, 4, 4, 12]);
            assert!(one.as_bytes()[14] == b'5' && one.as_bytes()[19] == b'8', "{one}");
        }
    }

    #[test]
    fn ctl_01_values_of_properties_are_such_as_oscal_takes() {
        assert_eq!(one_line("  ISO\n27001 "), "ISO 27001");
        assert_eq!(one_line(" "), "–");
    }

    #[test]
    fn ctl_01_oscal_is_told_met_in_part_and_what_does_not_apply() {
        let told = |grade| status(Some(&Term::from(grade)));
        assert_eq!(told("met"), ("satisfied", "pass", "implemented"));
        assert_eq!(told("partly"), ("not-satisfied", "fail", "partial"));
        assert_eq!(told("not-met"), ("not-satisfied", "fail", "planned"));
        assert_eq!(told("not-applicable"), ("satisfied", "other", "not-applicable"));
    }
}
