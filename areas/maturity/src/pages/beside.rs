//! What other models say of the same areas, each in its newest closed round: several models stand side by side (CTL-06).

use maud::{Markup, html};
use stadga_model::{Head, Refusal};
use stadga_web::{
    Context,
    ui::{self, Column},
};

use crate::{
    MaturityRound,
    level::Level,
    maturity_round::State,
    measurement::{Measurement, area_name, shown},
    model::{Area, models},
};

/// The areas that this round's model shares with others, with what each says; nothing where none does.
///
/// # Errors
/// Broken.
pub(super) async fn table(
    cx: &Context,
    now: &Measurement,
    rounds: &[(Head, MaturityRound)],
) -> Result<Markup, Refusal> {
    let mut others = Vec::new();
    for model in models().iter().filter(|model| model.key != now.model.key) {
        let shares = model.areas.iter().any(|area| now.model.area(&area.key).is_some());
        let newest =
            rounds.iter().find(|(_, one)| one.model.0 == model.key && one.state == State::Closed);
        if let Some((head, round)) = newest.filter(|_| shares) {
            others.extend(Measurement::of(cx, head.clone(), round.clone()).await?);
        }
    }
    if others.is_empty() {
        return Ok(Context::nothing());
    }
    let shared = now
        .model
        .areas
        .iter()
        .filter(|area| others.iter().any(|other| other.model.area(&area.key).is_some()));
    let row = |area: &Area| {
        let all = std::iter::once(now).chain(&others);
        let levels = all.map(|one| html! { (told(cx, one, area)) });
        std::iter::once(html! { (area_name(cx, area)) }).chain(levels).collect::<Vec<_>>()
    };
    let rows: Vec<_> = shared.map(row).collect();
    let rounds = std::iter::once(now).chain(&others).map(|one| one.round.title.clone());
    let columns: Vec<_> =
        std::iter::once(cx.t("maturity-area")).chain(rounds).map(Column::text).collect();
    Ok(ui::table(&cx.t("maturity-beside"), &columns, &rows))
}

fn told(cx: &Context, measurement: &Measurement, area: &Area) -> String {
    let model = measurement.model;
    let at = model.areas.iter().position(|one| one.key == area.key);
    let level: Level = at.and_then(|at| measurement.joint().get(at).copied().flatten());
    if level.is_none() {
        return "–".to_owned();
    }
    let (level, highest) = (shown(cx, model.way, level), model.highest().to_string());
    cx.t_with("maturity-beside-of", &[("level", &level), ("highest", &highest)])
}
