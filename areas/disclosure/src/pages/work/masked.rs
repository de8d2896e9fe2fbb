//! Where the officer hands in a masked copy of a file.

use super::{Bench, details};
use crate::{
    attached,
    detail::Sort,
    gather::{Detail, Place},
};
use maud::{Markup, html};
use stadga_web::ui;

/// The form, where there are files that the reader may read.
pub(super) fn handing(bench: &Bench) -> Markup {
    let Bench { cx, case, may, .. } = *bench;
    let is_file = |detail: &&Detail| {
        let file = detail.sort == Sort::File || attached::is_file(case, &detail.place);
        file && detail.cleared
    };
    let files: Vec<&Detail> = case.details.iter().filter(is_file).collect();
    if !may || files.is_empty() {
        return html! {};
    }
    let called = |detail: &Detail| match &detail.place {
        Place::Field(record, path) => {
            let kind = case.record(*record).map_or("", |record| record.head.kind.as_str());
            format!("{}: {}", detail.about, attached::label(cx, kind, path))
        }
        Place::Person(_) => detail.about.clone(),
    };
    ui::panel(
        "attachments",
        &cx.t("disclosure-replace"),
        &html! {
            p { (cx.t("disclosure-replace-why")) }
            form.form method="post" action=(format!("/disclosure-request/{}/file", case.head.id)) enctype="multipart/form-data" {
                div.pair {
                    div.ds-field {
                        label for="replace-place" { (cx.t("disclosure-replace-which")) }
                        select.ds-input id="replace-place" name="place" required {
                            @for detail in &files { option value=(detail.place.key()) { (called(detail)) } }
                        }
                    }
                    div.ds-field {
                        label for="replace-file" { (cx.t("disclosure-detail-replaced")) }
                        input.ds-input type="file" id="replace-file" name="file" accept="application/pdf" required;
                    }
                }
                div.pair {
                    div.ds-field {
                        label for="replace-ground" { (cx.t("disclosure-detail-ground")) }
                        (details::grounds(cx, "replace-ground", "ground", None))
                    }
                    div.ds-field {
                        label for="replace-reason" { (cx.t("disclosure-detail-reason")) }
                        input.ds-input id="replace-reason" name="reason" maxlength="500" autocomplete="off";
                    }
                }
                div.form-actions { button.ds-button type="submit" data-variant="secondary" { (cx.t("disclosure-replace-do")) } }
            }
        },
    )
}
