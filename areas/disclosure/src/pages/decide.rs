//! The officer's decisions: one for each detail, and masks for what no mark withholds though it is secret.

use super::{case_of, id_of, work};
use crate::{
    DisclosureDetail, DisclosureRequest, attached,
    detail::{Ruling, Sort},
    extract::is_hidden,
    gather::{Case, Detail, Place},
    request::State,
};
use axum::{
    Form,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use jiff::ToSpan as _;
use stadga_model::{
    Draft, Finding, Id, Mark, MarkState, Prose, ReaderRole, Refusal, Revision, Term, Withheld,
    body_of,
};
use stadga_store::Batch;
use stadga_web::{Context, Filled, Problem, Reader, ui};

/// What the button is called that decides everything as it is proposed: each detail stands beside it on the page.
pub(super) const AS_PROPOSED: &str = "as-proposed";
/// The name of the buttons.
pub(super) const ACT: &str = "act";
/// The parts that the officer wants masked.
pub(super) const PARTS: &str = "part";

/// The names of a detail's inputs: what is decided, the ground, the reason.
pub(super) fn input(place: &Place, what: &str) -> String {
    format!("{}.{what}", place.key())
}

type Sent = Form<Vec<(String, String)>>;

/// POST /disclosure-request/{id}/work: what is decided of each detail.
pub(crate) async fn details(
    cx: Context,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Sent,
) -> Result<Response, Problem> {
    let case = changeable(&cx, &reader, &id).await?;
    let filled: Filled = sent.into_iter().collect();
    let as_proposed = filled.get(ACT) == AS_PROPOSED;
    let mut batch = batch(&cx, "disclosure-reason-decided");
    for detail in &case.details {
        let Some(wanted) = wanted(&case, detail, &filled, as_proposed) else { continue };
        if !detail.cleared && wanted.ruling == Ruling::Disclose {
            return work::refused(&cx, &case, cx.t("disclosure-not-cleared")).await;
        }
        // Whole it would be in clear beside the copy, for all who may read that.
        let marked = detail.sort == Sort::Marked && attached::is_file(&case, &detail.place);
        if marked && wanted.ruling == Ruling::Disclose {
            return work::refused(&cx, &case, cx.t("disclosure-file-marked")).await;
        }
        write(&cx, &case, &mut batch, (detail.decided.as_ref().map(|(head, _)| head.id), wanted))
            .await?;
    }
    kept(&cx, &case, batch).await
}

/// What the form says of a detail; nothing, where it says nothing new.
fn wanted(
    case: &Case,
    detail: &Detail,
    filled: &Filled,
    as_proposed: bool,
) -> Option<DisclosureDetail> {
    let said = |what| filled.get(&input(&detail.place, what)).trim().to_owned();
    let ruling = match said("ruling").as_str() {
        "mask" => Ruling::Mask,
        "disclose" => Ruling::Disclose,
        "function" => Ruling::Function,
        "replace" => Ruling::Replace,
        _ if as_proposed && detail.decided.is_none() => match detail.sort {
            Sort::Name => Ruling::Function,
            Sort::Marked | Sort::Own => Ruling::Mask,
            // Nobody has looked into it.
            Sort::File => return None,
        },
        _ => return None,
    };
    let mask = ruling.masks();
    let given = |text: String, proposed: Option<String>| {
        Some(text).filter(|text| !text.is_empty()).or(proposed.filter(|text| !text.is_empty()))
    };
    let ground = given(said("ground"), detail.proposed.ground.clone()).filter(|_| mask);
    let reason = given(said("reason"), Some(detail.proposed.reason.clone()).filter(|_| mask));
    let copied = detail.decided.as_ref().and_then(|(_, known)| known.replaced.clone());
    let wanted = DisclosureDetail {
        ground: ground.map(Term),
        reason: reason.map(Prose),
        replaced: copied.filter(|_| ruling == Ruling::Replace),
        ..blank(case, &detail.place, detail.sort, ruling)
    };
    // The number of a hidden record is withheld in its detail too.
    let known = detail.decided.as_ref().map(|(_, known)| known.clone());
    let known = known.map(|known| DisclosureDetail { about: wanted.about.clone(), ..known });
    (known.as_ref() != Some(&wanted)).then_some(wanted)
}

pub(super) fn blank(case: &Case, place: &Place, sort: Sort, ruling: Ruling) -> DisclosureDetail {
    let (record, field, person) = match place {
        Place::Field(record, field) => (Some(*record), Some(field.clone()), None),
        Place::Person(person) => (None, None, Some(*person)),
    };
    let covered = record.and_then(|record| case.record(record));
    let about = covered.map(|record| called(&case.then, record, field.as_deref()));
    DisclosureDetail {
        about: about.unwrap_or_else(|| case.head.number.clone()),
        request: case.head.id.cast(),
        record,
        field,
        person,
        sort,
        ruling,
        ground: None,
        reason: None,
        replaced: None,
        unit: covered.map_or(case.head.unit, |record| record.head.unit).map(Id::cast),
    }
}

/// What a detail in a field is called: `ÅTG-2026-0012: Rubrik`.
fn called(cx: &Context, record: &Revision, field: Option<&str>) -> String {
    let field = field.unwrap_or_default().split('.').next().unwrap_or_default();
    let label = cx.maybe(&format!("{}-{field}", record.head.kind));
    label.map_or_else(
        || record.head.number.clone(),
        |label| format!("{}: {label}", record.head.number),
    )
}

/// POST /disclosure-request/{id}/mask: parts that the officer finds secret, all on one ground for one reason.
pub(crate) async fn own(
    cx: Context,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Sent,
) -> Result<Response, Problem> {
    let case = changeable(&cx, &reader, &id).await?;
    let filled: Filled = sent.into_iter().collect();
    let parts = filled.all(PARTS);
    if parts.is_empty() {
        return work::refused(&cx, &case, cx.t("disclosure-no-part")).await;
    }
    let mut batch = batch(&cx, "disclosure-reason-own");
    for part in parts {
        let Some((record, field)) = part.split_once('.') else { continue };
        let record: Id = record.parse().map_err(|_| Refusal::NotFound)?;
        let known = case.record(record).ok_or(Refusal::NotFound)?;
        if cx.door.kind(&known.head.kind)?.spec.field(field).is_none() {
            return Err(Refusal::NotFound.into());
        }
        let place = Place::Field(record, field.to_owned());
        let text = |name: &str| Some(filled.get(name).trim().to_owned()).filter(|t| !t.is_empty());
        let wanted = DisclosureDetail {
            ground: text("ground").map(Term),
            reason: text("reason").map(Prose),
            ..blank(&case, &place, Sort::Own, Ruling::Mask)
        };
        let known = case.details.iter().find(|detail| detail.place == place);
        let known = known.and_then(|detail| Some(detail.decided.as_ref()?.0.id));
        write(&cx, &case, &mut batch, (known, wanted)).await?;
    }
    kept(&cx, &case, batch).await
}

pub(super) async fn changeable(cx: &Context, reader: &Reader, id: &str) -> Result<Case, Problem> {
    cx.door.open_as(id_of::<DisclosureRequest>(id)?).await?;
    case_of(cx, reader, id).await
}

pub(super) fn batch(cx: &Context, reason: &str) -> Batch {
    Batch { reason: cx.t(reason), ..Batch::default() }
}

/// Puts a decision into the batch: as a change where there is one already, else as a new record.
pub(super) async fn write(
    cx: &Context,
    case: &Case,
    batch: &mut Batch,
    (known, wanted): (Option<Id>, DisclosureDetail),
) -> Result<(), Refusal> {
    if let Some(known) = known {
        let mut opened = cx.door.open(known).await?;
        if opened.is_part() {
            opened = cx.door.open_whole(known).await?;
        }
        opened.body = body_of(&wanted)?;
        batch.saves.push(opened);
        return Ok(());
    }
    let id = Id::<DisclosureDetail>::new(cx.app.store.now());
    batch.creates.push(Draft::new(id, &wanted)?);
    let record = wanted.record.and_then(|record| case.record(record)).map(|record| &record.head);
    let hidden = [record, Some(&case.head)].into_iter().flatten().find(|head| is_hidden(head));
    if let Some(withheld) = hidden.and_then(|head| head.withheld.as_deref()) {
        let mark = hiding(cx, withheld, id.cast(), &wanted);
        batch.creates.push(Draft::new(Id::<Mark>::new(cx.app.store.now()), &mark)?);
    }
    Ok(())
}

/// INC-09: what is decided of a hidden record, or on a hidden request, is as hidden as that from its first moment.
fn hiding(cx: &Context, withheld: &Withheld, of: Id, wanted: &DisclosureDetail) -> Mark {
    let ground = withheld.fields.values().find(|instead| instead.gone.is_none());
    let ground = ground.map(|instead| instead.ground.clone());
    let role = |role: &String| ReaderRole { role: Term(role.clone()) };
    Mark {
        about: wanted.about.clone(),
        of,
        state: MarkState::Active,
        fields: vec!["about".into()],
        ground: Term(ground.unwrap_or_default()),
        reason: Prose(cx.t("disclosure-hidden-reason")),
        review: cx.today().saturating_add(1.year()),
        readers: withheld.readers.persons.iter().copied().collect(),
        roles: withheld.readers.roles.iter().map(role).collect(),
        hidden: true,
        unit: wanted.unit.map(Id::cast),
        owner: cx.door.actor().person,
    }
}

/// Writes what was decided; what rules refuse comes back on the page, and nothing is kept.
pub(super) async fn kept(cx: &Context, case: &Case, mut batch: Batch) -> Result<Response, Problem> {
    let to = format!("/disclosure-request/{}/work", case.head.id);
    if batch.creates.is_empty() && batch.saves.is_empty() {
        return Ok(Redirect::to(&format!("{to}?done=unchanged")).into_response());
    }
    taken(cx, case, &mut batch).await?;
    match cx.door.write(batch).await {
        Ok(_) => Ok(Redirect::to(&format!("{to}?done=saved")).into_response()),
        Err(Refusal::Refused(findings)) => work::refused(cx, case, sentences(cx, &findings)).await,
        Err(other) => Err(other.into()),
    }
}

/// Whoever decides on a detail, or makes a copy where there is nothing to decide, examines the request, and has taken one
/// that nobody had.
pub(super) async fn taken(cx: &Context, case: &Case, batch: &mut Batch) -> Result<(), Refusal> {
    if case.request.state != State::Received || case.head.is_marked() {
        return Ok(());
    }
    let mut opened = cx.door.open_as::<DisclosureRequest>(case.head.id.cast()).await?;
    opened.body.state = State::Examined;
    opened.body.owner = opened.body.owner.or(cx.door.actor().person.map(Id::cast));
    batch.saves.push(opened.erase()?);
    Ok(())
}

pub(super) fn sentences(cx: &Context, findings: &[Finding]) -> String {
    let blocking = findings.iter().filter(|finding| finding.is_blocking());
    let mut told: Vec<String> = blocking.map(|finding| ui::sentence(cx, finding)).collect();
    told.dedup();
    told.join(" ")
}

/// The status of a page that tells why nothing was kept.
pub(super) const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
