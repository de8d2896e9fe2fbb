//! The program `stadga`: command line, configuration and the areas that it is put together from.

pub mod archive;
pub mod areas;
pub mod assembly;
pub mod backup;
pub mod carry;
pub mod check;
pub mod checkpoints;
pub mod cli;
pub mod config;
pub mod connections;
pub mod demo;
pub mod export;
pub mod fault;
pub mod folder;
pub mod generate;
pub mod invite;
pub mod jobs;
pub mod keys;
mod machine;
pub mod manual;
pub mod metrics;
pub mod organisations;
pub mod proof;
pub mod restore;
pub mod serve;
pub mod stop;
mod traces;
