//! Coverage: what is classified, outdated, unclassified or waiting, by owner, object and family; who is late and who hears of
//! it (CLS-07, CLS-09, T3, T34).

mod tables;
mod trend;

use axum::{extract::Query, response::Response};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::Id;
use stadga_publish::{
    chart::{Part, Stacked},
    document::{Colour, Grade},
};
use stadga_web::{
    Context, Problem,
    published::language,
    ui::{self, Column, Titles},
};

use super::{COVERAGE, NOBODY, badge, due, owner, told, told_superior, unmarked};
use crate::{
    register::{Entry, Lines, Register},
    standing::{Count, Standing},
    systems::{Objects, link},
};

/// What is asked for.
#[derive(Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    standing: String,
    #[serde(default)]
    owner: String,
}

impl Asked {
    fn fits(&self, entry: &Entry) -> bool {
        let owner = match self.owner.as_str() {
            "" => true,
            NOBODY => entry.info.owner.is_none(),
            id => entry.info.owner.is_some_and(|owner| owner.to_string() == id),
        };
        owner && (self.standing.is_empty() || self.standing == entry.standing.key())
    }

    fn is_narrowed(&self) -> bool {
        !(self.standing.is_empty() && self.owner.is_empty())
    }
}

/// GET /classes
pub(super) async fn show(cx: Context, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let (register, lines) = (Register::of(&cx).await?, Lines::of(&cx).await?);
    let page = cx.page(cx.t("class-coverage-title")).lead(cx.t("class-coverage-lead"));
    let chosen: Vec<&Entry> = register.counted().filter(|entry| asked.fits(entry)).collect();
    let titles = Titles::of(&cx, people(&lines, &chosen)).await?;
    if register.entries.is_empty() {
        return Ok(page.show(ui::empty(&cx.t("class-none-title"), &cx.t("class-none-text"))));
    }
    let list = list(&cx, &register, &lines, &titles, &chosen);
    if asked.is_narrowed() {
        let all = html! { p { a href=(COVERAGE) { (cx.t("class-coverage-all")) } } };
        return Ok(page.show(html! { (filters(&cx, &asked)) (all) (list) }));
    }
    let objects = Objects::of(&cx).await?;
    let count = Count::of(register.counted().map(|entry| entry.standing));
    let bar = bar(&cx, count, |standing| Some(those(standing)));
    let trend = trend::show(&cx).await?;
    let owners = tables::owners(&cx, &register, &lines).await?;
    Ok(page.show(html! {
        (tiles(&cx, count))
        (unmarked::way(&cx))
        (ui::chart(&cx, &bar.title, bar.svg(), bar.table()))
        (trend)
        (owners)
        (tables::families(&cx, &register, &objects))
        (tables::objects(&cx, &register, &objects))
        (filters(&cx, &asked))
        (list)
    }))
}

/// The owners, and those who hear of what they have left undone.
fn people(lines: &Lines, chosen: &[&Entry]) -> Vec<Id> {
    let people = chosen.iter().flat_map(|entry| [entry.info.owner, lines.superior(entry)]);
    people.flatten().map(Id::cast).collect()
}

/// The list of what stands so.
pub(crate) fn those(standing: Standing) -> String {
    format!("{COVERAGE}?standing={}", standing.key())
}

fn tiles(cx: &Context, count: Count) -> Markup {
    html! {
        ul.tiles {
            @for standing in Standing::COUNTED {
                @let number = count.get(standing);
                li.late[number > 0 && standing == Standing::Unclassified] {
                    a href=(those(standing)) {
                        b { (number) } span { (cx.t(&format!("class-standing-{}", standing.key()))) }
                    }
                }
            }
        }
    }
}

/// The counts as a bar; `list` is the way to what stands so, where there is a list of just that.
pub(crate) fn bar(
    cx: &Context,
    count: Count,
    list: impl Fn(Standing) -> Option<String>,
) -> Stacked {
    let grade = |standing: Standing| {
        let (symbol, colour) = match standing {
            Standing::Classified => ("●", Colour::Green),
            Standing::Waiting => ("◔", Colour::Neutral),
            Standing::Outdated => ("◐", Colour::Yellow),
            Standing::Unclassified | Standing::Referred => ("○", Colour::Red),
        };
        let word = cx.t(&format!("class-standing-{}", standing.key()));
        Grade { symbol: symbol.to_owned(), word, colour }
    };
    let part = |standing| Part {
        grade: grade(standing),
        count: u64::try_from(count.get(standing)).unwrap_or(u64::MAX),
        href: list(standing),
    };
    Stacked {
        id: "class-coverage".into(),
        title: cx.t("class-coverage-chart"),
        description: cx.t_with(
            "class-coverage-alt",
            &[
                ("classified", &count.get(Standing::Classified).to_string()),
                ("all", &count.all().to_string()),
            ],
        ),
        language: language(cx.language),
        header: [cx.t("class-col-standing"), cx.t("class-col-count")],
        parts: Standing::COUNTED.map(part).to_vec(),
    }
}

fn filters(cx: &Context, asked: &Asked) -> Markup {
    html! {
        form.filters method="get" action=(COVERAGE) {
            div.ds-field {
                label for="standing" { (cx.t("class-col-standing")) }
                select.ds-input id="standing" name="standing" {
                    option value="" { (cx.t("class-all")) }
                    @for standing in Standing::COUNTED {
                        option value=(standing.key()) selected[asked.standing == standing.key()] {
                            (cx.t(&format!("class-standing-{}", standing.key())))
                        }
                    }
                }
            }
            @if !asked.owner.is_empty() { input type="hidden" name="owner" value=(asked.owner); }
            div.actions { button.ds-button type="submit" data-variant="secondary" { (cx.t("class-show")) } }
        }
    }
}

/// The information itself, the most pressing first.
fn list(
    cx: &Context,
    register: &Register,
    lines: &Lines,
    titles: &Titles,
    chosen: &[&Entry],
) -> Markup {
    let columns = [
        Column::text(cx.t("class-col-information")),
        Column::text(cx.t("class-col-standing")),
        Column::text(cx.t("class-col-class")),
        Column::text(cx.t("class-col-owner")),
        Column::text(cx.t("class-col-due")),
        Column::text(cx.t("class-col-superior")),
    ];
    let mut chosen = chosen.to_vec();
    chosen.sort_by_key(|entry| entry.standing);
    let row = |entry: &&Entry| {
        let by = lines.due(entry);
        let heard = register.is_escalated(by, cx.today()).then(|| lines.superior(entry));
        vec![
            link(entry),
            badge(cx, entry.standing),
            told(cx, &register.levels, entry.class),
            owner(cx, titles, entry.info.owner),
            due(cx, by),
            told_superior(cx, titles, heard.flatten()),
        ]
    };
    let rows: Vec<_> = chosen.iter().map(row).collect();
    html! {
        @if rows.is_empty() { p { (cx.t("class-list-none")) } } @else {
            (ui::table(&cx.t("class-list"), &columns, &rows))
        }
    }
}
