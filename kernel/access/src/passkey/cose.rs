//! Public keys as passkeys write them (COSE, RFC 9052 and 9053): the three kinds that are asked for.

use super::PasskeyFault;
use crate::signature::{PublicKey, Scheme};
use ciborium::Value;

/// Kinds of keys, their curves and what they are used with, by the numbers of the standard.
const KIND: i128 = 1;
const ALGORITHM: i128 = 3;
const CURVE: i128 = -1;
const ES256: [i128; 3] = [2, -7, 1];
const EDDSA: [i128; 3] = [1, -8, 6];
const RS256: [i128; 2] = [3, -257];

/// The key, and how it signs.
pub(super) fn key(bytes: &[u8]) -> Result<(PublicKey, Scheme), PasskeyFault> {
    let key: Value = ciborium::from_reader(bytes).map_err(|_| PasskeyFault::Key)?;
    let map = key.as_map().ok_or(PasskeyFault::Key)?;
    let part = |label: i128| {
        let is = |name: &Value| name.as_integer().is_some_and(|n| i128::from(n) == label);
        map.iter().find(|(name, _)| is(name)).map(|(_, value)| value)
    };
    let number = |label| part(label)?.as_integer().map(i128::from);
    let bytes = |label| part(label).and_then(Value::as_bytes).cloned().ok_or(PasskeyFault::Key);
    let of = [number(KIND), number(ALGORITHM), number(CURVE)];
    if of == ES256.map(Some) {
        let (x, y) = (bytes(-2)?, bytes(-3)?);
        return Ok((PublicKey::P256(PublicKey::point(&x, &y)), Scheme::Es256Wrapped));
    }
    if of == EDDSA.map(Some) {
        return Ok((PublicKey::Ed25519(bytes(-2)?), Scheme::EdDsa));
    }
    if of.starts_with(&RS256.map(Some)) {
        return Ok((PublicKey::Rsa(bytes(-1)?, bytes(-2)?), Scheme::Rs256));
    }
    Err(PasskeyFault::Key)
}
