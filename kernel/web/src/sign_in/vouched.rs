//! Accounts that have no password here: the organisation's sign-in service vouches for them, and how surely is asked there.

use crate::{
    Context, Reader,
    gate::{STEP_UP, next},
};
use maud::{Markup, html};
use stadga_access::Level;

/// Whether nothing of one's own shows here that one is there: password, code and passkey are the service's matter, and a
/// second factor from here would be one that it neither knows nor can take away (SEC-08).
pub(super) fn is_vouched(reader: &Reader) -> bool {
    reader.account.secret.is_empty()
}

/// That it is so, and the way to be known more surely: over the service, and back.
pub(super) fn told(cx: &Context, reader: &Reader, back: &str) -> Markup {
    let address = format!("{STEP_UP}?{}", next(back));
    html! {
        p { (cx.t("vouched")) }
        @if reader.level >= Level::TwoFactor {
            p { (cx.t("vouched-strong")) }
        } @else {
            p { (cx.t("vouched-how")) }
            p { a.ds-button href=(address) { (cx.t("vouched-do")) } }
        }
    }
}
