//! Versions of documents: the text itself, who decided it, from when to when it holds.

use serde::{Deserialize, Serialize};
use stadga_decisions::Decision;
use stadga_model::{
    Around, Body, Choice, Date, FileId, Finding, Id, Lifecycle, Move, Prose, Record, body_of,
};
use stadga_organisation::Unit;

use crate::Document;

/// A version of a document (version): DOC-01, DOC-02, DOC-09.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "document-version",
    prefix = "VER",
    title = "title",
    state = "state",
    unit = "unit"
)]
pub struct Version {
    /// What it is called: the document's title and the version's number (benämning).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// Whether it has been adopted (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// The document (dokument).
    #[field(list, filter)]
    pub document: Id<Document>,
    /// What has changed since the version before (ändringar).
    #[field(search)]
    pub changes: Option<Prose>,
    /// Where it became known: an audit whose auditors saw it, a decision, a take-over (känd genom).
    #[field(filter)]
    pub source: Option<Id>,
    /// The unit that keeps it (enhet).
    #[field(filter)]
    pub unit: Option<Id<Unit>>,
    /// The decision that adopted it (beslut).
    #[field(filter, group = "decided")]
    pub decision: Option<Id<Decision>>,
    /// When it was decided (beslutsdatum).
    #[field(list, sort, filter, group = "decided")]
    pub decided: Option<Date>,
    /// Its diary number (diarienummer).
    #[field(list, search, group = "decided")]
    pub diary_number: Option<String>,
    /// The version that it takes the place of (ersätter).
    #[field(group = "decided")]
    pub replaces: Option<Id<Version>>,
    /// From when it holds (giltig från).
    #[field(list, sort, filter, group = "validity")]
    pub valid_from: Option<Date>,
    /// To when it holds; until further notice, when empty (giltig till och med).
    #[field(list, sort, filter, group = "validity")]
    pub valid_to: Option<Date>,
    /// Its year, where no more is known (årtal).
    #[field(group = "validity")]
    pub year: Option<i64>,
    /// It bears no date (odaterad).
    #[field(filter, group = "validity")]
    #[serde(default)]
    pub undated: bool,
    /// The text (text).
    #[field(search, group = "text")]
    pub text: Option<Prose>,
    /// The text as a file (fil).
    #[field(group = "text")]
    pub file: Option<FileId>,
    /// Where it is, if it is not here (finns i).
    #[field(search, group = "text")]
    pub reference: Option<String>,
}

/// Whether a version has been adopted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Being written (utkast).
    #[default]
    Draft,
    /// Adopted: its words stay as they are (fastställd).
    Adopted,
}

/// The way of a version.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "draft",
    moves: &[Move { name: "adopt", from: &["draft"], to: "adopted" }],
    back: &[],
};

/// What stays as it was adopted: DOC-09.
const FIXED: [&str; 6] = ["document", "decision", "decided", "valid_from", "text", "file"];

impl Version {
    /// Whether it has been adopted.
    pub fn is_adopted(&self) -> bool {
        self.state == State::Adopted
    }

    /// The first day on which it can have held, as well as it is known.
    pub fn from(&self) -> Option<Date> {
        let year = self.year.and_then(|year| i16::try_from(year).ok());
        let year = year.and_then(|year| Date::new(year, 1, 1).ok());
        self.valid_from.or(self.decided).or(year)
    }
}

/// What a version is held to.
pub fn rules(version: &Version, around: &Around) -> Vec<Finding> {
    let before = around.before.and_then(earlier);
    let mut findings = wrong_dates(version, around.today());
    if version.is_adopted() {
        let new = !before.as_ref().is_some_and(Version::is_adopted);
        findings.extend(wrong_decision(version, around, new));
        findings.extend(without_words(version));
    }
    if let Some(before) = before.filter(Version::is_adopted) {
        findings.extend(rewritten(version, &before));
    }
    findings
}

fn earlier(body: &Body) -> Option<Version> {
    serde_json::from_value(serde_json::Value::Object(body.clone())).ok()
}

/// DOC-02: dates in order; what bears no date has none.
fn wrong_dates(version: &Version, today: Date) -> Vec<Finding> {
    let fault = |variant, field: &str| Finding::blocking("DOC-02").variant(variant).on(field);
    let mut faults = Vec::new();
    if version.valid_from.zip(version.valid_to).is_some_and(|(from, to)| to < from) {
        faults.push(fault("order", "valid_to"));
    }
    if version.undated && (version.from().is_some() || version.valid_to.is_some()) {
        faults.push(fault("dated", "undated"));
    }
    if version.year.is_some_and(|year| !(1800..=i64::from(today.year()) + 5).contains(&year)) {
        faults.push(fault("year", "year"));
    }
    faults
}

/// DOC-01, DOC-05: what is adopted was decided, by the body whose right it is. What lies in the past is told, not stopped.
fn wrong_decision(version: &Version, around: &Around, new: bool) -> Vec<Finding> {
    let fault = |code, variant| fault(code, new).variant(variant);
    let Some(decision) = version.decision else {
        return undecided(version, around, new).into_iter().collect();
    };
    let Some(decision) = around.near.linked(decision) else { return Vec::new() };
    let mut faults = Vec::new();
    if !(decision.is_taken() && decision.is_yes()) {
        faults.push(fault("DOC-05", "not-taken").on("decision"));
    }
    let expected = around.near.linked(version.document).and_then(|document| document.body);
    if expected.zip(decision.body).is_some_and(|(expected, body)| expected != body) {
        faults.push(fault("DOC-01", "other-body").on("decision"));
    }
    faults
}

/// Stops an adoption; of one that lies in the past it is only told.
fn fault(code: &'static str, new: bool) -> Finding {
    if new { Finding::blocking(code) } else { Finding::warning(code) }
}

/// DOC-01, ORG-05: what governs is adopted by a decision with somebody's right. Where it only became known here, as from
/// auditors, it is enough that it says when, or that it bears no date; so too for sources, which others decide.
fn undecided(version: &Version, around: &Around, new: bool) -> Option<Finding> {
    let document: Option<Document> = around.near.linked(version.document);
    let others = version.source.is_some() || document.is_some_and(|document| !document.governs());
    let told = version.decided.is_some() || version.undated || version.year.is_some();
    let finding = fault("DOC-01", new && !others).variant("undecided").on("decision");
    (!(others && told)).then_some(finding)
}

/// DOC-09: what applied must be possible to read.
fn without_words(version: &Version) -> Option<Finding> {
    let said = |text: Option<&str>| text.is_some_and(|text| !text.trim().is_empty());
    let readable = version.file.is_some()
        || said(version.text.as_ref().map(|text| text.0.as_str()))
        || said(version.reference.as_deref());
    (!readable).then(|| Finding::warning("DOC-09").variant("nothing").on("text"))
}

/// DOC-09: what was adopted is not rewritten; what is lacking may be filled in.
fn rewritten(version: &Version, before: &Version) -> Vec<Finding> {
    let (Ok(old), Ok(new)) = (body_of(before), body_of(version)) else { return Vec::new() };
    let changed = |name: &&&str| {
        old.get(**name).is_some_and(|value| !value.is_null() && new.get(**name) != Some(value))
    };
    let fault = |name: &&str| Finding::blocking("DOC-09").variant("rewritten").on(*name);
    FIXED.iter().filter(changed).map(fault).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, check_change, decision, document, id, near, up, version};

    #[test]
    fn doc_02_dates_come_in_order_and_what_is_undated_has_none() {
        let wrong = version(Some("2024-02-01"), Some("2024-01-31"));
        assert_eq!(check(rules, &wrong, &near()), ["finding-doc-02-order"]);
        let wrong = Version { undated: true, ..version(Some("2024-02-01"), None) };
        assert_eq!(check(rules, &wrong, &near()), ["finding-doc-02-dated"]);
        let wrong = Version { year: Some(20024), ..version(Some("2024-02-01"), None) };
        assert_eq!(check(rules, &wrong, &near()), ["finding-doc-02-year"]);
    }

    #[test]
    fn doc_01_a_version_is_decided_by_the_body_whose_right_it_is() {
        let mut decided = version(Some("2024-02-01"), None);
        decided.decision = Some(id(2));
        let with = |body: u32, taken: bool| {
            let around = up(&[(decided.document.cast(), &document(Some(id(9))))]);
            let around = crate::tests::and(around, id(2), &decision(id(body), taken));
            check(rules, &decided, &around)
        };
        assert!(with(9, true).is_empty());
        assert_eq!(with(8, true), ["finding-doc-01-other-body"]);
        assert_eq!(with(9, false), ["finding-doc-05-not-taken"]);
    }

    #[test]
    fn org_05_doc_01_what_governs_is_not_adopted_without_a_decision_unless_it_became_known_elsewhere()
     {
        let known = version(Some("2024-02-01"), None);
        let own = Version { source: None, ..known.clone() };
        let undated = Version { undated: true, decided: None, valid_from: None, ..own.clone() };
        let year = Version { year: Some(2024), decided: None, valid_from: None, ..own.clone() };
        let stops = |version: &Version, near: &stadga_model::Near| {
            let scales = crate::tests::all_scales();
            let now = "2024-01-24T09:00:00Z".parse().unwrap();
            let around = Around { now, before: None, new: true, near, scales: &scales };
            rules(version, &around).iter().any(Finding::is_blocking)
        };
        for version in [&own, &undated, &year] {
            assert_eq!(check(rules, version, &near()), ["finding-doc-01-undecided"]);
            assert!(stops(version, &near()));
            let elsewhere = Version { source: known.source, ..version.clone() };
            assert!(check(rules, &elsewhere, &near()).is_empty(), "as the auditors saw it");
        }
        let mut source = document(None);
        source.source_type = Some("regulation".into());
        assert!(check(rules, &own, &up(&[(own.document, &source)])).is_empty(), "others decide it");
        let past = check_change(rules, &own, &Version { valid_to: None, ..own.clone() }, &near());
        assert_eq!(past, ["finding-doc-01-undecided"], "told, not stopped");
    }

    #[test]
    fn doc_01_without_decision_and_date_nobody_knows_whether_it_was_decided() {
        let bare = Version { decided: None, ..version(Some("2024-02-01"), None) };
        assert_eq!(check(rules, &bare, &near()), ["finding-doc-01-undecided"]);
        let draft = Version { state: State::Draft, ..bare };
        assert!(check(rules, &draft, &near()).is_empty());
    }

    #[test]
    fn doc_09_what_was_adopted_is_not_rewritten_but_may_be_completed() {
        let before = version(Some("2024-02-01"), None);
        let mut after = before.clone();
        after.valid_to = "2026-01-31".parse().ok();
        after.decision = Some(id(7));
        assert!(check_change(rules, &before, &after, &near()).is_empty());
        after.text = Some("Något annat".into());
        assert_eq!(check_change(rules, &before, &after, &near()), ["finding-doc-09-rewritten"]);
        let draft = Version { state: State::Draft, ..before };
        assert!(check_change(rules, &draft, &after, &near()).is_empty());
    }

    #[test]
    fn doc_09_a_version_has_words_or_says_where_they_are() {
        let mut silent = Version { text: Some("  ".into()), ..version(Some("2024-02-01"), None) };
        assert_eq!(check(rules, &silent, &near()), ["finding-doc-09-nothing"]);
        silent.reference = Some("Dnr 2024-0012".into());
        assert!(check(rules, &silent, &near()).is_empty());
    }
}
