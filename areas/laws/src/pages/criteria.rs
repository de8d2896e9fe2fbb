//! The laws that an audit went by, as they stood on the day that it tells of: what was repealed since is still there (NIS-02).

use maud::{Markup, html};
use serde_json::Value;
use stadga_model::{Date, Head, Record as _, Refusal, Revision};
use stadga_web::{
    Context,
    ui::{self, Column},
};

use super::{
    called, day,
    register::{Register, standing_badge},
};
use crate::Law;

/// The fields of an audit that may say which day it tells of, the best first.
const DAYS: [&str; 2] = ["assessed_on", "fixed_on"];

/// The criteria of an audit that are laws of the register, how they stood then and how they stand today.
pub(super) async fn of_audit(cx: &Context, revision: &Revision) -> Result<Markup, Refusal> {
    let head = &revision.head;
    let told = DAYS.iter().filter(|field| !head.withholds(field));
    let told: Option<Date> =
        told.filter_map(|field| revision.body.get(*field)?.as_str()?.parse().ok()).next();
    let named = named(revision);
    let Some(on) = told.filter(|_| !named.is_empty() && !head.withholds("criteria")) else {
        return Ok(Context::nothing());
    };
    let register = Register::of(cx).await?;
    let found: Vec<(&str, &(Head, Law))> =
        named.iter().filter_map(|text| Some((*text, meant(&register.laws, text)?))).collect();
    let row = |(text, (head, law)): &(&str, &(Head, Law))| {
        let newer = register.newer.get(&head.id.cast()).into_iter().flatten();
        let newer: Vec<&(Head, Law)> = newer.filter_map(|at| register.laws.get(*at)).collect();
        vec![
            ui::link(Law::KIND, head.id, called(head, "title", &law.title)),
            html! { (text) },
            standing_badge(cx, law.standing(on)),
            html! {
                (standing_badge(cx, law.standing(cx.today()))) " "
                @if law.ended.is_some() { (day(law.ended)) }
                @for (head, law) in newer { p { (cx.t("laws-replaced-by")) " " (ui::link(Law::KIND, head.id, &law.called())) } }
            },
        ]
    };
    let rows: Vec<_> = found.iter().map(row).collect();
    let columns = [
        Column::text(cx.heading("law")),
        Column::text(cx.t("criteria-said")),
        Column::text(cx.t_with("criteria-then", &[("date", &on.to_string())])),
        Column::text(cx.t("criteria-now")),
    ];
    Ok(html! {
        @if !rows.is_empty() { (ui::table(&cx.t("criteria-title"), &columns, &rows)) }
    })
}

/// What an audit's criteria call laws by.
fn named(revision: &Revision) -> Vec<&str> {
    let rows = revision.body.get("criteria").and_then(Value::as_array).into_iter().flatten();
    rows.filter_map(|row| row.get("law")?.as_str()).collect()
}

/// The law whose number a reference begins with: `2017:725 6 kap. 6 §`.
fn meant<'a>(laws: &'a [(Head, Law)], text: &str) -> Option<&'a (Head, Law)> {
    laws.iter().find(|(head, law)| !head.withholds("designation") && begins(text, &law.designation))
}

/// Whether a reference begins with this number and not with a longer one.
fn begins(text: &str, number: &str) -> bool {
    let rest = text.trim().strip_prefix(number.trim());
    let whole = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_digit());
    !number.trim().is_empty() && rest.is_some_and(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nis_02_a_reference_means_the_law_whose_whole_number_it_begins_with() {
        assert!(begins("2017:725 6 kap. 6 §", "2017:725"));
        assert!(begins("2018:1174", "2018:1174"));
        assert!(!begins("2018:1174", "2018:117"));
        assert!(!begins("Riktlinjen", "") && !begins("kap. 2017:725", "2017:725"));
    }
}
