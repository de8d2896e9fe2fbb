//! What a document is held to: its place, its validity, its age, and that it is kept up.

use jiff::ToSpan;
use stadga_model::{Around, Date, Finding, Scales, Term};

use super::{Document, TEMPLATE};
use crate::{
    RevisionCase, Version,
    limits::{OLD, SOON, limit},
    validity::{Validity, on, overlaps},
};

/// Everything that the rules say of a document.
pub fn rules(document: &Document, around: &Around) -> Vec<Finding> {
    let versions: Vec<Version> = around.near.pointing().map(|(_, version)| version).collect();
    let mut findings = wrong_type(document);
    findings.extend(wrong_place(document, around));
    if document.is_used() && document.governs() {
        findings.extend(without_body(document));
        findings.extend(not_valid(&versions, around));
        findings.extend(too_old(&versions, around));
        findings.extend(not_kept_up(document, around));
    }
    findings.extend(withdrawn(document, &versions, around.today()));
    let unclear = overlaps(&versions);
    findings.extend(unclear.then(|| Finding::warning("DOC-09").variant("overlap")));
    findings
}

/// DOC-01, DOC-13, DOC-15: a document has one type; a template has its process.
fn wrong_type(document: &Document) -> Vec<Finding> {
    let mut findings = Vec::new();
    match (&document.document_type, &document.source_type) {
        (None, None) => {
            findings.push(Finding::warning("DOC-01").variant("type").on("document_type"));
        }
        (Some(_), Some(_)) => {
            findings.push(Finding::blocking("DOC-13").variant("both").on("source_type"));
        }
        _ => {}
    }
    let template = document.document_type.as_ref().is_some_and(|of| of.0 == TEMPLATE);
    if template && document.process.is_none() {
        findings.push(Finding::warning("DOC-15").on("process"));
    }
    findings
}

/// DOC-01: a document does not stand over one of a higher type.
fn wrong_place(document: &Document, around: &Around) -> Option<Finding> {
    let parent: Document = around.near.linked(document.parent?)?;
    let place = |of: &Option<Term>| rank(around.scales, of.as_ref()?);
    let (own, above) = (place(&document.document_type)?, place(&parent.document_type)?);
    (own < above).then(|| {
        Finding::warning("DOC-01").variant("order").on("parent").with("parent", parent.title)
    })
}

/// The place of a type in the order of types.
fn rank(scales: &Scales, of: &Term) -> Option<usize> {
    scales.get("document-type")?.steps.iter().position(|step| step.key == of.0)
}

/// DOC-01: somebody has the right to decide on it.
fn without_body(document: &Document) -> Option<Finding> {
    document.body.is_none().then(|| Finding::warning("DOC-01").variant("body").on("body"))
}

/// DOC-02: what has expired, soon will, or bears no date.
fn not_valid(versions: &[Version], around: &Around) -> Option<Finding> {
    let today = around.today();
    let finding = |variant| Finding::warning("DOC-02").variant(variant);
    let (validity, version) = on(versions.iter().map(|version| (version, version)), today);
    let end = version.and_then(|version| version.valid_to);
    match validity {
        Validity::Valid => {
            let soon = today.saturating_add(limit(around.scales, SOON)?.days());
            let followed = versions.iter().any(|next| next.is_adopted() && next.from() > end);
            let end = end.filter(|end| *end <= soon && !followed)?;
            Some(finding("soon").with("date", end))
        }
        Validity::Expired => Some(finding("expired").with("date", end?)),
        Validity::Undated => Some(finding("undated")),
        Validity::Unknown => Some(finding("unknown")),
        Validity::Coming => None,
    }
}

/// DOC-11: nobody has written a new version for very long.
fn too_old(versions: &[Version], around: &Around) -> Option<Finding> {
    let newest = versions.iter().filter(|version| version.is_adopted()).filter_map(Version::from);
    let newest = newest.max()?;
    let years = limit(around.scales, OLD)?;
    let old = newest.saturating_add(years.years()) < around.today();
    let age = i32::from(around.today().year()) - i32::from(newest.year());
    old.then(|| Finding::warning("DOC-11").with("year", newest.year()).with("age", age))
}

/// DOC-06: the day of its review has passed and nobody is revising it.
fn not_kept_up(document: &Document, around: &Around) -> Option<Finding> {
    let day = document.review_by.filter(|day| *day < around.today())?;
    let cases = around.near.pointing::<RevisionCase>();
    let revised = cases.into_iter().any(|(_, case)| case.state.is_open());
    (!revised)
        .then(|| Finding::warning("DOC-06").variant("review").on("review_by").with("date", day))
}

/// DOC-02: what is withdrawn has ended, on a day that is known.
fn withdrawn(document: &Document, versions: &[Version], today: Date) -> Vec<Finding> {
    if document.is_used() {
        return Vec::new();
    }
    let fault = |variant, field: &str| Finding::blocking("DOC-02").variant(variant).on(field);
    let open = |version: &Version| {
        version.is_adopted() && version.valid_to.is_none_or(|to| to > today) && !version.undated
    };
    let still = versions.iter().any(open);
    let unknown = document.withdrawn_from.is_none();
    let still = still.then(|| fault("withdrawn", "state"));
    let unknown = unknown.then(|| fault("withdrawn-from", "withdrawn_from"));
    still.into_iter().chain(unknown).collect()
}

/// Whether a document that is used should be revised, seen from `today`: it does not hold, or its review is late (DOC-06).
pub fn needs_revision(document: &Document, validity: Validity, today: Date) -> bool {
    let late = document.review_by.is_some_and(|day| day < today);
    document.is_used()
        && document.governs()
        && (late || !matches!(validity, Validity::Valid | Validity::Coming))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{case, check, document, id, near, pointing, up, version};
    use crate::{document::State, revision_case};

    fn told(versions: &[Version]) -> Vec<String> {
        check(rules, &document(Some(id(9))), &pointing("document", versions))
    }

    /// A document that is not used from 2024-01-01 on.
    fn withdrawn_document() -> Document {
        let withdrawn_from = "2024-01-01".parse().ok();
        Document { state: State::Withdrawn, withdrawn_from, ..document(Some(id(9))) }
    }

    #[test]
    fn doc_02_expired_soon_expiring_and_undated_are_told() {
        assert!(told(&[version(Some("2023-01-01"), None)]).is_empty());
        assert_eq!(
            told(&[version(Some("2020-01-01"), Some("2024-01-23"))]),
            ["finding-doc-02-expired"]
        );
        assert_eq!(
            told(&[version(Some("2020-01-01"), Some("2024-01-24"))]),
            ["finding-doc-02-soon"]
        );
        assert!(told(&[version(Some("2020-01-01"), Some("2024-12-31"))]).is_empty());
        let undated = Version { undated: true, ..version(None, None) };
        assert_eq!(told(&[undated]), ["finding-doc-02-undated"]);
        assert_eq!(told(&[]), ["finding-doc-02-unknown"]);
        let next =
            [version(Some("2020-01-01"), Some("2024-01-31")), version(Some("2024-02-01"), None)];
        assert!(told(&next).is_empty(), "the next version is decided");
    }

    #[test]
    fn doc_11_a_handbook_of_2002_that_is_still_used_is_told() {
        let handbook = Version { year: Some(2002), ..version(None, None) };
        assert_eq!(told(std::slice::from_ref(&handbook)), ["finding-doc-11"]);
        let withdrawn = withdrawn_document();
        let ended = Version { valid_to: "2019-12-31".parse().ok(), ..handbook };
        assert!(check(rules, &withdrawn, &pointing("document", &[ended])).is_empty());
    }

    #[test]
    fn doc_02_what_is_withdrawn_has_ended() {
        let withdrawn = withdrawn_document();
        let open = pointing("document", &[version(Some("2020-01-01"), None)]);
        assert_eq!(check(rules, &withdrawn, &open), ["finding-doc-02-withdrawn"]);
        let unknown = Document { withdrawn_from: None, ..withdrawn };
        let ended = pointing("document", &[version(Some("2020-01-01"), Some("2023-12-31"))]);
        assert_eq!(check(rules, &unknown, &ended), ["finding-doc-02-withdrawn-from"]);
    }

    #[test]
    fn doc_03_what_was_withdrawn_later_was_used_on_the_day() {
        let withdrawn = withdrawn_document();
        assert!(withdrawn.is_used_on("2023-12-31".parse().unwrap()));
        assert!(!withdrawn.is_used_on("2024-01-01".parse().unwrap()));
    }

    #[test]
    fn doc_06_a_review_that_is_late_is_told_until_somebody_revises() {
        let mut late = document(Some(id(9)));
        late.review_by = "2024-01-23".parse().ok();
        let held = version(Some("2023-01-01"), None);
        let around = pointing("document", std::slice::from_ref(&held));
        assert_eq!(check(rules, &late, &around), ["finding-doc-06-review"]);
        let mut revised = around;
        revised.down.extend(pointing("document", &[case(revision_case::State::Draft)]).down);
        assert!(check(rules, &late, &revised).is_empty());
        assert!(needs_revision(&late, Validity::Valid, "2024-01-24".parse().unwrap()));
    }

    #[test]
    fn doc_01_a_document_has_type_and_body_and_stands_below_what_is_higher() {
        let held = pointing("document", &[version(Some("2023-01-01"), None)]);
        let bare = Document { document_type: None, ..document(None) };
        assert_eq!(check(rules, &bare, &held), ["finding-doc-01-type", "finding-doc-01-body"]);
        let policy = Document {
            parent: Some(id(5)),
            document_type: Some(Term::from("policy")),
            ..document(Some(id(9)))
        };
        let mut around = up(&[(id(5), &document(Some(id(9))))]);
        around.down = held.down;
        assert_eq!(check(rules, &policy, &around), ["finding-doc-01-order"]);
    }

    #[test]
    fn doc_13_a_political_source_needs_no_validity_and_is_no_governing_document() {
        let source = Document {
            document_type: None,
            source_type: Some(Term::from("minutes")),
            ..document(None)
        };
        assert!(check(rules, &source, &near()).is_empty());
        let both = Document { document_type: Some(Term::from("plan")), ..source };
        assert_eq!(check(rules, &both, &near()), ["finding-doc-13-both"]);
    }

    #[test]
    fn doc_15_a_template_is_tied_to_its_process() {
        let held = pointing("document", &[version(Some("2023-01-01"), None)]);
        let mut template = document(Some(id(9)));
        template.document_type = Some(Term::from(TEMPLATE));
        assert_eq!(check(rules, &template, &held), ["finding-doc-15"]);
        template.process = Some(Term::from("risk"));
        assert!(check(rules, &template, &held).is_empty());
    }
}
