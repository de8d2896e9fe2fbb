//! What laws touch: each law and coming law with documents, objects, systems and changes that are tagged with it (NIS-11).

use std::collections::{BTreeMap, BTreeSet};

use axum::{extract::Query, response::Response};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_documents::{ComingLaw, Document};
use stadga_model::{Date, Head, Id, Record as _, Refusal, Revision};
use stadga_web::{
    Context, Problem,
    ui::{self, Column, Titles},
};

use super::{TOUCHED, called, day, may_create, tabs_of};
use crate::{Law, LawTag, law_tag::State};

/// Which law: one of the register, or one that is coming; all, where none is named.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    law: String,
    #[serde(default)]
    coming: String,
}

/// A tag with what is known of it besides.
type Tagged = (Head, LawTag);

/// A law with its tags, in force or coming.
struct Touching<'a> {
    kind: &'static str,
    id: Id,
    name: String,
    ended: bool,
    tags: Vec<&'a Tagged>,
    /// The documents that somebody judged to be touched while it was coming (DOC-17).
    judged: Vec<Id>,
}

impl Touching<'_> {
    /// How many things that it touches are late.
    fn late(&self, today: Date) -> usize {
        let late =
            |tag: &LawTag| tag.state == State::Touched && tag.due.is_some_and(|due| due < today);
        self.tags.iter().filter(|(_, tag)| late(tag)).count()
    }
}

/// The kinds whose counts have a column of their own; all others stand in the last.
const KINDS: [&str; 3] = ["document", "object", "configuration-item"];

/// GET /laws/touched
pub(super) async fn show(cx: Context, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let tags: Vec<Tagged> = cx.every::<LawTag>().await?;
    let targets: Vec<Id> = tags
        .iter()
        .filter(|(head, _)| !head.withholds("target"))
        .map(|(_, tag)| tag.target)
        .collect();
    let found = cx.door.read_many(&targets).await?;
    let found: BTreeMap<Id, &Revision> = found.iter().map(|one| (one.head.id, one)).collect();
    let (laws, coming) = (cx.every::<Law>().await?, cx.every::<ComingLaw>().await?);
    let touching = touching(&cx, &laws, &coming, &tags);
    let one = touching.iter().find(|one| {
        [asked.law.as_str(), asked.coming.as_str()].contains(&one.id.to_string().as_str())
    });
    let page = cx.page(cx.t("touched-title")).lead(cx.t("touched-lead")).actions(new(&cx));
    let page = page.tabs(tabs_of(&cx, TOUCHED));
    let Some(one) = one else {
        let shown = touching.iter().filter(|one| !one.tags.is_empty() || !one.judged.is_empty());
        let rows: Vec<_> = shown.map(|one| row(&cx, one, &found)).collect();
        return Ok(page.show(html! {
            @if rows.is_empty() { (ui::empty(&cx.t("touched-none"), &cx.t("touched-none.do"))) } @else {
                (ui::table(&cx.t("touched-laws"), &columns(&cx), &rows))
            }
        }));
    };
    let titles =
        Titles::of(&cx, one.tags.iter().filter_map(|(_, tag)| tag.owner.map(Id::cast))).await?;
    let was = laws.iter().find(|(head, _)| head.id == one.id).and_then(|(_, law)| law.coming);
    let was = was.map_or(one.id, Id::cast);
    let judged = match coming.iter().find(|(head, _)| head.id == was) {
        Some((_, law)) => documents(&cx, law).await?,
        None => Context::nothing(),
    };
    Ok(page.crumb(cx.t("touched-title"), TOUCHED).here(one.name.clone()).show(html! {
        h2 { (ui::link(one.kind, one.id, &one.name)) }
        (judged)
        @if one.tags.is_empty() { p { (cx.t("touched-no-tags")) } }
        @for (kind, tags) in by_kind(&one.tags, &found) { (group(&cx, &kind, &tags, (&found, &titles))) }
    }))
}

fn new(cx: &Context) -> Markup {
    html! {
        @if may_create(cx, LawTag::KIND) {
            (ui::link_button("/law-tag/new", "secondary", Some("plus"), &cx.t("law-tag-new")))
        }
    }
}

fn touching<'a>(
    cx: &Context,
    laws: &[(Head, Law)],
    coming: &[(Head, ComingLaw)],
    tags: &'a [Tagged],
) -> Vec<Touching<'a>> {
    let of = |id: Id, field: &'static str| -> Vec<&'a Tagged> {
        let links = |tag: &LawTag| match field {
            "law" => tag.law.map(Id::cast),
            _ => tag.coming.map(Id::cast),
        };
        tags.iter().filter(|(head, tag)| !head.withholds(field) && links(tag) == Some(id)).collect()
    };
    let judged = |(head, law): &(Head, ComingLaw)| {
        let told = law.affects.iter().filter(|_| !head.withholds("affects"));
        told.map(|row| row.document.cast()).collect::<Vec<Id>>()
    };
    let was = |law: &Law| {
        let own = coming.iter().find(|(head, _)| law.coming.map(Id::cast) == Some(head.id));
        own.map(judged).unwrap_or_default()
    };
    let holding = laws.iter().map(|(head, law)| Touching {
        kind: Law::KIND,
        id: head.id,
        name: if head.withholds("title") { head.number.clone() } else { law.called() },
        ended: law.ended.is_some_and(|day| day < cx.today()),
        tags: of(head.id, "law"),
        judged: was(law),
    });
    // What has become a law of the register is told of there.
    let entered = |id: Id| laws.iter().any(|(_, law)| law.coming.map(Id::cast) == Some(id));
    let waiting = coming.iter().filter(|(head, _)| !entered(head.id)).map(|one| Touching {
        kind: ComingLaw::KIND,
        id: one.0.id,
        name: called(&one.0, "title", &one.1.title).to_owned(),
        ended: false,
        tags: of(one.0.id, "coming"),
        judged: judged(one),
    });
    let mut all: Vec<Touching> = holding.chain(waiting).collect();
    all.sort_by_key(|one| {
        (one.ended, std::cmp::Reverse(one.late(cx.today())), one.name.to_lowercase())
    });
    all
}

fn columns(cx: &Context) -> Vec<Column> {
    let mut columns = vec![Column::text(cx.heading("law"))];
    columns.extend(KINDS.map(|kind| Column::number(cx.t(&format!("touched-many-{kind}")))));
    let last = ["touched-others", "touched-open", "touched-late"];
    columns.extend(last.map(|key| Column::number(cx.t(key))));
    columns
}

fn row(cx: &Context, one: &Touching, found: &BTreeMap<Id, &Revision>) -> Vec<Markup> {
    let kind = |tag: &LawTag| found.get(&tag.target).map(|record| record.head.kind.as_str());
    // What was judged while the law was coming and is tagged too is one thing.
    let count = |wanted: &str| {
        let own = one.tags.iter().map(|(_, tag)| tag).filter(|tag| kind(tag) == Some(wanted));
        let judged = one.judged.iter().copied().filter(|_| wanted == Document::KIND);
        own.map(|tag| tag.target).chain(judged).collect::<BTreeSet<Id>>().len()
    };
    let others =
        one.tags.iter().filter(|(_, tag)| !kind(tag).is_some_and(|kind| KINDS.contains(&kind)));
    let open: Vec<_> = one.tags.iter().filter(|(_, tag)| tag.state == State::Touched).collect();
    let late = one.late(cx.today());
    let field = if one.kind == Law::KIND { "law" } else { "coming" };
    let mut cells = vec![html! {
        a href=(format!("{TOUCHED}?{field}={}", one.id)) { (one.name) }
        @if one.kind != Law::KIND { " " (ui::badge("info", &cx.t("laws-is-coming"))) }
        @if one.ended { " " (ui::badge("none", &cx.t("laws-is-ended"))) }
    }];
    cells.extend(KINDS.map(|kind| html! { (count(kind)) }));
    cells.push(html! { (others.count()) });
    cells.push(html! { (open.len()) });
    cells.push(html! { @if late > 0 { (ui::badge("bad", &late.to_string())) } @else { (late) } });
    cells
}

/// The tags by what they point to, as far as the reader may know of that.
fn by_kind<'a>(
    tags: &[&'a Tagged],
    found: &BTreeMap<Id, &Revision>,
) -> BTreeMap<String, Vec<&'a Tagged>> {
    let mut groups = BTreeMap::<String, Vec<_>>::new();
    for one in tags {
        let kind = found.get(&one.1.target).map(|record| record.head.kind.clone());
        groups.entry(kind.unwrap_or_default()).or_default().push(*one);
    }
    groups
}

fn group(
    cx: &Context,
    kind: &str,
    tags: &[&Tagged],
    (found, titles): (&BTreeMap<Id, &Revision>, &Titles),
) -> Markup {
    let caption = match kind {
        "" => cx.t("touched-unknown"),
        kind => cx.heading(&format!("{kind}-plural")),
    };
    let columns = [
        Column::text(cx.t("law-tag-target")),
        Column::text(cx.t("touched-what")),
        Column::text(cx.t("law-tag-state")),
        Column::text(cx.t("law-tag-due")),
        Column::text(cx.t("law-tag-owner")),
    ];
    let row = |(head, tag): &&Tagged| {
        let target = found.get(&tag.target).and_then(|record| {
            let spec = cx.app.kinds().get(&record.head.kind)?.spec;
            Some(ui::link(&record.head.kind, record.head.id, record.title(spec)))
        });
        let late = tag.state == State::Touched && tag.due.is_some_and(|due| due < cx.today());
        vec![
            html! {
                @match target { Some(target) => { (target) } None => { span.muted { (cx.t("value-withheld")) } } }
                @if let Some(change) = tag.change.as_ref().filter(|_| !head.withholds("change")) { p.muted { (change) } }
            },
            ui::link(LawTag::KIND, head.id, called(head, "title", &tag.title)),
            state(cx, tag.state),
            html! { (day(tag.due)) @if late { " " (ui::badge("bad", &cx.t("touched-is-late"))) } },
            html! { @match tag.owner { Some(owner) => { (titles.short_link(cx, owner.cast())) } None => { span.muted { "–" } } } },
        ]
    };
    let rows: Vec<_> = tags.iter().map(row).collect();
    ui::table(&caption, &columns, &rows)
}

fn state(cx: &Context, state: State) -> Markup {
    match state {
        State::Touched => ui::badge("open", &cx.t("law-tag-state-is-touched")),
        State::Handled => ui::badge("good", &cx.t("law-tag-state-is-handled")),
        State::NotTouched => ui::badge("none", &cx.t("law-tag-state-is-not-touched")),
    }
}

/// The documents that a coming law touches: those that are judged, and those of its areas that are not (DOC-17).
async fn documents(cx: &Context, law: &ComingLaw) -> Result<Markup, Refusal> {
    let documents = cx.every::<Document>().await?;
    let title = |id: Id<Document>| documents.iter().find(|(head, _)| head.id == id.cast());
    let judged: Vec<_> = law
        .affects
        .iter()
        .filter_map(|row| Some((title(row.document)?, row.how.as_deref())))
        .collect();
    let proposed: Vec<_> =
        documents.iter().filter(|(head, one)| law.may_affect(head.id.cast(), one)).collect();
    let link = |(head, one): &(Head, Document)| {
        ui::link(Document::KIND, head.id, called(head, "title", &one.title))
    };
    Ok(html! {
        @if !judged.is_empty() {
            (ui::panel("judged", &cx.t("touched-judged"), &html! {
                ul { @for (one, how) in &judged {
                    li { (link(one)) @if let Some(how) = how { " " span.muted { (how) } } }
                } }
            }))
        }
        @if !proposed.is_empty() {
            (ui::panel("proposed", &cx.t("touched-proposed"), &html! {
                ul { @for one in &proposed { li { (link(one)) } } }
            }))
        }
    })
}
