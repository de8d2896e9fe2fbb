//! Sign-in and policy: what roles grant, passwords, one-time tokens. No web, no SQL.

mod password;
mod policy;
mod token;

pub use password::{PasswordFault, hash_password, password_faults, verify_password};
pub use policy::{Policy, PolicyFault, Role, matrix};
pub use token::{TokenFault, new_token};
