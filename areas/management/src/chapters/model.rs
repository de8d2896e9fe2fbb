//! The chapters on the reference model's parts in force, and on certification (ISM-20, ISM-23).

use stadga_model::Refusal;
use stadga_publish::{
    chart::{Part as Piece, Stacked},
    document::{Colour, Grade},
};
use stadga_web::{
    Context,
    chapter::{Chapter, Figure, Measured, Part, Scope},
    published::language,
};

use super::{concerning, day, row, table};
use crate::{
    ModelAdoption, StandardStance,
    model_adoption::{Standing, in_force},
};

/// How much of the model is in force.
pub(super) async fn adopted(cx: &Context, scope: &Scope) -> Result<Chapter, Refusal> {
    let all = concerning::<ModelAdoption>(cx, scope, &["standing", "part"]).await?;
    if all.is_empty() {
        return Ok(Chapter::default());
    }
    let standings: Vec<Standing> = all.iter().map(|(_, one)| one.standing).collect();
    let count = |standing| standings.iter().filter(|one| **one == standing).count();
    let list = |standing: Standing| {
        format!("/model-adoption?standing={}{}", standing.key(), scope.filter())
    };
    let whole = Figure {
        key: "in-force-percent",
        what: cx.t("chapter-model-percent"),
        value: in_force(&standings),
        unit: Measured::Percent,
        href: Some(match scope.filter() {
            units if units.is_empty() => "/management/model".to_owned(),
            units => format!("/model-adoption?{}", units.trim_start_matches('&')),
        }),
    };
    let pieces = |standing: Standing| {
        let what = cx.t(&format!("model-adoption-standing-is-{}", standing.key()));
        Figure::pieces(standing.key(), what, count(standing), list(standing))
    };
    let figures = std::iter::once(whole).chain(Standing::ALL.map(pieces)).collect();
    Ok(Chapter { figures, parts: vec![chart(cx, &count, &list)] })
}

/// The sign of a standing: symbol and colour.
pub(crate) fn sign(standing: Standing) -> (&'static str, Colour) {
    match standing {
        Standing::InForce => ("●", Colour::Green),
        Standing::Partly => ("◐", Colour::Yellow),
        Standing::NotBegun => ("○", Colour::Red),
        Standing::NotChosen => ("–", Colour::White),
    }
}

fn chart(
    cx: &Context,
    count: &dyn Fn(Standing) -> usize,
    list: &dyn Fn(Standing) -> String,
) -> Part {
    let parts = Standing::ALL.map(|standing| {
        let (symbol, colour) = sign(standing);
        let word = cx.t(&format!("model-adoption-standing-is-{}", standing.key()));
        let grade = Grade { symbol: symbol.to_owned(), word, colour };
        Piece { grade, count: count(standing) as u64, href: Some(list(standing)) }
    });
    let stacked = Stacked {
        id: "chapter-model".into(),
        title: cx.t("chapter-model-chart"),
        description: cx.t("chapter-model-chart-alt"),
        language: language(cx.language),
        header: [cx.t("model-adoption-standing"), cx.t("chapter-model-parts")],
        parts: parts.to_vec(),
    };
    Part::Chart {
        title: stacked.title.clone(),
        alt: stacked.description.clone(),
        svg: stacked.svg(),
        numbers: stacked.table(),
    }
}

/// How one has chosen to stand to certification.
pub(super) async fn stances(cx: &Context, scope: &Scope) -> Result<Chapter, Refusal> {
    let all = concerning::<StandardStance>(cx, scope, &["stance", "standard"]).await?;
    if all.is_empty() {
        return Ok(Chapter::default());
    }
    let due = |one: &StandardStance| one.look_again.is_some_and(|look| look <= cx.today());
    let due = all.iter().filter(|(_, one)| due(one)).count();
    let href = format!("/standard-stance?look_again.to=today{}", scope.filter());
    let figures = vec![Figure::pieces("again", cx.t("chapter-stances-again"), due, href)];
    let rows = all.iter().map(|(head, one)| {
        let standard = cx.term("stance-standard", &one.standard);
        let stance = cx.t(&format!("standard-stance-stance-is-{}", one.stance.key()));
        row::<StandardStance>(head, vec![standard, stance, day(Some(one.since))])
    });
    let heads = ["standard-stance-standard", "standard-stance-stance", "standard-stance-since"];
    let parts = table(cx, "chapter-stances-rows", &heads, rows.collect());
    Ok(Chapter { figures, parts: parts.into_iter().collect() })
}
