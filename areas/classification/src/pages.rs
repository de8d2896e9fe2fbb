//! The area's own pages: coverage, the classification itself, systems' protection, K-values, demands, preconditions, lists read.

mod aside;
mod classify;
mod coverage;
mod demands;
mod handling;
mod listed;
mod mark;
mod open;
mod planning;
mod preconditions;
mod progress;
mod protection;
mod read;
mod reviewed;
mod routine;
mod unmarked;
mod values;

pub(crate) use coverage::{bar, those};

use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};
use maud::{Markup, html};
use stadga_model::{Action, At, Date, Head, Id, local_day_end};
use stadga_organisation::Person;
use stadga_web::{
    App, Aside, Context, Cost, Menu, costly, id_of,
    ui::{self, Column, Said, Titles, day},
};

use crate::{
    class::{Aspect, Class, Levels},
    days::days,
    standing::{Count, Standing},
};

/// Where coverage is seen.
pub(crate) const COVERAGE: &str = "/classes";
/// Where the K-values are seen with how to handle them.
pub(crate) const VALUES: &str = "/classes/values";
/// Where it is seen which systems lack information.
pub(crate) const SYSTEMS: &str = "/classes/systems";
/// Where demands for a procurement are put together.
pub(crate) const DEMANDS: &str = "/classes/demands";
/// Where owners' preconditions are seen.
pub(crate) const PRECONDITIONS: &str = "/classes/preconditions";
/// Where it is seen what is among the highest classified and bears no mark.
const UNMARKED: &str = "/classes/unmarked";
/// Where everybody in the world reads the K-values that are published.
pub(crate) const OPEN: &str = "/handling";

/// In addresses: what nobody owns.
const NOBODY: &str = "nobody";

/// What an upload may weigh: the largest file and something for the form around it.
const UPLOAD: usize = 54 * 1024 * 1024;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route(COVERAGE, get(coverage::show))
        .route("/classes/systems", get(listed::show))
        .route("/classes/values", get(values::show))
        .route("/classes/values/files/{name}", costly(Cost::Export, get(values::file)))
        .route("/classes/demands", get(demands::ask))
        .route("/classes/demands/{class}/{name}", costly(Cost::Export, get(demands::of_class)))
        .route(UNMARKED, get(unmarked::show))
        .route("/classes/preconditions", get(preconditions::show).post(preconditions::begin))
        .route("/classes/routine/{name}", costly(Cost::Export, get(routine::file)))
        .route("/information-object/{id}/classify", get(classify::ask).post(classify::step))
        .route("/information-object/{id}/refer", post(classify::refer))
        .route("/configuration-item/{id}/protection", get(protection::show).post(protection::save))
        .route(
            "/configuration-item/{id}/protection/demands/{name}",
            costly(Cost::Export, get(demands::of_system)),
        )
        .route("/classification-source/{id}/read/write", costly(Cost::Import, post(read::write)))
        .route(
            "/classification-source/{id}/read",
            get(read::ask)
                .merge(costly(Cost::Import, post(read::look)))
                .layer(DefaultBodyLimit::max(UPLOAD)),
        )
        .route("/handling", get(open::show))
}

pub(crate) fn menu() -> Vec<Menu> {
    vec![
        Menu { text: "menu-class-coverage", href: COVERAGE, order: 66 },
        Menu { text: "menu-class-information", href: "/information-object", order: 66 },
        Menu { text: "menu-class-systems", href: SYSTEMS, order: 66 },
        Menu { text: "menu-class-values", href: VALUES, order: 67 },
        Menu { text: "menu-class-demands", href: DEMANDS, order: 67 },
        Menu { text: "menu-class-list", href: "/classification", order: 67 },
        Menu { text: "menu-class-rounds", href: "/classification-round", order: 68 },
        Menu { text: "menu-class-reviews", href: "/classification-review", order: 68 },
        Menu { text: "menu-class-preconditions", href: PRECONDITIONS, order: 68 },
        Menu { text: "menu-class-rules", href: "/handling-rule", order: 69 },
        Menu { text: "menu-class-sources", href: "/classification-source", order: 69 },
    ]
}

/// What the area adds to record pages.
pub(crate) fn asides() -> Vec<Aside> {
    let mut asides = vec![
        Aside {
            kind: "information-object",
            render: |cx, r, _| Box::pin(aside::information(cx, r)),
        },
        Aside { kind: "classification", render: |cx, r, _| Box::pin(aside::classification(cx, r)) },
        Aside { kind: "configuration-item", render: |cx, r, _| Box::pin(aside::item(cx, r)) },
        Aside { kind: "object", render: |cx, r, _| Box::pin(planning::object(cx, r)) },
        Aside { kind: "maintenance-plan", render: |cx, r, _| Box::pin(planning::about(cx, r)) },
        Aside { kind: "need", render: |cx, r, _| Box::pin(planning::about(cx, r)) },
        Aside { kind: "classification-round", render: |cx, r, _| Box::pin(progress::show(cx, r)) },
        Aside { kind: "classification-review", render: |cx, r, _| Box::pin(reviewed::show(cx, r)) },
        Aside {
            kind: "classification-source",
            render: |cx, r, _| Box::pin(async move { Ok(aside::source(cx, r)) }),
        },
    ];
    asides.extend(days().planning.iter().map(|kind| Aside {
        kind: kind.as_str(),
        render: |cx, r, near| Box::pin(planning::of(cx, r, near)),
    }));
    asides.extend(days().about.iter().map(|kind| Aside {
        kind: kind.as_str(),
        render: |cx, r, near| Box::pin(mark::about(cx, r, near)),
    }));
    asides
}

/// What is done first on record pages.
pub(crate) fn first() -> Vec<Aside> {
    vec![Aside {
        kind: "information-object",
        render: |cx, r, _| Box::pin(async move { aside::classify(cx, r) }),
    }]
}

/// Whether the reader may change a record now.
fn may_change(cx: &Context, head: &Head) -> bool {
    cx.past().is_none() && cx.door.may(Action::Change, head)
}

/// Whether the reader may make a record of a kind somewhere.
fn may_create(cx: &Context, kind: &str) -> bool {
    cx.past().is_none() && cx.door.actor().reach(Action::Create, kind).is_some()
}

/// The same reader, looking from the end of a day that is over; from where it is looked anyway, if it is not.
fn on(cx: &Context, day: Date) -> Context {
    match local_day_end(day).filter(|instant| *instant < cx.now()) {
        Some(instant) => cx.looking_from(At::Past(instant)),
        None => cx.clone(),
    }
}

/// Whether somebody is the reader.
fn is_me<T>(cx: &Context, person: Option<Id<T>>) -> bool {
    person.is_some() && person.map(Id::cast) == cx.door.actor().person
}

/// What an aspect is called.
fn aspect(cx: &Context, aspect: Aspect) -> String {
    cx.term(crate::class::ASPECTS, &aspect.key().into())
}

/// A level: its number and its word.
fn level(cx: &Context, levels: &Levels, rank: Option<u8>) -> String {
    let known = rank.and_then(|rank| Some((levels.symbol(rank), levels.step(rank)?)));
    known.map_or_else(
        || cx.t("class-unknown"),
        |(symbol, step)| format!("{symbol} {}", step.label(cx.language)),
    )
}

/// A class, with its aspects in words for those who hear it.
fn told(cx: &Context, levels: &Levels, class: Class) -> Markup {
    let known = Aspect::ALL.into_iter().filter(|aspect| class.get(*aspect).is_some());
    let words: Vec<String> = known
        .map(|one| format!("{} {}", aspect(cx, one), level(cx, levels, class.get(one))))
        .collect();
    html! {
        @if class.is_unknown() { span.muted { (cx.t("class-unknown")) } } @else {
            span.nowrap aria-hidden="true" title=(words.join(", ")) { (class.told(levels)) }
            span.sr { (words.join(", ")) }
        }
    }
}

/// How something stands: word and shape.
fn badge(cx: &Context, standing: Standing) -> Markup {
    let tone = match standing {
        Standing::Classified => "good",
        Standing::Waiting => "open",
        Standing::Outdated => "part",
        Standing::Unclassified => "bad",
        Standing::Referred => "none",
    };
    ui::badge(tone, &cx.t(&format!("class-standing-{}", standing.key())))
}

/// What is wrong on a page, for the summary over it: where it is mended, and the sentence.
fn fault(anchor: impl Into<String>, sentence: String) -> (String, Said) {
    (anchor.into(), Said { path: None, code: String::new(), sentence, blocking: true })
}

/// Who owns something, or that nobody does.
fn owner<T>(cx: &Context, titles: &Titles, owner: Option<Id<T>>) -> Markup {
    match owner {
        Some(owner) => titles.short_link(cx, owner.cast()),
        None => ui::badge("bad", &cx.t("class-nobody")),
    }
}

/// By when, and that the day has passed.
fn due(cx: &Context, due: Option<Date>) -> Markup {
    let late = due.is_some_and(|due| due < cx.today());
    html! { (day(due)) @if late { " " (ui::badge("bad", &cx.t("class-late"))) } }
}

/// The superior who has been told, or nobody.
fn told_superior(cx: &Context, titles: &Titles, superior: Option<Id<Person>>) -> Markup {
    match superior {
        Some(superior) => titles.short_link(cx, superior.cast()),
        None => html! { span.muted { "–" } },
    }
}

/// The columns of counts, one for each standing.
fn counted_columns(cx: &Context) -> impl Iterator<Item = Column> {
    let word = |one: Standing| cx.t(&format!("class-standing-{}", one.key()));
    Standing::COUNTED.into_iter().map(move |one| Column::number(word(one)))
}

/// The share that is classified, in words.
fn share(count: Count) -> String {
    count.share().map_or_else(|| "–".to_owned(), |share| format!("{share} %"))
}

/// Where a piece of information is classified.
pub(crate) fn classify_address<T>(id: Id<T>) -> String {
    format!("/information-object/{id}/classify")
}
