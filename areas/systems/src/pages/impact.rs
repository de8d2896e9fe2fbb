//! What falls if this falls, and what it needs: as a picture and a list, with who must be told (CMDB-02, CMDB-04).

use axum::{
    extract::{Path, Query},
    response::Response,
};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Id, Refusal, Revision};
use stadga_publish::chart::{Graph, Mark, Node};
use stadga_store::Paths;
use stadga_web::{
    Context, Problem,
    ui::{self, Column, Tab},
};
use std::collections::{BTreeSet, HashMap};

use super::{id_of, title, told};
use crate::{
    ConfigurationItem,
    impact::{self, Hit, Impact, Way},
    relation::{Dependence, KINDS, TO_SOURCE, TO_TARGET},
};

/// So many records are gone to; more are hit only where all falls.
const MOST: usize = 2_000;
/// So many boxes can be read.
const IN_PICTURE: usize = 200;
/// States of what is no longer there.
const GONE: [&str; 2] = ["retired", "ended"];
const PLANNED: &str = "planned";

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    way: String,
    /// `no`: as if nothing were planned.
    #[serde(default)]
    planned: String,
}

/// What is seen from a record.
pub(super) struct Seen {
    pub origin: Id,
    pub records: HashMap<Id, Revision>,
    pub impact: Impact,
    pub dependences: Vec<Dependence>,
    /// Whether there is more than was gone to.
    pub cut: bool,
}

impl Seen {
    /// Who is hit, the hardest and nearest first.
    pub fn hit(&self) -> Vec<(&Revision, Hit, usize)> {
        let hit = self.impact.iter();
        let mut hit: Vec<_> = hit
            .filter_map(|(id, (hit, step))| Some((self.records.get(id)?, *hit, *step)))
            .collect();
        hit.sort_by_key(|(record, hit, step)| (*hit, *step, record.head.number.clone()));
        hit
    }
}

/// GET /cmdb/impact/{id}
pub(super) async fn show(
    cx: Context,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let way = if asked.way == "needs" { Way::Needs } else { Way::Falls };
    let planned = asked.planned != "no";
    let seen = gather(&cx, id_of::<ConfigurationItem>(&id)?.cast(), way, planned).await?;
    let origin = seen.records.get(&seen.origin).ok_or(Refusal::NotFound)?;
    let kind = origin.head.kind.clone();
    let called = title(&cx, origin)?;
    let told = told::told(&cx, &seen).await?;
    let page = cx
        .page(&called)
        .lead(cx.t(if way == Way::Falls { "impact-falls-lead" } else { "impact-needs-lead" }))
        .crumb(cx.t(&format!("{kind}-plural")), format!("/{kind}"))
        .crumb(&origin.head.number, format!("/{kind}/{}", seen.origin))
        .here(cx.t("impact-tab"))
        .tabs(tabs(&cx, origin, Some(way)));
    Ok(page.show(html! {
        (choice(&cx, seen.origin, way, planned))
        @if seen.cut { (ui::alert("warning", &html! { p { (cx.t("impact-cut")) } })) }
        @if seen.impact.is_empty() {
            (ui::empty(&cx.t("impact-nothing"), &cx.t("impact-nothing-why")))
        } @else {
            (counts(&cx, &seen, way))
            (picture(&cx, &seen, way)?)
            (list(&cx, &seen, way)?)
        }
        @if way == Way::Falls { (told) }
    }))
}

/// The tabs over a record's own page.
pub(super) async fn head(cx: &Context, record: &Revision) -> Result<Markup, Refusal> {
    Ok(tabs(cx, record, None))
}

fn tabs(cx: &Context, record: &Revision, here: Option<Way>) -> Markup {
    let (id, kind) = (record.head.id, &record.head.kind);
    let tab = |key: &str, href: String, way: Option<Way>| Tab {
        text: cx.t(key),
        href,
        count: None,
        here: way == here,
    };
    let tabs = [
        tab("impact-record", format!("/{kind}/{id}"), None),
        tab("impact-falls", format!("/cmdb/impact/{id}"), Some(Way::Falls)),
        tab("impact-needs", format!("/cmdb/impact/{id}?way=needs"), Some(Way::Needs)),
    ];
    ui::tabs(&cx.t("impact-tabs"), &tabs)
}

/// Walks the links and works out who is hit.
async fn gather(cx: &Context, origin: Id, way: Way, planned: bool) -> Result<Seen, Refusal> {
    let (to_source, to_target): (&[&str], &[&str]) = match way {
        Way::Falls => (&TO_SOURCE, &TO_TARGET),
        Way::Needs => (&TO_TARGET, &TO_SOURCE),
    };
    let paths = Paths { to_source, to_target, kinds: &KINDS, most: MOST };
    let reached = cx.door.reach(origin, paths).await?;
    let counts = |record: &Revision| {
        let state = record.head.state.as_deref().unwrap_or_default();
        record.head.id == origin || !(GONE.contains(&state) || (!planned && state == PLANNED))
    };
    let records = reached.records.into_iter().filter(&counts);
    let records: HashMap<Id, Revision> = records.map(|record| (record.head.id, record)).collect();
    if records.get(&origin).is_none_or(|record| !KINDS.contains(&record.head.kind.as_str())) {
        return Err(Refusal::NotFound);
    }
    let both = |one: &Dependence| records.contains_key(&one.on) && records.contains_key(&one.who);
    let dependences: Vec<_> =
        reached.edges.iter().filter_map(Dependence::of).filter(both).collect();
    let impact = match way {
        Way::Falls => {
            let live = alternatives(cx, &records, counts).await?;
            let either = |who| live.get(&who).cloned().unwrap_or_default();
            impact::falls(origin, &dependences, &either)
        }
        Way::Needs => impact::needs(origin, &dependences),
    };
    Ok(Seen { origin, records, impact, dependences, cut: reached.cut })
}

/// Of what one is enough for a record: what is there of it. What is gone, or is left out, or cannot be read, holds nothing up
/// (CMDB-14).
async fn alternatives(
    cx: &Context,
    records: &HashMap<Id, Revision>,
    counts: impl Fn(&Revision) -> bool,
) -> Result<HashMap<Id, Vec<Id>>, Refusal> {
    let mut either: HashMap<Id, Vec<Id>> = HashMap::new();
    for (id, record) in records {
        if let Ok(item) = record.typed::<ConfigurationItem>() {
            either.insert(*id, item.either_of.into_iter().map(Id::cast).collect());
        }
    }
    let all: BTreeSet<Id> = either.values().flatten().copied().collect();
    let all: Vec<Id> = all.into_iter().collect();
    let read = cx.door.read_many(&all).await?;
    let live: BTreeSet<Id> =
        read.iter().filter(|record| counts(record)).map(|record| record.head.id).collect();
    for all in either.values_mut() {
        all.retain(|one| live.contains(one));
    }
    Ok(either)
}

fn choice(cx: &Context, origin: Id, way: Way, planned: bool) -> Markup {
    html! {
        form.filters method="get" action=(format!("/cmdb/impact/{origin}")) {
            @if way == Way::Needs { input type="hidden" name="way" value="needs"; }
            div.ds-field {
                label for="planned" { (cx.t("impact-planned")) }
                select.ds-input id="planned" name="planned" {
                    option value="yes" selected[planned] { (cx.t("impact-planned-yes")) }
                    option value="no" selected[!planned] { (cx.t("impact-planned-no")) }
                }
            }
            div.actions {
                button.ds-button type="submit" data-variant="secondary" { (cx.t("impact-show")) }
            }
        }
    }
}

/// The words of how a record is hit.
fn how(way: Way, hit: Hit) -> &'static str {
    match (way, hit) {
        (Way::Falls, Hit::Falls) => "impact-hit-falls",
        (Way::Falls, Hit::Worse) => "impact-hit-worse",
        (Way::Needs, Hit::Falls) => "impact-hit-needed",
        (Way::Needs, Hit::Worse) => "impact-hit-helps",
    }
}

fn counts(cx: &Context, seen: &Seen, way: Way) -> Markup {
    let count = |wanted: Hit| seen.impact.values().filter(|(hit, _)| *hit == wanted).count();
    html! {
        dl.facts {
            @for hit in [Hit::Falls, Hit::Worse] { dt { (cx.t(how(way, hit))) } dd { (count(hit)) } }
        }
    }
}

/// What a record is, in short: its type or kind, and its state unless it is simply there.
fn note(cx: &Context, record: &Revision) -> String {
    let kind = &record.head.kind;
    let typed = record.body.get("item_type").and_then(|term| term.as_str());
    let step = typed.and_then(|key| cx.app.store.scales().get("item-type")?.step(key));
    let what = step.map_or_else(|| cx.heading(kind), |step| step.label(cx.language).to_owned());
    match record.head.state.as_deref() {
        Some(state) if !["in-use", "offered", "active"].contains(&state) => {
            format!("{what} · {}", cx.t(&format!("{kind}-state-is-{state}")))
        }
        _ => what,
    }
}

fn picture(cx: &Context, seen: &Seen, way: Way) -> Result<Markup, Refusal> {
    let hit = seen.hit();
    let mut nearest = hit.clone();
    nearest.sort_by_key(|(_, _, step)| *step);
    nearest.truncate(IN_PICTURE - 1);
    let origin = seen.records.get(&seen.origin).ok_or(Refusal::NotFound)?;
    let mut nodes = vec![node(cx, origin, Mark::Origin, 0)?];
    let mut places = HashMap::from([(seen.origin, 0)]);
    for (record, hit, step) in nearest {
        let mark = if hit == Hit::Falls { Mark::Hard } else { Mark::Soft };
        places.insert(record.head.id, nodes.len());
        nodes.push(node(cx, record, mark, step)?);
    }
    let ends = |one: &Dependence| match way {
        Way::Falls => (one.on, one.who),
        Way::Needs => (one.who, one.on),
    };
    let line = |(from, to): (Id, Id)| Some((*places.get(&from)?, *places.get(&to)?));
    let lines = seen.dependences.iter().map(ends).filter_map(line).collect();
    let graph = Graph {
        id: "impact".into(),
        title: cx.t(if way == Way::Falls { "impact-falls" } else { "impact-needs" }),
        description: cx.t("impact-picture-description"),
        header: ["impact-name", "impact-what", "impact-steps"].map(|key| cx.t(key)),
        nodes,
        lines,
    };
    let legend = html! {
        p.help { (cx.t(if way == Way::Falls { "impact-legend" } else { "impact-legend-needs" })) }
        @if hit.len() >= IN_PICTURE {
            p.help { (cx.t_with("impact-picture-part", &[("count", &IN_PICTURE.to_string())])) }
        }
    };
    Ok(ui::picture(&cx.t("impact-picture"), &graph.svg(), &legend))
}

fn node(cx: &Context, record: &Revision, mark: Mark, column: usize) -> Result<Node, Refusal> {
    Ok(Node {
        label: title(cx, record)?,
        note: note(cx, record),
        href: format!("/{}/{}", record.head.kind, record.head.id),
        mark,
        column,
        planned: record.head.state.as_deref() == Some(PLANNED),
    })
}

fn list(cx: &Context, seen: &Seen, way: Way) -> Result<Markup, Refusal> {
    let columns = [
        Column::text(cx.t("impact-name")),
        Column::text(cx.t("impact-what")),
        Column::text(cx.t("impact-how")),
        Column::number(cx.t("impact-steps")),
    ];
    let row = |(record, hit, step): (&Revision, Hit, usize)| {
        let sign = if hit == Hit::Falls { "●" } else { "◐" };
        let called = title(cx, record)?;
        Ok(vec![
            html! { a href=(format!("/{}/{}", record.head.kind, record.head.id)) { (called) } },
            html! { (note(cx, record)) },
            html! { span aria-hidden="true" { (sign) " " } (cx.t(how(way, hit))) },
            html! { (step) },
        ])
    };
    let rows = seen.hit().into_iter().map(row).collect::<Result<Vec<_>, Refusal>>()?;
    Ok(ui::table(&cx.t("impact-list"), &columns, &rows))
}
