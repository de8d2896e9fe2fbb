//! The K-values with how to handle each level: page, PDF, Word and Excel (CLS-03, CLS-04, REP-11, T34).

use axum::{extract::Path, response::Response};
use maud::{Markup, html};
use stadga_model::{Id, Refusal};
use stadga_organisation::Person;
use stadga_publish::{
    Document,
    document::{Table, bullets, cell, column, heading, lead, paragraph},
    sheet::{self, Kind, Sheet, Workbook, workbook},
};
use stadga_web::{
    Context, Problem, attachment,
    published::{EXCEL, Extract, blank, document_links, publish},
    ui::{self, Column, Titles},
};

use std::collections::BTreeSet;

use super::{COVERAGE, OPEN, VALUES, badge, handling::Rules, level};
use crate::{
    class::Aspect,
    register::{Entry, Lines, Register},
    standing::Standing,
    systems::{by_owner, link},
};

/// What the file is called in addresses.
const FILE: &str = "k-values";

/// The information with its owners' titles, by owner; who owns nothing classified is there too (T34).
struct List {
    register: Register,
    /// Those on the level of a director.
    leaders: BTreeSet<Id<Person>>,
    titles: Titles,
}

impl List {
    async fn of(cx: &Context) -> Result<Self, Refusal> {
        let register = Register::of(cx).await?;
        let leaders = Lines::of(cx).await?.line().leaders();
        let owners = register.counted().filter_map(|entry| entry.info.owner);
        let people: Vec<Id> = owners.chain(leaders.iter().copied()).map(Id::cast).collect();
        let titles = Titles::of(cx, people).await?;
        Ok(Self { register, leaders, titles })
    }

    fn owner(&self, cx: &Context, entry: &Entry) -> String {
        let owner = entry.info.owner.map(|owner| self.titles.text(cx, owner.cast()));
        owner.unwrap_or_else(|| cx.t("class-nobody"))
    }

    /// The K-value in words; of what has none that holds, how it stands.
    fn value(&self, cx: &Context, entry: &Entry) -> String {
        match (entry.standing, entry.class.get(Aspect::Confidentiality)) {
            (Standing::Unclassified | Standing::Waiting, None) => standing(cx, entry),
            (_, rank) => level(cx, &self.register.levels, rank),
        }
    }
}

/// How information stands, in words.
fn standing(cx: &Context, entry: &Entry) -> String {
    cx.t(&format!("class-standing-{}", entry.standing.key()))
}

/// GET /classes/values
pub(super) async fn show(cx: Context) -> Result<Response, Problem> {
    let (list, rules) = (List::of(&cx).await?, Rules::of(&cx).await?);
    let columns = [
        Column::text(cx.t("class-col-information")),
        Column::text(cx.t("class-col-k")),
        Column::text(cx.t("class-col-standing")),
    ];
    let row = |entry: &&Entry| {
        vec![link(entry), html! { (list.value(&cx, entry)) }, badge(&cx, entry.standing)]
    };
    let page = cx.page(cx.t("class-values-title")).lead(cx.t("class-values-lead"));
    let page = page.crumb(cx.t("class-coverage-title"), COVERAGE).here(cx.t("class-values-title"));
    Ok(page.show(html! {
        p { (cx.t("class-k-means")) }
        (ui::panel("handling", &cx.t("class-handling-title"), &rules.table(&cx, &list.register.levels, None)))
        @for (owner, entries) in by_owner(&list.register) {
            @let name = owner.map_or_else(|| cx.t("class-nobody"), |owner| list.titles.text(&cx, owner.cast()));
            (ui::table(&name, &columns, &entries.iter().map(row).collect::<Vec<_>>()))
        }
        (empty(&cx, &list))
        (files(&cx))
    }))
}

/// Owners of whom no information has a K-value that holds, and directors who own none: they are seen, not left out (T34).
fn empty_owners(list: &List) -> Vec<Id<Person>> {
    let by_owner = by_owner(&list.register);
    let valued = |entry: &&Entry| {
        let holds = entry.standing == Standing::Classified;
        holds && entry.class.get(Aspect::Confidentiality).is_some()
    };
    let silent = by_owner.iter().filter(|(_, all)| !all.iter().any(valued));
    let idle = list.leaders.iter().filter(|one| !by_owner.contains_key(&Some(**one)));
    silent.filter_map(|(owner, _)| *owner).chain(idle.copied()).collect()
}

/// The same on the page.
fn empty(cx: &Context, list: &List) -> Markup {
    let owners = empty_owners(list);
    html! {
        @if !owners.is_empty() {
            (ui::panel("empty-owners", &cx.t("class-empty-owners"), &html! {
                ul { @for owner in owners { li { (list.titles.short_link(cx, owner.cast())) } } }
            }))
        }
    }
}

fn files(cx: &Context) -> Markup {
    let address = format!("{VALUES}/files/{FILE}");
    let routine = "/classes/routine/routine";
    ui::panel(
        "class-files",
        &cx.t("class-files"),
        &html! {
            ul.documents {
                (document_links(cx, &cx.t("class-values-document"), &address))
                li { a href=(format!("{address}.xlsx")) { (cx.t("class-values-excel")) } }
                (document_links(cx, &cx.t("class-routine-title"), routine))
                li { a href=(OPEN) { (cx.t("class-open-page")) } }
            }
        },
    )
}

/// GET /classes/values/files/{name}
pub(super) async fn file(cx: Context, Path(name): Path<String>) -> Result<Response, Problem> {
    let (what, ending) = name.rsplit_once('.').ok_or(Refusal::NotFound)?;
    if what != FILE {
        return Err(Refusal::NotFound.into());
    }
    let list = List::of(&cx).await?;
    let called = format!("{} {}.{ending}", cx.t("class-values-document"), cx.today());
    if ending == "xlsx" {
        return excel(&cx, &list, &called).await;
    }
    let document = document(&cx, &list).await?;
    publish(&cx, document, &called).await
}

async fn document(cx: &Context, list: &List) -> Result<Document, Refusal> {
    let rules = Rules::of(cx).await?;
    let mut document = blank(cx, cx.t("class-values-document")).await?;
    document.push(lead(cx.t("class-values-lead")));
    document.push(paragraph(cx.t("class-k-means")));
    document.push(heading(1, cx.t("class-values-heading")));
    for (owner, entries) in by_owner(&list.register) {
        let name =
            owner.map_or_else(|| cx.t("class-nobody"), |owner| list.titles.text(cx, owner.cast()));
        let columns = [
            column(cx.t("class-col-information"), 3),
            column(cx.t("class-col-k"), 2),
            column(cx.t("class-col-standing"), 1),
        ];
        // What has run out still tells a value: how it stands is told beside it.
        let rows = entries.iter().map(|entry| {
            vec![
                cell(entry.info.name.as_str()),
                cell(list.value(cx, entry)),
                cell(standing(cx, entry)),
            ]
        });
        document.push(Table::new(name, columns).row_header().rows(rows));
    }
    let empty: Vec<String> =
        empty_owners(list).iter().map(|owner| list.titles.text(cx, owner.cast())).collect();
    if !empty.is_empty() {
        document.push(heading(2, cx.t("class-empty-owners")));
        document.push(bullets(empty));
    }
    document.push(heading(1, cx.t("class-handling-title")));
    document.push(paragraph(cx.t("class-handling-lead")));
    for rank in 0..list.register.limits.protective {
        if list.register.levels.step(rank).is_some() {
            let word = level(cx, &list.register.levels, Some(rank));
            document.push(heading(2, format!("K {word}")));
            document.push(rules.document(cx, &list.register.levels, rank));
        }
    }
    Ok(document)
}

async fn excel(cx: &Context, list: &List, name: &str) -> Result<Response, Problem> {
    let columns = ["class-col-information", "class-col-owner", "class-col-k", "class-col-standing"];
    let columns = columns.map(|key| sheet::Column::new(cx.t(key), Kind::Text)).to_vec();
    let rows = list.register.counted().map(|entry| {
        vec![
            sheet::Cell::from(entry.info.name.as_str()),
            list.owner(cx, entry).into(),
            list.value(cx, entry).into(),
            standing(cx, entry).into(),
        ]
    });
    let title = cx.t("class-values-document");
    let sheet = Sheet { name: cx.t("class-values-heading"), columns, rows: rows.collect() };
    let mut book = Workbook { title, date: Some(cx.today()), sheets: vec![sheet] };
    let extract = Extract::asked(cx).await?;
    if let Some(extract) = &extract {
        book = extract.workbook(&book);
    }
    let name = extract.map_or_else(|| name.to_owned(), |extract| extract.name(cx, name));
    Ok(attachment(&name, EXCEL, workbook(&book).map_err(Refusal::broken)?))
}
