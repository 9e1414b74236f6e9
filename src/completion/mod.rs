//! What may stand in a word of a command line: what a shell's script asks, and the answer. What a
//! project has is told by who calls this.

mod answer;
mod bash;
mod line;
mod named;
mod shell;
mod values;

pub use answer::answer;
pub use named::{Lookup, Named};
pub use shell::{Request, Shell, requested, script};
