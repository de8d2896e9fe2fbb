//! A body's fields as the log sees them: the stored letters of each value, and what proves them.

use super::tree::Hash;
use crate::{hex, unhex};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error as _, IgnoredAny, MapAccess, Visitor},
    ser::Error as _,
};
use serde_json::value::RawValue;
use sha2::{Digest as _, Sha256};
use stadga_model::{Body, Id, Refusal};
use std::{borrow::Cow, fmt, marker::PhantomData};

/// How long a salt is, in bytes.
const SALT: usize = 16;

/// A body with each value in canonical JSON (RFC 8785), the fields in their own order.
#[derive(Default)]
pub(crate) struct Fields<'a>(Vec<(Cow<'a, str>, Cow<'a, str>)>);

impl Fields<'static> {
    /// The fields of a body that is being written.
    ///
    /// # Errors
    /// Broken, when a value is no JSON that can be made canonical.
    pub fn of(body: &Body) -> Result<Self, Refusal> {
        let field = |(name, value): (&String, _)| {
            let value = serde_json_canonicalizer::to_string(value).map_err(Refusal::broken)?;
            Ok((name.clone().into(), value.into()))
        };
        body.iter().map(field).collect::<Result<_, _>>().map(Self)
    }
}

impl<'a> Fields<'a> {
    /// The stored text of a body, letter by letter.
    ///
    /// # Errors
    /// When the text is no JSON object.
    pub fn stored(text: &'a str) -> Result<Self, serde_json::Error> {
        let Pairs::<&RawValue>(fields) = serde_json::from_str(text)?;
        Ok(Self(fields.into_iter().map(|(name, raw)| (name, raw.get().into())).collect()))
    }

    /// The same, held by itself.
    pub fn into_owned(self) -> Fields<'static> {
        let owned = |text: Cow<str>| Cow::Owned(text.into_owned());
        Fields(self.0.into_iter().map(|(name, value)| (owned(name), owned(value))).collect())
    }

    /// The text that is stored.
    pub fn text(&self) -> String {
        let field = |(name, value): &(Cow<str>, Cow<str>)| {
            format!("{}:{value}", serde_json::Value::String(name.clone().into_owned()))
        };
        format!("{{{}}}", self.0.iter().map(field).collect::<Vec<_>>().join(","))
    }

    /// With one more, a text.
    pub fn with(mut self, name: &'static str, text: &str) -> Self {
        self.0.push((name.into(), serde_json::Value::String(text.to_owned()).to_string().into()));
        self
    }

    /// The letters of a field's value.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(field, _)| field == name).map(|(_, value)| &**value)
    }

    /// Takes a field out, with its letters.
    pub fn take(&mut self, name: &str) -> Option<String> {
        let place = self.0.iter().position(|(field, _)| field == name)?;
        Some(self.0.remove(place).1.into_owned())
    }

    /// Puts a field in.
    pub fn put(&mut self, name: &str, value: String) {
        self.0.push((name.to_owned().into(), value.into()));
    }

    /// A fresh salt for each field.
    ///
    /// # Errors
    /// Broken, when the system gives no randomness.
    pub fn salted(&self) -> Result<Salts<'static>, Refusal> {
        let mut chance = vec![0; SALT * self.0.len()];
        getrandom::fill(&mut chance).map_err(Refusal::broken)?;
        let salts = self.0.iter().zip(chance.chunks(SALT)).map(|((name, _), salt)| {
            (name.clone().into_owned().into(), Proof::Salt(hex(salt).into()))
        });
        Ok(Salts(in_order(salts.collect())))
    }
}

/// What proves each field of a revision, in the order of their names.
#[derive(Debug)]
pub(crate) struct Salts<'a>(Vec<(Cow<'a, str>, Proof<'a>)>);

/// What proves one field.
#[derive(Debug)]
enum Proof<'a> {
    /// The value stands in the body; this is the salt of its digest.
    Salt(Cow<'a, str>),
    /// The value is sealed, with its salt, beside the revision.
    Apart(Hash),
    /// The value and its salt are gone, by this disposal.
    Gone(Hash, Id),
}

impl<'a> Salts<'a> {
    /// What is stored of them.
    ///
    /// # Errors
    /// When the text is something else.
    pub fn stored(text: &'a str) -> Result<Self, serde_json::Error> {
        let Pairs(salts) = serde_json::from_str(text)?;
        Ok(Self(in_order(salts)))
    }

    /// The same, held by itself.
    pub fn into_owned(self) -> Salts<'static> {
        let owned = |(name, proof): (Cow<str>, Proof)| {
            let proof = match proof {
                Proof::Salt(salt) => Proof::Salt(salt.into_owned().into()),
                Proof::Apart(digest) => Proof::Apart(digest),
                Proof::Gone(digest, by) => Proof::Gone(digest, by),
            };
            (Cow::Owned(name.into_owned()), proof)
        };
        Salts(self.0.into_iter().map(owned).collect())
    }

    /// What is stored.
    ///
    /// # Errors
    /// Broken.
    pub fn text(&self) -> Result<String, Refusal> {
        serde_json::to_string(self).map_err(Refusal::broken)
    }

    /// The digest of each field. A field without its proof, a proof without its field, and what comes twice, are named.
    pub fn digests(&self, fields: &Fields) -> Result<Digests<'a>, String> {
        let mut open: Vec<_> = fields.0.iter().collect();
        open.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let mut open = open.into_iter().peekable();
        let mut digests = Vec::with_capacity(self.0.len());
        for (name, proof) in &self.0 {
            let value = open.next_if(|(field, _)| field == name);
            let digest = match (proof, value) {
                (Proof::Salt(salt), Some((_, value))) => digest(salt, value),
                (Proof::Apart(digest) | Proof::Gone(digest, _), None) => *digest,
                _ => return Err(name.clone().into_owned()),
            };
            digests.push((name.clone(), digest));
        }
        match open.next() {
            Some((name, _)) => Err(name.clone().into_owned()),
            None => Ok(Digests(digests)),
        }
    }

    /// Takes a value's salt out and leaves its digest: who knows the salt could try values against the digest.
    pub fn take(&mut self, name: &str, value: &str) -> Option<String> {
        let (_, proof) = self.0.iter_mut().find(|(field, _)| field == name)?;
        let Proof::Salt(salt) = proof else { return None };
        let digest = digest(salt, value);
        let salt = std::mem::take(salt).into_owned();
        *proof = Proof::Apart(digest);
        Some(salt)
    }

    /// Puts a value's salt back.
    pub fn put(&mut self, name: &str, salt: String) {
        if let Some((_, proof)) = self.0.iter_mut().find(|(field, _)| field == name) {
            *proof = Proof::Salt(salt.into());
        }
    }

    /// Leaves nothing of a field but its digest and by what disposal it went; false where it was gone before.
    pub fn dispose(&mut self, name: &str, value: Option<&str>, by: Id) -> bool {
        let Some((_, proof)) = self.0.iter_mut().find(|(field, _)| field == name) else {
            return false;
        };
        let digest = match (&*proof, value) {
            (Proof::Salt(salt), Some(value)) => digest(salt, value),
            (Proof::Apart(digest), _) => *digest,
            _ => return false,
        };
        *proof = Proof::Gone(digest, by);
        true
    }

    /// The salt of an open value.
    pub fn salt(&self, name: &str) -> Option<&str> {
        match self.0.iter().find(|(field, _)| field == name)? {
            (_, Proof::Salt(salt)) => Some(salt),
            _ => None,
        }
    }

    /// The fields whose values are sealed beside the revision.
    pub fn apart(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter(|(_, proof)| matches!(proof, Proof::Apart(_))).map(|(name, _)| &**name)
    }

    /// The fields whose values are gone, each with its disposal.
    pub fn gone(&self) -> impl Iterator<Item = (&str, Id)> {
        self.0.iter().filter_map(|(name, proof)| match proof {
            Proof::Gone(_, by) => Some((&**name, *by)),
            _ => None,
        })
    }

    /// Whether the value of this field stands elsewhere than in the revision.
    pub fn lacks(&self, name: &str) -> bool {
        self.0.iter().any(|(field, proof)| field == name && !matches!(proof, Proof::Salt(_)))
    }
}

/// The digest of each field, in the order of their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Digests<'a>(pub Vec<(Cow<'a, str>, Hash)>);

/// A digest that is written as its hexadecimal digits.
struct Digits<'a>(&'a Hash);

/// The salted digest of a value.
pub(crate) fn digest(salt: &str, value: &str) -> Hash {
    Sha256::new().chain_update(salt).chain_update(value).finalize().into()
}

fn in_order<V>(mut pairs: Vec<(Cow<'_, str>, V)>) -> Vec<(Cow<'_, str>, V)> {
    pairs.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    pairs
}

impl Serialize for Digests<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, digest)| (name, Digits(digest))))
    }
}

impl Serialize for Digits<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut digits = [0; 64];
        let digits = base16ct::lower::encode_str(self.0, &mut digits);
        serializer.serialize_str(digits.map_err(S::Error::custom)?)
    }
}

impl Serialize for Salts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, proof)| (name, proof)))
    }
}

impl Serialize for Proof<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Salt(salt) => serializer.serialize_str(salt),
            Self::Apart(digest) => serializer.collect_map([("digest", Digits(digest))]),
            Self::Gone(digest, by) => {
                serializer.collect_map([("digest", hex(digest)), ("by", by.to_string())])
            }
        }
    }
}

/// A proof as it stands in JSON: read without a copy, for there are a dozen to a revision.
impl<'de> Deserialize<'de> for Proof<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;
        impl<'de> Visitor<'de> for Read {
            type Value = Proof<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a salt, or a digest")
            }

            fn visit_borrowed_str<E>(self, salt: &'de str) -> Result<Self::Value, E> {
                Ok(Proof::Salt(salt.into()))
            }

            fn visit_str<E>(self, salt: &str) -> Result<Self::Value, E> {
                Ok(Proof::Salt(salt.to_owned().into()))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let (mut digest, mut by) = (None, None);
                while let Some(key) = map.next_key::<Cow<str>>()? {
                    match &*key {
                        "digest" => digest = unhex(&map.next_value::<Cow<str>>()?),
                        "by" => by = Some(map.next_value()?),
                        _ => drop(map.next_value::<IgnoredAny>()?),
                    }
                }
                let digest = digest.ok_or_else(|| A::Error::missing_field("digest"))?;
                Ok(by.map_or(Proof::Apart(digest), |by| Proof::Gone(digest, by)))
            }
        }
        deserializer.deserialize_any(Read)
    }
}

/// An object's members in their own order, those that come twice too.
struct Pairs<'a, V>(Vec<(Cow<'a, str>, V)>);

impl<'de: 'a, 'a, V: Deserialize<'de>> Deserialize<'de> for Pairs<'a, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read<V>(PhantomData<V>);
        impl<'de, V: Deserialize<'de>> Visitor<'de> for Read<V> {
            type Value = Vec<(Cow<'de, str>, V)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::with_capacity(16);
                while let Some(Name(name)) = map.next_key()? {
                    pairs.push((name, map.next_value()?));
                }
                Ok(pairs)
            }
        }
        deserializer.deserialize_map(Read(PhantomData)).map(Self)
    }
}

/// A name that is copied only where it is written with escapes.
#[derive(Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);
