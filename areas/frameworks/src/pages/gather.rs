//! What the pages show: a framework with its requirements in order, as far as the reader may read them.

use serde_json::Value;
use stadga_model::{Head, Id, Refusal};
use stadga_store::{ListQuery, Sort};
use stadga_web::Context;

use crate::{
    Framework, FrameworkRequirement, ReferenceControl, Threat, read::library::kept_value,
    write::Whole,
};

/// More requirements than any framework has.
const ALL: u32 = 50_000;

/// A framework's requirements in their order, in one query.
pub(super) async fn requirements(
    cx: &Context,
    framework: Id<Framework>,
) -> Result<Vec<(Head, FrameworkRequirement)>, Refusal> {
    let sort = Some(Sort { field: "place".into(), descending: false });
    let query = ListQuery { sort, size: ALL, ..ListQuery::linking("framework", framework) };
    cx.door.all(query).await
}

/// Whether a requirement goes out: not what the framework no longer has, but what it has itself as withdrawn.
fn stands(one: &FrameworkRequirement) -> bool {
    let said =
        |prop: &Value, name: &str| prop.get(name).and_then(Value::as_str).map(str::to_lowercase);
    let withdrawn = |prop: &Value| {
        said(prop, "name").as_deref() == Some("status")
            && said(prop, "value").as_deref() == Some("withdrawn")
    };
    let props = || kept_value(&one.kept, "props");
    one.withdrawn.is_none()
        || props().is_some_and(|all| all.as_array().is_some_and(|all| all.iter().any(withdrawn)))
}

/// A framework with all that an export needs.
pub(super) async fn whole(cx: &Context, id: Id<Framework>) -> Result<Whole, Refusal> {
    let (_, framework) = cx.door.read_as(id).await?;
    let requirements = requirements(cx, id).await?;
    let standing = requirements.into_iter().filter(|(_, one)| stands(one));
    let requirements: Vec<_> = standing.map(|(head, one)| (head.id.cast(), one)).collect();
    let linked = |pick: fn(&FrameworkRequirement) -> Vec<Id>| {
        let mut ids: Vec<Id> = requirements.iter().flat_map(|(_, one)| pick(one)).collect();
        ids.sort();
        ids.dedup();
        ids
    };
    let controls = linked(|one| one.controls.iter().map(|id| id.cast()).collect());
    let threats = linked(|one| one.threats.iter().map(|id| id.cast()).collect());
    Ok(Whole {
        id,
        framework,
        controls: typed::<ReferenceControl>(cx, &controls).await?,
        threats: typed::<Threat>(cx, &threats).await?,
        requirements,
    })
}

async fn typed<R: stadga_model::Record>(cx: &Context, ids: &[Id]) -> Result<Vec<R>, Refusal> {
    let mut all = Vec::new();
    for some in ids.chunks(1_000) {
        for record in cx.door.read_many(some).await? {
            all.push((record.head.id, record.typed()?));
        }
    }
    all.sort_by_key(|(id, _)| *id);
    Ok(all.into_iter().map(|(_, one)| one).collect())
}
