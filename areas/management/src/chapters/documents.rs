//! The chapter on governing documents: what has expired, bears no date or is unknown, and what is valid (DOC-02, REP-07).

use stadga_documents::{
    Document, Version,
    validity::{self, Validity},
};
use stadga_model::{Date, Id, Refusal};
use stadga_web::{
    Context,
    chapter::{Chapter, Figure, Row, Scope},
};
use std::collections::{BTreeMap, BTreeSet};

use super::{concerning, day, measures::told, row, table};

/// What of a version says when it holds.
const TIMES: [&str; 6] = ["document", "valid_from", "valid_to", "decided", "undated", "year"];

/// A document that is used, as it stands.
pub(crate) struct Standing {
    /// How it stands.
    pub validity: Validity,
    /// Its row: title, type, from and to when it holds.
    pub row: Row,
}

/// The used governing documents of these units, but for those of which the reader may not know when they hold.
pub(crate) async fn standing(cx: &Context, scope: &Scope) -> Result<Vec<Standing>, Refusal> {
    let (mut versions, mut hidden) = (BTreeMap::<_, Vec<Version>>::new(), BTreeSet::new());
    for (head, version) in cx.every::<Version>().await? {
        if TIMES.iter().any(|field| head.withholds(field)) {
            hidden.insert(version.document);
        }
        versions.entry(version.document).or_default().push(version);
    }
    let mut found = Vec::new();
    for (head, one) in concerning::<Document>(cx, scope, &["document_type", "source_type"]).await? {
        let id: Id<Document> = head.id.cast();
        if hidden.contains(&id) || !one.governs() || !one.is_used() {
            continue;
        }
        let own = versions.get(&id).map_or(&[][..], Vec::as_slice);
        let (validity, version) = validity::on(own.iter().map(|one| (one, one)), cx.today());
        let from = version.and_then(Version::from);
        let to: Option<Date> = version.and_then(|version| version.valid_to);
        let sort = one.document_type.as_ref().map(|of| cx.term("document-type", of));
        let cells = vec![told(&head, &one.title), sort.unwrap_or_default(), day(from), day(to)];
        found.push(Standing { validity, row: row::<Document>(&head, cells) });
    }
    found.sort_by(|one, other| one.row.cells.cmp(&other.row.cells));
    Ok(found)
}

/// The headings of such rows.
pub(crate) const HEADS: [&str; 4] =
    ["document-title", "document-document_type", "validity-from", "validity-to"];

/// Those that stand in one way.
pub(crate) async fn rows(cx: &Context, scope: &Scope, key: &str) -> Result<Vec<Row>, Refusal> {
    let all = standing(cx, scope).await?.into_iter();
    Ok(all.filter(|one| one.validity.key() == key).map(|one| one.row).collect())
}

/// The chapter.
pub(super) async fn chapter(cx: &Context, scope: &Scope) -> Result<Chapter, Refusal> {
    let all = standing(cx, scope).await?;
    if all.is_empty() {
        return Ok(Chapter::default());
    }
    let pieces = |validity: Validity| {
        let key = validity.key();
        let count = all.iter().filter(|one| one.validity == validity).count();
        let units = scope.filter();
        let href = format!("/management/behind?what={key}&since={}{units}", scope.since);
        Figure::pieces(key, cx.t(&format!("chapter-documents-{key}")), count, href)
    };
    let figures = Validity::ALL.map(pieces).to_vec();
    let expired = all.iter().filter(|one| one.validity == Validity::Expired);
    let rows = expired.map(|one| one.row.clone()).collect();
    let parts = table(cx, "chapter-documents-rows", &HEADS, rows);
    Ok(Chapter { figures, parts: parts.into_iter().collect() })
}
