//! Reads values of front matter as what they should be; what they are not is reported at its place.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place, backquoted, code_point, did_you_mean};
use crate::model::{EnclosedFile, Paragraph, Picture, PictureFile};
use crate::picture::{PictureError, Pictures};
use crate::source::markdown;
use crate::source::node::{Item, Node, Table};
use crate::source::origin::{Origin, Texts};
use crate::source::template::Templates;

/// A problem of the Markdown, at its place in a source.
pub(crate) fn of_markdown(problem: markdown::Problem, place: Place) -> Diagnostic {
    let diagnostic = Diagnostic::error(problem.code, problem.message).at(place);
    match problem.help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

/// The picture that a file names at a place; else what is wrong with it.
pub(crate) fn picture(
    pictures: Option<&Pictures>,
    name: &str,
    place: Place,
) -> Result<Arc<PictureFile>, Box<Diagnostic>> {
    let Some(pictures) = pictures else {
        let help = "a mail shows none (it can bring the file in `attachments`), and a letter only \
                    those in its project";
        let message = "no picture can be shown here";
        return Err(Box::new(Diagnostic::error("picture", message).at(place).help(help)));
    };
    pictures.named(name, &place.file).map_err(|error| Box::new(of_picture(&error).at(place)))
}

/// What is wrong with a picture.
pub(crate) fn of_picture(error: &PictureError) -> Diagnostic {
    let diagnostic = Diagnostic::error(error.code(), error.to_string());
    match error.help() {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

/// Reads filled-in values, and keeps what was wrong with them.
pub(crate) struct Reader<'a> {
    pub(crate) texts: &'a Texts,
    pub(crate) templates: &'a Templates,
    /// The pictures that may be named.
    pub(crate) pictures: Option<&'a Pictures>,
    pub(crate) problems: Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Reports an error at a place.
    pub(crate) fn error(&mut self, code: &'static str, message: String, origin: &Origin) {
        self.problems.push(Diagnostic::error(code, message).at(self.texts.place(origin)));
    }

    /// Reports an error at a place, with what to do.
    pub(crate) fn error_with_help(
        &mut self,
        code: &'static str,
        message: String,
        origin: &Origin,
        help: String,
    ) {
        let problem = Diagnostic::error(code, message).at(self.texts.place(origin));
        self.problems.push(problem.help(help));
    }

    /// Reports that a value is not what its key asks for.
    pub(crate) fn wrong(&mut self, node: &Node, key: &str, expected: &str) {
        let message = format!("`{key}` must be {expected}, not {}", node.item.described());
        self.error("wrong-type", message, &node.origin);
    }

    /// A string without the space round it, which may be empty.
    pub(crate) fn string(&mut self, node: &Node, key: &str) -> Option<String> {
        let Item::Text(text) = &node.item else {
            self.wrong(node, key, "a string");
            return None;
        };
        if let Some(control) = text.chars().find(|one| one.is_control() && !"\n\t".contains(*one)) {
            let message = format!("`{key}` holds {}, which cannot be printed", code_point(control));
            self.error("control-character", message, &node.origin);
            return None;
        }
        Some(text.trim_matches([' ', '\t', '\n']).to_owned())
    }

    /// The string of a key, absent when it is empty.
    pub(crate) fn text(&mut self, table: &Table, key: &str) -> Option<String> {
        let text = self.string(table.get(key)?, key)?;
        (!text.is_empty()).then_some(text)
    }

    /// A list of strings; a single string is a list of one.
    pub(crate) fn strings(&mut self, node: &Node, key: &str) -> Vec<String> {
        if !matches!(node.item, Item::List(_) | Item::Text(_)) {
            self.wrong(node, key, "a list of strings");
            return Vec::new();
        }
        node.list().iter().filter_map(|node| self.string(node, key)).collect()
    }

    /// The strings of a key's list, empty ones left out.
    pub(crate) fn texts(&mut self, table: &Table, key: &str) -> Vec<String> {
        let Some(node) = table.get(key) else { return Vec::new() };
        let mut texts = self.strings(node, key);
        texts.retain(|text| !text.is_empty());
        texts
    }

    /// The table of a key.
    pub(crate) fn table<'n>(&mut self, table: &'n Table, key: &str) -> Option<&'n Table> {
        let node = table.get(key)?;
        match &node.item {
            Item::Table(table) => Some(table),
            Item::Text(text) if text.is_empty() => None,
            _ => {
                self.wrong(node, key, "a table");
                None
            }
        }
    }

    /// The truth value of a key.
    pub(crate) fn boolean(&mut self, table: &Table, key: &str) -> Option<bool> {
        let node = table.get(key)?;
        if let Item::Boolean(boolean) = node.item {
            return Some(boolean);
        }
        self.wrong(node, key, "`true` or `false`");
        None
    }

    /// The value of a key that takes one of a few words.
    pub(crate) fn choice<T: Copy>(
        &mut self,
        table: &Table,
        key: &str,
        choices: &[(&str, T)],
    ) -> Option<T> {
        let node = table.get(key)?;
        let text = self.string(node, key)?;
        if text.is_empty() {
            return None;
        }
        let chosen = choices.iter().find(|(name, _)| *name == text);
        if chosen.is_none() {
            let names = || choices.iter().map(|(name, _)| *name);
            let help = did_you_mean(&text, names())
                .unwrap_or_else(|| format!("known are {}", backquoted(names())));
            let message = format!("`{key}` cannot be `{text}`");
            self.error_with_help("wrong-value", message, &node.origin, help);
        }
        chosen.map(|(_, choice)| *choice)
    }

    /// The inline Markdown of a string.
    pub(crate) fn inline(&mut self, node: &Node, key: &str) -> Vec<Paragraph> {
        let Some(text) = self.string(node, key) else { return Vec::new() };
        if text.is_empty() {
            return Vec::new();
        }
        let read = markdown::inline(&text, &self.templates.values());
        read.unwrap_or_else(|problems| {
            let place = self.texts.place(&node.origin);
            let problems = problems.into_iter();
            self.problems.extend(problems.map(|problem| of_markdown(problem, place.clone())));
            Vec::new()
        })
    }

    /// The inline Markdown of a key; a list is one paragraph after another.
    pub(crate) fn paragraphs(&mut self, table: &Table, key: &str) -> Vec<Paragraph> {
        let Some(node) = table.get(key) else { return Vec::new() };
        node.list().iter().flat_map(|node| self.inline(node, key)).collect()
    }

    /// The pictures of a key: one name, or a list of them. All are decoration.
    pub(crate) fn named_pictures(&mut self, table: &Table, key: &str) -> Vec<Picture> {
        let Some(node) = table.get(key) else { return Vec::new() };
        if !matches!(node.item, Item::List(_) | Item::Text(_)) {
            self.wrong(node, key, "the name of a file, or a list of them");
            return Vec::new();
        }
        let mut pictures = Vec::new();
        for node in node.list() {
            let Some(name) = self.string(node, key).filter(|name| !name.is_empty()) else {
                continue;
            };
            match picture(self.pictures, &name, self.texts.place(&node.origin)) {
                Ok(file) => {
                    let description = String::new();
                    pictures.push(Picture { description, name, file: Some(file) });
                }
                Err(problem) => self.problems.push(*problem),
            }
        }
        pictures
    }

    /// The PDF that a key names.
    pub(crate) fn enclosed_file(&mut self, table: &Table, key: &str) -> Option<EnclosedFile> {
        let node = table.get(key)?;
        let name = self.string(node, key).filter(|name| !name.is_empty())?;
        let place = self.texts.place(&node.origin);
        let Some(pictures) = self.pictures else {
            let help = "it can be listed without `file`, and sent beside the letter".to_owned();
            let message = "only a letter in a project can bring a file along".to_owned();
            self.error_with_help("enclosure", message, &node.origin, help);
            return None;
        };
        match pictures.enclosure(&name, &place.file) {
            Ok(bytes) => Some(EnclosedFile { name, bytes }),
            Err(error) => {
                let mut problem = Diagnostic::error(error.code(), error.to_string()).at(place);
                if let Some(help) = error.help() {
                    problem = problem.help(help);
                }
                self.problems.push(problem);
                None
            }
        }
    }
}
