//! The reader's pages: a file is handed in, its text stands beside what was found, the user accepts, mends or drops.

mod chosen;
mod faults;
mod found;
mod item;
mod kept;
mod later;
mod show;

use crate::{
    accept::Target,
    audit::Audit,
    read::{Reading, Said, Words, read_as},
};
use axum::{
    extract::{Multipart, Path, RawForm},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use stadga_documents::Document;
use stadga_model::{Action, FileId, Id, Refusal};
use stadga_publish::text_in::{TextError, text_of_limited};
use stadga_store::{ListQuery, StoredFile};
use stadga_web::{Context, Problem, keep_file, ui};
use std::{collections::BTreeMap, sync::Arc};

use super::{READ, gather};
use chosen::{Begun, Chosen, REGISTER};
use found::Group;
use kept::Told;

/// GET /audit/read
pub async fn ask(cx: Context) -> Result<Response, Problem> {
    allowed(&cx)?;
    let begun = Chosen::begun(&cx).await?;
    Ok(upload(&cx, None, &begun))
}

fn allowed(cx: &Context) -> Result<(), Refusal> {
    if cx.past().is_some() {
        return Err(Refusal::Past);
    }
    cx.door.actor().reach(Action::Create, "audit").map(|_| ()).ok_or(Refusal::Denied)
}

/// The page where a file is dropped, with what was wrong with the last one.
fn refuse(cx: &Context, fault: &str) -> Response {
    upload(cx, Some(fault), &[])
}

/// The page where a file is dropped, and the readings that wait to be finished.
fn upload(cx: &Context, fault: Option<&str>, begun: &[Begun]) -> Response {
    let page = cx
        .page(cx.t("page-read-title"))
        .crumb(cx.t("audit-plural"), "/audit")
        .here(cx.t("page-read-title"));
    let body = html! {
        @if let Some(fault) = fault { (ui::alert("danger", &html! { p { (cx.t(fault)) } })) }
        form method="post" action=(READ) enctype="multipart/form-data" {
            div.drop {
                (ui::icon("upload"))
                label for="file" { (cx.t("page-read-file")) }
                p id="file-help" { (cx.t("page-read-file-help")) }
                input type="file" id="file" name="file" required accept=".pdf,.docx,.odt,.txt,.md" aria-describedby="file-help";
            }
            p.help { (cx.t("form-protective")) }
            div.form-actions { button.ds-button type="submit" { (cx.t("page-read-go")) } }
        }
        @if !begun.is_empty() {
            (ui::panel("begun", &cx.t("page-read-begun"), &html! {
                ul {
                    @for one in begun {
                        li {
                            a href=(format!("{READ}/{}", one.file.0)) { (one.name) } " · "
                            (cx.t_with("page-read-left", &[("count", &one.left)]))
                        }
                    }
                }
            }))
        }
    };
    match fault {
        None => page.lead(cx.t("page-read-lead")).show(body),
        Some(_) => (StatusCode::UNPROCESSABLE_ENTITY, page.show(body)).into_response(),
    }
}

/// POST /audit/read: keeps the file and goes to what it says.
pub async fn take(cx: Context, mut parts: Multipart) -> Result<Response, Problem> {
    allowed(&cx)?;
    let unreadable = || Problem::told(StatusCode::BAD_REQUEST, "unreadable");
    let Some(part) = parts.next_field().await.map_err(|_| unreadable())? else {
        return Ok(refuse(&cx, "page-read-fault-empty"));
    };
    let name = part.file_name().unwrap_or_default().to_owned();
    let Ok(bytes) = part.bytes().await else {
        return Ok(refuse(&cx, "page-read-fault-too-large"));
    };
    if let Err(fault) = text_of_limited(&cx.app.program, &name, &bytes).await {
        return Ok(refuse(&cx, fault_key(fault)));
    }
    let id = keep_file(&cx, &name, &bytes).await?;
    Ok(Redirect::to(&format!("{READ}/{}", id.0)).into_response())
}

/// The sentence for a file that gave no text: what happened, and what to do.
fn fault_key(fault: TextError) -> &'static str {
    match fault {
        TextError::Empty => "page-read-fault-empty",
        TextError::TooLarge => "page-read-fault-too-large",
        TextError::UnpacksTooLarge => "page-read-fault-unpacks-too-large",
        TextError::UnknownFormat => "page-read-fault-unknown-format",
        TextError::Encrypted => "page-read-fault-encrypted",
        TextError::NoText => "page-read-fault-no-text",
        TextError::Broken => "page-read-fault-broken",
        TextError::LegacyDoc => "page-read-fault-legacy-doc",
        TextError::TooSlow | TextError::TooMuchMemory => "page-read-fault-too-much",
        TextError::Reader => "page-read-fault-reader",
    }
}

/// A kept file with its text and what was found in it.
struct Text {
    file: StoredFile,
    told: Arc<Told>,
}

/// The file, if the user may read it, with what was found in it, now or a while ago, and what the user has chosen.
async fn text(cx: &Context, file: String) -> Result<Result<(Text, Chosen), TextError>, Problem> {
    allowed(cx)?;
    let file = cx.door.file(&FileId(file)).await?;
    let chosen = Chosen::kept(cx, &file.id).await?;
    let said = chosen.kind();
    if let Some(told) = kept::find(&file, said) {
        return Ok(Ok((Text { file, told }, chosen)));
    }
    let extracted = match text_of_limited(&cx.app.program, &file.name, &file.bytes).await {
        Ok(extracted) => extracted,
        Err(fault) => return Ok(Err(fault)),
    };
    let read =
        move || Told { reading: read_as(&extracted.text, said, Words::shipped()), extracted };
    let told = tokio::task::spawn_blocking(read).await.map_err(Refusal::broken)?;
    let told = kept::keep(&file, said, told);
    Ok(Ok((Text { file, told }, chosen)))
}

/// GET /audit/read/{file}
pub async fn show(cx: Context, Path(file): Path<String>) -> Result<Response, Problem> {
    match text(&cx, file).await? {
        Ok((text, chosen)) => {
            let groups = found::groups(&cx, &text.told.reading);
            let options = options(&cx, &text.told.reading).await?;
            Ok(show::page(&cx, &text, &options, &groups, &chosen, &[]))
        }
        Err(fault) => Ok(refuse(&cx, fault_key(fault))),
    }
}

/// POST /audit/read/{file}: keeps what is chosen; accepts the rest of a group, or makes the records of what is accepted.
pub async fn make(
    cx: Context,
    Path(file): Path<String>,
    RawForm(form): RawForm,
) -> Result<Response, Problem> {
    let (text, chosen) = match text(&cx, file).await? {
        Ok(found) => found,
        Err(fault) => return Ok(refuse(&cx, fault_key(fault))),
    };
    let groups = found::groups(&cx, &text.told.reading);
    let pairs: Vec<(String, String)> = form_urlencoded::parse(&form).into_owned().collect();
    let act = pairs.iter().rfind(|(name, _)| name == "do").map_or("", |(_, act)| act.as_str());
    let read_anew = act == "read-as";
    let mut chosen = if read_anew { chosen.read_as(&pairs) } else { chosen.with(&pairs, &groups) };
    let group = act.strip_prefix("group-").and_then(|at| groups.get(at.parse::<usize>().ok()?));
    if let Some(group) = group {
        chosen.accept_group(group);
    }
    chosen.keep(&cx, &text.file, &groups).await?;
    if act == "make" {
        return records(&cx, &text, &groups, chosen).await;
    }
    let place = if group.is_some() { format!("#{act}") } else { String::new() };
    Ok(Redirect::to(&format!("{READ}/{}{place}", text.file.id.0)).into_response())
}

/// Makes the records of what is accepted, all of them or none; what is not reviewed waits.
async fn records(
    cx: &Context,
    text: &Text,
    groups: &[Group],
    mut chosen: Chosen,
) -> Result<Response, Problem> {
    let open = chosen.unanswered(groups);
    if !open.is_empty() || !chosen.takes_any() {
        return stopped(cx, text, groups, &chosen, &show::to_answer(cx, &open)).await;
    }
    let target = target(cx, text, &chosen).await?;
    let reason = cx.t_with("page-read-reason", &[("file", &text.file.name)]);
    let tried = later::batch(cx, &text.told.reading, &chosen, &target, reason).await;
    let (drafts, tried) = match tried {
        Ok((made, batch)) => (made.drafts.clone(), cx.door.write(batch).await.map(|_| made)),
        Err(refusal) => (Vec::new(), Err(refusal)),
    };
    let made = match tried {
        Ok(made) => made,
        Err(Refusal::Refused(findings)) => {
            let stops = faults::told(cx, (groups, &chosen), &drafts, &findings);
            return stopped(cx, text, groups, &chosen, &stops).await;
        }
        Err(refusal) => return Err(refusal.into()),
    };
    chosen.settle(made.audit.cast(), made.answer.map(Id::cast));
    chosen.keep(cx, &text.file, groups).await?;
    let to = match made.answer {
        _ if chosen.left(groups) > 0 => format!("{READ}/{}", text.file.id.0),
        Some(answer) => format!("/answer/{answer}/work"),
        None => format!("/audit/{}", made.audit),
    };
    Ok(Redirect::to(&to).into_response())
}

async fn stopped(
    cx: &Context,
    text: &Text,
    groups: &[Group],
    chosen: &Chosen,
    stops: &[Markup],
) -> Result<Response, Problem> {
    let options = options(cx, &text.told.reading).await?;
    let page = show::page(cx, text, &options, groups, chosen, stops);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// The types of units that can be asked to answer: bodies and administrations, not parts of them and none outside.
const ANSWERING: [&str; 6] =
    ["organisation", "assembly", "board", "committee", "management", "administration"];

/// Where the records can belong, by name.
struct Options {
    units: Vec<(Id, String)>,
    /// The units that can be asked to answer.
    answering: Vec<(Id, String)>,
    persons: Vec<(Id, String)>,
    audits: Vec<(Id, String)>,
    /// The audit that bears the diary or report number of the text: the same report, come again.
    likely: Option<Id>,
}

async fn options(cx: &Context, reading: &Reading) -> Result<Options, Refusal> {
    let units = cx.door.all::<stadga_organisation::Unit>(ListQuery::default()).await?;
    let persons = cx.door.all::<stadga_organisation::Person>(ListQuery::default()).await?;
    let audits = cx.door.all::<Audit>(ListQuery { size: 200, ..ListQuery::default() }).await?;
    let units = units.into_iter().filter(|(_, unit)| unit.period.holds(cx.today()));
    let units: Vec<_> = units.collect();
    let answers = |unit: &stadga_organisation::Unit| ANSWERING.contains(&&*unit.unit_type.0);
    let answering = units.iter().filter(|(_, unit)| answers(unit));
    let likely = audits.iter().find(|(_, audit)| is_of(reading, audit)).map(|(head, _)| head.id);
    Ok(Options {
        likely,
        answering: by_name(answering.map(|(head, unit)| (head.id, unit.name.clone()))),
        units: by_name(units.iter().map(|(head, unit)| (head.id, unit.name.clone()))),
        persons: by_name(persons.into_iter().map(|(head, person)| (head.id, person.name))),
        audits: audits.into_iter().map(|(head, audit)| (head.id, audit.title)).collect(),
    })
}

/// Whether the text names the audit's own number.
fn is_of(reading: &Reading, audit: &Audit) -> bool {
    let identity = &reading.identity;
    let plain = |text: &str| text.split_whitespace().collect::<String>().to_lowercase();
    let same = |said: &Option<Said>, own: &Option<String>| {
        let both = said.as_ref().zip(own.as_ref());
        both.is_some_and(|(said, own)| plain(&said.as_written) == plain(own))
    };
    same(&identity.diary_number, &audit.diary_number)
        || same(&identity.report_number, &audit.report_number)
}

fn by_name(options: impl Iterator<Item = (Id, String)>) -> Vec<(Id, String)> {
    let mut options: Vec<_> = options.collect();
    options.sort_by_key(|(_, name)| name.to_lowercase());
    options
}

/// Where the user says that the records belong.
async fn target(cx: &Context, text: &Text, chosen: &Chosen) -> Result<Target, Refusal> {
    let register = registers(chosen);
    let chosen = |name: &str| chosen.id(name);
    let mut target = Target {
        audit: chosen("record.audit").or_else(|| chosen("target.audit")).map(Id::cast),
        unit: chosen("target.unit").map(Id::cast),
        client: chosen("target.client").map(Id::cast),
        owner: chosen("target.owner").map(Id::cast),
        source: Some(text.file.id.clone()),
        name: text.file.name.clone(),
        documents: known_documents(cx).await?,
        register,
        scales: cx.app.store.scales().clone(),
        cover_letter: cx.t("page-read-cover-letter"),
        footnote: cx.t("page-read-footnote"),
        ..Target::new(cx.now())
    };
    if let Some(audit) = target.audit {
        let dossier = gather::dossier(cx, audit).await?;
        let known = dossier.recommendations.iter();
        target.recommendations =
            known.map(|k| (k.id(), k.record.number.clone(), k.record.text.clone())).collect();
        let known = dossier.questions.iter();
        target.questions =
            known.map(|k| (k.id(), k.record.number.clone(), k.record.text.clone())).collect();
    }
    Ok(target)
}

/// Whether governing documents that the auditors saw are put into the register: yes, unless the user says otherwise (T23).
fn registers(chosen: &Chosen) -> bool {
    chosen.get(REGISTER) != Some("no")
}

/// The documents in the register, by title in small letters.
async fn known_documents(cx: &Context) -> Result<BTreeMap<String, Id<Document>>, Refusal> {
    let all = ListQuery { size: 100_000, ..ListQuery::default() };
    let known = cx.door.all::<Document>(all).await?;
    let titled =
        known.into_iter().map(|(head, found)| (found.title.to_lowercase(), head.id.cast()));
    Ok(titled.collect())
}

/// A choice among records, none first.
fn select(
    cx: &Context,
    name: &str,
    key: &str,
    options: &[(Id, String)],
    chosen: Option<Id>,
) -> Markup {
    let id = name.replace('.', "-");
    html! {
        div.ds-field {
            label for=(id) { (cx.t(key)) }
            select.ds-input id=(id) name=(name) {
                option value="" { (cx.t("page-read-none")) }
                @for (option, text) in options {
                    option value=(option) selected[Some(*option) == chosen] { (text) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
