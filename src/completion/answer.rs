//! The answer to a shell.

use std::path::Path;
use std::sync::Arc;

use clap::Command;

use crate::completion::values::{Sources, with_values};
use crate::completion::{Lookup, Request};

/// What the shell is to read. It is empty where there is no answer: who presses a key has asked for
/// nothing that could fail.
pub fn answer(request: Request, command: Command, folder: &Path, lookup: Arc<Lookup>) -> Vec<u8> {
    let sources = Sources { folder: folder.to_owned(), lookup };
    let mut command = with_values(command, &[], &sources);
    command.build();
    if !request.is_option() {
        command = without_options(command);
    }
    let mut answer = Vec::new();
    let completer = request.shell.completer();
    match completer.write_complete(&mut command, request.words, Some(folder), &mut answer) {
        Ok(()) => answer,
        Err(_) => Vec::new(),
    }
}

/// A command whose options are offered only where nothing else can be.
fn without_options(command: Command) -> Command {
    let command = command.mut_args(|argument| {
        let is_option = !argument.is_positional();
        argument.hide(is_option)
    });
    command.mut_subcommands(without_options)
}
