//! Who signs an answer: the chair of the body that answers and the director beside it, or whoever acts for them (ORG-25).

use super::id_of;
use crate::answer::{Answer, Signature, State};
use axum::{
    extract::Path,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use stadga_model::{Id, Refusal, Revision, Term};
use stadga_organisation::{Assignment, Unit, counts};
use stadga_store::{Compare, Filter, ListQuery};
use stadga_web::{Context, Problem, ui};

/// The chair, on the scale `signing-role`, and the role that sits there.
const CHAIR: (&str, &str) = ("chair", "board-chair");
/// The director, on the same scale.
const DIRECTOR: &str = "director";
/// Who leads all of the organisation, and so stands beside the board; who leads an administration, beside its committee.
const LEADS_ALL: &str = "region-director";
const LEADS_ONE: &str = "administration-head";
/// The type of unit whose director is that of the administration below it.
const COMMITTEE: &str = "committee";
/// Words for acting before the name of a post: the answer says so itself.
const ACTING: [&str; 5] = ["tillförordnad ", "tf. ", "tf ", "t.f. ", "acting "];
/// No body stands deeper than this.
const DEEPEST: usize = 12;

/// A line to sign on for each step in use of the scale `signing-role`, as the posts are held on the day that is looked from.
/// Where nobody can be told, the line bears the step's own word.
///
/// # Errors
/// Broken.
pub async fn lines(cx: &Context, body: Option<Id<Unit>>) -> Result<Vec<Signature>, Refusal> {
    let steps: Vec<_> = cx.app.store.scales().get("signing-role").map_or_else(Vec::new, |scale| {
        scale.on(cx.today()).map(|step| (step.key.clone(), step.sv.clone())).collect()
    });
    let mut lines = Vec::new();
    for (key, word) in steps {
        let held = match (body, key.as_str()) {
            (Some(body), key) if key == CHAIR.0 => holder(cx, CHAIR.1, &[body]).await?,
            (Some(body), DIRECTOR) => director(cx, body).await?,
            _ => None,
        };
        let chair = key == CHAIR.0;
        let line =
            Signature { role: Term(key), function: word, unit: None, acting: false, date: None };
        lines.push(match held {
            // A chair is a chair wherever; directors are many.
            Some(held) if chair => Signature { unit: body, acting: held.acting, ..line },
            Some(held) => Signature {
                function: held.post,
                unit: Some(held.unit),
                acting: held.acting,
                ..line
            },
            None => line,
        });
    }
    Ok(lines)
}

/// Who holds a post: what it is called, where it is held, and whether its holder acts.
struct Holder {
    post: String,
    unit: Id<Unit>,
    acting: bool,
}

/// The director beside a body: of the one administration below a committee, else of all of the organisation.
async fn director(cx: &Context, body: Id<Unit>) -> Result<Option<Holder>, Refusal> {
    let Some(unit) = readable(cx.door.read_as(body).await)? else { return Ok(None) };
    if unit.unit_type.0 == COMMITTEE {
        let below = cx.door.all::<Unit>(ListQuery::linking("parent", body)).await?;
        let below: Vec<Id<Unit>> = below.into_iter().map(|(head, _)| head.id.cast()).collect();
        return holder(cx, LEADS_ONE, &below).await;
    }
    let (mut above, mut next) = (vec![body], unit.parent);
    while let Some(parent) = next.filter(|parent| !above.contains(parent) && above.len() < DEEPEST)
    {
        above.push(parent);
        next = readable(cx.door.read_as(parent).await)?.and_then(|unit: Unit| unit.parent);
    }
    holder(cx, LEADS_ALL, &above).await
}

/// Who holds a role in one of these units on the day that is looked from; none where several do in different units, and
/// whoever serves for the holder before the holder.
async fn holder(cx: &Context, role: &str, units: &[Id<Unit>]) -> Result<Option<Holder>, Refusal> {
    if units.is_empty() {
        return Ok(None);
    }
    let is = |field: &str, values: Vec<String>| Filter {
        field: field.into(),
        compare: Compare::Is(values),
    };
    let within = units.iter().map(ToString::to_string).collect();
    let filters = vec![is("role", vec![role.to_owned()]), is("unit", within)];
    let query = ListQuery { filters, size: 1_000, ..ListQuery::default() };
    let mut held: Vec<Assignment> = Vec::new();
    for (_, one) in cx.door.all::<Assignment>(query).await? {
        let whole = one.person.is_some() && one.about.is_none() && one.records.is_empty();
        if whole && counts(&cx.door, &one, cx.today()).await? {
            held.push(one);
        }
    }
    let Some(first) = held.first().map(|one| one.unit) else { return Ok(None) };
    if held.iter().any(|one| one.unit != first) {
        return Ok(None);
    }
    let serving = held.iter().position(|one| one.deputy_for.is_some());
    let one = held.swap_remove(serving.unwrap_or(0));
    let stood_in_for = match one.deputy_for {
        Some(other) => readable(cx.door.read_as(other).await)?,
        None => None,
    };
    let title = stood_in_for.map_or_else(|| one.title.clone(), |other: Assignment| other.title);
    let acting = one.acting || one.deputy_for.is_some();
    Ok(Some(Holder { post: post(&title), unit: one.unit, acting }))
}

/// What was read, where the reader may know of it.
fn readable<H, R>(read: Result<(H, R), Refusal>) -> Result<Option<R>, Refusal> {
    match read {
        Ok((_, record)) => Ok(Some(record)),
        Err(Refusal::NotFound | Refusal::Denied) => Ok(None),
        Err(broken) => Err(broken),
    }
}

/// The name of a post without the word for acting before it: "Hälso- och sjukvårdsdirektör".
fn post(title: &str) -> String {
    let small = title.to_lowercase();
    let acting = ACTING.into_iter().find(|word| small.starts_with(word));
    let bare = title.get(acting.map_or(0, str::len)..).unwrap_or(title).trim();
    let mut letters = bare.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// On the page of an answer that is to be signed: who holds the posts today, where its lines say something else.
///
/// # Errors
/// Broken.
pub async fn offered(
    cx: &Context,
    revision: &Revision,
    answer: &Answer,
) -> Result<Markup, Refusal> {
    let waits = matches!(answer.state, State::Review | State::Decided);
    let may = cx.past().is_none() && cx.door.may(stadga_model::Action::Change, &revision.head);
    if !waits || !may || answer.signatures.iter().any(|line| line.date.is_some()) {
        return Ok(Context::nothing());
    }
    let lines = lines(cx, answer.unit).await?;
    if lines == answer.signatures || lines.iter().all(|line| line.unit.is_none()) {
        return Ok(Context::nothing());
    }
    let acting = cx.t("audit-doc-acting");
    Ok(ui::panel(
        "answer-signers",
        &cx.t("page-answer-signers"),
        &html! {
            p { (cx.t("page-answer-signers-why")) }
            ul {
                @for line in &lines {
                    li { @if line.acting { (acting) " " } (line.function) }
                }
            }
            form method="post" action=(format!("/answer/{}/signers", revision.head.id)) {
                button.ds-button type="submit" data-variant="secondary" { (cx.t("page-answer-signers-take")) }
            }
        },
    ))
}

/// POST /answer/{id}/signers: the lines to sign on bear those who hold the posts today. What is signed is left alone.
pub async fn take(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let mut opened = cx.door.open_as(id_of::<Answer>(&id)?).await?;
    if opened.body.signatures.iter().all(|line| line.date.is_none()) {
        opened.body.signatures = lines(&cx, opened.body.unit).await?;
        cx.door.save(opened, &cx.t("page-answer-signers-take")).await?;
    }
    Ok(Redirect::to(&format!("/answer/{id}")).into_response())
}

#[cfg(test)]
mod tests {
    use super::post;

    #[test]
    fn org_25_a_post_is_named_without_the_word_for_acting() {
        assert_eq!(
            post("Tillförordnad hälso- och sjukvårdsdirektör"),
            "Hälso- och sjukvårdsdirektör"
        );
        assert_eq!(post("Tf. regiondirektör"), "Regiondirektör");
        assert_eq!(post("Trafikdirektör"), "Trafikdirektör");
        assert_eq!(post(""), "");
    }
}
