//! The few form fields of these pages, and the choosing of a password that two of them share.

use super::secret;
use crate::Context;
use maud::{Markup, html};
use serde::Deserialize;
use stadga_access::{Guessable, password_faults};
use stadga_model::Refusal;
use stadga_store::Account;

/// The passwords that most people choose.
const COMMON: &str = include_str!(concat!(env!("OUT_DIR"), "/passwords.txt"));

/// A labelled field; `fill` tells password managers what belongs there.
pub(super) fn field(cx: &Context, name: &str, kind: &str, fill: &str, value: &str) -> Markup {
    let key = format!("sign-in-{name}");
    let help = cx.maybe(&format!("{key}.help"));
    let help_id = help.is_some().then(|| format!("{name}-help"));
    html! {
        div.ds-field {
            label for=(name) { (cx.t(&key)) }
            @if let (Some(help), Some(id)) = (&help, &help_id) { p.help id=(id) { (help) } }
            input.ds-input type=(kind) id=(name) name=(name) value=(value) autocomplete=(fill)
                required maxlength="256" aria-describedby=[help_id.as_deref()];
        }
    }
}

/// The field for a one-time code, or a recovery code in its place.
pub(super) fn code(cx: &Context) -> Markup {
    html! {
        div.ds-field {
            label for="code" { (cx.t("code")) }
            p.help id="code-help" { (cx.t("code.help")) }
            input.ds-input type="text" id="code" name="code" autocomplete="one-time-code" autocapitalize="none"
                spellcheck="false" required maxlength="32" aria-describedby="code-help";
        }
    }
}

/// A sentence above the form that says why it came back.
pub(super) fn told(sentences: &[String]) -> Markup {
    html! {
        @if !sentences.is_empty() {
            div.ds-alert data-color="warning" role="alert" {
                @for sentence in sentences { p { (sentence) } }
            }
        }
    }
}

/// That what was sent has not come in, where that is so.
pub(super) fn unsent(cx: &Context, unsent: &str) -> Markup {
    html! {
        @if !unsent.is_empty() {
            div.ds-alert data-color="warning" role="alert" data-unsent {
                p { (cx.t("unsent")) }
            }
        }
    }
}

/// A button that sends the form.
pub(super) fn send(words: &str) -> Markup {
    html! { button.ds-button type="submit" { (words) } }
}

/// A new password, written twice.
#[derive(Deserialize)]
pub(super) struct NewPassword {
    pub password: String,
    pub again: String,
}

impl NewPassword {
    /// Everything that speaks against it, as sentences.
    pub fn faults(&self, cx: &Context, name: &str) -> Vec<String> {
        let around = ["Stadga", cx.app.organisation.as_str()];
        let guessable = Guessable { name, around: &around, common: COMMON };
        let faults = password_faults(&guessable, &self.password);
        let mut sentences: Vec<_> = faults.iter().map(|fault| cx.t(fault.text_key())).collect();
        if self.password != self.again {
            sentences.push(cx.t("password-again"));
        }
        sentences
    }

    /// The account with this password; not yet kept.
    pub async fn of(self, account: Account) -> Result<Account, Refusal> {
        Ok(Account { secret: secret::hash(self.password).await?, ..account })
    }
}

/// The two fields of a new password.
pub(super) fn new_password(cx: &Context) -> Markup {
    html! {
        (field(cx, "password", "password", "new-password", ""))
        (field(cx, "again", "password", "new-password", ""))
    }
}
