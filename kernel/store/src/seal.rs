//! The keys that seal what is marked secret: kept outside the database, so that a stolen database shows none of it.

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use std::{fmt, sync::Arc};

/// How long a key is, in bytes.
const KEY: usize = 32;
/// How long the number is that is used once, in bytes.
const NONCE: usize = 24;

/// The organisation's keys, the newest last: it seals, all of them open. Cheap to clone.
#[derive(Clone)]
pub struct KeyRing(Arc<[Key]>);

struct Key {
    name: String,
    cipher: XChaCha20Poly1305,
}

/// Why keys cannot be used. No message holds anything of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyFault {
    /// There is no key.
    #[error("there is no key: a line with a name and 32 bytes in Base64 is asked for")]
    None,
    /// A line is no key.
    #[error("line {0} is no key: a name, a blank and 32 bytes in Base64 are asked for")]
    Line(usize),
    /// Two keys have one name.
    #[error("line {0} has the name of an earlier key")]
    Twice(usize),
    /// The system gives no randomness.
    #[error("the system gives no randomness")]
    Chance,
    /// The key that something was sealed with is not among these, or it was changed since.
    #[error("a sealed value does not open: its key is missing, or the value was changed")]
    Closed,
}

/// Something sealed, and the name of its key.
#[derive(Clone, Debug)]
pub struct Sealed {
    /// The key's name.
    pub key: String,
    /// What only the key opens.
    pub bytes: Vec<u8>,
}

impl KeyRing {
    /// Reads the lines of a key file: a name, a blank, 32 bytes in Base64. Empty lines and those with `#` are skipped.
    ///
    /// # Errors
    /// Names the line.
    pub fn read(text: &str) -> Result<Self, KeyFault> {
        let mut keys: Vec<Key> = Vec::new();
        for (at, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (name, key) = line.split_once(' ').ok_or(KeyFault::Line(at + 1))?;
            let key = BASE64.decode(key.trim()).map_err(|_| KeyFault::Line(at + 1))?;
            let cipher = XChaCha20Poly1305::new_from_slice(&key);
            let cipher = cipher.map_err(|_| KeyFault::Line(at + 1))?;
            if keys.iter().any(|key| key.name == name) {
                return Err(KeyFault::Twice(at + 1));
            }
            keys.push(Key { name: name.to_owned(), cipher });
        }
        if keys.is_empty() { Err(KeyFault::None) } else { Ok(Self(keys.into())) }
    }

    /// No key: for what only carries or verifies what is sealed.
    pub fn none() -> Self {
        Self(Arc::from([]))
    }

    /// A line for a key file, with a new key of this name.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn fresh(name: &str) -> Result<String, KeyFault> {
        let mut key = [0; KEY];
        getrandom::fill(&mut key).map_err(|_| KeyFault::Chance)?;
        Ok(format!("{name} {}\n", BASE64.encode(key)))
    }

    /// The name of the key that seals now.
    pub fn newest(&self) -> &str {
        self.0.last().map_or("", |key| key.name.as_str())
    }

    /// Seals something in its place: elsewhere it does not open.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn seal(&self, place: &str, plain: &[u8]) -> Result<Sealed, KeyFault> {
        let key = self.0.last().ok_or(KeyFault::None)?;
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).map_err(|_| KeyFault::Chance)?;
        let payload = Payload { msg: plain, aad: place.as_bytes() };
        let sealed = key.cipher.encrypt(&XNonce::from(nonce), payload);
        let sealed = sealed.map_err(|_| KeyFault::Closed)?;
        Ok(Sealed { key: key.name.clone(), bytes: [&nonce[..], &sealed].concat() })
    }

    /// Opens what was sealed in this place.
    ///
    /// # Errors
    /// Closed.
    pub fn open(&self, place: &str, sealed: &Sealed) -> Result<Vec<u8>, KeyFault> {
        let key = self.0.iter().find(|key| key.name == sealed.key).ok_or(KeyFault::Closed)?;
        let (nonce, rest) = sealed.bytes.split_first_chunk::<NONCE>().ok_or(KeyFault::Closed)?;
        let payload = Payload { msg: rest, aad: place.as_bytes() };
        key.cipher.decrypt(&XNonce::from(*nonce), payload).map_err(|_| KeyFault::Closed)
    }
}

impl fmt::Debug for KeyRing {
    /// The names only.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|key| &key.name)).finish()
    }
}

impl From<KeyFault> for stadga_model::Refusal {
    fn from(fault: KeyFault) -> Self {
        Self::broken(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_09_what_is_sealed_opens_with_its_own_key_in_its_own_place_only() {
        let first = KeyRing::fresh("first").unwrap();
        let old = KeyRing::read(&first).unwrap();
        let both = KeyRing::read(&format!("# keys\n{first}\n{}", KeyRing::fresh("next").unwrap()));
        let both = both.unwrap();
        let sealed = old.seal("a", b"secret").unwrap();
        assert_eq!((old.newest(), both.newest()), ("first", "next"));
        assert_eq!(both.open("a", &sealed).unwrap(), b"secret");
        assert_eq!(both.open("b", &sealed).unwrap_err(), KeyFault::Closed);
        assert_eq!(old.open("a", &both.seal("a", b"x").unwrap()).unwrap_err(), KeyFault::Closed);
        let mut changed = old.seal("a", b"secret").unwrap();
        changed.bytes.last_mut().map(|byte| *byte ^= 1).unwrap();
        assert_eq!(old.open("a", &changed).unwrap_err(), KeyFault::Closed);
        assert_eq!(format!("{both:?}"), r#"["first", "next"]"#);
    }

    #[test]
    fn sec_09_a_broken_key_file_is_told_by_line_and_without_its_content() {
        let line = KeyRing::fresh("one").unwrap();
        assert_eq!(KeyRing::read("").unwrap_err(), KeyFault::None);
        assert_eq!(KeyRing::read(&format!("{line}{line}")).unwrap_err(), KeyFault::Twice(2));
        let fault = KeyRing::read("one c2VjcmV0").unwrap_err();
        assert_eq!(fault, KeyFault::Line(1));
        assert!(!fault.to_string().contains("c2VjcmV0"));
    }
}
