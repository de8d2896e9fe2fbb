//! Signatures by keys that others hold: of passkeys, and of sign-in services.

use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ED25519,
    RSA_PKCS1_2048_8192_SHA256, RSA_PSS_2048_8192_SHA256, RsaPublicKeyComponents,
    UnparsedPublicKey,
};

/// A public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PublicKey {
    /// A point of P-256, uncompressed.
    P256(Vec<u8>),
    /// A point of P-384, uncompressed.
    P384(Vec<u8>),
    /// A point of Ed25519.
    Ed25519(Vec<u8>),
    /// Modulus and exponent.
    Rsa(Vec<u8>, Vec<u8>),
}

/// How a signature is made. It is taken from what the key is for, never from the signed text alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scheme {
    /// ECDSA with P-256, its two numbers wrapped as passkeys do.
    Es256Wrapped,
    /// ECDSA with P-256, its two numbers one after the other.
    Es256,
    /// ECDSA with P-384, likewise.
    Es384,
    /// Ed25519.
    EdDsa,
    /// RSA with the older padding.
    Rs256,
    /// RSA with the newer padding.
    Ps256,
}

impl PublicKey {
    /// The point of a curve from its two coordinates.
    pub fn point(x: &[u8], y: &[u8]) -> Vec<u8> {
        [&[4], x, y].concat()
    }

    /// Whether this is the key's signature of the message. A scheme of another kind of key verifies nothing.
    pub fn verifies(&self, scheme: Scheme, message: &[u8], signature: &[u8]) -> bool {
        let verified = match (self, scheme) {
            (Self::P256(point), Scheme::Es256Wrapped) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(message, signature)
            }
            (Self::P256(point), Scheme::Es256) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, signature)
            }
            (Self::P384(point), Scheme::Es384) => {
                UnparsedPublicKey::new(&ECDSA_P384_SHA384_FIXED, point).verify(message, signature)
            }
            (Self::Ed25519(point), Scheme::EdDsa) => {
                UnparsedPublicKey::new(&ED25519, point).verify(message, signature)
            }
            (Self::Rsa(n, e), Scheme::Rs256) => RsaPublicKeyComponents { n, e }.verify(
                &RSA_PKCS1_2048_8192_SHA256,
                message,
                signature,
            ),
            (Self::Rsa(n, e), Scheme::Ps256) => RsaPublicKeyComponents { n, e }.verify(
                &RSA_PSS_2048_8192_SHA256,
                message,
                signature,
            ),
            _ => return false,
        };
        verified.is_ok()
    }
}
