//! What of a framework answers to what of others, and how much of it is answered at all (CTL-05).

use axum::{extract::Path, response::Response};
use maud::{Markup, html};
use stadga_model::{Head, Id, Language, Refusal};
use stadga_publish::{
    chart::{Progress, Table},
    document::Language as Written,
};
use stadga_web::{
    Context, Problem,
    ui::{self, Column},
};
use std::collections::{HashMap, HashSet};

use super::{gather, id_of, tree};
use crate::{Framework, FrameworkMapping, FrameworkRequirement, Relationship};

/// A pair as it is seen from the framework that is looked at.
struct Seen<'a> {
    own: Id<FrameworkRequirement>,
    other: Option<Id<FrameworkRequirement>>,
    named: Option<&'a str>,
    relationship: Relationship,
    strength: Option<i64>,
    basis: Option<&'a str>,
}

/// GET /framework/{id}/mapped
pub(super) async fn show(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let id: Id<Framework> = id_of(&id)?;
    let (_, framework) = cx.door.read_as(id).await?;
    let own = gather::requirements(&cx, id).await?;
    let mappings: Vec<(Head, FrameworkMapping)> = cx.every::<FrameworkMapping>().await?;
    let mut about: Vec<(Head, FrameworkMapping)> = mappings
        .into_iter()
        .filter(|(_, one)| one.source == Some(id) || one.target == Some(id))
        .collect();
    about.sort_by(|(_, one), (_, other)| one.title.cmp(&other.title));
    let names = names(&cx, id, &about).await?;
    let called = framework.called(cx.language.code()).to_owned();
    let page = cx
        .page(&called)
        .lead(cx.t("framework-mapped-lead"))
        .crumb(cx.heading("framework-plural"), "/framework")
        .tabs(tree::tabs(&cx, id, Some("mapped")));
    Ok(page.show(html! {
        @if about.is_empty() { (ui::empty(&cx.t("framework-mapped-none"), &cx.t("framework-mapped-none-do"))) }
        @for (nth, (head, mapping)) in about.iter().enumerate() {
            (one(&cx, (nth, id), (head, mapping), &own, &names))
        }
    }))
}

/// What the other ends' requirements are called: one query for each framework.
async fn names(
    cx: &Context,
    id: Id<Framework>,
    about: &[(Head, FrameworkMapping)],
) -> Result<HashMap<Id<FrameworkRequirement>, String>, Refusal> {
    let ends = about.iter().flat_map(|(_, one)| [one.source, one.target]).flatten();
    let others: HashSet<Id<Framework>> = ends.filter(|end| *end != id).collect();
    let mut names = HashMap::new();
    for other in others {
        for (head, one) in gather::requirements(cx, other).await? {
            let title = match head.withholds("title") {
                true => head.number.clone(),
                false => one.called(cx.language.code()),
            };
            names.insert(head.id.cast(), title);
        }
    }
    Ok(names)
}

fn seen(mapping: &FrameworkMapping, id: Id<Framework>) -> Vec<Seen<'_>> {
    let from = mapping.source == Some(id);
    let turned = |pair: &'_ crate::Pair| match from {
        true => (pair.source, pair.target),
        false => (pair.target, pair.source),
    };
    let pairs = mapping.pairs.iter().filter_map(|pair| {
        let (own, other) = turned(pair);
        let named = if from { &pair.target_ref } else { &pair.source_ref };
        let relationship = match from {
            true => pair.relationship,
            false => pair.relationship.turned(),
        };
        Some(Seen {
            own: own?,
            other,
            named: named.as_deref(),
            relationship,
            strength: pair.strength,
            basis: pair.basis.as_deref(),
        })
    });
    pairs.filter(|seen| seen.relationship != Relationship::NotRelated).collect()
}

fn one(
    cx: &Context,
    (nth, id): (usize, Id<Framework>),
    (head, mapping): (&Head, &FrameworkMapping),
    own: &[(Head, FrameworkRequirement)],
    names: &HashMap<Id<FrameworkRequirement>, String>,
) -> Markup {
    let mut by_own: HashMap<Id<FrameworkRequirement>, Vec<Seen<'_>>> = HashMap::new();
    for pair in seen(mapping, id) {
        by_own.entry(pair.own).or_default().push(pair);
    }
    let assessed = own.iter().filter(|(_, one)| one.assessable && one.withdrawn.is_none());
    let (mut count, mut answered) = (0usize, 0usize);
    for (head, _) in assessed {
        count += 1;
        answered += usize::from(by_own.contains_key(&head.id.cast()));
    }
    let rows: Vec<Vec<Markup>> = own
        .iter()
        .filter_map(|(head, one)| Some((head, one, by_own.get(&head.id.cast())?)))
        .map(|(head, one, pairs)| {
            let title = match head.withholds("title") {
                true => head.number.clone(),
                false => one.called(cx.language.code()),
            };
            vec![
                ui::link("framework-requirement", head.id, &title),
                html! { @for pair in pairs { p { (answer(cx, pair, names)) } } },
            ]
        })
        .collect();
    let columns =
        [Column::text(cx.t("framework-mapped-own")), Column::text(cx.t("framework-mapped-other"))];
    let caption = mapping.title.as_str();
    ui::panel(
        &format!("mapping-{nth}"),
        caption,
        &html! {
            p { a href=(format!("/framework-mapping/{}", head.id)) { (head.number) }
                @if let Some(basis) = &mapping.basis { " – " (basis) } }
            @if let Some(words) = &mapping.attribution { p.muted { (words.0) } }
            @if mapping.verify { p { (ui::badge("part", &cx.t("framework-to-verify"))) } }
            (share(cx, nth, answered, count))
            @if !rows.is_empty() { (ui::table(caption, &columns, &rows)) }
        },
    )
}

/// How much of what is assessed is answered.
fn share(cx: &Context, nth: usize, answered: usize, count: usize) -> Markup {
    let (n, of) = (answered.to_string(), count.to_string());
    let title = cx.t_with("framework-mapped-share", &[("n", &n), ("of", &of)]);
    let percent = answered.saturating_mul(100).checked_div(count).unwrap_or_default();
    let language = match cx.language {
        Language::Swedish => Written::Swedish,
        Language::English => Written::English,
    };
    let bar = Progress {
        id: format!("share-{nth}"),
        title: title.clone(),
        percent: u8::try_from(percent).unwrap_or(100),
        language,
    };
    let numbers = Table {
        header: vec![cx.t("framework-mapped-answered"), cx.t("framework-mapped-of")],
        rows: vec![vec![n, of]],
    };
    ui::chart(cx, &title, bar.svg(), numbers)
}

fn answer(
    cx: &Context,
    pair: &Seen<'_>,
    names: &HashMap<Id<FrameworkRequirement>, String>,
) -> Markup {
    let word = match pair.relationship {
        Relationship::Equal => "equal",
        Relationship::Subset => "subset",
        Relationship::Superset => "superset",
        Relationship::Intersect => "intersect",
        Relationship::NotRelated => "not-related",
    };
    let linked = pair.other.and_then(|id| Some((id, names.get(&id)?)));
    html! {
        @match linked {
            Some((id, title)) => { (ui::link("framework-requirement", id.cast(), title)) }
            None => { (pair.named.unwrap_or("–")) }
        }
        " " span.muted {
            (cx.t(&format!("framework-mapping-pairs-relationship-is-{word}")))
            @if let Some(strength) = pair.strength { ", " (cx.t("framework-mapping-pairs-strength")) ": " (strength) }
            @if let Some(basis) = pair.basis { ", " (basis) }
        }
    }
}
