//! The policy engine: Cedar's policies, held against a schema made from the roles and kinds that there are.

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid,
    PolicySet, Request, RestrictedExpression, Schema, ValidationMode, Validator,
};
use stadga_model::Action;
use std::collections::{HashMap, HashSet};

/// What policies can speak of. A record's place is not among it: a role counts where its assignment reaches.
const SCHEMA: &str = r#"
entity Role;
entity Kind;
entity Person in [Role];
entity Record in [Kind] = { owner?: Person, state?: String };
action "read", "create", "change" appliesTo { principal: [Person], resource: [Record] };
"#;

/// What a decision is about.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The record's kind.
    pub kind: &'a str,
    /// Its state, if it has one.
    pub state: Option<&'a str>,
    /// Whether whoever asks owns it.
    pub owned: bool,
}

/// The policies, ready to be asked.
pub(crate) struct Ruling {
    policies: PolicySet,
    authorizer: Authorizer,
    of_state: bool,
}

impl Ruling {
    /// Reads policies.
    ///
    /// # Errors
    /// Says what is wrong: syntax, types, an unknown role or kind.
    pub fn read(text: &str, roles: &[&str], kinds: &[&str]) -> Result<Self, String> {
        let policies: PolicySet = text.parse().map_err(|e| format!("{e}"))?;
        let (schema, _) = Schema::from_cedarschema_str(SCHEMA).map_err(|e| e.to_string())?;
        let told = Validator::new(schema).validate(&policies, ValidationMode::Strict);
        if let Some(error) = told.validation_errors().next() {
            return Err(error.to_string());
        }
        known(&policies, roles, kinds)?;
        Ok(Self {
            policies,
            authorizer: Authorizer::new(),
            of_state: text.contains("resource.state"),
        })
    }

    /// Whether any policy depends on a record's state.
    pub fn speaks_of_state(&self) -> bool {
        self.of_state
    }

    /// Whether whoever holds these roles may do this. What cannot be asked is denied.
    pub fn permits(&self, roles: &[&str], action: Action, subject: Subject<'_>) -> bool {
        self.decide(roles, action, subject) == Some(Decision::Allow)
    }

    fn decide(&self, roles: &[&str], action: Action, subject: Subject<'_>) -> Option<Decision> {
        let name = match action {
            Action::Read => "read",
            Action::Create => "create",
            Action::Change => "change",
        };
        let (person, record) = (uid("Person", "who asks")?, uid("Record", "what is asked for")?);
        let parents = roles.iter().map(|role| uid("Role", role)).collect::<Option<HashSet<_>>>()?;
        let mut facts = HashMap::new();
        if subject.owned {
            facts.insert("owner".to_owned(), RestrictedExpression::new_entity_uid(person.clone()));
        }
        if let Some(state) = subject.state {
            facts.insert("state".to_owned(), RestrictedExpression::new_string(state.to_owned()));
        }
        let kind = HashSet::from([uid("Kind", subject.kind)?]);
        let entities = [
            Entity::new_no_attrs(person.clone(), parents),
            Entity::new(record.clone(), facts, kind).ok()?,
        ];
        let entities = Entities::from_entities(entities, None).ok()?;
        let request =
            Request::new(person, uid("Action", name)?, record, Context::empty(), None).ok()?;
        Some(self.authorizer.is_authorized(&request, &self.policies, &entities).decision())
    }
}

fn uid(of: &str, id: &str) -> Option<EntityUid> {
    let of: EntityTypeName = of.parse().ok()?;
    Some(EntityUid::from_type_name_and_id(of, EntityId::new(id)))
}

/// Cedar knows types, not which roles and kinds there are.
fn known(policies: &PolicySet, roles: &[&str], kinds: &[&str]) -> Result<(), String> {
    let written = policies.clone().to_json().map_err(|e| e.to_string())?;
    let mut named = Vec::new();
    collect(&written, &mut named);
    for (of, id) in named {
        let unknown = match of {
            "Role" => !roles.contains(&id),
            "Kind" => !kinds.contains(&id),
            _ => false,
        };
        if unknown {
            return Err(format!("{of}::\"{id}\" does not exist"));
        }
    }
    Ok(())
}

/// All entities that policies name, as type and id.
fn collect<'a>(json: &'a serde_json::Value, named: &mut Vec<(&'a str, &'a str)>) {
    match json {
        serde_json::Value::Object(fields) => {
            let text = |name: &str| fields.get(name).and_then(serde_json::Value::as_str);
            named.extend(text("type").zip(text("id")));
            fields.values().for_each(|value| collect(value, named));
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| collect(value, named)),
        _ => {}
    }
}
