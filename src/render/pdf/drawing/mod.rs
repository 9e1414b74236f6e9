//! Drawings as objects of the file.

mod canvas;
mod gradient;
mod group;

pub(crate) use group::add;
