//! The page of how bodies have treated each area in a period, for who judges the political follow-up (AUD-25, T22).

use axum::{extract::Query, response::Response};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Date, Period, Refusal};
use stadga_store::{Compare, Filter, ListQuery};
use stadga_web::{
    Context, Problem,
    ui::{self, Column, Titles},
};

use super::TREATMENT;
use crate::{
    Minute,
    treatment::{Treated, treated},
};

/// The period asked for: the last three years, when nothing is said.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
}

impl Asked {
    fn period(&self, today: Date) -> Period {
        let to = self.to.parse().unwrap_or(today);
        let from = self.from.parse().unwrap_or(to.saturating_sub(jiff::Span::new().years(3)));
        Period { from, to: Some(to) }
    }
}

/// GET /board/treatment
pub(super) async fn show(cx: Context, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let period = asked.period(cx.today());
    let minutes = minutes_within(&cx, period).await?;
    let all = treated(&minutes, period);
    let titles = Titles::of(&cx, all.iter().map(|treated| treated.body)).await?;
    let page = cx.page(cx.t("treatment-title")).lead(cx.t("treatment-lead"));
    Ok(page.show(html! {
        (form(&cx, period))
        @if all.is_empty() { p { (cx.t("treatment-none")) } } @else { (table(&cx, &all, &titles)) }
        (never(&cx, &all))
    }))
}

async fn minutes_within(cx: &Context, period: Period) -> Result<Vec<Minute>, Refusal> {
    let bound = |compare| Filter { field: "date".into(), compare };
    let mut filters = vec![bound(Compare::From(period.from.to_string()))];
    filters.extend(period.to.map(|to| bound(Compare::To(to.to_string()))));
    let found = cx.door.all::<Minute>(ListQuery { filters, ..ListQuery::default() }).await?;
    Ok(found.into_iter().map(|(_, minute)| minute).collect())
}

fn form(cx: &Context, period: Period) -> Markup {
    let day = |name: &str, date: Option<Date>| {
        html! {
            div.ds-field {
                label for=(name) { (cx.t(&format!("treatment-{name}"))) }
                input.ds-input type="date" id=(name) name=(name) value=[date];
            }
        }
    };
    html! {
        form.filters method="get" action=(TREATMENT) {
            (day("from", Some(period.from)))
            (day("to", period.to))
            div.actions {
                button.ds-button type="submit" data-variant="secondary" { (cx.t("treatment-show")) }
            }
        }
    }
}

fn table(cx: &Context, all: &[Treated], titles: &Titles) -> Markup {
    let text = |name: &str| Column::text(cx.t(&format!("treatment-{name}")));
    let number = |name: &str| Column::number(cx.t(&format!("treatment-{name}")));
    let columns = [
        text("area"),
        text("body"),
        number("times"),
        number("bearing"),
        number("active"),
        text("last"),
        text("verdict"),
    ];
    let rows: Vec<_> = all.iter().map(|treated| row(cx, treated, titles)).collect();
    ui::table(&cx.t("treatment-title"), &columns, &rows)
}

fn row(cx: &Context, treated: &Treated, titles: &Titles) -> Vec<Markup> {
    let how = format!("minute-treatment-is-{}", treated.last_treatment.key());
    let verdict = if treated.is_weak() {
        ui::badge("bad", &cx.t("treatment-weak"))
    } else {
        ui::badge("good", &cx.t("treatment-there"))
    };
    let list = format!("/minute?area={}&body={}", treated.area.0, treated.body);
    vec![
        html! { (cx.term("subject-area", &treated.area)) },
        titles.link(cx, treated.body),
        html! { a href=(list) { (treated.times) } },
        html! { (treated.bearing) },
        html! { (treated.active) },
        html! { time datetime=(treated.last) { (treated.last) } " " span.muted { (cx.t(&how)) } },
        verdict,
    ]
}

/// The areas that no body has treated: what is never treated is not in any minutes.
fn never(cx: &Context, all: &[Treated]) -> Markup {
    let treated = |key: &str| all.iter().any(|treated| treated.area.0 == key);
    let scale = cx.app.store.scales().get("subject-area");
    let steps = scale.into_iter().flat_map(|scale| scale.on(cx.today()));
    let never: Vec<_> = steps.filter(|step| !treated(&step.key)).collect();
    html! {
        @if never.is_empty() { p { (cx.t("treatment-all")) } } @else {
            h2 { (cx.t("treatment-never")) }
            ul { @for step in never { li { (step.label(cx.language)) } } }
        }
    }
}
