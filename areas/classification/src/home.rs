//! What classification asks of people on their own page, and of nobody else: owners to classify and establish, their superiors
//! to ask, owners of systems to tell and protect, those who run rounds and reviews (CLS-06, T3, T4).

use jiff::ToSpan as _;
use stadga_model::{Date, Id, Refusal};
use stadga_organisation::{Assignment, Person};
use stadga_store::ListQuery;
use stadga_systems::ConfigurationItem;
use stadga_web::{Context, Duty};
use std::collections::BTreeMap;

use crate::{
    ClassificationReview, ClassificationRound, InformationObject,
    days::days,
    pages::{COVERAGE, SYSTEMS, classify_address},
    register::{Entry, Lines, Register},
    review, round,
    safeguards::demanded,
    standing::Standing,
    systems::{Systems, counted, held, standing},
};

/// Of so many systems of one's own it is looked how they are protected; the list shows the rest.
const LOOKED_AT: usize = 20;

/// What is asked of the reader.
///
/// # Errors
/// Broken.
pub(crate) async fn duties(cx: &Context) -> Result<Vec<Duty>, Refusal> {
    let Some(me) = cx.door.actor().person else { return Ok(Vec::new()) };
    let me: Id<Person> = me.cast();
    let mut duties = rounds(cx, me).await?;
    duties.extend(reviews(cx, me).await?);
    // Most people own nothing and lead nobody: then nothing more is asked of the database.
    if !is_concerned(cx, me).await? {
        return Ok(duties);
    }
    let register = Register::of(cx).await?;
    let lines = Lines::of(cx).await?;
    duties.extend(own(cx, &register, &lines, me));
    duties.extend(below(cx, &register, &lines, me).await?);
    duties.extend(systems(cx, &register, me).await?);
    Ok(duties)
}

/// Whether somebody owns information or systems, or leads others who do.
async fn is_concerned(cx: &Context, me: Id<Person>) -> Result<bool, Refusal> {
    let one = |field: &str| ListQuery { size: 1, ..ListQuery::linking(field, me) };
    if !cx.door.all::<InformationObject>(one("owner")).await?.is_empty()
        || !cx.door.all::<ConfigurationItem>(one("owner")).await?.is_empty()
    {
        return Ok(true);
    }
    let held = cx.door.all::<Assignment>(ListQuery::linking("person", me)).await?;
    Ok(held.iter().any(|(_, held)| days().directors.contains(&held.role.0)))
}

fn duty(
    cx: &Context,
    key: &str,
    name: &str,
    href: String,
    due: Option<Date>,
    minutes: u16,
) -> Duty {
    let key = format!("duty-class-{key}");
    Duty {
        what: cx.t_with(&key, &[("name", name)]),
        why: cx.t(&format!("{key}-why")),
        href,
        due,
        minutes,
    }
}

/// What the reader's own information asks for: one thing each, the most pressing first; what is too much stands as one.
fn own(cx: &Context, register: &Register, lines: &Lines, me: Id<Person>) -> Vec<Duty> {
    let mut asked: Vec<(Option<Date>, &Entry, &str, u16)> = register
        .counted()
        .filter(|entry| entry.info.owner == Some(me))
        .filter_map(|entry| {
            let (what, minutes) = asks(cx, register, entry)?;
            let due = lines.due(entry).or_else(|| ends(entry));
            Some((due, entry, what, minutes))
        })
        .collect();
    asked.sort_by_key(|(due, _, _, _)| due.unwrap_or(Date::MAX));
    let rest = asked.len().saturating_sub(days().duties);
    let last = asked.get(days().duties).and_then(|(due, _, _, _)| *due);
    let mut duties: Vec<Duty> = asked
        .iter()
        .take(days().duties)
        .map(|(due, entry, what, minutes)| {
            let href = match (*what, &entry.waiting) {
                ("establish", Some((head, _))) => format!("/classification/{}", head.id),
                _ => classify_address(entry.head.id),
            };
            duty(cx, what, &entry.info.name, href, *due, *minutes)
        })
        .collect();
    if rest > 0 {
        let href = format!("{COVERAGE}?owner={me}");
        let minutes = u16::try_from(rest).unwrap_or(u16::MAX);
        let minutes = minutes.saturating_mul(days().classify_minutes);
        duties.push(duty(cx, "rest", &rest.to_string(), href, last, minutes));
    }
    duties
}

/// What a piece of information asks of its owner.
fn asks(cx: &Context, register: &Register, entry: &Entry) -> Option<(&'static str, u16)> {
    if entry.waiting.is_some() {
        return Some(("establish", days().establish_minutes));
    }
    let soon = cx.today().saturating_add(register.limits.soon.days());
    match entry.standing {
        Standing::Unclassified => Some(("classify", days().classify_minutes)),
        Standing::Outdated => Some(("again", days().classify_minutes)),
        Standing::Classified if ends(entry).is_some_and(|end| end <= soon) => {
            Some(("soon", days().classify_minutes))
        }
        _ => None,
    }
}

fn ends(entry: &Entry) -> Option<Date> {
    entry.current.as_ref().and_then(|(_, one)| one.valid_to)
}

/// Those below who have let the day pass by long: their superior asks them (T3).
async fn below(
    cx: &Context,
    register: &Register,
    lines: &Lines,
    me: Id<Person>,
) -> Result<Vec<Duty>, Refusal> {
    if !lines.line().leads(me) {
        return Ok(Vec::new());
    }
    let is_late = |due| register.is_escalated(due, cx.today());
    let late = register.counted().filter(|entry| is_late(lines.due(entry)));
    let mut owners = BTreeMap::<Id<Person>, usize>::new();
    for entry in late.filter(|entry| lines.superior(entry) == Some(me)) {
        if let Some(owner) = entry.info.owner {
            *owners.entry(owner).or_default() += 1;
        }
    }
    let mut systems = BTreeMap::<Id<Person>, usize>::new();
    for (head, item) in counted(cx, None).await? {
        let due = lines.due_of(standing(register, head.id.cast()), item.unit);
        let mine = is_late(due) && lines.superior_of(item.owner, item.unit) == Some(me);
        if let Some(owner) = item.owner.filter(|_| mine) {
            *systems.entry(owner).or_default() += 1;
        }
    }
    let mut duties = Vec::new();
    for (owner, count) in owners {
        let href = format!("{COVERAGE}?owner={owner}");
        duties.extend(ask(cx, "below", owner, count, href).await?);
    }
    for (owner, count) in systems {
        let href = format!("{SYSTEMS}?owner={owner}");
        duties.extend(ask(cx, "below-systems", owner, count, href).await?);
    }
    Ok(duties)
}

/// A superior is to ask an owner; nothing, where the reader may not know who that is.
async fn ask(
    cx: &Context,
    key: &str,
    owner: Id<Person>,
    count: usize,
    href: String,
) -> Result<Option<Duty>, Refusal> {
    let name = match cx.door.read_as::<Person>(owner).await {
        Ok((_, person)) => person.name,
        Err(Refusal::NotFound | Refusal::Denied) => return Ok(None),
        Err(other) => return Err(other),
    };
    let values = [("name", &*name), ("count", &*count.to_string())];
    Ok(Some(Duty {
        what: cx.t_with(&format!("duty-class-{key}"), &values),
        why: cx.t("duty-class-below-why"),
        href,
        due: Some(cx.today()),
        minutes: days().escalation_minutes,
    }))
}

/// Systems of the reader's of which nobody has said what they hold, or how they are protected (T3, CLS-08).
async fn systems(cx: &Context, register: &Register, me: Id<Person>) -> Result<Vec<Duty>, Refusal> {
    let own = counted(cx, Some(me.cast())).await?;
    let mut duties = Vec::new();
    if own.is_empty() {
        return Ok(duties);
    }
    let ids: Vec<_> = own.iter().take(LOOKED_AT).map(|(head, _)| head.id.cast()).collect();
    let systems = Systems::around(cx, register, &ids).await?;
    let empty: Vec<_> =
        own.iter().filter(|(head, _)| held(register, head.id.cast()).next().is_none()).collect();
    if let Some((_, first)) = empty.first() {
        let minutes = u16::try_from(empty.len()).unwrap_or(60).saturating_mul(5);
        duties.push(Duty {
            what: cx.t_with(
                "duty-class-empty",
                &[("name", &first.name), ("count", &empty.len().to_string())],
            ),
            why: cx.t("duty-class-empty-why"),
            href: SYSTEMS.to_owned(),
            due: None,
            minutes,
        });
    }
    let unsaid = own.iter().take(LOOKED_AT).filter(|(head, _)| {
        let id = head.id.cast();
        let demanded = demanded(systems.class(id), &register.levels);
        // Of what is withheld nobody can tell whether it has been said.
        match systems.protection(id) {
            Some((head, _)) if head.withheld.is_some() => false,
            Some((_, one)) => demanded.iter().any(|safeguard| one.kept(&safeguard.key).is_none()),
            None => !demanded.is_empty(),
        }
    });
    duties.extend(unsaid.take(days().duties).map(|(head, item)| {
        let href = format!("/configuration-item/{}/protection", head.id);
        duty(cx, "protect", &item.name, href, None, days().safeguard_minutes)
    }));
    Ok(duties)
}

async fn rounds(cx: &Context, me: Id<Person>) -> Result<Vec<Duty>, Refusal> {
    let own = cx.door.all::<ClassificationRound>(ListQuery::linking("owner", me)).await?;
    let over = own.into_iter().filter(|(_, one)| {
        one.state == round::State::Ongoing && one.due.is_some_and(|due| due < cx.today())
    });
    Ok(over
        .map(|(head, one)| {
            let href = format!("/classification-round/{}", head.id);
            duty(cx, "round", &one.title, href, one.due, days().safeguard_minutes)
        })
        .collect())
}

async fn reviews(cx: &Context, me: Id<Person>) -> Result<Vec<Duty>, Refusal> {
    let soon = cx.today().saturating_add(30.days());
    let own = cx.door.all::<ClassificationReview>(ListQuery::linking("owner", me)).await?;
    let open = own.into_iter().filter(|(_, one)| {
        one.state == review::State::Planned && one.due.is_some_and(|due| due <= soon)
    });
    Ok(open
        .map(|(head, one)| {
            let href = format!("/classification-review/{}", head.id);
            duty(cx, "review", &one.title, href, one.due, 60)
        })
        .collect())
}
