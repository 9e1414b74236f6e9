//! The outbox, with a server that does as it is told.

mod any_order;
mod history;
mod limits;
mod office;
mod planning;
mod states;
