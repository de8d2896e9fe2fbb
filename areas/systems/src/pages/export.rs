//! Giving back: a source's items under its own heads and words, and all of it as an ArchiMate model.

use axum::{extract::Path, response::Response};
use serde_json::Value as Json;
use stadga_model::{FieldType, Id, Language, Record, Refusal, Revision};
use stadga_publish::sheet::{Cell, Column, Kind, Sheet, Workbook, csv, workbook};
use stadga_store::{Compare, Filter, ListQuery};
use stadga_web::{Context, Problem, attachment, published::EXCEL};
use std::collections::{BTreeMap, HashMap};
use tokio::task::spawn_blocking;

use super::{ALL, id_of, names};
use crate::{
    ConfigurationItem, ImportSource, Integration, Service, Transfer,
    archimate::{Element, Model, Relationship, element_of},
    import::{Mapping, ids, is_relation},
    item::{Part, State},
    service,
};

/// GET /import-source/{id}/export/{items|relations|type}.{csv|xlsx}
pub(super) async fn back(
    cx: Context,
    Path((id, name)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (_, source) = cx.door.read_as(id_of::<ImportSource>(&id)?).await?;
    let (what, ending) = name.split_once('.').ok_or(Refusal::NotFound)?;
    let mapping = Mapping::of(&source);
    let items = of_source(&cx, &source.code).await?;
    let given = Given::new(&cx, &mapping, &items).await?;
    let mut sheets: BTreeMap<String, Sheet> = BTreeMap::new();
    for item in &items {
        let typed = item.body.get("item_type").and_then(Json::as_str).unwrap_or_default();
        if ["items", typed].contains(&what) {
            let sheet = sheets.entry(mapping.spoken(Part::ItemType, typed).to_owned());
            let sheet = sheet.or_insert_with_key(|name| given.sheet(name));
            sheet.rows.push(given.row(item));
        }
    }
    let file = format!("{} {}.{ending}", source.code, cx.today());
    match ending {
        "csv" if what == "relations" => {
            Ok(attachment(&file, "text/csv; charset=utf-8", csv(&given.relations(&items), "", "")))
        }
        "csv" => {
            let rows = sheets.into_values().flat_map(|sheet| sheet.rows).collect();
            let sheet = Sheet { rows, ..given.sheet(&source.code) };
            Ok(attachment(&file, "text/csv; charset=utf-8", csv(&sheet, "", "")))
        }
        "xlsx" => {
            let mut sheets: Vec<Sheet> = sheets.into_values().collect();
            let relations = given.relations(&items);
            if !relations.rows.is_empty() {
                sheets.push(relations);
            }
            let book = Workbook { title: source.name, date: Some(cx.today()), sheets };
            let bytes = spawn_blocking(move || workbook(&book)).await.map_err(Refusal::broken)?;
            Ok(attachment(&file, EXCEL, bytes.map_err(Refusal::broken)?))
        }
        _ => Err(Refusal::NotFound.into()),
    }
}

async fn of_source(cx: &Context, code: &str) -> Result<Vec<Revision>, Refusal> {
    let compare = Compare::Is(vec![code.to_owned()]);
    let filters = vec![Filter { field: "source".into(), compare }];
    let all = ListQuery { filters, size: ALL, ..ListQuery::default() };
    Ok(cx.door.list(ConfigurationItem::KIND, &all).await?.rows)
}

/// What items are given back by.
struct Given<'a> {
    cx: &'a Context,
    mapping: &'a Mapping,
    heads: Vec<(&'a str, Part)>,
    /// What linked units and persons are called.
    names: HashMap<Id, String>,
    /// What the source calls its items.
    keys: HashMap<Id, String>,
}

impl<'a> Given<'a> {
    async fn new(
        cx: &'a Context,
        mapping: &'a Mapping,
        items: &[Revision],
    ) -> Result<Self, Refusal> {
        let heads = mapping.heads();
        let links = [Part::Unit, Part::Owner, Part::Supplier, Part::SecondLine, Part::ThirdLine];
        let linked = items
            .iter()
            .flat_map(|item| links.iter().flat_map(|part| ids(*part, value(item, *part))));
        let names = names(cx, linked.collect::<Vec<_>>()).await?;
        let key = |item: &Revision| {
            Some((item.head.id, value(item, Part::SourceKey).as_str()?.to_owned()))
        };
        let keys = items.iter().filter_map(key).collect();
        Ok(Self { cx, mapping, heads, names, keys })
    }

    fn sheet(&self, name: &str) -> Sheet {
        let columns = self.heads.iter().map(|(head, _)| Column::new(*head, Kind::Text)).collect();
        Sheet { name: name.to_owned(), columns, rows: Vec::new() }
    }

    fn row(&self, item: &Revision) -> Vec<Cell> {
        self.heads.iter().map(|(_, part)| self.cell(item, *part)).collect()
    }

    fn cell(&self, item: &Revision, part: Part) -> Cell {
        let value = value(item, part);
        if item.head.withholds(part.field()) || value.is_null() {
            return Cell::Empty;
        }
        let text = value.as_str().unwrap_or_default();
        let field = ConfigurationItem::SPEC.field(part.field()).map(|field| field.ty);
        let said = match field {
            Some(FieldType::Links(_)) => {
                let keys = ids(part, value).into_iter().filter_map(|id| self.keys.get(&id));
                keys.cloned().collect::<Vec<_>>().join(self.mapping.between())
            }
            Some(FieldType::Link(_)) => {
                let name = ids(part, value).first().and_then(|id| self.names.get(id));
                name.map(|name| self.mapping.spoken(part, name).to_owned()).unwrap_or_default()
            }
            _ => self.mapping.spoken(part, text).to_owned(),
        };
        if said.is_empty() { Cell::Empty } else { Cell::Text(said) }
    }

    /// The relations between the source's items that have no column of their own.
    fn relations(&self, items: &[Revision]) -> Sheet {
        let relation = &self.mapping.relation;
        let first = |heads: &[String]| heads.first().cloned().unwrap_or_default();
        let heads = [&relation.who, &relation.on, &relation.meaning].map(|heads| first(heads));
        let columns = heads.map(|head| Column::new(head, Kind::Text)).into();
        let own =
            |part: &Part| is_relation(*part) && self.heads.iter().all(|(_, known)| known != part);
        let mut rows = Vec::new();
        for item in items {
            let Some(who) = self.keys.get(&item.head.id) else { continue };
            for part in Part::all().filter(own).filter(|part| !item.head.withholds(part.field())) {
                for on in ids(part, value(item, part)).iter().filter_map(|id| self.keys.get(id)) {
                    let word = self.mapping.relation_word(part);
                    rows.push([who, on.as_str(), word].map(Cell::from).into());
                }
            }
        }
        Sheet { name: self.cx.t("read-relations"), columns, rows }
    }
}

fn value(item: &Revision, part: Part) -> &Json {
    item.body.get(part.field()).unwrap_or(&Json::Null)
}

/// GET /cmdb/archimate.xml: what is planned and in use.
pub(super) async fn archimate(cx: Context) -> Result<Response, Problem> {
    let model = model(&cx).await?;
    let xml = spawn_blocking(move || model.xml()).await.map_err(Refusal::broken)?;
    let name = format!("{} {}.xml", cx.t("cmdb-title"), cx.today());
    Ok(attachment(&name, "application/xml", xml.into_bytes()))
}

async fn model(cx: &Context) -> Result<Model, Refusal> {
    let mut model = Model {
        name: format!("{} – {}", cx.app.organisation, cx.t("cmdb-title")),
        language: if cx.language == Language::Swedish { "sv" } else { "en" },
        documentation: cx.provenance().await?,
        properties: ["number", "type", "state", "layer"]
            .map(|key| (key, cx.t(&format!("archimate-{key}"))))
            .into(),
        ..Model::default()
    };
    for (head, item) in cx.every::<ConfigurationItem>().await? {
        if item.state != State::Retired {
            of_item(cx, &mut model, head.id, &head.number, &item);
        }
    }
    for (head, service) in cx.every::<Service>().await? {
        if service.state != service::State::Ended {
            of_service(cx, &mut model, head.id, &head.number, service);
        }
    }
    for (_, one) in cx.every::<Integration>().await? {
        flows(&mut model, &one.name, one.sender.cast(), one.receivers.iter().map(|id| id.cast()));
    }
    for (_, one) in cx.every::<Transfer>().await? {
        flows(&mut model, &one.name, one.sender.cast(), one.receivers.iter().map(|id| id.cast()));
    }
    Ok(model)
}

fn of_item(cx: &Context, model: &mut Model, id: Id, number: &str, item: &ConfigurationItem) {
    let step = |scale: &str, key: &str| {
        let step = cx.app.store.scales().get(scale).and_then(|scale| scale.step(key));
        step.map_or_else(|| key.to_owned(), |step| step.label(cx.language).to_owned())
    };
    let state = serde_json::to_value(item.state).unwrap_or_default();
    let state = state.as_str().unwrap_or_default();
    let mut properties = vec![
        ("number", number.to_owned()),
        ("type", step("item-type", &item.item_type.0)),
        ("state", cx.t(&format!("configuration-item-state-is-{state}"))),
    ];
    properties.extend(item.layer.as_ref().map(|layer| ("layer", step("delivery-layer", &layer.0))));
    model.elements.push(Element {
        id,
        is: element_of(&item.item_type.0),
        name: item.name.clone(),
        documentation: item.description.as_ref().map(|text| text.0.clone()),
        properties,
    });
    let fields = [
        ("runs_on", &item.runs_on),
        ("consists_of", &item.consists_of),
        ("uses", &item.uses),
        ("signs_in_through", &item.signs_in_through),
        ("either_of", &item.either_of),
        ("helped_by", &item.helped_by),
    ];
    for (field, others) in fields {
        let name = cx.t(&format!("configuration-item-{field}"));
        model.relationships.extend(others.iter().map(|other| Relationship {
            is: "Serving",
            from: other.cast(),
            to: id,
            name: name.clone(),
        }));
    }
    let name = cx.t("configuration-item-replaces");
    model.relationships.extend(item.replaces.iter().map(|other| Relationship {
        is: "Association",
        from: id,
        to: other.cast(),
        name: name.clone(),
    }));
}

fn of_service(cx: &Context, model: &mut Model, id: Id, number: &str, service: Service) {
    model.elements.push(Element {
        id,
        is: "ApplicationService",
        name: service.name,
        documentation: service.description.map(|text| text.0),
        properties: vec![("number", number.to_owned()), ("type", cx.heading("service"))],
    });
    let name = cx.t("service-delivered_by");
    model.relationships.extend(service.delivered_by.iter().map(|other| Relationship {
        is: "Serving",
        from: other.cast(),
        to: id,
        name: name.clone(),
    }));
}

fn flows(model: &mut Model, name: &str, from: Id, to: impl Iterator<Item = Id>) {
    model.relationships.extend(to.map(|to| Relationship {
        is: "Flow",
        from,
        to,
        name: name.to_owned(),
    }));
}
