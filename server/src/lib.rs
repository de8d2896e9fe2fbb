//! The program `stadga`: command line, configuration and the areas that it is put together from.

pub mod areas;
pub mod assembly;
pub mod carry;
pub mod check;
pub mod checkpoints;
pub mod cli;
pub mod config;
pub mod connections;
pub mod demo;
pub mod fault;
pub mod folder;
pub mod generate;
pub mod invite;
pub mod jobs;
pub mod keys;
pub mod organisations;
pub mod serve;
