//! The keys of backups, as age writes them (c2sp.org/age): whoever makes backups has the public one alone.

use bech32::{Bech32, Hrp};
use curve25519_dalek::MontgomeryPoint;
use std::fmt;

/// What a public key begins with.
const PUBLIC: Hrp = Hrp::parse_unchecked("age");
/// What a secret key begins with, in capitals.
const SECRET: Hrp = Hrp::parse_unchecked("age-secret-key-");

/// For whom backups are sealed: points of X25519.
#[derive(Clone)]
pub struct Recipients(pub(super) Vec<[u8; 32]>);

impl Recipients {
    /// Reads public keys (`age1…`), with spaces or commas between.
    ///
    /// # Errors
    /// Names the one that is none.
    pub fn read(text: &str) -> Result<Self, String> {
        let keys = text.split([' ', ',']).map(str::trim).filter(|key| !key.is_empty());
        let read = |key: &str| {
            decoded(PUBLIC, key).ok_or_else(|| format!("{key:?} is no public key of age (age1…)"))
        };
        keys.map(read).collect::<Result<_, _>>().map(Self)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// With one more, who can open what is sealed too.
    pub fn and(mut self, secret: &Secret) -> Self {
        self.0.extend(secret.0.iter().map(public_of));
        self
    }
}

/// Secret keys, each of which opens what was sealed for it.
pub struct Secret(pub(super) Vec<[u8; 32]>);

impl Secret {
    /// One that is used once and forgotten.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn fresh() -> Result<Self, String> {
        let mut secret = [0; 32];
        getrandom::fill(&mut secret).map_err(|e| e.to_string())?;
        Ok(Self(vec![secret]))
    }

    /// Reads a key file as `age-keygen` writes it: comments, and lines that begin with AGE-SECRET-KEY-1.
    ///
    /// # Errors
    /// When there is no key in it. Nothing of it is shown.
    pub fn read(text: &str) -> Result<Self, String> {
        let lines = text.lines().map(str::trim);
        let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        let keys: Option<Vec<_>> = lines.map(|line| decoded(SECRET, line)).collect();
        match keys {
            None => Err("a line is no secret key of age (AGE-SECRET-KEY-1…)".into()),
            Some(keys) if keys.is_empty() => Err("there is no secret key in it".into()),
            Some(keys) => Ok(Self(keys)),
        }
    }
}

/// Keys are never shown.
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// A new pair: the file of the secret key, and the public one in it.
///
/// # Errors
/// When the operating system gives no randomness.
pub fn new_secret() -> Result<(String, String), String> {
    let key = *Secret::fresh()?.0.first().ok_or("there is no key")?;
    let written =
        |hrp, key: &[u8; 32]| bech32::encode::<Bech32>(hrp, key).map_err(|e| e.to_string());
    let (secret, public) =
        (written(SECRET, &key)?.to_uppercase(), written(PUBLIC, &public_of(&key))?);
    Ok((format!("# public key: {public}\n{secret}\n"), public))
}

/// The public key of a secret one.
pub(super) fn public_of(secret: &[u8; 32]) -> [u8; 32] {
    MontgomeryPoint::mul_base_clamped(*secret).to_bytes()
}

fn decoded(begins: Hrp, text: &str) -> Option<[u8; 32]> {
    let (hrp, bytes) = bech32::decode(text).ok()?;
    (hrp == begins).then(|| bytes.try_into().ok()).flatten()
}
