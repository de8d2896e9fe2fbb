//! Snapshots of the answers and tables, made from the demo region's audits.
