//! Sign-in and policy: what roles grant, passwords, passkeys, one-time codes and tokens. No web, no SQL.

mod level;
mod oidc;
mod passkey;
mod password;
mod policy;
mod roles;
mod ruling;
mod signature;
mod token;
mod totp;

pub use level::{Level, SecondFactor};
pub use oidc::{Claims, KeySet, Metadata, OidcFault, Provider, Start, Wanted, basic, is_safe};
pub use passkey::{Asked, Made, NewPasskey, PasskeyFault, Used, new_challenge, passkey_host};
pub use password::{Guessable, PasswordFault, hash_password, password_faults, verify_password};
pub use policy::{Held, Policy, PolicyFault, Sort, matrix};
pub use roles::Role;
pub use ruling::Subject;
pub use token::{TokenFault, new_token};
pub use totp::{
    new_recovery_codes, new_totp_secret, recovery_code, totp_address, totp_code, totp_step,
    totp_text,
};
