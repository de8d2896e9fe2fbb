//! What of maturity waits for a body: the choice of areas that has been proposed to it (CTL-07, ORG-18).

use stadga_model::{Id, Refusal};
use stadga_web::{Awaiting, Context};

use crate::measurement::choices;

/// Choices that are proposed to the council or body with this id.
///
/// # Errors
/// Broken.
pub(crate) async fn awaits(cx: &Context, body: Id) -> Result<Vec<Awaiting>, Refusal> {
    let choices = choices(cx).await?.into_iter();
    let proposed = choices.filter(|(_, one)| !one.is_chosen() && one.body == Some(body));
    Ok(proposed.map(|(head, one)| Awaiting::of(&head, ("title", one.title), one.date)).collect())
}
