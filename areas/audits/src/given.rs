//! What tests share: records from JSON, a date, records around, all texts.

use serde_json::{Map, Value};
use stadga_model::{
    Around, Finding, Head, Id, Instant, Language, Near, Record, Revision, Scales, Texts,
    local_day_end,
};
use std::sync::LazyLock;

/// A record of `body` with the fields of `more` in place of its own.
pub fn record<R: Record>(mut body: Value, more: Value) -> R {
    for (name, value) in more.as_object().cloned().unwrap_or_default() {
        body[name] = value;
    }
    serde_json::from_value(body).unwrap()
}

/// The same id for the same number.
pub fn id(number: u8) -> Id {
    format!("01890000-0000-7000-8000-0000000000{number:02x}").parse().unwrap()
}

/// The codes of findings, in order; each must have its sentence in both languages.
pub fn codes(findings: &[Finding]) -> Vec<&'static str> {
    let texts = all_texts();
    for key in findings.iter().map(Finding::text_key) {
        for language in Language::ALL {
            assert!(texts.find(language, &key, &[]).is_some(), "{key} has no words");
        }
    }
    findings.iter().map(|finding| finding.code).collect()
}

/// The texts of this area and of those it stands on.
pub fn all_texts() -> &'static Texts {
    static ALL: LazyLock<Texts> = LazyLock::new(|| {
        let below = [
            stadga_web::TEXTS,
            stadga_organisation::TEXTS,
            stadga_decisions::TEXTS,
            stadga_measures::TEXTS,
            stadga_documents::TEXTS,
        ];
        Texts::read(below.into_iter().chain([crate::TEXTS]).collect::<Vec<_>>()).unwrap()
    });
    &ALL
}

/// The scales of this area and of those it stands on.
pub fn all_scales() -> Scales {
    let below = [
        stadga_organisation::SCALES,
        stadga_decisions::SCALES,
        stadga_measures::SCALES,
        stadga_documents::SCALES,
    ];
    Scales::read(below.concat().into_iter().chain(crate::SCALES.iter().copied())).unwrap()
}

/// What is around a record in a test.
pub struct Given {
    now: Instant,
    near: Near,
    scales: Scales,
}

impl Given {
    /// Nothing around, on a date.
    pub fn on(date: &str) -> Self {
        let scales = all_scales();
        let now = local_day_end(date.parse().unwrap()).unwrap();
        Self { now, near: Near::default(), scales }
    }

    /// With a record that the record links to.
    pub fn up(mut self, id: Id, kind: &str, body: Value) -> Self {
        self.near.up.push(revision(id, kind, body).into());
        self
    }

    /// With a record that links to the record by `field`.
    pub fn down(mut self, field: &str, kind: &str, body: Value) -> Self {
        let at = u8::try_from(200 + self.near.down.len()).unwrap();
        self.near.down.push((field.to_owned(), revision(id(at), kind, body).into()));
        self
    }

    /// As rules take it.
    pub fn around(&self) -> Around<'_> {
        Around { now: self.now, before: None, new: false, near: &self.near, scales: &self.scales }
    }
}

/// A revision of a record.
pub fn revision(id: Id, kind: &str, body: Value) -> Revision {
    let Value::Object(body) = body else { return revision(id, kind, Value::Object(Map::new())) };
    let head = Head {
        id,
        kind: kind.to_owned(),
        number: format!("{kind}-{id}"),
        revision: 1,
        at: Instant::UNIX_EPOCH,
        until: None,
        actor: "test".into(),
        reason: String::new(),
        unit: None,
        owner: None,
        state: body.get("state").and_then(Value::as_str).map(str::to_owned),
        withheld: None,
    };
    Revision { head, body }
}
