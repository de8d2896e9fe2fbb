//! Sealing: what must not be read in a stolen database is encrypted with a key that is not in it.

use crate::hex;
use base64::{Engine as _, prelude::BASE64_STANDARD};
use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use sha2::{Digest as _, Sha256};
use stadga_model::Refusal;
use std::{fmt, sync::Arc};

/// A key has so many bytes.
const KEY: usize = 32;
/// What is sealed begins with so many bytes that tell by which key.
const ID: usize = 8;
/// Then comes a nonce of so many bytes, which is never used twice.
const NONCE: usize = 24;

/// Why something cannot be sealed or opened. It does not tell what was sealed.
#[derive(Debug, thiserror::Error)]
pub enum SealFault {
    /// A line is no key.
    #[error("line {0} is no key: a key is 32 bytes in base64")]
    Shape(usize),
    /// There is no key at all.
    #[error("there is no key")]
    Empty,
    /// The operating system gave no randomness.
    #[error("the operating system gave no randomness: {0}")]
    Chance(#[from] getrandom::Error),
    /// It was sealed by a key that is not on the ring.
    #[error("it was sealed by the key {0}, which is not among the keys")]
    OtherKey(String),
    /// It was changed, or sealed for another place.
    #[error("what was sealed has been changed, or belongs elsewhere")]
    Changed,
}

/// An organisation's key ring: the first key seals, each of them opens, so that keys can be changed.
#[derive(Clone)]
pub struct Keys(Arc<[Key]>);

struct Key {
    id: [u8; ID],
    cipher: XChaCha20Poly1305,
}

impl Keys {
    /// A new key as a line for the key file.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn new_line() -> Result<String, SealFault> {
        let mut key = [0; KEY];
        getrandom::fill(&mut key)?;
        Ok(BASE64_STANDARD.encode(key))
    }

    /// No keys: for what only carries or verifies what is sealed.
    pub fn none() -> Self {
        Self(Arc::from([]))
    }

    /// The name of the key that seals now.
    pub(crate) fn newest(&self) -> String {
        self.0.first().map(|key| hex(&key.id)).unwrap_or_default()
    }

    /// The keys of a key file: one a line, the newest first.
    ///
    /// # Errors
    /// Names the line that is no key, without showing it.
    pub fn read(text: &str) -> Result<Self, SealFault> {
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let keys = lines.map(|(at, line)| {
            let bytes = BASE64_STANDARD.decode(line.trim()).ok();
            let key = bytes.and_then(|bytes| <[u8; KEY]>::try_from(bytes).ok());
            key.map(|key| Key::of(&key)).ok_or(SealFault::Shape(at + 1))
        });
        let keys = keys.collect::<Result<Vec<_>, _>>()?;
        if keys.is_empty() { Err(SealFault::Empty) } else { Ok(Self(keys.into())) }
    }

    /// Seals bytes for the place that `about` names: they open nowhere else.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn seal(&self, plain: &[u8], about: &[u8]) -> Result<Vec<u8>, SealFault> {
        let key = self.0.first().ok_or(SealFault::Empty)?;
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce)?;
        let payload = Payload { msg: plain, aad: about };
        let sealed = key.cipher.encrypt(&XNonce::from(nonce), payload);
        let sealed = sealed.map_err(|_| SealFault::Changed)?;
        Ok([&key.id[..], &nonce, &sealed].concat())
    }

    /// Opens what was sealed for the place that `about` names.
    ///
    /// # Errors
    /// When it was sealed by another key or for another place, or has been changed.
    pub fn open(&self, sealed: &[u8], about: &[u8]) -> Result<Vec<u8>, SealFault> {
        let (id, rest) = sealed.split_first_chunk::<ID>().ok_or(SealFault::Changed)?;
        let (nonce, sealed) = rest.split_first_chunk::<NONCE>().ok_or(SealFault::Changed)?;
        let key = self.0.iter().find(|key| key.id == *id);
        let key = key.ok_or_else(|| SealFault::OtherKey(hex(id)))?;
        let payload = Payload { msg: sealed, aad: about };
        key.cipher.decrypt(&XNonce::from(*nonce), payload).map_err(|_| SealFault::Changed)
    }

    /// Seals with the newest key, for the place `to`, what was sealed for the place `from`.
    ///
    /// # Errors
    /// As [`Self::open`] and [`Self::seal`].
    pub(crate) fn anew(&self, sealed: &[u8], from: &[u8], to: &[u8]) -> Result<Vec<u8>, SealFault> {
        self.seal(&self.open(sealed, from)?, to)
    }
}

impl Key {
    fn of(key: &[u8; KEY]) -> Self {
        let digest = Sha256::digest(key);
        let id = digest.first_chunk().copied().unwrap_or_default();
        Self { id, cipher: XChaCha20Poly1305::new(&(*key).into()) }
    }
}

/// Keys are never shown.
impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ids: Vec<_> = self.0.iter().map(|key| hex(&key.id)).collect();
        f.debug_tuple("Keys").field(&ids).finish()
    }
}

impl From<SealFault> for Refusal {
    fn from(fault: SealFault) -> Self {
        Self::broken(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_09_what_is_sealed_opens_by_its_key_in_its_place_and_nowhere_else() {
        let (old, new) = (Keys::new_line().unwrap(), Keys::new_line().unwrap());
        let before = Keys::read(&old).unwrap();
        let sealed = before.seal(b"hemligt", b"here").unwrap();
        assert!(!sealed.windows(7).any(|part| part == b"hemligt"));
        assert_ne!(sealed, before.seal(b"hemligt", b"here").unwrap());
        let both = Keys::read(&format!("{new}\n{old}\n")).unwrap();
        assert_eq!(both.open(&sealed, b"here").unwrap(), b"hemligt");
        assert!(matches!(both.open(&sealed, b"there"), Err(SealFault::Changed)));
        let mut changed = sealed.clone();
        *changed.last_mut().unwrap() ^= 1;
        assert!(matches!(both.open(&changed, b"here"), Err(SealFault::Changed)));
        assert!(matches!(both.open(&sealed[..20], b"here"), Err(SealFault::Changed)));
        let other = Keys::read(&new).unwrap();
        assert!(matches!(other.open(&sealed, b"here"), Err(SealFault::OtherKey(_))));
    }

    #[test]
    fn a_key_file_that_cannot_be_used_is_told_by_line_and_never_shown() {
        let fault = Keys::read(&format!("{}\nnyckel", Keys::new_line().unwrap())).unwrap_err();
        assert_eq!(fault.to_string(), "line 2 is no key: a key is 32 bytes in base64");
        assert!(matches!(Keys::read("\n"), Err(SealFault::Empty)));
        let line = Keys::new_line().unwrap();
        assert!(!format!("{:?}", Keys::read(&line).unwrap()).contains(&line[..8]));
    }
}
