//! How far a round has come: what is classified of what it asks for, who has what left, and words for its handover (CLS-09,
//! CLS-10).

use maud::{Markup, html};
use stadga_model::{Head, Id, Refusal, Revision};
use stadga_organisation::{Person, Unit};
use stadga_systems::ConfigurationItem;
use stadga_web::{
    Context,
    ui::{self, Column, Titles},
};
use std::collections::BTreeMap;

use super::{COVERAGE, badge, bar, due, on, owner, share};
use crate::{
    ClassificationRound,
    days::days,
    register::{Entry, Lines, Register},
    round::State,
    standing::{Count, Standing},
    systems::{counted, link, standing},
};

/// What a round asks for, as it stood when it was handed over, or stands now.
struct Asked<'a> {
    entries: Vec<&'a Entry>,
    count: Count,
    /// The systems in its units, by how they stand.
    systems: Vec<(Standing, (Head, ConfigurationItem))>,
}

/// The progress on a round's page.
///
/// # Errors
/// Broken.
pub(super) async fn show(cx: &Context, revision: &Revision) -> Result<Markup, Refusal> {
    let round: ClassificationRound = revision.typed()?;
    if revision.head.withheld.is_some() {
        return Ok(Context::nothing());
    }
    let over = round.handed_on.filter(|_| round.state == State::HandedOver);
    let at = over.map_or_else(|| cx.clone(), |day| on(cx, day));
    let (register, lines) = (Register::of(&at).await?, Lines::of(&at).await?);
    let within = |unit: Option<Id<Unit>>| {
        let above = unit.map(|unit| lines.line().above(unit)).unwrap_or_default();
        round.covers(&above)
    };
    let entries: Vec<&Entry> = register.counted().filter(|entry| within(entry.info.unit)).collect();
    let systems = counted(&at, None).await?.into_iter().filter(|(_, item)| within(item.unit));
    let systems = systems.map(|one| (standing(&register, one.0.id.cast()), one)).collect();
    let count = Count::of(entries.iter().map(|entry| entry.standing));
    let asked = Asked { entries, count, systems };
    let people = asked.entries.iter().filter_map(|entry| entry.info.owner);
    let people: Vec<Id> = people.map(Id::cast).collect();
    let titles = Titles::of(cx, people).await?;
    let heading = match over {
        Some(day) => cx.t_with("class-round-then", &[("date", &day.to_string())]),
        None => cx.t("class-round-now"),
    };
    Ok(ui::panel(
        "class-round",
        &heading,
        &html! {
            @if asked.entries.is_empty() { p { (cx.t("class-round-none")) } } @else {
                (sums(cx, &round, &asked))
                @let bar = bar(cx, count, |_| None);
                (ui::chart(cx, &bar.title, bar.svg(), bar.table()))
                (owners(cx, &lines, &titles, &asked))
                (words(cx, &titles, &asked))
            }
        },
    ))
}

/// How much is classified, how much of that since the round began, and how its systems stand.
fn sums(cx: &Context, round: &ClassificationRound, asked: &Asked<'_>) -> Markup {
    let since = asked.entries.iter().filter(|entry| {
        let date = entry.current.as_ref().map(|(_, one)| one.date);
        date.zip(round.start).is_some_and(|(date, start)| date >= start)
    });
    let told = asked.systems.iter().filter(|(standing, _)| *standing == Standing::Classified);
    html! {
        p {
            strong { (share(asked.count)) } " "
            (cx.t_with("class-round-sum", &[
                ("classified", &asked.count.get(Standing::Classified).to_string()),
                ("all", &asked.count.all().to_string()),
                ("since", &since.count().to_string()),
            ]))
        }
        @if !asked.systems.is_empty() {
            p {
                (cx.t_with("class-round-systems", &[
                    ("classified", &told.count().to_string()),
                    ("all", &asked.systems.len().to_string()),
                ]))
            }
        }
    }
}

/// Whether something is left to do of a piece of information, by its owner.
fn is_left(entry: &Entry) -> bool {
    entry.standing.asks() || entry.standing == Standing::Waiting
}

/// What each owner has left, the most first, each with the nearest day.
fn owners(cx: &Context, lines: &Lines, titles: &Titles, asked: &Asked<'_>) -> Markup {
    let mut all = BTreeMap::<Option<Id<Person>>, Vec<&Entry>>::new();
    for entry in asked.entries.iter().filter(|entry| is_left(entry)) {
        all.entry(entry.info.owner).or_default().push(entry);
    }
    let mut all: Vec<_> = all.into_iter().collect();
    all.sort_by_key(|(_, left)| std::cmp::Reverse(left.len()));
    let columns = [
        Column::text(cx.t("class-col-owner")),
        Column::number(cx.t("class-col-left")),
        Column::text(cx.t("class-col-due")),
        Column::text(cx.t("class-col-information")),
    ];
    let row = |(whose, left): &(Option<Id<Person>>, Vec<&Entry>)| {
        let more = whose.map_or_else(|| super::NOBODY.to_owned(), |owner| owner.to_string());
        vec![
            owner(cx, titles, *whose),
            html! { a href=(format!("{COVERAGE}?owner={more}")) { (left.len()) } },
            due(cx, left.iter().filter_map(|entry| lines.due(entry)).min()),
            html! {
                ul {
                    @for entry in left.iter().take(days().named) {
                        li { (link(entry)) " " (badge(cx, entry.standing)) }
                    }
                }
            },
        ]
    };
    let rows: Vec<_> = all.iter().map(row).collect();
    html! {
        @if rows.is_empty() { p { (cx.t("class-round-done")) } } @else {
            (ui::table(&cx.t("class-round-left"), &columns, &rows))
        }
    }
}

/// Words for the handover: what is done, and what is left and whose it is.
fn words(cx: &Context, titles: &Titles, asked: &Asked<'_>) -> Markup {
    let left: Vec<&&Entry> = asked.entries.iter().filter(|entry| is_left(entry)).collect();
    let named = left.iter().take(days().named).map(|entry| {
        let owner = entry.info.owner.map(|owner| titles.text(cx, owner.cast()));
        format!("{} ({})", entry.info.name, owner.unwrap_or_else(|| cx.t("class-nobody")))
    });
    let named: Vec<String> = named.collect();
    let more = left.len().saturating_sub(named.len());
    let empty = asked.systems.iter().filter(|(standing, _)| *standing == Standing::Unclassified);
    let names: Vec<&str> =
        empty.take(days().named).map(|(_, (_, item))| item.name.as_str()).collect();
    html! {
        details.fold {
            summary { (cx.t("class-round-words")) }
            p {
                (cx.t_with("class-round-words-done", &[
                    ("classified", &asked.count.get(Standing::Classified).to_string()),
                    ("all", &asked.count.all().to_string()),
                ]))
                @if !named.is_empty() {
                    " " (cx.t_with("class-round-words-left", &[("names", &named.join(", "))]))
                }
                @if more > 0 { " " (cx.t_with("class-round-words-more", &[("count", &more.to_string())])) }
                @if !names.is_empty() {
                    " " (cx.t_with("class-round-words-systems", &[("names", &names.join(", "))]))
                }
            }
        }
    }
}
