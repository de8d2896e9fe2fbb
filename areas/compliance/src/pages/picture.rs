//! The picture of compliance: frameworks and the parts of the organisation as a heat map, counted along one index (T2).

use axum::{extract::Query, response::Response};
use maud::{Markup, html};
use stadga_frameworks::Framework;
use stadga_model::{Head, Id, Record as _, Refusal};
use stadga_publish::chart::{Cell, Grid, GridRow, Shade, Tone};
use stadga_store::ListQuery;
use stadga_web::{
    Context, Problem,
    published::document_links,
    ui::{self, Column, Titles},
};
use std::collections::{BTreeMap, HashMap};

use super::{PICTURE, day, part::Part, percent, sheet::address, title};
use crate::{
    AssessedRequirement, Assessment,
    catalogue::short,
    tally::Tally,
    weights::{MUST, weights},
};

/// An assessment with what it comes to.
pub(crate) struct Assessed {
    /// What is known of the assessment.
    pub head: Head,
    /// The assessment.
    pub assessment: Assessment,
    /// How many requirements stand how.
    pub all: Tally,
    /// Those that must be met.
    pub must: Tally,
}

/// The picture.
pub(crate) struct Picture {
    /// The frameworks that are assessed, by name.
    pub frameworks: Vec<(Id<Framework>, String)>,
    /// The parts that they are assessed for, by name.
    pub scopes: Vec<(Id, String)>,
    /// The newest assessment of each framework for each part.
    pub newest: Vec<Assessed>,
}

impl Picture {
    /// The picture as the reader sees it, at the instant looked from.
    ///
    /// # Errors
    /// Broken.
    pub async fn of(cx: &Context) -> Result<Self, Refusal> {
        let mut newest: BTreeMap<(Id, Id<Framework>), (Head, Assessment)> = BTreeMap::new();
        for (head, one) in cx.every::<Assessment>().await? {
            if head.withholds("framework") || head.withholds("scope") {
                continue;
            }
            let key = (one.scope, one.framework);
            let later = |other: &(Head, Assessment)| {
                (other.1.period.from, other.0.id) < (one.period.from, head.id)
            };
            if newest.get(&key).is_none_or(later) {
                newest.insert(key, (head, one));
            }
        }
        let tallies = tallies(cx).await?;
        let assessed = newest.into_values().map(|(head, assessment)| {
            let (all, must) = tallies.get(&head.id.cast()).cloned().unwrap_or_default();
            Assessed { head, assessment, all, must }
        });
        let newest: Vec<Assessed> = assessed.collect();
        let (frameworks, scopes) = named(cx, &newest).await?;
        Ok(Self { frameworks, scopes, newest })
    }

    /// The newest assessment of a framework for a part.
    pub fn at(&self, scope: Id, framework: Id<Framework>) -> Option<&Assessed> {
        let is = |one: &&Assessed| {
            one.assessment.scope == scope && one.assessment.framework == framework
        };
        self.newest.iter().find(is)
    }

    /// Keeps these assessments, with the frameworks and parts that they are of.
    pub fn retain(&mut self, keep: impl Fn(&Assessed) -> bool) {
        self.newest.retain(keep);
        let newest = &self.newest;
        self.frameworks.retain(|(id, _)| newest.iter().any(|one| one.assessment.framework == *id));
        self.scopes.retain(|(id, _)| newest.iter().any(|one| one.assessment.scope == *id));
    }

    /// What a framework is called.
    pub fn framework(&self, id: Id<Framework>) -> &str {
        self.frameworks.iter().find(|(other, _)| *other == id).map_or("", |(_, name)| name)
    }

    /// What a part is called.
    pub fn scope(&self, id: Id) -> &str {
        self.scopes.iter().find(|(other, _)| *other == id).map_or("", |(_, name)| name)
    }

    /// The heat map.
    pub fn grid(&self, cx: &Context) -> Grid {
        let row = |(scope, label): &(Id, String)| GridRow {
            label: label.clone(),
            cells: self
                .frameworks
                .iter()
                .map(|(framework, _)| self.cell(*scope, *framework))
                .collect(),
        };
        Grid {
            id: "compliance".into(),
            title: cx.t("picture-title"),
            description: self.described(cx),
            axes: [cx.t("picture-scope"), cx.t("picture-framework")],
            columns: self.frameworks.iter().map(|(_, name)| name.clone()).collect(),
            rows: self.scopes.iter().map(row).collect(),
            shades: shades(cx),
        }
    }

    fn cell(&self, scope: Id, framework: Id<Framework>) -> Cell {
        let Some(one) = self.at(scope, framework) else { return Cell::default() };
        let unsure = weights().shades().count();
        let shade = match one.all.percent() {
            Some(percent) if one.all.is_sure() => weights().shade_of(percent),
            _ => Some(unsure),
        };
        Cell { text: percent(&one.all), shade, href: Some(address(one.head.id, "/requirements")) }
    }

    fn described(&self, cx: &Context) -> String {
        let low = self.newest.iter().filter(|one| {
            let shade = one.all.percent().and_then(|percent| weights().shade_of(percent));
            one.all.is_sure() && shade == Some(weights().shades().count() - 1)
        });
        let values = [("n", self.newest.len().to_string()), ("low", low.count().to_string())];
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        cx.t_with("picture-told", &values)
    }
}

/// The shades of the map: those of the content, and what is not yet sure.
fn shades(cx: &Context) -> Vec<Shade> {
    use stadga_publish::document::Colour;
    let signs = [("●", Colour::Green), ("◐", Colour::Yellow), ("○", Colour::Red)];
    let named = weights().shades().zip(signs.iter().chain(std::iter::repeat(&signs[2])));
    let mut shades: Vec<Shade> = named
        .map(|(key, (sign, colour))| Shade {
            label: cx.t(&format!("picture-shade-{key}")),
            sign,
            tone: Tone::Grade(*colour),
        })
        .collect();
    shades.push(Shade {
        label: cx.t("picture-shade-unsure"),
        sign: "?",
        tone: Tone::Grade(Colour::White),
    });
    shades
}

/// What each assessment comes to: all of its requirements, and those that must be met.
async fn tallies(cx: &Context) -> Result<HashMap<Id<Assessment>, (Tally, Tally)>, Refusal> {
    let mut tallies = HashMap::<Id<Assessment>, (Tally, Tally)>::new();
    for group in cx.door.counted(AssessedRequirement::KIND, &ListQuery::default()).await? {
        let [assessment, grade, priority] = group.values.as_slice() else { continue };
        let Some(assessment) = assessment.given().and_then(|id| id.parse().ok()) else { continue };
        let (all, must) = tallies.entry(assessment).or_default();
        all.add_known(grade, group.count);
        if priority.given() == Some(MUST) {
            must.add_known(grade, group.count);
        }
    }
    Ok(tallies)
}

type Names = (Vec<(Id<Framework>, String)>, Vec<(Id, String)>);

/// What frameworks and parts are called, each by name.
async fn named(cx: &Context, newest: &[Assessed]) -> Result<Names, Refusal> {
    let mut frameworks: Vec<(Id<Framework>, String)> = Vec::new();
    for (head, framework) in cx.every::<Framework>().await? {
        if newest.iter().any(|one| one.assessment.framework.cast() == head.id) {
            let name = if head.withholds("title") {
                head.number.clone()
            } else {
                short(&framework).to_owned()
            };
            frameworks.push((head.id.cast(), name));
        }
    }
    frameworks.sort_by_key(|(_, name)| name.to_lowercase());
    let ids: std::collections::BTreeSet<Id> =
        newest.iter().map(|one| one.assessment.scope).collect();
    let titles = Titles::of(cx, ids.iter().copied()).await?;
    let mut scopes: Vec<_> = ids.into_iter().map(|id| (id, titles.text(cx, id))).collect();
    scopes.sort_by_key(|(_, name)| name.to_lowercase());
    Ok((frameworks, scopes))
}

/// GET /compliance: all, or the framework or the units that are asked for.
pub(super) async fn show(
    cx: Context,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let mut picture = Picture::of(&cx).await?;
    let (total, part) = (picture.newest.len(), Part::of(&pairs));
    let framework = pairs.iter().find(|(name, _)| name == "framework");
    let framework = framework.and_then(|(_, id)| id.parse::<Id<Framework>>().ok());
    picture.retain(|one| {
        let about = part.covers(Some(one.assessment.scope)) || part.covers(one.assessment.unit);
        about && framework.is_none_or(|only| one.assessment.framework == only)
    });
    let grid = picture.grid(&cx);
    let actions = html! {
        @if super::may_create(&cx, Assessment::KIND) {
            (ui::link_button("/assessment/new", "primary", Some("plus"), &cx.t("assessment-new")))
        }
    };
    let page = cx.page(cx.t("picture-title")).lead(cx.t("picture-lead")).actions(actions);
    Ok(page.show(html! {
        @if picture.newest.is_empty() {
            (ui::empty(&cx.t("picture-empty"), &cx.t("picture-empty-do")))
        } @else {
            (part.told(&cx, picture.newest.len(), total, PICTURE))
            (tiles(&cx, &picture))
            (ui::chart(&cx, &cx.t("picture-chart"), grid.svg(), grid.table()))
            div #assessments { (table(&cx, &picture)) }
            (ui::panel("files", &cx.t("picture-files"), &html! {
                ul.documents { (document_links(&cx, &cx.t("compliance-report-title"), &format!("{PICTURE}/files/report"))) }
            }))
        }
    }))
}

/// How many requirements of all that is shown lack something, and how many nobody has judged.
fn tiles(cx: &Context, picture: &Picture) -> Markup {
    let gaps: usize = picture.newest.iter().map(|one| one.all.gaps()).sum();
    let unjudged: usize = picture.newest.iter().map(|one| one.all.unjudged).sum();
    html! {
        ul.tiles {
            li { a href="#assessments" { b { (gaps) } span { (cx.t("picture-told-gaps")) } } }
            li.late[unjudged > 0] { a href="#assessments" { b { (unjudged) } span { (cx.t("picture-told-unjudged")) } } }
        }
    }
}

fn table(cx: &Context, picture: &Picture) -> Markup {
    let columns = [
        Column::text(cx.heading("assessment")),
        Column::text(cx.t("assessment-state")),
        Column::number(cx.heading("assessment-share")),
        Column::number(cx.heading("assessment-share-must")),
        Column::number(cx.t("picture-gaps")),
        Column::number(cx.t("picture-judged")),
        Column::text(cx.t("assessment-due")),
    ];
    let row = |one: &Assessed| {
        let state = one.head.state.as_deref().unwrap_or_default();
        vec![
            html! { a href=(address(one.head.id, "/requirements")) { (title(&one.head, "title", &one.assessment.title)) } },
            html! { (cx.t(&format!("assessment-state-is-{state}"))) },
            html! { (percent(&one.all)) },
            html! { (percent(&one.must)) },
            html! { a href=(address(one.head.id, "/gap")) { (one.all.gaps()) } },
            html! { (one.all.judged()) " / " (one.all.total()) },
            day(one.assessment.due),
        ]
    };
    let rows: Vec<_> = picture.newest.iter().map(row).collect();
    ui::table(&cx.t("picture-table"), &columns, &rows)
}
