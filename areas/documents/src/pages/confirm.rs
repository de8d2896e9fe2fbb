//! A reader confirms that they have read the version that holds today (DOC-08).

use axum::{
    extract::Path,
    response::{IntoResponse as _, Redirect, Response},
};
use stadga_model::{Head, Id, Refusal};
use stadga_organisation::Person;
use stadga_store::{Compare, Filter, ListQuery};
use stadga_web::{Context, Problem};

use super::{Register, id_of, known::people, register::all};
use crate::{Confirmation, Document, ReadingDuty, Version, validity::Validity};

/// POST /document/{id}/confirm
pub(super) async fn confirm(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let (head, _) = cx.door.read_as(id_of::<Document>(&id)?).await?;
    let me = cx.door.actor().person.ok_or(Refusal::Denied)?.cast::<Person>();
    let register = Register::of(&cx).await?;
    let (Validity::Valid, Some((held, version))) = register.standing(head.id.cast(), cx.today())
    else {
        return Err(Refusal::NotFound.into());
    };
    if !must(&cx, head.id.cast(), me).await? {
        return Err(Refusal::Denied.into());
    }
    // Twice pressed is once read.
    if given(&cx, held.id.cast(), me).await?.is_none() {
        let confirmation = Confirmation {
            title: version.title.clone(),
            document: head.id.cast(),
            version: held.id.cast(),
            person: me,
            date: cx.today(),
        };
        cx.door.create(&confirmation, "").await?;
    }
    Ok(Redirect::to(&format!("/document/{}?done=saved", head.id)).into_response())
}

/// Whether some duty binds a person to read the document today.
///
/// # Errors
/// Broken.
pub(super) async fn must(
    cx: &Context,
    document: Id<Document>,
    person: Id<Person>,
) -> Result<bool, Refusal> {
    let duties = duties_of(cx, document).await?;
    let (people, today) = (people(cx).await?, cx.today());
    let binds =
        |duty: &ReadingDuty| duty.from <= today && people.bound(duty, today).contains(&person);
    Ok(duties.iter().any(|(_, duty)| binds(duty)))
}

/// The duties to read a document.
///
/// # Errors
/// Broken.
pub(super) async fn duties_of(
    cx: &Context,
    document: Id<Document>,
) -> Result<Vec<(Head, ReadingDuty)>, Refusal> {
    let filters = vec![Filter::linking("document", document)];
    cx.door.all(ListQuery { filters, ..all() }).await
}

/// The confirmation that a person has given of a version.
///
/// # Errors
/// Broken.
pub(super) async fn given(
    cx: &Context,
    version: Id<Version>,
    person: Id<Person>,
) -> Result<Option<Confirmation>, Refusal> {
    let only = |field: &str, value: String| Filter {
        field: field.into(),
        compare: Compare::Is(vec![value]),
    };
    let filters = vec![only("version", version.to_string()), only("person", person.to_string())];
    let found = cx.door.all(ListQuery { filters, size: 1, ..ListQuery::default() }).await?;
    Ok(found.into_iter().next().map(|(_, confirmation)| confirmation))
}
