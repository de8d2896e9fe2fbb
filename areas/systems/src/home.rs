//! What the CMDB asks of people on their own page: to say that what they answer for is still right (CMDB-03, T19).

use stadga_model::Refusal;
use stadga_web::{Context, Duty};

use crate::{freshness, pages};

/// One duty for all the items that the reader is to confirm.
///
/// # Errors
/// Broken.
pub(crate) async fn duties(cx: &Context) -> Result<Vec<Duty>, Refusal> {
    let asked = pages::asked(cx).await?;
    let Some((_, first)) = asked.first() else { return Ok(Vec::new()) };
    let due = freshness::due(first).or_else(|| Some(cx.today()));
    let minutes = u16::try_from(asked.len().div_ceil(4)).unwrap_or(60).clamp(1, 60);
    let name = first.name.clone();
    Ok(vec![Duty {
        what: cx.t_with("duty-confirm", &[("count", &asked.len().to_string()), ("name", &name)]),
        why: cx.t("duty-confirm-why"),
        href: pages::CONFIRM.to_owned(),
        due,
        minutes,
    }])
}
