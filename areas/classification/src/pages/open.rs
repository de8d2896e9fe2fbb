//! The K-values and handling rules that everybody in the world may read, where the organisation has turned open pages on
//! (REP-11, CLS-04).
//!
//! Nobody has signed in, so no rights choose what is shown: this file does, and shows nothing that it does not name. Information
//! is here when it is used, marked for publication, has a class that holds, and neither it nor any of its classifications
//! bears a mark or disposal; of it are shown its name and its level of confidentiality, and never one from which a mark is
//! proposed. Nothing of yesterday: what has been taken back is gone.

use axum::response::Response;
use maud::html;
use stadga_model::{Actor, At, Head, Id, Refusal};
use stadga_store::Door;
use stadga_web::{
    Context, Problem,
    ui::{self, Column},
};

use super::{handling::Rules, level};
use crate::{
    Classification, HandlingRule, InformationObject,
    class::Aspect,
    register::{Register, all},
    standing::Standing,
};

/// GET /handling
pub(super) async fn show(cx: Context) -> Result<Response, Problem> {
    if cx.past().is_some() {
        return Err(Refusal::NotFound.into());
    }
    let door = cx.app.store.door(Actor::program("published"), At::Now);
    let register = Register::through(&door, cx.today()).await?;
    let found = published(&door, &register).await?;
    let own = all::<HandlingRule>(&door).await?.into_iter();
    let rules = Rules::from(&cx, own.filter(|(head, _)| is_open(head)).map(|(_, one)| one));
    let columns = [Column::text(cx.t("class-col-information")), Column::text(cx.t("class-col-k"))];
    let row = |(name, rank): &(String, u8)| {
        vec![html! { (name) }, html! { (level(&cx, &register.levels, Some(*rank))) }]
    };
    let rows: Vec<_> = found.iter().map(row).collect();
    let page = cx.page(cx.t("class-open-title")).lead(cx.t("class-open-lead"));
    Ok(page.show(html! {
        p { (cx.t("class-k-means")) }
        @if rows.is_empty() { p { (cx.t("class-open-none")) } } @else {
            (ui::table(&cx.t("class-values-heading"), &columns, &rows))
        }
        (rules.table(&cx, &register.levels, None))
    }))
}

/// Names with their K-values.
async fn published(door: &Door, register: &Register) -> Result<Vec<(String, u8)>, Refusal> {
    let marked: Vec<_> = all::<Classification>(door)
        .await?
        .into_iter()
        .filter(|(head, _)| !is_open(head))
        .map(|(_, one)| one.information)
        .collect();
    // What gathers others tells of them too: each of them must be open.
    let open = |id: &Id<InformationObject>| {
        register.get(*id).is_some_and(|entry| is_open(&entry.head)) && !marked.contains(id)
    };
    let chosen = register.counted().filter(|entry| {
        let holds = entry.info.published && entry.standing == Standing::Classified;
        holds && open(&entry.id()) && entry.info.gathers.iter().all(open)
    });
    let valued = chosen.filter_map(|entry| {
        let rank = entry.class.get(Aspect::Confidentiality)?;
        (rank < register.limits.secrecy).then(|| (entry.info.name.clone(), rank))
    });
    Ok(valued.collect())
}

/// Whether nothing of a record is withheld or gone.
fn is_open(head: &Head) -> bool {
    head.withheld.is_none()
}
