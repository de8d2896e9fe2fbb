//! The demo region's systems, services, flows and what else hangs on them, in the order in which they are planted.

/// The demo region's systems.
pub const FIXTURES: &[(&str, &str)] = &[
    ("systems/standards.toml", include_str!("../fixtures/standards.toml")),
    ("systems/ground.toml", include_str!("../fixtures/ground.toml")),
    ("systems/servers.toml", include_str!("../fixtures/servers.toml")),
    ("systems/virtual.toml", include_str!("../fixtures/virtual.toml")),
    ("systems/platforms.toml", include_str!("../fixtures/platforms.toml")),
    ("systems/applications.toml", include_str!("../fixtures/applications.toml")),
    ("systems/administration.toml", include_str!("../fixtures/administration.toml")),
    ("systems/services.toml", include_str!("../fixtures/services.toml")),
    ("systems/flows.toml", include_str!("../fixtures/flows.toml")),
    ("systems/workplace.toml", include_str!("../fixtures/workplace.toml")),
    ("systems/roles.toml", include_str!("../fixtures/roles.toml")),
];
