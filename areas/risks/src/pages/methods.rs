//! The methods: steps with what they mean, the matrix, who may bear what, editions with their time (RSK-02, RSK-09, RSK-11).

use axum::response::Response;
use maud::{Markup, html};
use stadga_model::Term;
use stadga_web::{Context, Problem, ui};

use super::{
    matrix::{axes, grid},
    parts::level_badge,
};
use crate::method::{Accept, Grade, Method, Moment, methods, to_verify};

/// GET /risks/methods
pub(super) async fn show(cx: Context) -> Result<Response, Problem> {
    let page = cx.page(cx.t("risk-methods-title")).lead(cx.t("risk-methods-lead"));
    let (now, old): (Vec<_>, Vec<_>) = methods().iter().partition(|one| one.holds(cx.today()));
    Ok(page.show(html! {
        @if to_verify() { (ui::alert("info", &html! { p { (cx.t("risk-methods-verify")) } })) }
        @for method in now.into_iter().chain(old) { (one(&cx, method)) }
    }))
}

fn one(cx: &Context, method: &Method) -> Markup {
    let name = cx.term("risk-method", &Term(method.key.clone()));
    let mut picture = grid(cx, method, (&[], Moment::Current), None);
    picture.id = format!("method-{}", method.key);
    picture.title.clone_from(&name);
    picture.description = cx.t("risk-methods-matrix-told");
    let [first, second] = axes(method);
    ui::panel(
        &format!("about-{}", method.key),
        &name,
        &html! {
            p { (method.about(cx.language)) }
            p.muted { (cx.t("risk-methods-period")) " " (ui::format::period(&method.period)) }
            @if !method.has_detection() { (ui::chart(cx, &name, picture.svg(), picture.table())) }
            (accepts(cx, method))
            (steps(cx, first, &method.likelihood))
            (consequences(cx, second, method))
            (steps(cx, "risks-detection", &method.detection))
        },
    )
}

/// Who may decide that a risk of each level is borne, and for how long.
fn accepts(cx: &Context, method: &Method) -> Markup {
    let columns = ["risk-methods-level", "risk-methods-who", "risk-methods-long"]
        .map(|key| ui::Column::text(cx.t(key)));
    let row = |accept: &Accept| {
        vec![
            level_badge(cx, &accept.level),
            html! { (who(cx, accept)) },
            html! {
                @if accept.free { span.muted { "–" } }
                @else { (cx.t_with("risk-methods-months", &[("months", &accept.months.to_string())])) }
            },
        ]
    };
    let rows: Vec<_> = method.accepts.iter().map(row).collect();
    ui::table(&cx.t("risk-methods-accept"), &columns, &rows)
}

/// Who may bear a level, in words.
pub(super) fn who(cx: &Context, accept: &Accept) -> String {
    if accept.free {
        return cx.t("risk-methods-free");
    }
    let roles = accept.roles.iter().map(|role| cx.term("role", &Term(role.clone())));
    let scales = cx.app.store.scales();
    let bodies = accept.bodies.iter().map(|body| {
        let of = |scale: &str| scales.get(scale).is_some_and(|scale| scale.step(body).is_some());
        let scale = if of("unit-type") { "unit-type" } else { "forum-type" };
        cx.term(scale, &Term(body.clone()))
    });
    roles.chain(bodies).collect::<Vec<_>>().join(", ")
}

fn steps(cx: &Context, title: &str, grades: &[Grade]) -> Markup {
    html! {
        @if !grades.is_empty() {
            h3 { (cx.t(title)) }
            ol { @for grade in grades {
                li { strong { (grade.label(cx.language)) } @if !grade.means(cx.language).is_empty() { ": " (grade.means(cx.language)) } }
            } }
        }
    }
}

/// What the steps of consequence mean in each area, as a table.
fn consequences(cx: &Context, title: &str, method: &Method) -> Markup {
    let described: Vec<_> =
        method.areas.iter().filter(|area| area.means(cx.language, 1).is_some()).collect();
    if described.is_empty() {
        return steps(cx, title, &method.consequence);
    }
    let mut columns = vec![ui::Column::text(cx.t("risk-consequences-area"))];
    columns.extend(
        (1i64..).zip(&method.consequence).map(|(value, grade)| {
            ui::Column::text(format!("{value} {}", grade.label(cx.language)))
        }),
    );
    let row = |area: &&crate::method::Area| {
        let means = (1i64..).take(method.consequence.len()).map(|value| {
            html! { (area.means(cx.language, value).unwrap_or_default()) }
        });
        let name = html! { (cx.term("consequence-area", &Term(area.area.clone()))) };
        std::iter::once(name).chain(means).collect::<Vec<_>>()
    };
    ui::table(&cx.t(title), &columns, &described.iter().map(row).collect::<Vec<_>>())
}
