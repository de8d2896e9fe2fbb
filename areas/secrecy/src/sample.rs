//! The log controller's sample: some readings of a period drawn by chance, to be asked about (SEC-05).

use axum::{extract::Query, response::Response};
use jiff::ToSpan;
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Date, Head, Id, Reading, Record as _, Refusal, local_date};
use stadga_store::{ListQuery, sha256_hex};
use stadga_web::{
    Context, Problem,
    ui::{self, Column, Titles, format},
};

/// The page's address.
pub(crate) const SAMPLE: &str = "/secrecy/sample";
/// So many are drawn, unless another number is asked for.
const DRAWN: usize = 20;
/// The largest sample.
const MOST: usize = 200;

#[derive(Deserialize)]
pub(crate) struct Asked {
    from: Option<Date>,
    to: Option<Date>,
    count: Option<usize>,
    /// Which draw: the same one shows the same readings again, so that a colleague can look at them too.
    draw: Option<u32>,
}

/// GET /secrecy/sample
pub(crate) async fn show(cx: Context, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    if cx.door.actor().reach(stadga_model::Action::Read, Reading::KIND).is_none() {
        return Err(Refusal::Denied.into());
    }
    let to = asked.to.unwrap_or_else(|| cx.today());
    let from = asked.from.unwrap_or_else(|| to.saturating_sub(1.month()));
    let draw = asked.draw.unwrap_or(1);
    let all = cx.door.all::<Reading>(ListQuery::default()).await?;
    let (whole, drawn) = drawn(all, (from, to), asked.count.unwrap_or(DRAWN).min(MOST), draw);
    let ids = drawn.iter().flat_map(|(_, reading)| reading.person.into_iter().chain([reading.of]));
    let titles = Titles::of(&cx, ids).await?;
    let page = cx.page(cx.t("sample-title")).lead(cx.t("sample-lead"));
    Ok(page.show(html! {
        (form(&cx, (from, to), asked.count.unwrap_or(DRAWN), draw))
        @let count = [("n", drawn.len().to_string()), ("of", whole.to_string())];
        p { (cx.t_with("sample-count-of", &count.each_ref().map(|(name, n)| (*name, n.as_str())))) }
        @if !drawn.is_empty() { (table(&cx, &drawn, &titles)) }
    }))
}

/// How many readings there are in the period, and those that this draw takes, the newest first.
fn drawn(
    all: Vec<(Head, Reading)>,
    (from, to): (Date, Date),
    count: usize,
    draw: u32,
) -> (usize, Vec<(Head, Reading)>) {
    let held = |head: &Head| (from..=to).contains(&local_date(head.at));
    let mut there: Vec<_> = all.into_iter().filter(|(head, _)| held(head)).collect();
    let whole = there.len();
    let lot = |id: Id| sha256_hex(format!("{draw} {id}"));
    there.sort_by_cached_key(|(head, _)| lot(head.id));
    there.truncate(count);
    there.sort_by_key(|(head, _)| std::cmp::Reverse(head.at));
    (whole, there)
}

fn form(cx: &Context, (from, to): (Date, Date), count: usize, draw: u32) -> Markup {
    let field = |name: &str, kind: &str, value: String| {
        html! {
            div.ds-field {
                label for=(format!("sample-{name}")) { (cx.t(&format!("sample-{name}"))) }
                input.ds-input id=(format!("sample-{name}")) type=(kind) name=(name) value=(value) data-width="short";
            }
        }
    };
    html! {
        form.filters method="get" action=(SAMPLE) {
            (field("from", "date", from.to_string()))
            (field("to", "date", to.to_string()))
            (field("count", "number", count.to_string()))
            (field("draw", "number", (draw + 1).to_string()))
            div.actions { button.ds-button type="submit" data-variant="secondary" { (cx.t("sample-draw-anew")) } }
        }
    }
}

fn table(cx: &Context, drawn: &[(Head, Reading)], titles: &Titles) -> Markup {
    let columns = ["sample-at", "reading-person", "reading-about", "reading-purpose"];
    let columns = columns.map(|key| Column::text(cx.t(key)));
    let row = |(head, reading): &(Head, Reading)| {
        let purpose = reading.purpose.as_deref().unwrap_or("–");
        vec![
            html! { a href=(format!("/{}/{}", Reading::KIND, head.id)) { (format::moment(head.at)) } },
            html! { @if let Some(person) = reading.person { (titles.link(cx, person)) } },
            titles.link(cx, reading.of),
            html! { (purpose) },
        ]
    };
    let rows: Vec<_> = drawn.iter().map(row).collect();
    ui::table(&cx.t("sample-title"), &columns, &rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(number: u32, at: &str) -> (Head, Reading) {
        let id: Id = format!("00000000-0000-7000-8000-{number:012}").parse().unwrap();
        let head = Head {
            id,
            kind: Reading::KIND.into(),
            number: String::new(),
            revision: 1,
            at: at.parse().unwrap(),
            until: None,
            actor: String::new(),
            reason: String::new(),
            unit: None,
            owner: None,
            state: None,
            withheld: None,
        };
        let about = String::new();
        (head, Reading { about, of: id, person: None, purpose: None, fields: vec![], unit: None })
    }

    #[test]
    fn sec_05_a_draw_is_the_same_again_and_keeps_to_its_period() {
        let all: Vec<_> = (0..40).map(|n| reading(n, "2026-11-10T09:00:00Z")).collect();
        let outside = reading(99, "2026-09-10T09:00:00Z");
        let all = || all.iter().chain([&outside]).cloned().collect::<Vec<_>>();
        let period = (Date::constant(2026, 11, 1), Date::constant(2026, 11, 30));
        let ids = |draw| {
            let (whole, drawn) = drawn(all(), period, 10, draw);
            assert_eq!((whole, drawn.len()), (40, 10));
            drawn.iter().map(|(head, _)| head.id).collect::<Vec<_>>()
        };
        assert_eq!(ids(1), ids(1));
        assert_ne!(ids(1), ids(2));
    }
}
