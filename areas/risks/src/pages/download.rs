//! The risk picture as a file: PDF and Word.

use axum::{extract::Path, response::Response};
use stadga_model::{Id, Refusal};
use stadga_organisation::Unit;
use stadga_web::{Context, Problem, published::publish};

use super::{Asked, Gathered, Known, choose::ALL_UNITS, picture};
use crate::documents::{self, Drawn};

/// GET /risks/documents/{unit}/picture.{pdf,docx}
pub(super) async fn picture(
    cx: Context,
    Path((unit, name)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let ending = name.strip_prefix("picture.").ok_or(Refusal::NotFound)?;
    let (asked, of) = match unit.as_str() {
        ALL_UNITS => (Asked::default(), None),
        unit => {
            let id: Id<Unit> = super::id_of(unit)?;
            let (_, known) = cx.door.read_as(id).await?;
            (Asked::of_unit(unit), Some(known.name))
        }
    };
    let gathered = Gathered::of(&cx, &asked).await?;
    let within = asked.within(&gathered.units);
    let known = Known::of(&cx, &gathered.analyses, &gathered.units, within.as_ref()).await?;
    let mut risks: Vec<_> = gathered.risks.iter().collect();
    picture::highest_first(&cx, &mut risks);
    let drawn =
        Drawn { heat: picture::heat(&cx, &gathered, &asked, false), of, risks, known: &known };
    let called = match &drawn.of {
        Some(of) => format!("{} {of}.{ending}", cx.t("risks-document-file")),
        None => format!("{}.{ending}", cx.t("risks-document-file")),
    };
    publish(&cx, documents::picture(&cx, &gathered, &drawn).await?, &called).await
}
