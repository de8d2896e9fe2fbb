//! Coverage by owner, family and object: how many stand how, and what share is classified.

use maud::{Markup, html};
use stadga_model::{Date, Head, Id, Refusal};
use stadga_objects::Object;
use stadga_web::{
    Context,
    ui::{self, Column, Titles},
};
use std::collections::BTreeSet;

use super::super::{COVERAGE, NOBODY, counted_columns, day, owner as whose, share};
use crate::{
    register::{Entry, Lines, Register},
    standing::{Count, Standing},
    systems::{Objects, by_owner},
};

fn heads(cx: &Context, first: &str) -> Vec<Column> {
    let mut columns = vec![Column::text(cx.t(first))];
    columns.extend(counted_columns(cx));
    columns.push(Column::number(cx.t("class-col-share")));
    columns
}

fn cells(count: Count, more: &str) -> Vec<Markup> {
    let mut cells: Vec<Markup> = Standing::COUNTED
        .iter()
        .map(|standing| {
            let number = count.get(*standing);
            html! {
                @if number > 0 && !more.is_empty() {
                    a href=(format!("{COVERAGE}?standing={}&{more}", standing.key())) { (number) }
                } @else { (number) }
            }
        })
        .collect();
    cells.push(html! { span.nowrap { (share(count)) } });
    cells
}

/// By owner, those with most left first; what nobody owns stands above all (T34).
pub(super) async fn owners(
    cx: &Context,
    register: &Register,
    lines: &Lines,
) -> Result<Markup, Refusal> {
    let by_owner = by_owner(register);
    let titles = Titles::of(cx, by_owner.keys().flatten().map(|owner| owner.cast())).await?;
    let counted = |all: &Vec<&Entry>| Count::of(all.iter().map(|entry| entry.standing));
    let mut owners: Vec<_> =
        by_owner.iter().map(|(owner, all)| (*owner, counted(all), all)).collect();
    let left = |count: Count| count.get(Standing::Unclassified) + count.get(Standing::Outdated);
    owners.sort_by_key(|(owner, count, _)| (owner.is_some(), std::cmp::Reverse(left(*count))));
    let line = lines.line();
    let row = |(owner, count, all): &(Option<Id<_>>, Count, &Vec<&Entry>)| {
        let late = all.iter().filter_map(|entry| lines.due(entry)).filter(|due| *due < cx.today());
        let late = late.count();
        let more = owner.map_or_else(|| NOBODY.to_owned(), |owner| owner.to_string());
        let director = owner.is_none_or(|owner| line.leads(owner));
        let name = html! {
            (whose(cx, &titles, *owner))
            @if !director { " " (ui::badge("part", &cx.t("class-not-director"))) }
            @if late > 0 { " " (ui::badge("bad", &cx.t_with("class-late-count", &[("n", &late.to_string())]))) }
        };
        let mut row = vec![name];
        row.extend(cells(*count, &format!("owner={more}")));
        row
    };
    let rows: Vec<_> = owners.iter().map(row).collect();
    Ok(ui::table(&cx.t("class-by-owner"), &heads(cx, "class-col-owner"), &rows))
}

/// How many of a family's information stand how; each counts once.
fn of_family(
    register: &Register,
    objects: &Objects,
    family: Option<Id<stadga_objects::ObjectFamily>>,
) -> Count {
    let own = |(_, object): &&(Head, Object)| object.family == family;
    let mut seen = BTreeSet::new();
    let all = objects.objects.iter().filter(own);
    let all = all.flat_map(|object| Objects::held(register, object));
    Count::of(all.filter(|entry| seen.insert(entry.id())).map(|entry| entry.standing))
}

/// By family of objects.
pub(super) fn families(cx: &Context, register: &Register, objects: &Objects) -> Markup {
    let row = |(head, family): &(Head, stadga_objects::ObjectFamily)| {
        let mut row = vec![ui::link("family", head.id, &family.name)];
        row.extend(cells(of_family(register, objects, Some(head.id.cast())), ""));
        row
    };
    let rows: Vec<_> = objects.families.iter().map(row).collect();
    html! {
        @if !rows.is_empty() {
            (ui::table(&cx.t("class-by-family"), &heads(cx, "class-col-family"), &rows))
        }
    }
}

/// By maintenance object, those with most left first (CLS-09).
pub(super) fn objects(cx: &Context, register: &Register, objects: &Objects) -> Markup {
    let mut found: Vec<_> = objects
        .objects
        .iter()
        .map(|object| {
            let entries = Objects::held(register, object);
            let newest =
                entries.clone().filter_map(|entry| Some(entry.current.as_ref()?.1.date)).max();
            (Count::of(entries.map(|entry| entry.standing)), newest, object)
        })
        .collect();
    found.sort_by_key(|(count, _, _)| (count.share().is_none(), count.share()));
    let row = |(count, newest, (head, object)): &(Count, Option<Date>, &(Head, Object))| {
        let mut row = vec![ui::link("object", head.id, &object.name)];
        row.extend(cells(*count, ""));
        row.push(day(*newest));
        row
    };
    let rows: Vec<_> = found.iter().map(row).collect();
    let mut columns = heads(cx, "class-col-object");
    columns.push(Column::text(cx.t("class-col-newest")));
    html! {
        @if !rows.is_empty() { (ui::table(&cx.t("class-by-object"), &columns, &rows)) }
    }
}
