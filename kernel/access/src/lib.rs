//! Sign-in and policy: what roles grant, passwords, one-time tokens. No web, no SQL.

mod password;
mod policy;
mod roles;
mod ruling;
mod token;

pub use password::{PasswordFault, hash_password, password_faults, verify_password};
pub use policy::{Held, Policy, PolicyFault, Sort, matrix};
pub use roles::Role;
pub use ruling::Subject;
pub use token::{TokenFault, new_token};
