//! Requests at the wrong door, counted: where they came in, where they belonged, and why (ORG-16, T28).

use std::collections::BTreeMap;

use axum::{extract::Query, response::Response};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Date, Id, Period, Term};
use stadga_web::{
    Context, Problem,
    ui::{self, Column, Titles},
};

use super::{REDIRECTED, every};
use crate::Redirection;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
}

impl Asked {
    /// The period that is asked about: the last year, when nothing is said.
    fn period(&self, today: Date) -> Period {
        let to = self.to.parse().unwrap_or(today);
        let from = self.from.parse().unwrap_or(to.saturating_sub(jiff::Span::new().years(1)));
        Period { from, to: Some(to) }
    }
}

/// Where a request came in and where it belonged.
type Way = (Id, Id);

/// How many there are of each, the most first.
type Counted<K> = Vec<(K, usize)>;

/// How many went each way, and how many for each cause; the most first.
fn count(all: &[Redirection], period: Period) -> (Counted<Way>, Counted<Option<Term>>) {
    let (mut ways, mut causes) = (BTreeMap::new(), BTreeMap::new());
    for one in all.iter().filter(|one| period.holds(one.date)) {
        *ways.entry((one.unit.cast(), one.to)).or_default() += 1;
        *causes.entry(one.cause.clone()).or_default() += 1;
    }
    (most_first(ways), most_first(causes))
}

fn most_first<K: Ord>(counted: BTreeMap<K, usize>) -> Counted<K> {
    let mut counted: Vec<_> = counted.into_iter().collect();
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counted
}

/// GET /board/redirections
pub(super) async fn show(cx: Context, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let period = asked.period(cx.today());
    let all: Vec<_> = every::<Redirection>(&cx).await?.into_iter().map(|(_, one)| one).collect();
    let (ways, causes) = count(&all, period);
    let titles = Titles::of(&cx, ways.iter().flat_map(|((from, to), _)| [*from, *to])).await?;
    let new =
        ui::link_button("/redirection/new", "primary", Some("plus"), &cx.t("redirection-new"));
    let list = ui::link_button("/redirection", "secondary", None, &cx.t("redirected-list"));
    let page = cx.page(cx.t("redirected-title")).lead(cx.t("redirected-lead"));
    Ok(page.actions(html! { (list) @if cx.past().is_none() { (new) } }).show(html! {
        (form(&cx, period))
        @if ways.is_empty() { p { (cx.t("redirected-none")) } } @else {
            (ways_table(&cx, &ways, &titles))
            (causes_table(&cx, &causes))
        }
    }))
}

fn form(cx: &Context, period: Period) -> Markup {
    html! {
        form.filters method="get" action=(REDIRECTED) {
            @for (name, date) in [("from", Some(period.from)), ("to", period.to)] {
                div.ds-field {
                    label for=(name) { (cx.t(&format!("redirected-{name}"))) }
                    input.ds-input type="date" id=(name) name=(name) value=[date];
                }
            }
            div.actions {
                button.ds-button type="submit" data-variant="secondary" { (cx.t("responsibility-show")) }
            }
        }
    }
}

fn ways_table(cx: &Context, ways: &[(Way, usize)], titles: &Titles) -> Markup {
    let columns = [
        Column::text(cx.t("redirection-unit")),
        Column::text(cx.t("redirection-to")),
        Column::number(cx.t("redirected-count")),
    ];
    let row = |((from, to), count): &(Way, usize)| {
        let list = format!("/redirection?unit={from}&to={to}");
        vec![
            titles.short_link(cx, *from),
            titles.short_link(cx, *to),
            html! { a href=(list) { (count) } },
        ]
    };
    let rows: Vec<_> = ways.iter().map(row).collect();
    ui::table(&cx.t("redirected-ways"), &columns, &rows)
}

fn causes_table(cx: &Context, causes: &[(Option<Term>, usize)]) -> Markup {
    let columns =
        [Column::text(cx.t("redirection-cause")), Column::number(cx.t("redirected-count"))];
    let row = |(cause, count): &(Option<Term>, usize)| {
        let said = cause.as_ref().map(|cause| cx.term("redirection-cause", cause));
        vec![html! { (said.unwrap_or_else(|| cx.t("redirected-unsaid"))) }, html! { (count) }]
    };
    let rows: Vec<_> = causes.iter().map(row).collect();
    ui::table(&cx.t("redirected-causes"), &columns, &rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use stadga_testkit::rules::id;

    #[test]
    fn org_16_t28_wrong_doors_are_counted_by_way_and_cause_within_the_period() {
        let one = |date: &str, to: u32, cause: Option<&str>| -> Redirection {
            let json = json!({"title": "B", "date": date, "unit": id::<()>(1), "to": id::<()>(to), "cause": cause});
            serde_json::from_value(json).unwrap()
        };
        let all = [
            one("2024-01-02", 2, Some("unknown")),
            one("2024-01-03", 3, Some("unknown")),
            one("2024-01-04", 3, None),
            one("2023-12-31", 2, Some("unknown")),
        ];
        let period = Period { from: "2024-01-01".parse().unwrap(), to: "2024-12-31".parse().ok() };
        let (ways, causes) = count(&all, period);
        assert_eq!(ways, [((id(1), id(3)), 2), ((id(1), id(2)), 1)]);
        assert_eq!(causes, [(Some(Term::from("unknown")), 2), (None, 1)]);
    }
}
