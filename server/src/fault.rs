//! What can keep the program from doing its work, as sentences that say what to do about it.

use std::{io, net::SocketAddr, path::PathBuf};

/// Why a command could not be done.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The address cannot be listened on.
    #[error("{}", .cause.kind().address_words(*.address))]
    Address {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        cause: io::Error,
    },
    /// The data folder cannot be used.
    #[error("The data folder {} cannot be used: {cause}.\nMake it, or let this user write in it, or name another with --data.", .folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// The configuration cannot be used.
    #[error("The configuration cannot be used: {0}\n`stadga serve --help` lists every setting.")]
    Config(String),
    /// A file under `content/` or an area's texts cannot be used: a fault of the program itself.
    #[error("The program's own content cannot be used: {0}")]
    Content(String),
    /// The database cannot be used.
    #[error(
        "The database cannot be used: {0}.\nIf it was written by a later Stadga, start that one; `stadga check` tells more."
    )]
    Database(#[from] stadga_model::Refusal),
    /// Something that was asked for cannot be done; the sentence says why and what to do.
    #[error("{0}")]
    Told(String),
}

trait AddressWords {
    fn address_words(&self, address: SocketAddr) -> String;
}

impl AddressWords for io::ErrorKind {
    fn address_words(&self, address: SocketAddr) -> String {
        let why = match self {
            Self::AddrInUse => "another program is using it. Stop that one, or choose another",
            Self::PermissionDenied => "this user may not. Choose a port above 1023, or another",
            Self::AddrNotAvailable => "this machine has no such address. Choose another",
            _ => "the system refuses. Choose another",
        };
        format!("Cannot listen on {address}: {why} with --address.")
    }
}
