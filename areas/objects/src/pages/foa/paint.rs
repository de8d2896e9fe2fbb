//! The colours of the map: what each object's colour means, worked out from what the reader may read.

use stadga_model::{Head, Id, Money, Record as _, Refusal, Term};
use stadga_organisation::Assignment;
use stadga_publish::{
    chart::{Shade, Tone},
    document::Colour as Grade,
};
use stadga_web::{Context, Painted};
use std::collections::BTreeMap;

use super::super::{
    gather::{self, Architecture, current},
    money, tells_cost,
};
use crate::{MaintenancePlan, Object, foa::scope, plan::State, roles};

/// What the map is coloured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Management mode (PM3-12).
    Mode,
    /// Vacant roles (PM3-07).
    Vacancy,
    /// How far the plan has come (PM3-10).
    Plan,
    /// What the decided plan costs.
    Cost,
    /// The model that governs (PM3-25).
    Model,
    /// What another area tells of objects, by its key.
    Told(&'static str),
}

impl Colour {
    const OWN: [Self; 5] = [Self::Mode, Self::Vacancy, Self::Plan, Self::Cost, Self::Model];

    /// All of them: the own ones, then those of other areas.
    pub fn all(cx: &Context) -> Vec<Self> {
        Self::OWN.into_iter().chain(told(cx).map(|paint| Self::Told(paint.key))).collect()
    }

    /// Its name in addresses.
    pub fn key(self) -> &'static str {
        match self {
            Self::Mode => "mode",
            Self::Vacancy => "vacancy",
            Self::Plan => "plan",
            Self::Cost => "cost",
            Self::Model => "model",
            Self::Told(key) => key,
        }
    }

    /// The one with this name; the mode, where there is none.
    pub fn named(cx: &Context, name: &str) -> Self {
        Self::all(cx).into_iter().find(|colour| colour.key() == name).unwrap_or(Self::Mode)
    }

    /// What it is called.
    pub fn label(self, cx: &Context) -> String {
        match self {
            Self::Told(key) => cx.t(&format!("paint-{key}")),
            own => cx.t(&format!("foa-by-{}", own.key())),
        }
    }
}

/// What other areas colour objects by.
fn told(cx: &Context) -> impl Iterator<Item = &stadga_web::Paint> {
    let paints = cx.app.areas.iter().flat_map(|area| &area.paints);
    paints.filter(|paint| paint.kind == Object::KIND)
}

/// The colours and which object has which.
#[derive(Default)]
pub struct Paint {
    /// What each colour means.
    pub shades: Vec<Shade>,
    /// The place of an object's colour, and what is said of it.
    objects: BTreeMap<Id, (usize, String)>,
}

/// Signs of colours that tell no better or worse.
const SIGNS: [&str; 6] = ["■", "▲", "●", "◆", "▣", "★"];

impl Paint {
    /// The colours of all objects.
    pub async fn of(cx: &Context, colour: Colour, all: &Architecture) -> Result<Self, Refusal> {
        let objects = &all.objects;
        Ok(match colour {
            Colour::Mode => scale(cx, "management-mode", objects, |object| object.mode.as_ref()),
            Colour::Model => scale(cx, "governing-model", objects, |object| object.model.as_ref()),
            Colour::Vacancy => vacancies(cx, objects, &gather::roles(cx).await?),
            Colour::Plan => plans(cx, objects, &gather::plans_of(cx).await?),
            Colour::Cost => costs(cx, objects, &gather::plans_of(cx).await?),
            Colour::Told(key) => match told(cx).find(|paint| paint.key == key) {
                Some(paint) => painted(objects, (paint.of)(cx).await?),
                None => Self::default(),
            },
        })
    }

    /// An object's colour and what is said of it.
    pub fn object(&self, id: Id) -> (usize, &str) {
        self.objects.get(&id).map(|(shade, word)| (*shade, word.as_str())).unwrap_or_default()
    }
}

type Objects = [(Head, Object)];

fn shade(label: String, sign: &'static str, tone: Tone) -> Shade {
    Shade { label, sign, tone }
}

/// By a scale: its steps in their order, then what is not known.
fn scale(cx: &Context, key: &str, objects: &Objects, of: fn(&Object) -> Option<&Term>) -> Paint {
    let steps = cx.app.store.scales().get(key).map(|scale| scale.steps.as_slice());
    let steps = steps.unwrap_or_default();
    let mut shades: Vec<Shade> = steps
        .iter()
        .zip(0..)
        .map(|(step, at)| {
            let sign = SIGNS.get(at % SIGNS.len()).copied().unwrap_or_default();
            shade(step.label(cx.language).to_owned(), sign, Tone::Plain(at))
        })
        .collect();
    shades.push(shade(cx.t("foa-unknown"), "○", Tone::Grade(Grade::Neutral)));
    let placed = objects.iter().map(|(head, object)| {
        let at = of(object).and_then(|term| steps.iter().position(|step| step.key == term.0));
        let at = at.unwrap_or(steps.len());
        let word = shades.get(at).map(|shade| shade.label.clone()).unwrap_or_default();
        (head.id, (at, word))
    });
    Paint { objects: placed.collect(), shades }
}

/// As another area tells: objects that it does not know of have its last colour.
fn painted(objects: &Objects, told: Painted) -> Paint {
    let last = told.shades.len().saturating_sub(1);
    let unknown = told.shades.last().map(|shade| shade.label.clone()).unwrap_or_default();
    let placed = objects.iter().map(|(head, _)| {
        let own = told.records.get(&head.id).cloned();
        (head.id, own.unwrap_or_else(|| (last, unknown.clone())))
    });
    Paint { objects: placed.collect(), shades: told.shades }
}

fn vacancies(cx: &Context, objects: &Objects, held: &BTreeMap<Id, Vec<Assignment>>) -> Paint {
    let shades = vec![
        shade(cx.t("foa-manned"), "●", Tone::Grade(Grade::Green)),
        shade(cx.t("foa-some-vacant"), "◐", Tone::Grade(Grade::Yellow)),
        shade(cx.t("foa-all-vacant"), "○", Tone::Grade(Grade::Red)),
        shade(cx.t("foa-no-mode"), "–", Tone::Grade(Grade::Neutral)),
    ];
    let placed = objects.iter().map(|(head, object)| {
        let own = held.get(&head.id).map(Vec::as_slice).unwrap_or_default();
        let vacant = roles::vacant(object.mode.as_ref(), own).len();
        let mode = object.mode.as_ref();
        let all = roles::all().iter().filter(|role| role.is_required(mode)).count();
        let at = match (object.mode.is_none(), vacant) {
            (true, _) => 3,
            (_, 0) => 0,
            (_, some) if some < all => 1,
            _ => 2,
        };
        let word = match at {
            1 | 2 => cx.t_with("foa-vacant", &[("n", &vacant.to_string())]),
            _ => shades.get(at).map(|shade| shade.label.clone()).unwrap_or_default(),
        };
        (head.id, (at, word))
    });
    Paint { objects: placed.collect(), shades }
}

type Plans = BTreeMap<Id, Vec<(Head, MaintenancePlan)>>;

fn current_of(cx: &Context, plans: &Plans, object: Id) -> Option<MaintenancePlan> {
    let own = plans.get(&object).map(Vec::as_slice).unwrap_or_default();
    current(own, cx.today()).map(|(_, plan)| plan.clone())
}

fn plans(cx: &Context, objects: &Objects, plans: &Plans) -> Paint {
    let state = |state: State| cx.t(&format!("maintenance-plan-state-is-{}", state.key()));
    let shades = vec![
        shade(state(State::Decided), "●", Tone::Grade(Grade::Green)),
        shade(state(State::Submitted), "◆", Tone::Plain(0)),
        shade(state(State::Draft), "◐", Tone::Grade(Grade::Yellow)),
        shade(cx.t("foa-no-plan"), "○", Tone::Grade(Grade::Red)),
    ];
    let placed = objects.iter().map(|(head, _)| {
        let at = match current_of(cx, plans, head.id).map(|plan| plan.state) {
            Some(State::Decided) => 0,
            Some(State::Submitted) => 1,
            Some(_) => 2,
            None => 3,
        };
        let word = shades.get(at).map(|shade| shade.label.clone()).unwrap_or_default();
        (head.id, (at, word))
    });
    Paint { objects: placed.collect(), shades }
}

fn costs(cx: &Context, objects: &Objects, plans: &Plans) -> Paint {
    let amount = |kronor: i64| money(cx, Money::kronor(kronor));
    let [low, middle, high] = scope().costs.map(amount);
    let between =
        |from: &str, to: &str| cx.t_with("foa-cost-between", &[("from", from), ("to", to)]);
    let shades = vec![
        shade(cx.t_with("foa-cost-below", &[("to", &low)]), "▁", Tone::Plain(3)),
        shade(between(&low, &middle), "▃", Tone::Plain(0)),
        shade(between(&middle, &high), "▅", Tone::Plain(1)),
        shade(cx.t_with("foa-cost-above", &[("from", &high)]), "▇", Tone::Plain(2)),
        shade(cx.t("foa-cost-unknown"), "–", Tone::Grade(Grade::Neutral)),
    ];
    let placed = objects.iter().map(|(head, _)| {
        let own = plans.get(&head.id).map(Vec::as_slice).unwrap_or_default();
        let decided = current(own, cx.today()).filter(|(_, plan)| plan.is_decided());
        match decided {
            Some((head_of_plan, plan)) if tells_cost(head_of_plan) => {
                let at =
                    scope().costs.iter().filter(|limit| plan.cost().0 >= **limit * 100).count();
                (head.id, (at, money(cx, plan.cost())))
            }
            Some(_) => (head.id, (scope().costs.len() + 1, cx.t("value-withheld"))),
            None => (head.id, (scope().costs.len() + 1, cx.t("foa-cost-unknown"))),
        }
    });
    Paint { objects: placed.collect(), shades }
}
