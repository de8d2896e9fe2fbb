//! Who has read what they must, and whether the documents are followed (DOC-08, DOC-10).

use std::collections::BTreeMap;

use axum::response::Response;
use maud::{Markup, html};
use stadga_model::{Head, Id, Refusal};
use stadga_organisation::{Assignment, Person};
use stadga_web::{
    Context, Problem,
    ui::{self, Column},
};

use super::{
    day,
    register::{Register, all},
    validity::units,
};
use crate::{
    Check, Confirmation, Document, ReadingDuty, Version,
    known::{People, readers},
    validity::Validity,
};

/// The people of the organisation, as far as the reader may know of them.
///
/// # Errors
/// Broken.
pub(crate) async fn people(cx: &Context) -> Result<People, Refusal> {
    let persons = cx.door.all::<Person>(all()).await?;
    let assignments = cx.door.all::<Assignment>(all()).await?;
    Ok(People {
        persons: persons.into_iter().map(|(head, person)| (head.id.cast(), person)).collect(),
        assignments: assignments.into_iter().map(|(_, assignment)| assignment).collect(),
        units: units(cx).await?,
    })
}

/// How many of those who must read a version have: read, bound.
pub(super) fn measured(
    people: &People,
    duty: &ReadingDuty,
    confirmations: &[Confirmation],
    (version, on): (Id<Version>, stadga_model::Date),
) -> (usize, usize) {
    let (bound, read) = (people.bound(duty, on), readers(confirmations, version));
    (bound.intersection(&read).count(), bound.len())
}

/// GET /board/documents/known
pub(super) async fn show(cx: Context) -> Result<Response, Problem> {
    let register = Register::of(&cx).await?;
    let mut duties = cx.door.all::<ReadingDuty>(all()).await?;
    duties.sort_by_key(|(_, duty)| (duty.due, duty.title.to_lowercase()));
    let page = cx.page(cx.t("known-title")).lead(cx.t("known-lead"));
    let read = read(&cx, &register, &duties).await?;
    let followed = followed(&cx, &register).await?;
    Ok(page.show(html! { (read) (followed) }))
}

/// Each duty with how many have read the version that holds.
async fn read(
    cx: &Context,
    register: &Register,
    duties: &[(Head, ReadingDuty)],
) -> Result<Markup, Refusal> {
    let people = people(cx).await?;
    let given = cx.door.all::<Confirmation>(all()).await?;
    let given: Vec<Confirmation> = given.into_iter().map(|(_, given)| given).collect();
    let columns = [
        Column::text(cx.t("known-duty")),
        Column::text(cx.t("known-version")),
        Column::text(cx.t("known-due")),
        Column::number(cx.t("known-read")),
        Column::number(cx.t("known-bound")),
        Column::number(cx.t("known-share")),
    ];
    let row = |(head, duty): &(Head, ReadingDuty)| {
        let standing = register.standing(duty.document, cx.today());
        let held = standing.1.filter(|_| standing.0 == Validity::Valid);
        let (read, bound) = match held {
            Some((version, _)) => measured(&people, duty, &given, (version.id.cast(), cx.today())),
            None => (0, people.bound(duty, cx.today()).len()),
        };
        let version = match held {
            Some((head, version)) => ui::link("document-version", head.id, &version.title),
            None => ui::badge("bad", &cx.t("known-no-version")),
        };
        vec![
            ui::link("reading-duty", head.id, &duty.title),
            version,
            day(duty.due),
            html! { (read) },
            html! { (bound) },
            html! { (share(read, bound)) },
        ]
    };
    let rows: Vec<_> = duties.iter().map(row).collect();
    Ok(html! {
        @if rows.is_empty() { p { (cx.t("known-none")) } } @else {
            (ui::table(&cx.t("known-duties"), &columns, &rows))
        }
    })
}

/// A share in whole per cent, cut off: hundred means all.
pub(super) fn share(part: usize, whole: usize) -> String {
    let share = (part * 100).checked_div(whole);
    share.map_or_else(|| "–".to_owned(), |share| format!("{share} %"))
}

/// The latest follow-up of each governing document that holds (DOC-10).
async fn followed(cx: &Context, register: &Register) -> Result<Markup, Refusal> {
    let mut latest = BTreeMap::<Id<Document>, (Head, Check)>::new();
    let mut checks = cx.door.all::<Check>(all()).await?;
    checks.sort_by_key(|(_, check)| check.date);
    latest.extend(checks.into_iter().map(|(head, check)| (check.document, (head, check))));
    let columns = [
        Column::text(cx.t("document-title")),
        Column::text(cx.t("document-check-outcome")),
        Column::text(cx.t("document-check-method")),
        Column::text(cx.t("document-check-date")),
        Column::number(cx.t("known-follow")),
    ];
    let entries = register.on(cx.today());
    let held = entries.iter().filter(|e| e.document.governs() && e.validity == Validity::Valid);
    let rows: Vec<_> = held
        .map(|entry| {
            let title = ui::link("document", entry.head.id, &entry.document.title);
            match latest.get(&entry.id()) {
                Some((head, check)) => checked(cx, title, head, check),
                None => {
                    let unchecked = ui::badge("none", &cx.t("known-unchecked"));
                    let dash = || html! { span.muted { "–" } };
                    vec![title, unchecked, dash(), dash(), dash()]
                }
            }
        })
        .collect();
    Ok(html! {
        @if rows.is_empty() { p { (cx.t("known-checks-none")) } } @else {
            (ui::table(&cx.t("known-checks"), &columns, &rows))
        }
    })
}

fn checked(cx: &Context, title: Markup, head: &Head, check: &Check) -> Vec<Markup> {
    let scale = cx.app.store.scales().get("document-outcome");
    let outcome = scale.and_then(|scale| scale.step(&check.outcome.0));
    let follow = check.fulfilled.zip(check.asked).and_then(|(fulfilled, asked)| {
        Some(share(usize::try_from(fulfilled).ok()?, usize::try_from(asked).ok()?))
    });
    vec![
        title,
        html! { @if let Some(step) = outcome { (ui::step_badge(cx, step)) } @else { "–" } },
        ui::link("document-check", head.id, &cx.term("check-method", &check.method)),
        day(Some(check.date)),
        html! { (follow.unwrap_or_else(|| "–".to_owned())) },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doc_08_a_share_is_hundred_only_when_all_have_read() {
        assert_eq!(share(199, 200), "99 %");
        assert_eq!(share(200, 200), "100 %");
        assert_eq!(share(0, 0), "–");
    }
}
