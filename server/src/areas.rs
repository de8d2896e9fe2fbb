//! The areas of the program, one line each. A new area needs nothing else outside its own folder.

use stadga_web::Area;

/// All areas, the ground first.
pub fn all() -> Vec<Area> {
    vec![
        stadga_organisation::area(),
        stadga_decisions::area(),
        stadga_measures::area(),
        stadga_documents::area(),
        stadga_audits::area(),
        stadga_secrecy::area(),
        stadga_disclosure::area(),
        stadga_archive::area(),
        stadga_systems::area(),
        stadga_objects::area(),
        stadga_strategy::area(),
        stadga_frameworks::area(),
        stadga_risks::area(),
        stadga_maturity::area(),
        stadga_laws::area(),
        stadga_classification::area(),
        stadga_compliance::area(),
        stadga_management::area(),
    ]
}
