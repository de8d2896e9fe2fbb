//! A framework as a tree: headings with their requirements, in one page from one query, narrowed by part and by words.

use axum::{
    extract::{Path, Query},
    response::Response,
};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Head, Id, Language, Refusal, Revision};
use stadga_web::{
    Context, Problem,
    ui::{self, Tab},
};
use std::collections::{HashMap, HashSet};

use super::{gather, id_of};
use crate::{Framework, FrameworkRequirement};

#[derive(Default, Deserialize)]
pub(super) struct Asked {
    /// The part of the framework that is shown.
    #[serde(default)]
    group: String,
    /// Words that stand in what is shown.
    #[serde(default)]
    words: String,
}

/// GET /framework/{id}/requirements
pub(super) async fn show(
    cx: Context,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let id: Id<Framework> = id_of(&id)?;
    let (head, framework) = cx.door.read_as(id).await?;
    let requirements = gather::requirements(&cx, id).await?;
    let tree = Tree::of(&cx, requirements, &asked);
    let called = framework.called(cx.language.code()).to_owned();
    let page = cx
        .page(&called)
        .crumb(cx.heading("framework-plural"), "/framework")
        .signs(signs(&cx, &head, &framework, &tree))
        .actions(actions(&cx, &head))
        .tabs(tabs(&cx, id, Some("requirements")));
    Ok(page.show(html! {
        @if let Some(words) = &framework.attribution { p.muted { (words.0) } }
        @if framework.verify { (ui::alert("warning", &html! { p { (cx.t("framework-verify-lead")) } })) }
        @if tree.all.is_empty() {
            (ui::empty(&cx.t("framework-tree-empty"), &cx.t("framework-tree-empty-do")))
        } @else {
            (filters(&cx, id, &framework, &asked))
            @if tree.shown.is_empty() { p { (cx.t("framework-tree-none")) } }
            (tree.render(&cx, None))
        }
    }))
}

/// The tabs over a framework's record page.
pub(super) async fn head(cx: &Context, record: &Revision) -> Result<Markup, Refusal> {
    Ok(tabs(cx, record.head.id.cast(), None))
}

pub(super) fn tabs(cx: &Context, id: Id<Framework>, here: Option<&str>) -> Markup {
    let tab = |key: &str, end: &str| Tab {
        text: cx.t(key),
        href: format!("/framework/{id}{end}"),
        count: None,
        here: here.map_or(end.is_empty(), |here| end.trim_start_matches('/') == here),
    };
    let tabs = [
        tab("framework-tab-requirements", "/requirements"),
        tab("framework-tab-mapped", "/mapped"),
        tab("framework-tab-facts", ""),
    ];
    ui::tabs(&cx.t("framework-tabs"), &tabs)
}

fn signs(cx: &Context, head: &Head, framework: &Framework, tree: &Tree) -> Markup {
    let assessed = tree.all.iter().filter(|(_, one)| one.assessable && one.withdrawn.is_none());
    let count = assessed.count().to_string();
    html! {
        span { (head.number) }
        @if let Some(version) = &framework.version { span { (cx.t("framework-version")) " " (version) } }
        @if let Some(provider) = &framework.provider { span { (provider) } }
        span { (cx.t_with("framework-tree-assessed", &[("count", &count)])) }
        @if !framework.holds(cx.today()) { (ui::badge("none", &cx.t("framework-not-in-force"))) }
    }
}

fn actions(cx: &Context, head: &Head) -> Markup {
    let export = |name: &str| format!("/framework/{}/export/{name}", head.id);
    html! {
        (ui::link_button(&export("oscal.json"), "secondary", None, &cx.t("framework-export-oscal"))) " "
        (ui::link_button(&export("ciso.yaml"), "secondary", None, &cx.t("framework-export-ciso")))
    }
}

fn filters(cx: &Context, id: Id<Framework>, framework: &Framework, asked: &Asked) -> Markup {
    html! {
        form.filters method="get" action=(format!("/framework/{id}/requirements")) {
            div.ds-field {
                label for="words" { (cx.t("framework-tree-words")) }
                input.ds-input type="search" id="words" name="words" value=(asked.words) maxlength="100";
            }
            @if !framework.groups.is_empty() {
                div.ds-field {
                    label for="group" { (cx.t("framework-groups")) }
                    select.ds-input id="group" name="group" {
                        option value="" { (cx.t("framework-tree-all")) }
                        @for group in &framework.groups {
                            option value=(group.reference) selected[group.reference == asked.group] {
                                (group.title.as_deref().unwrap_or(&group.reference))
                            }
                        }
                    }
                }
            }
            div.actions { button.ds-button type="submit" data-variant="secondary" { (cx.t("framework-tree-filter")) } }
        }
    }
}

/// The requirements with what stands under what.
struct Tree {
    all: Vec<(Head, FrameworkRequirement)>,
    below: HashMap<Option<Id<FrameworkRequirement>>, Vec<usize>>,
    /// Those that are shown: what fits, and all that it stands under.
    shown: HashSet<usize>,
    /// Whether everything stands open: something is sought.
    open: bool,
}

impl Tree {
    fn of(cx: &Context, all: Vec<(Head, FrameworkRequirement)>, asked: &Asked) -> Self {
        let places: HashMap<Id<FrameworkRequirement>, usize> =
            all.iter().enumerate().map(|(place, (head, _))| (head.id.cast(), place)).collect();
        let mut below: HashMap<Option<Id<FrameworkRequirement>>, Vec<usize>> = HashMap::new();
        for (place, (_, one)) in all.iter().enumerate() {
            // What stands under something that is not here, or below itself, stands at the top.
            let parent = one.parent.filter(|parent| rises(parent, &all, &places));
            below.entry(parent).or_default().push(place);
        }
        let words = asked.words.trim().to_lowercase();
        let chosen: Vec<String> =
            (!asked.group.is_empty()).then(|| asked.group.clone()).into_iter().collect();
        let fits = |one: &FrameworkRequirement| {
            let named = one.called(cx.language.code()).to_lowercase();
            let text = one.asks(cx.language.code()).unwrap_or_default().to_lowercase();
            one.counts_in(&chosen)
                && (words.is_empty() || named.contains(&words) || text.contains(&words))
        };
        let mut shown = HashSet::new();
        for (place, _) in all.iter().enumerate().filter(|(_, (_, one))| fits(one)) {
            let mut at = Some(place);
            while let Some(place) = at {
                if !shown.insert(place) {
                    break;
                }
                at = all.get(place).and_then(|(_, one)| places.get(&one.parent?)).copied();
            }
        }
        let open = !words.is_empty() || !asked.group.is_empty();
        Self { all, below, shown, open }
    }

    fn render(&self, cx: &Context, under: Option<Id<FrameworkRequirement>>) -> Markup {
        let places = self.below.get(&under).map(Vec::as_slice).unwrap_or_default();
        html! {
            @if !places.is_empty() {
                ul {
                    @for place in places.iter().filter(|place| self.shown.contains(place)) {
                        @if let Some((head, one)) = self.all.get(*place) {
                            li { (self.one(cx, head, one, under.is_none())) }
                        }
                    }
                }
            }
        }
    }

    fn one(&self, cx: &Context, head: &Head, one: &FrameworkRequirement, top: bool) -> Markup {
        let own = Some(head.id.cast());
        let folds = self.below.contains_key(&own);
        html! {
            @if folds {
                details.fold open[self.open || top] {
                    summary { (title(cx, head, one)) (beside(cx, one)) }
                    (words(cx, one))
                    p.lines { a href=(format!("/framework-requirement/{}", head.id)) {
                        (cx.t("framework-requirement-open")) span.sr { " " (title(cx, head, one)) }
                    } }
                    (self.render(cx, own))
                }
            } @else {
                (ui::link("framework-requirement", head.id, &title(cx, head, one)))
                (beside(cx, one))
                (words(cx, one))
            }
        }
    }
}

/// Whether one comes from here to the top without going round.
fn rises(
    from: &Id<FrameworkRequirement>,
    all: &[(Head, FrameworkRequirement)],
    places: &HashMap<Id<FrameworkRequirement>, usize>,
) -> bool {
    let mut at = Some(*from);
    for _ in 0..64 {
        let Some(id) = at else { return true };
        let Some((_, one)) = places.get(&id).and_then(|place| all.get(*place)) else {
            return false;
        };
        at = one.parent;
    }
    false
}

fn title(cx: &Context, head: &Head, one: &FrameworkRequirement) -> String {
    match head.withholds("title") {
        true => head.number.clone(),
        false => one.called(language(cx.language)),
    }
}

/// What else is said of a requirement beside its title.
fn beside(cx: &Context, one: &FrameworkRequirement) -> Markup {
    html! {
        @if one.withdrawn.is_some() { " " (ui::badge("none", &cx.t("framework-requirement-is-withdrawn"))) }
        @for group in &one.groups { " " span.muted { (group) } }
    }
}

/// How a requirement's text begins; the rest stands on its own page.
fn words(cx: &Context, one: &FrameworkRequirement) -> Markup {
    const MOST: usize = 280;
    let text = one.asks(language(cx.language)).filter(|text| !one.title.starts_with(text.trim()));
    let cut = text.map(|text| match text.chars().count() > MOST {
        true => text.chars().take(MOST).chain(['…']).collect(),
        false => text.to_owned(),
    });
    html! { @if let Some(text) = cut { p.muted { (text) } } }
}

fn language(language: Language) -> &'static str {
    language.code()
}
