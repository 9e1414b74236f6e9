//! letterctl.

fn main() {}
