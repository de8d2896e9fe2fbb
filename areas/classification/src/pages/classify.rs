//! The classification as people make it: a page for each aspect with four questions, then what it comes to (CLS-02, CLS-12).
//!
//! Nothing is kept until the last page: an answer that means protective security ends it, and nothing of it remains (NIS-05).

mod answers;
mod outcome;
mod refer;
mod sheet;

pub(super) use refer::refer;

use axum::{
    extract::{Form, Path},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use stadga_model::{Head, Id, Record, Refusal};
use stadga_store::Batch;
use stadga_web::{Context, Page, Problem, ui};
use std::collections::BTreeMap;

use super::{id_of, is_me, may_create};
use crate::{
    Classification, InformationObject,
    classification::State,
    questions,
    register::{Entry, Register},
};
use answers::{Answers, Fault};

/// What was sent: names and values.
type Sent = BTreeMap<String, String>;

/// The information that is classified, and what is known of all other.
struct Matter<'a> {
    cx: &'a Context,
    register: Register,
    id: Id<InformationObject>,
}

impl<'a> Matter<'a> {
    /// The information of an address, where the reader may classify it now.
    async fn of(cx: &'a Context, id: &str) -> Result<Self, Refusal> {
        let id: Id<InformationObject> = id_of(id)?;
        let (head, info) = cx.door.read_as(id).await?;
        if cx.past().is_some() {
            return Err(Refusal::Past);
        }
        if head.withheld.is_some() || !info.is_active() {
            return Err(Refusal::NotFound);
        }
        let mine = is_me(cx, info.owner);
        if !mine && !may_create(cx, Classification::KIND) {
            return Err(Refusal::Denied);
        }
        Ok(Self { cx, register: Register::of(cx).await?, id })
    }

    fn entry(&self) -> Result<&Entry, Refusal> {
        self.register.get(self.id).ok_or(Refusal::NotFound)
    }

    /// Whether the reader owns the information, and so establishes its class at once.
    fn is_mine(&self) -> bool {
        self.entry().is_ok_and(|entry| is_me(self.cx, entry.info.owner))
    }

    fn address(&self) -> String {
        super::classify_address(self.id)
    }

    /// The frame of all pages of a classification.
    fn page(&self, lead: &str) -> Page<'_> {
        let name = self.entry().map(|entry| entry.info.name.clone()).unwrap_or_default();
        let cx = self.cx;
        cx.page(cx.t_with("class-page", &[("name", &name)]))
            .lead(lead)
            .crumb(cx.t("information-object-plural"), "/information-object")
            .crumb(name, format!("/information-object/{}", self.id))
            .here(cx.t("class-do"))
    }
}

/// GET /information-object/{id}/classify: the first page.
pub(super) async fn ask(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let matter = Matter::of(&cx, &id).await?;
    let answers = Answers::default();
    Ok(sheet::show(&matter, 0, &answers, &[])?)
}

/// POST /information-object/{id}/classify: one page on, one back, or the end.
pub(super) async fn step(
    cx: Context,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let matter = Matter::of(&cx, &id).await?;
    let answers = Answers::of(&sent, &matter.register.levels);
    if answers.ends(matter.register.limits.protective) {
        return Ok(refer::stop(&matter));
    }
    let here: usize = sent.get("step").and_then(|step| step.parse().ok()).unwrap_or(0);
    let last = questions::sheets().len();
    match sent.get("act").map(String::as_str) {
        Some("back") => Ok(sheet::show(&matter, here.min(last).saturating_sub(1), &answers, &[])?),
        Some("save") => save(&matter, &answers, &sent).await,
        _ => {
            let faults = answers.faults(here);
            if !faults.is_empty() {
                return Ok(told(sheet::show(&matter, here, &answers, &faults)?));
            }
            if here + 1 < last {
                return Ok(sheet::show(&matter, here + 1, &answers, &[])?);
            }
            Ok(outcome::show(&matter, &answers, &sent, &[]).await?)
        }
    }
}

/// The same page as an answer that says that something is amiss.
fn told(page: Response) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// The id that the classification of the last page will have: it travels with the page, so that sending it twice, by two
/// clicks or by going back, makes one classification.
fn own_id(cx: &Context, sent: &Sent) -> Id<Classification> {
    let travelled = sent.get("once").and_then(|id| id.parse().ok());
    travelled.unwrap_or_else(|| Id::new(cx.app.store.now()))
}

/// Whether the classification with this id has been made of the information already.
async fn is_made(matter: &Matter<'_>, id: Id<Classification>) -> bool {
    let read = matter.cx.door.read_as(id).await;
    read.is_ok_and(|(_, made)| made.information == matter.id)
}

/// Keeps what it came to: established where the reader owns the information, else proposed to who does.
async fn save(matter: &Matter<'_>, answers: &Answers, sent: &Sent) -> Result<Response, Problem> {
    let cx = matter.cx;
    let entry = matter.entry()?;
    let id = own_id(cx, sent);
    let to = format!("/information-object/{}?done=saved", matter.id);
    if is_made(matter, id).await {
        return Ok(Redirect::to(&to).into_response());
    }
    let faults: Vec<Fault> = (0..questions::sheets().len())
        .flat_map(|sheet| answers.faults(sheet))
        .chain(outcome::faults(matter, answers, sent))
        .collect();
    if !faults.is_empty() {
        return Ok(told(outcome::show(matter, answers, sent, &faults).await?));
    }
    let state = if matter.is_mine() { State::Established } else { State::Proposed };
    let made = outcome::made(matter, answers, sent, state);
    let mut batch = Batch { reason: cx.t("class-reason"), ..Batch::default() };
    batch.creates.push(stadga_model::Draft::new(id, &made)?);
    // A proposal that was waiting is answered by what the owner makes.
    if let Some((head, _)) = entry.waiting.as_ref().filter(|(head, _)| may_answer(cx, head)) {
        let mut opened = cx.door.open_as::<Classification>(head.id.cast()).await?;
        opened.body.state = State::Withdrawn;
        batch.saves.push(opened.erase()?);
    }
    match cx.door.write(batch).await {
        Ok(_) => Ok(Redirect::to(&to).into_response()),
        Err(Refusal::Refused(findings)) => {
            let faults: Vec<Fault> =
                findings.iter().map(|finding| Fault::said(ui::sentence(cx, finding))).collect();
            Ok(told(outcome::show(matter, answers, sent, &faults).await?))
        }
        Err(other) => match is_made(matter, id).await {
            // The other of two clicks was quicker.
            true => Ok(Redirect::to(&to).into_response()),
            false => Err(other.into()),
        },
    }
}

fn may_answer(cx: &Context, head: &Head) -> bool {
    super::may_change(cx, head) && head.withheld.is_none()
}
