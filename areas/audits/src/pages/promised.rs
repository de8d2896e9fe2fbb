//! What an answer promises for a certain time, found in its own words and offered to be followed up (AUD-19).

use crate::{
    answer::Answer,
    answer_item::AnswerItem,
    dossier::{Dossier, Kept},
    promise::Promise,
    read::{self, Words, promised},
};
use axum::{
    extract::{Path, RawForm},
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use stadga_model::{Action, Date, Draft, Id, Prose, Refusal};
use stadga_store::Batch;
use stadga_web::{Context, Problem, ui};

use super::{gather, id_of, offer};

/// A promise that no record follows yet, with the part of the answer that it stands in.
struct Offer<'a> {
    item: &'a Kept<AnswerItem>,
    found: read::Promise,
}

/// How many promises of an answer no record follows yet, where the reader may make one and the board has decided.
pub fn count(cx: &Context, dossier: &Dossier, answer: &Kept<Answer>) -> usize {
    if offer::may(cx, "promise") && answer.record.is_settled() {
        offers(dossier, answer).len()
    } else {
        0
    }
}

/// Each time that the answer names and that no promise has in the same words.
fn offers<'a>(dossier: &'a Dossier, answer: &Kept<Answer>) -> Vec<Offer<'a>> {
    let said = written_on(dossier, &answer.record);
    let of_item = |item: &'a Kept<AnswerItem>| {
        let texts = texts(&item.record);
        let found = texts
            .into_iter()
            .flat_map(move |(text, timetable)| promised(&text, timetable, said, Words::shipped()));
        let known: Vec<&str> =
            dossier.promises_on(item.id()).map(|kept| kept.record.words.as_str()).collect();
        let new = found.filter(move |found| !known.contains(&found.words.as_str()));
        new.map(move |found| Offer { item, found })
    };
    dossier.items_of(answer.id()).flat_map(of_item).collect()
}

/// The day that relative times are told from: that of the board's decision, or of today.
fn written_on(dossier: &Dossier, answer: &Answer) -> Option<Date> {
    let decided = dossier.decision(answer).and_then(|kept| kept.record.date);
    decided.or(Some(dossier.today()))
}

/// The words that can promise, and whether they are a timetable.
fn texts(item: &AnswerItem) -> Vec<(String, bool)> {
    let prose = |text: &Option<Prose>| text.as_ref().map(|text| text.0.clone());
    let all = [
        (prose(&item.planned), false),
        (prose(&item.timetable), true),
        (prose(&item.reasoning), false),
        (item.solved_when.clone(), true),
    ];
    all.into_iter().filter_map(|(text, timetable)| Some((text?, timetable))).collect()
}

/// GET /answer/{id}/promises
pub async fn show(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let (dossier, kept) = open(&cx, &id).await?;
    let offers = offers(&dossier, &kept);
    let body = html! {
        @if offers.is_empty() {
            (ui::empty(&cx.t("page-promised-none"), &cx.t("page-promised-none-why")))
        } @else {
            form method="post" {
                ul.plain {
                    @for (at, offer) in offers.iter().enumerate() { li { (choice(&cx, at, offer)) } }
                }
                div.form-actions { button.ds-button type="submit" { (cx.t("page-promised-make")) } }
            }
        }
    };
    let page = cx
        .page(cx.t("page-promised-title"))
        .crumb(cx.t("audit-plural"), "/audit")
        .crumb(&dossier.audit.head.number, format!("/audit/{}", dossier.audit.head.id))
        .crumb(&kept.head.number, format!("/answer/{}", kept.head.id))
        .here(cx.t("page-promised-title"))
        .lead(cx.t("page-promised-lead"));
    Ok(page.show(body))
}

fn choice(cx: &Context, at: usize, offer: &Offer) -> Markup {
    let id = format!("promise-{at}");
    let latest = offer.found.latest.map(|day| day.to_string());
    html! {
        label for=(id) {
            input type="checkbox" id=(id) name="take" value=(at) checked;
            " " (offer.found.said.as_written)
        }
        p.help {
            "”" (offer.found.words) "”"
            @if let Some(latest) = latest { " · " (cx.t("promise-latest")) " " time datetime=(latest) { (latest) } }
            " · " (offer.item.record.subject)
        }
    }
}

/// POST /answer/{id}/promises: each chosen one becomes a promise of its part.
pub async fn make(
    cx: Context,
    Path(id): Path<String>,
    RawForm(form): RawForm,
) -> Result<Response, Problem> {
    let (dossier, kept) = open(&cx, &id).await?;
    let pairs = form_urlencoded::parse(&form).into_owned();
    let taken: Vec<usize> =
        pairs.filter(|(name, _)| name == "take").filter_map(|(_, at)| at.parse().ok()).collect();
    let offers = offers(&dossier, &kept).into_iter().enumerate();
    let drafts = offers
        .filter(|(at, _)| taken.contains(at))
        .map(|(_, offer)| Draft::new(Id::new(cx.now()), &promise(&dossier, &offer)));
    let creates = drafts.collect::<Result<Vec<_>, Refusal>>()?;
    if !creates.is_empty() {
        let reason = cx.t("page-promised-title");
        cx.door.write(Batch { creates, reason, ..Batch::default() }).await?;
    }
    Ok(Redirect::to(&format!("/audit/{}/answers", dossier.audit.head.id)).into_response())
}

fn promise(dossier: &Dossier, offer: &Offer) -> Promise {
    let item = &offer.item.record;
    let found = &offer.found;
    Promise {
        text: found.said.as_written.clone(),
        words: found.words.clone(),
        earliest: found.earliest,
        latest: found.latest,
        kept_on: None,
        audit: Some(dossier.audit.id()),
        item: Some(offer.item.id()),
        measure: item.measures.first().copied().filter(|_| item.measures.len() == 1),
        unit: item.unit,
        owner: item.owner,
    }
}

async fn open(cx: &Context, id: &str) -> Result<(Dossier, Kept<Answer>), Problem> {
    if cx.past().is_some() {
        return Err(Refusal::Past.into());
    }
    cx.door.actor().reach(Action::Create, "promise").ok_or(Refusal::Denied)?;
    let current = cx.door.read_as(id_of::<Answer>(id)?).await?;
    let (head, record) = current;
    if !record.is_settled() {
        return Err(Refusal::Denied.into());
    }
    let dossier = gather::dossier(cx, record.audit).await?;
    Ok((dossier, Kept { head, record }))
}
