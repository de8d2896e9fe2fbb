//! What tells too much together: many open records about one thing, or in all, each harmless by itself (NIS-05). Which
//! kinds and links count, in which states and from how many on, is data: `content/scales/secrecy.toml`.

use axum::response::Response;
use maud::{Markup, html};
use stadga_model::{Action, Id, Mark, Record as _, Refusal, Scale, Step};
use stadga_store::{Compare, Filter, ListQuery};
use stadga_web::{
    Address, Context, Duty, Problem,
    ui::{self, Column, Titles},
};

/// The page's address.
pub(crate) const TOGETHER: &str = "/secrecy/together";
/// From how many on: a step's key is a kind, or a kind and a link field with a dot between; its symbol is the number.
const LIMITS: &str = "secrecy-together";
/// The states that count: a step's key is a kind and a state with a dot between.
const STATES: &str = "secrecy-together-states";
/// How long it takes to look through a pile, in minutes.
const MINUTES: u16 = 30;

/// Records that tell too much together.
struct Pile<'a> {
    /// The kind, and why its records tell too much.
    kind: &'a str,
    step: &'a Step,
    /// The link field and the one thing that they are all about; none, where it is all that there are.
    about: Option<(&'a str, Id)>,
    count: i64,
}

impl Pile<'_> {
    /// The list of its records, where they can be chosen and marked together.
    fn list(&self, scales: Option<&Scale>) -> String {
        let states = states(scales, self.kind).join(",");
        let address = Address::read("").with("state", &states).with("size", "200");
        let address = match self.about {
            Some((field, about)) => address.with(field, &about.to_string()),
            None => address,
        };
        address.of(&format!("/{}", self.kind))
    }
}

/// The states of a kind that count.
fn states<'a>(scale: Option<&'a Scale>, kind: &str) -> Vec<&'a str> {
    let steps = scale.map_or(&[][..], |scale| &scale.steps);
    let keys = steps.iter().filter_map(|step| step.key.split_once('.'));
    keys.filter(|(of, _)| *of == kind).map(|(_, state)| state).collect()
}

/// The piles that the reader sees, the largest of each sort first.
async fn piles(cx: &Context) -> Result<Vec<Pile<'_>>, Refusal> {
    let scales = cx.door.store().scales();
    let Some(limits) = scales.get(LIMITS) else { return Ok(Vec::new()) };
    let mut piles = Vec::new();
    for step in &limits.steps {
        let (kind, field) =
            step.key.split_once('.').map_or((step.key.as_str(), None), |(k, f)| (k, Some(f)));
        let least = step.symbol.as_deref().and_then(|number| number.parse::<i64>().ok());
        let (Ok(of), Some(least)) = (cx.door.kind(kind), least) else { continue };
        let open = states(scales.get(STATES), kind).into_iter().map(str::to_owned).collect();
        let state = of.spec.state.unwrap_or_default().to_owned();
        let filters = vec![Filter { field: state, compare: Compare::Is(open) }];
        let query = ListQuery { filters, ..ListQuery::default() };
        let found = cx.door.heaps(kind, field, &query, least).await?;
        piles.extend(found.into_iter().map(|heap| Pile {
            kind,
            step,
            about: field.zip(heap.about),
            count: heap.count,
        }));
    }
    Ok(piles)
}

/// Whether the reader may do something about it.
fn may_mark(cx: &Context) -> bool {
    cx.past().is_none() && cx.door.actor().reach(Action::Create, Mark::KIND).is_some()
}

/// GET /secrecy/together
pub(crate) async fn show(cx: Context) -> Result<Response, Problem> {
    if !may_mark(&cx) {
        return Err(Refusal::Denied.into());
    }
    let piles = piles(&cx).await?;
    let about = piles.iter().filter_map(|pile| pile.about.map(|(_, about)| about));
    let titles = Titles::of(&cx, about).await?;
    let page = cx.page(cx.t("together-title")).lead(cx.t("together-lead"));
    Ok(page.show(html! {
        @if piles.is_empty() {
            (ui::empty(&cx.t("together-none"), &cx.t("together-none.do")))
        } @else {
            (table(&cx, &piles, &titles))
        }
    }))
}

fn table(cx: &Context, piles: &[Pile<'_>], titles: &Titles) -> Markup {
    let scales = cx.door.store().scales();
    let columns = ["about", "what", "count", "why"].map(|name| {
        let text = cx.t(&format!("together-{name}"));
        Column { text, number: name == "count" }
    });
    let row = |pile: &Pile<'_>| {
        let about = match pile.about {
            Some((_, about)) => titles.link(cx, about),
            None => html! { (cx.t("together-all")) },
        };
        let list = pile.list(scales.get(STATES));
        let what = html! { a href=(list) { (cx.t(&format!("{}-plural", pile.kind))) } };
        vec![about, what, html! { (pile.count) }, html! { (pile.step.label(cx.language)) }]
    };
    ui::table(&cx.t("together-title"), &columns, &piles.iter().map(row).collect::<Vec<_>>())
}

/// What is asked of those who may mark: to look through what tells too much together.
///
/// # Errors
/// Broken.
pub(crate) async fn duties(cx: &Context) -> Result<Vec<Duty>, Refusal> {
    if !may_mark(cx) {
        return Ok(Vec::new());
    }
    let count = piles(cx).await?.len();
    let duty = Duty {
        what: cx.t_with("duty-together", &[("n", &count.to_string())]),
        why: cx.t("duty-together-why"),
        href: TOGETHER.to_owned(),
        due: None,
        minutes: MINUTES,
    };
    Ok((count > 0).then_some(duty).into_iter().collect())
}
