//! A library held against what is here through the reader's door, tried, and written: all of it in one batch, or nothing.

use crate::{
    Framework, FrameworkMapping, FrameworkRequirement, ReferenceControl, RiskMatrixLibrary, Threat,
    plan::{Here, Into, Now, Outcome, Plan, Standing, met, plan},
    read::Library,
};
use stadga_model::{Draft, FileId, Finding, Id, Record, Refusal, local_date};
use stadga_store::{Batch, Compare, Door, Filter, ListQuery};

/// More records of one kind than any organisation has.
const ALL: u32 = 100_000;

/// What a library would do to what is here.
///
/// # Errors
/// Broken.
pub async fn look(
    door: &Door,
    library: Library,
    file: Option<FileId>,
    into: Into,
) -> Result<Plan, Refusal> {
    let here = standing(door, &library, into).await?;
    let at = door.now();
    plan(library, &here, &Now { at, today: local_date(at), file, into })
}

/// Writes a plan in one batch, or tries it and keeps nothing; gives what the rules refuse: then nothing is written.
///
/// # Errors
/// Denied; past; stale; broken.
pub async fn write(
    door: &Door,
    plan: &Plan,
    reason: &str,
    dry_run: bool,
) -> Result<Vec<Finding>, Refusal> {
    let mut batch = Batch { reason: reason.to_owned(), dry_run, ..Batch::default() };
    for row in &plan.rows {
        match &row.outcome {
            Outcome::New(body) => {
                batch.creates.push(Draft { id: row.id, kind: row.kind, body: body.clone() });
            }
            Outcome::Changed { before, values } | Outcome::Gone { before, values } => {
                let mut opened = door.reopen((**before).clone())?;
                opened.body.extend(values.clone());
                batch.saves.push(opened);
            }
            Outcome::Same => {}
        }
    }
    if batch.creates.is_empty() && batch.saves.is_empty() {
        return Ok(Vec::new());
    }
    match door.write(batch).await {
        Ok(_) => Ok(Vec::new()),
        Err(Refusal::Refused(findings)) => Ok(findings),
        Err(other) => Err(other),
    }
}

/// What is here that a library may be about.
async fn standing(door: &Door, library: &Library, into: Into) -> Result<Standing, Refusal> {
    let frameworks: Vec<Here<Framework>> = every(door).await?;
    let mappings: Vec<Here<FrameworkMapping>> = every(door).await?;
    let mut about: Vec<Id<Framework>> = Vec::new();
    let mut urns: Vec<&str> = Vec::new();
    if let Into::Of(id) = into {
        about.push(id);
    }
    for scheme in &library.frameworks {
        let same = met(&frameworks, scheme);
        about.extend(same.map(|((record, _), _)| record.head.id.cast::<Framework>()));
        let framework = &scheme.framework;
        urns.extend(framework.urn.as_deref().into_iter().chain(framework.reference.as_deref()));
        urns.push(&framework.title);
    }
    // Mappings need the requirements of both their ends; those that are here, of what comes now.
    for mapping in &library.mappings {
        urns.extend([&mapping.source_urn, &mapping.target_urn].into_iter().flatten().map(|u| &**u));
    }
    for (_, mapping) in &mappings {
        let ends = [mapping.source_urn.as_deref(), mapping.target_urn.as_deref()];
        if ends.iter().flatten().any(|end| urns.iter().any(|urn| urn.eq_ignore_ascii_case(end))) {
            about.extend(mapping.source);
            about.extend(mapping.target);
        }
    }
    let named = |one: &Framework| {
        let own = [one.urn.as_deref(), one.reference.as_deref(), Some(one.title.as_str())];
        own.iter().flatten().any(|own| urns.iter().any(|urn| urn.eq_ignore_ascii_case(own)))
    };
    let of_urns = frameworks.iter().filter(|(_, one)| named(one));
    about.extend(of_urns.map(|(record, _)| record.head.id.cast::<Framework>()));
    about.sort();
    about.dedup();
    let requirements = match about.is_empty() {
        true => Vec::new(),
        false => some(door, &about).await?,
    };
    Ok(Standing {
        frameworks,
        requirements,
        mappings,
        controls: every::<ReferenceControl>(door).await?,
        threats: every::<Threat>(door).await?,
        matrices: every::<RiskMatrixLibrary>(door).await?,
    })
}

async fn every<R: Record>(door: &Door) -> Result<Vec<Here<R>>, Refusal> {
    asked(door, ListQuery::default()).await
}

/// The requirements of these frameworks, in one query.
async fn some(
    door: &Door,
    frameworks: &[Id<Framework>],
) -> Result<Vec<Here<FrameworkRequirement>>, Refusal> {
    let ids = frameworks.iter().map(ToString::to_string).collect();
    let filters = vec![Filter { field: "framework".into(), compare: Compare::Is(ids) }];
    asked(door, ListQuery { filters, ..ListQuery::default() }).await
}

async fn asked<R: Record>(door: &Door, query: ListQuery) -> Result<Vec<Here<R>>, Refusal> {
    let page = door.list(R::KIND, &ListQuery { size: ALL, ..query }).await?;
    let typed = page.rows.into_iter().map(|record| {
        let typed = record.typed()?;
        Ok((record, typed))
    });
    typed.collect()
}
