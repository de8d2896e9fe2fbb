//! Making copies: masked ones to give out and the whole version sealed, all in one write.

use super::{case_of, decide, id_of, open, work};
use crate::{
    DisclosureCopy, DisclosureRequest,
    attached::{self, Given},
    copy::{Attachment, Content},
    detail::{Ruling, Sort},
    documents,
    extract::{self, Extract, Opened, is_hidden},
    gather::{Case, Detail, Place},
    wording,
};
use axum::{
    extract::Path,
    response::{IntoResponse as _, Redirect, Response},
};
use jiff::ToSpan as _;
use stadga_model::{
    Actor, At, Draft, FileId, Head, Id, Mark, MarkState, Prose, ReaderRole, Refusal, Revision,
    Term, Withheld,
};
use stadga_publish::{pdf, sheet::workbook, word};
use stadga_store::{Batch, NewFile};
use stadga_web::{
    Context, Problem, Reader,
    published::{self, EXCEL, PDF, WORD, set},
    require_level,
};
use std::collections::BTreeSet;

/// The fields of a copy that hold what is given out.
const GIVEN: [&str; 4] = ["pdf", "word", "sheet", "data"];
/// The fields of a copy that tell what the request is about.
const TELLING: [&str; 4] = ["about", "original", "contents", "attachments"];

/// POST /disclosure-request/{id}/copies
pub(crate) async fn make(
    cx: Context,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    cx.door.open_as::<DisclosureRequest>(id_of(&id)?).await?;
    let case = case_of(&cx, &reader, &id).await?;
    if let Some(lacks) = lacking(&cx, &case) {
        return work::refused(&cx, &case, lacks).await;
    }
    let disclosed = disclosed(&case);
    let masks = case.details.iter().any(|detail| detail.ruling().is_some_and(Ruling::masks));
    let sealed = masks && case.is_cleared();
    let marked = case.covered.iter().any(|record| record.head.is_marked());
    if marked && (sealed || !disclosed.is_empty()) {
        require_level(&reader, cx.app.sign_in.marked.level)?;
    }
    let opened = open(&cx, &case, |id| sealed || disclosed.contains(&id)).await?;
    let made = Made::of(&cx, &case, &opened, sealed).await?;
    let batch = made.batch(&cx, &case, &disclosed)?;
    // Written by the program in the officer's name: a right to write it would be a right to invent it.
    let officer = cx.door.actor();
    let (name, person) = (officer.name.clone(), officer.person);
    let program = Actor { name, person, ..Actor::program("disclosure") };
    cx.app.store.door(program, At::Now).write(batch).await?;
    let mut taking = decide::batch(&cx, "disclosure-reason-copies");
    decide::taken(&cx, &case, &mut taking).await?;
    if !taking.saves.is_empty() {
        cx.door.write(taking).await?;
    }
    Ok(Redirect::to(&format!("/disclosure-request/{id}/work?done=saved#copies")).into_response())
}

/// Why copies cannot be made yet, if they cannot.
pub(super) fn lacking(cx: &Context, case: &Case) -> Option<String> {
    let undecided = case.undecided();
    if case.covered.is_empty() {
        return Some(cx.t("disclosure-lacks-records"));
    }
    if !case.unread.is_empty() {
        return Some(cx.t_with("disclosure-lacks-list", &[("parts", &case.unread.join(", "))]));
    }
    if case.cut {
        let most = crate::gather::MOST.to_string();
        return Some(cx.t_with("disclosure-lacks-room", &[("most", &most)]));
    }
    (undecided > 0)
        .then(|| cx.t_with("disclosure-lacks-decisions", &[("n", &undecided.to_string())]))
}

/// The records of which something that a mark withholds is to be disclosed.
fn disclosed(case: &Case) -> BTreeSet<Id> {
    let details = case
        .details
        .iter()
        .filter(|detail| detail.sort == Sort::Marked && detail.ruling() == Some(Ruling::Disclose));
    let records = details.filter_map(|detail| match &detail.place {
        Place::Field(record, _) => case.record(*record),
        Place::Person(_) => None,
    });
    let marked = records.filter(|record| record.head.is_marked());
    marked.map(|record| record.head.id).collect()
}

/// What is to be kept.
struct Made {
    extract: Extract,
    given: [NewFile; 4],
    original: Option<NewFile>,
    /// Files of the records, each with whether it is a masked copy: kept anew, under names that tell nothing.
    attachments: Vec<(NewFile, bool)>,
}

impl Made {
    async fn of(cx: &Context, case: &Case, opened: &Opened, sealed: bool) -> Result<Self, Refusal> {
        let extract = extract::masked(cx, case, opened).await?;
        let document = documents::copy(cx, case, &extract);
        let sheets = documents::sheets(cx, case, &extract);
        let sheets = tokio::task::spawn_blocking(move || workbook(&sheets)).await;
        let sheets = sheets.map_err(Refusal::broken)?.map_err(Refusal::broken)?;
        let data = serde_json::to_vec_pretty(&documents::data(case, &extract));
        let file = |ending: &str, media, bytes| NewFile {
            name: format!("{} {}.{ending}", case.head.number, cx.t("disclosure-file-copy")),
            media,
            bytes,
        };
        let given = [
            file("pdf", PDF, set(document.clone(), pdf).await?),
            file("docx", WORD, set(document, word).await?),
            file("xlsx", EXCEL, sheets),
            file("json", "application/json", data.map_err(Refusal::broken)?),
        ];
        let mut original = None;
        if sealed {
            let whole = extract::whole(cx, case, opened).await?;
            let mut document = documents::copy(cx, case, &whole);
            document.subtitle = Some(cx.t("disclosure-doc-original"));
            published::stamp_secret(cx, &mut document, &provisions(cx, case));
            original = Some(file("original.pdf", PDF, set(document, pdf).await?));
        }
        let attachments = attachments(cx, case).await?;
        Ok(Self { extract, given, original, attachments })
    }

    /// The copy with its files; under a mark, where it holds what is not for all.
    fn batch(self, cx: &Context, case: &Case, disclosed: &BTreeSet<Id>) -> Result<Batch, Refusal> {
        let id = Id::<DisclosureCopy>::new(cx.app.store.now());
        let [pdf, word, sheet, data] = self.given.each_ref().map(|file| Some(file.id()));
        let original: Option<FileId> = self.original.as_ref().map(NewFile::id);
        let guarded = Guarded::of(cx, case, disclosed, original.is_some());
        let copy = DisclosureCopy {
            about: case.request.title.clone(),
            request: case.head.id.cast(),
            made: cx.now(),
            by: cx.door.actor().person.map(Id::cast),
            hours: Some(cx.now().duration_since(case.request.received).as_hours().max(0)),
            masked: Some(self.extract.count()),
            shows: case.shows,
            pdf,
            word,
            sheet,
            data,
            original,
            attachments: self
                .attachments
                .iter()
                .map(|(file, masked)| Attachment { file: Some(file.id()), masked: *masked })
                .collect(),
            contents: contents(case, &self.extract),
            unit: guarded.unit.map(Id::cast),
            note: None,
        };
        let mut creates = vec![Draft::new(id, &copy)?];
        if let Some(mark) = guarded.mark(cx, case, id.cast()) {
            creates.push(Draft::new(Id::<Mark>::new(cx.app.store.now()), &mark)?);
        }
        let attachments = self.attachments.into_iter().map(|(file, _)| file);
        let files = self.given.into_iter().chain(self.original).chain(attachments).collect();
        let reason = cx.t("disclosure-reason-copies");
        Ok(Batch { creates, files, reason, ..Batch::default() })
    }
}

/// The provisions by which something in the whole version is secret, each once.
fn provisions(cx: &Context, case: &Case) -> Vec<String> {
    let secret = case
        .details
        .iter()
        .filter(|detail| detail.sort == Sort::Marked || detail.ruling().is_some_and(Ruling::masks));
    let provisions = secret.filter_map(Detail::ground).map(|key| wording::provision(cx, key));
    provisions.collect::<BTreeSet<_>>().into_iter().collect()
}

/// The files that go with the copy.
async fn attachments(cx: &Context, case: &Case) -> Result<Vec<(NewFile, bool)>, Refusal> {
    let mut attachments = Vec::new();
    for (at, given) in attached::given(case)?.into_iter().enumerate() {
        let Given { file, masked, .. } = given;
        let door = if masked { &cx.door } else { &case.then.door };
        let kept = door.file(&file).await?;
        let (ending, media) = form(&kept.media);
        let number = (at + 1).to_string();
        let name = cx.t_with("disclosure-file-name", &[("n", &number)]);
        let name = format!("{} {name}{ending}", case.head.number);
        attachments.push((NewFile { name, media, bytes: kept.bytes }, masked));
    }
    Ok(attachments)
}

/// The ending and the media type that a file is given out with.
fn form(media: &str) -> (&'static str, &'static str) {
    match media {
        PDF => (".pdf", PDF),
        WORD => (".docx", WORD),
        EXCEL => (".xlsx", EXCEL),
        "image/png" => (".png", "image/png"),
        "image/jpeg" => (".jpg", "image/jpeg"),
        text if text.starts_with("text/plain") => (".txt", "text/plain; charset=utf-8"),
        _ => ("", "application/octet-stream"),
    }
}

/// The records that the copy shows, each in its revision; never one that is hidden from others (INC-09).
fn contents(case: &Case, extract: &Extract) -> Vec<Content> {
    let shown = extract
        .records
        .iter()
        .filter(|item| case.record(item.id).is_some_and(|record| !is_hidden(&record.head)));
    shown.map(|item| Content { record: item.id, revision: item.revision }).collect()
}

/// What of a copy is not for all, and for whom it is: those whom every mark in it lets read. A copy for a request that is
/// marked itself tells no more than that there is one.
struct Guarded {
    fields: Vec<String>,
    hidden: bool,
    ground: Option<String>,
    persons: BTreeSet<Id>,
    roles: BTreeSet<String>,
    unit: Option<Id>,
}

impl Guarded {
    fn of(cx: &Context, case: &Case, disclosed: &BTreeSet<Id>, original: bool) -> Self {
        let mut fields: Vec<String> = Vec::new();
        let marked = case.head.is_marked();
        if marked {
            fields.extend(TELLING.map(str::to_owned));
        } else {
            fields.extend(original.then(|| "original".to_owned()));
        }
        if marked || !disclosed.is_empty() {
            fields.extend(GIVEN.map(str::to_owned));
        }
        let within: Vec<&Revision> = case
            .covered
            .iter()
            .filter(|record| original || disclosed.contains(&record.head.id))
            .filter(|record| record.head.is_marked())
            .collect();
        let heads = within.iter().map(|record| &record.head).chain([&case.head]);
        let heads: Vec<&Head> = heads.filter(|head| head.is_marked()).collect();
        let marks: Vec<&Withheld> =
            heads.iter().filter_map(|head| head.withheld.as_deref()).collect();
        let units: BTreeSet<Option<Id>> = heads.iter().map(|head| head.unit).collect();
        // A role reads what belongs to its unit: for records of several units nobody can be told by role.
        let one = (units.len() == 1).then(|| units.first().copied().flatten()).flatten();
        let mut persons = all_of(marks.iter().map(|withheld| &withheld.readers.persons));
        persons.extend(cx.door.actor().person);
        let roles = match one {
            Some(_) => all_of(marks.iter().map(|withheld| &withheld.readers.roles)),
            None => BTreeSet::new(),
        };
        let masked = case.details.iter().find(|detail| detail.ruling().is_some_and(Ruling::masks));
        let first = marks.first().and_then(|withheld| withheld.fields.values().next());
        let ground = first.map(|instead| instead.ground.clone());
        let ground =
            ground.or_else(|| masked.and_then(|detail| detail.ground().map(str::to_owned)));
        let hidden = is_hidden(&case.head);
        Self { fields, hidden, ground, persons, roles, unit: one.or(case.head.unit) }
    }

    fn mark(&self, cx: &Context, case: &Case, of: Id) -> Option<Mark> {
        if self.fields.is_empty() {
            return None;
        }
        let role = |role: &String| ReaderRole { role: Term(role.clone()) };
        Some(Mark {
            about: case.head.number.clone(),
            of,
            state: MarkState::Active,
            fields: self.fields.clone(),
            ground: Term(self.ground.clone().unwrap_or_default()),
            reason: Prose(cx.t("disclosure-sealed-reason")),
            review: cx.today().saturating_add(1.year()),
            readers: self.persons.iter().copied().collect(),
            roles: self.roles.iter().map(role).collect(),
            hidden: self.hidden,
            unit: self.unit,
            owner: cx.door.actor().person,
        })
    }
}

/// What is in all of these; nothing, where there are none.
fn all_of<'a, T: Ord + Clone + 'a>(mut sets: impl Iterator<Item = &'a BTreeSet<T>>) -> BTreeSet<T> {
    let first = sets.next().cloned().unwrap_or_default();
    sets.fold(first, |all, set| all.intersection(set).cloned().collect())
}
