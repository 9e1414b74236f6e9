//! A letter to bytes. Each backend is a pure function.

pub mod pdf;
