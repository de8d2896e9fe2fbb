//! The hierarchy of governing documents as a tree: policy, what follows from it, down to the single routine (DOC-01).

use std::collections::{BTreeMap, BTreeSet};

use axum::response::Response;
use maud::{Markup, html};
use stadga_model::{Id, Record};
use stadga_web::{Context, Problem, ui};

use super::{
    VALIDITY,
    register::{Entry, Register},
    validity::{badge, sort},
};
use crate::Document;

/// Which documents stand below which.
struct Tree<'a> {
    entries: BTreeMap<Id<Document>, &'a Entry<'a>>,
    below: BTreeMap<Option<Id<Document>>, Vec<Id<Document>>>,
}

impl<'a> Tree<'a> {
    /// The tree of these documents. One whose higher document is none of them stands at the top, and so does one of a circle:
    /// nothing is lost.
    fn of(cx: &Context, entries: &'a [Entry<'a>]) -> Self {
        let steps = cx.app.store.scales().get("document-type");
        let steps = steps.map(|scale| scale.steps.as_slice()).unwrap_or_default();
        let rank = |document: &Document| {
            let own = document.document_type.as_ref();
            own.and_then(|own| steps.iter().position(|step| step.key == own.0))
                .unwrap_or(steps.len())
        };
        let mut sorted: Vec<&Entry> = entries.iter().collect();
        sorted.sort_by_key(|entry| (rank(entry.document), entry.document.title.to_lowercase()));
        let known: BTreeMap<_, _> = sorted.iter().map(|entry| (entry.id(), *entry)).collect();
        let mut below: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for entry in sorted {
            let parent = entry.document.parent.filter(|parent| known.contains_key(parent));
            let parent = parent.filter(|parent| !leads_back(&known, *parent, entry.id()));
            below.entry(parent).or_default().push(entry.id());
        }
        Self { entries: known, below }
    }
}

/// Whether the way up from `from` comes to `to`.
fn leads_back(
    known: &BTreeMap<Id<Document>, &Entry>,
    from: Id<Document>,
    to: Id<Document>,
) -> bool {
    let mut gone = BTreeSet::new();
    let mut at = Some(from);
    while let Some(id) = at.filter(|id| gone.insert(*id)) {
        if id == to {
            return true;
        }
        at = known.get(&id).and_then(|entry| entry.document.parent);
    }
    false
}

/// GET /board/documents/hierarchy
pub(super) async fn show(cx: Context) -> Result<Response, Problem> {
    let register = Register::of(&cx).await?;
    let mut entries = register.on(cx.today());
    entries.retain(|entry| entry.document.governs() && entry.document.is_used_on(cx.today()));
    let tree = Tree::of(&cx, &entries);
    let page = cx.page(cx.t("hierarchy-title")).lead(cx.t("hierarchy-lead"));
    let page = page.crumb(cx.t("validity-title"), VALIDITY).here(cx.t("hierarchy-title"));
    Ok(page.show(html! {
        @if entries.is_empty() { (ui::empty(&cx.t("hierarchy-none"), &cx.t("hierarchy-none-why"))) }
        @else { div.panel { (branch(&cx, &tree, None)) } }
    }))
}

/// The documents right below one, each with its own.
fn branch(cx: &Context, tree: &Tree, parent: Option<Id<Document>>) -> Markup {
    let own = tree.below.get(&parent).map(Vec::as_slice).unwrap_or_default();
    html! {
        @if !own.is_empty() {
            ul {
                @for entry in own.iter().filter_map(|id| tree.entries.get(id)) {
                    li {
                        (ui::link(Document::KIND, entry.id().cast(), &entry.document.title)) " "
                        span.muted { (sort(cx, entry.document)) } " "
                        (badge(cx, entry.validity))
                        (branch(cx, tree, Some(entry.id())))
                    }
                }
            }
        }
    }
}
