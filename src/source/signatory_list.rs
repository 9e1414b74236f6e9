//! The printed list: whom it holds, in which groups and order.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place, did_you_mean};
use crate::model::{Columns, Language, Layout, Picture, SignatoryGroup, SignatoryList, Wording};
use crate::picture::Pictures;
use crate::source::calls::ListCall;
use crate::source::list_settings::{GroupSettings, ListSettings, Numbered, Sort};
use crate::source::number;
use crate::source::origin::Origin;
use crate::source::read::{Reader, picture};
use crate::source::rows::Rows;
use crate::source::signatory_text::{self, Source};
use crate::source::sort::Collation;

/// A list of signatories with the rows that it places.
#[derive(Default)]
pub(crate) struct Printed {
    pub(crate) list: SignatoryList,
    /// The named rows in it.
    pub(crate) named: Vec<usize>,
    /// The anonymous rows that it counts.
    pub(crate) anonymous: Vec<usize>,
}

/// Rows that stand together, with the settings of their group.
struct Group<'a> {
    heading: Option<String>,
    /// Whether the settings are its own: then lead, note and order are too.
    named: bool,
    settings: &'a GroupSettings,
    indices: Vec<usize>,
}

/// Makes lists of one letter.
pub(crate) struct Lists<'a> {
    pub(crate) rows: &'a Arc<Rows>,
    pub(crate) language: &'a Language,
    pub(crate) collation: Collation,
    /// The pictures that the list may name, and its file.
    pub(crate) pictures: Option<&'a (Pictures, PathBuf)>,
}

impl Lists<'_> {
    /// The list that a call asks for, or the one list of a letter that calls none. Its line for
    /// the anonymous is not there yet: see `count_anonymous`.
    pub(crate) fn print(
        &self,
        reader: &mut Reader<'_>,
        settings: &ListSettings,
        call: &ListCall,
    ) -> Printed {
        let column = settings.group_by.as_deref().unwrap_or("group");
        let belongs = |index: &usize| {
            let kind = self.rows.row(*index).kind;
            let group = self.group_of(*index, column);
            call.kinds.as_ref().is_none_or(|kinds| kinds.contains(&kind))
                && call.groups.as_ref().is_none_or(|groups| groups.iter().any(|is| is == group))
        };
        let mut named: Vec<usize> = self.rows.named().filter(belongs).collect();
        self.sort(&mut named, settings.whole.sort, settings, column);
        named.truncate(call.first.unwrap_or(usize::MAX));
        let anonymous = match call.first {
            None => (0..self.rows.len())
                .filter(|index| self.rows.row(*index).anonymous)
                .filter(belongs)
                .collect(),
            Some(_) => Vec::new(),
        };
        let mut number = 1;
        let mut groups = Vec::new();
        let mut logos = Vec::new();
        for group in self.groups(settings, &named, column) {
            let group = self.sorted(group, settings);
            if settings.logos {
                logos.extend(self.pictures(reader, &group.indices, "logo").into_iter().flatten());
            }
            groups.extend(self.set(reader, group, &mut number));
        }
        let list = SignatoryList {
            heading: settings.whole.heading.clone(),
            lead: settings.whole.lead.clone(),
            groups,
            anonymous: None,
            note: settings.whole.note.clone(),
            logos,
            new_page: settings.new_page,
        };
        Printed { list, named, anonymous }
    }

    /// The line for so many who sign without their name.
    pub(crate) fn count_anonymous(&self, number: usize) -> Option<String> {
        let wording = Wording::of(self.language);
        match number {
            0 => None,
            1 => Some(wording.one_other.to_owned()),
            _ => {
                let digits = number.to_string();
                let grouped = number::grouped(&digits, self.language).unwrap_or(digits);
                Some(wording.others.replace("{}", &grouped))
            }
        }
    }

    /// Names the rows that no call placed, by group.
    pub(crate) fn report_unplaced(
        &self,
        reader: &mut Reader<'_>,
        placed: &[Printed],
        column: &str,
        origin: &Origin,
    ) {
        let mut missing = vec![true; self.rows.len()];
        for index in placed.iter().flat_map(|printed| &printed.named) {
            missing[*index] = false;
        }
        let mut groups: Vec<(&str, usize)> = Vec::new();
        for index in self.rows.named().filter(|index| missing[*index]) {
            let is = self.group_of(index, column);
            match groups.iter_mut().find(|(group, _)| *group == is) {
                Some((_, number)) => *number += 1,
                None => groups.push((is, 1)),
            }
        }
        for (group, number) in groups {
            let who = if number == 1 { "a signatory" } else { "signatories" };
            let whose = match group {
                "" => "without a group".to_owned(),
                group => format!("of the group `{group}`"),
            };
            let message = format!("{who} {whose} would not be printed ({number})");
            let help = format!("place them too: `{{{{ signatories(group=\"{group}\") }}}}`");
            reader.error_with_help("unplaced-signatories", message, origin, help);
        }
    }

    /// Warns of groups that nobody is of, when another name is near.
    pub(crate) fn warn_of_empty_groups(
        &self,
        reader: &Reader<'_>,
        settings: &ListSettings,
    ) -> Vec<Diagnostic> {
        if settings.groups.is_empty() {
            return Vec::new();
        }
        let column = settings.group_by.as_deref().unwrap_or("group");
        let mut known: Vec<&str> =
            (0..self.rows.len()).map(|index| self.group_of(index, column)).collect();
        known.sort_unstable();
        known.dedup();
        let empty = settings.groups.iter().filter(|group| !known.contains(&group.is.as_str()));
        empty
            .filter_map(|group| {
                let help = did_you_mean(&group.is, known.iter().copied())?;
                let message = format!("no signatory is of the group `{}`", group.is);
                let warning = Diagnostic::warning("empty-group", message);
                let warning = warning.at(reader.texts.place(&group.origin));
                Some(warning.help(help))
            })
            .collect()
    }

    /// The value that groups are told apart by, in any language.
    fn group_of(&self, index: usize, column: &str) -> &str {
        match self.rows.row(index).columns.get(column) {
            Some(group) => group,
            None => self.rows.cell(index, column),
        }
    }

    fn sort(&self, indices: &mut Vec<usize>, sort: Sort, settings: &ListSettings, column: &str) {
        match sort {
            Sort::File => {}
            Sort::Name => self.collation.by_name(self.rows, indices),
            Sort::Country => self.collation.by_column(self.rows, "country", indices),
            Sort::Group if settings.groups.is_empty() => {
                self.collation.by_column(self.rows, column, indices);
                indices.sort_by_key(|index| !self.group_of(*index, column).is_empty());
            }
            Sort::Group => indices.sort_by_key(|index| {
                let is = self.group_of(*index, column);
                let named = settings.groups.iter().position(|group| group.is == is);
                (named.unwrap_or(settings.groups.len()), named.is_none() && !is.is_empty())
            }),
        }
    }

    /// Parts rows into groups: those without one first, then the named ones in their order, then
    /// the others in the order of the file.
    fn groups<'s>(
        &self,
        settings: &'s ListSettings,
        indices: &[usize],
        column: &str,
    ) -> Vec<Group<'s>> {
        if settings.group_by.is_none() {
            let indices = indices.to_vec();
            return vec![Group { heading: None, named: false, settings: &settings.whole, indices }];
        }
        let mut by_value: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for index in indices {
            by_value.entry(self.group_of(*index, column)).or_default().push(*index);
        }
        let mut groups = Vec::new();
        if !settings.groups.iter().any(|group| group.is.is_empty())
            && let Some(indices) = by_value.remove("")
        {
            groups.push(Group { heading: None, named: false, settings: &settings.whole, indices });
        }
        for group in &settings.groups {
            let indices = by_value.remove(group.is.as_str()).unwrap_or_default();
            let heading = match group.settings.heading.as_deref() {
                Some("") => None,
                Some(heading) => Some(heading.to_owned()),
                None => self.heading(&indices, column),
            };
            groups.push(Group { heading, named: true, settings: &group.settings, indices });
        }
        let mut others: Vec<Vec<usize>> = by_value.into_values().collect();
        others.sort_by_key(|indices| indices.iter().min().copied());
        groups.extend(others.into_iter().map(|indices| {
            let heading = self.heading(&indices, column);
            Group { heading, named: false, settings: &settings.whole, indices }
        }));
        groups
    }

    /// The name of a group in the letter's language.
    fn heading(&self, indices: &[usize], column: &str) -> Option<String> {
        let heading = indices.first().map(|index| self.rows.cell(*index, column));
        heading.filter(|heading| !heading.is_empty()).map(ToOwned::to_owned)
    }

    /// A group in the order that its own settings ask for.
    fn sorted<'s>(&self, mut group: Group<'s>, list: &ListSettings) -> Group<'s> {
        if group.named && group.settings.sort != Sort::File {
            let column = list.group_by.as_deref().unwrap_or("group");
            self.sort(&mut group.indices, group.settings.sort, list, column);
        }
        group
    }

    /// The pictures that a column names for these rows, each described by the row's name.
    fn pictures(
        &self,
        reader: &mut Reader<'_>,
        indices: &[usize],
        column: &str,
    ) -> Vec<Option<Picture>> {
        let one = |index: &usize| {
            let name = self.rows.cell(*index, column).to_owned();
            if name.is_empty() {
                return None;
            }
            let (pictures, file) = self
                .pictures
                .as_ref()
                .map_or((None, Path::new("")), |(known, file)| (Some(known), file));
            // Where the cell stands in its line, who knows the file finds.
            let line = self.rows.row(*index).line;
            let span = 0..name.len();
            let place =
                Place { file: file.to_owned(), line, column: 1, excerpt: name.clone(), span };
            match picture(pictures, &name, place) {
                Ok(file) => {
                    let description = self.rows.cell(*index, "name").to_owned();
                    Some(Picture { description, name, file: Some(file) })
                }
                Err(problem) => {
                    reader.problems.push(*problem);
                    None
                }
            }
        };
        indices.iter().map(one).collect()
    }

    fn set(
        &self,
        reader: &mut Reader<'_>,
        group: Group<'_>,
        number: &mut usize,
    ) -> Option<SignatoryGroup> {
        let Group { heading, named, settings, indices } = group;
        if indices.is_empty() {
            return None;
        }
        let source = Source {
            rows: self.rows,
            templates: reader.templates,
            texts: reader.texts,
            language: self.language,
        };
        let signatories = signatory_text::signatories(source, settings, &indices);
        let mut signatories = signatories.unwrap_or_else(|problems| {
            reader.problems.extend(problems);
            Vec::new()
        });
        if settings.layout == Layout::Lines {
            let signatures = self.pictures(reader, &indices, "signature");
            for (signatory, signature) in signatories.iter_mut().zip(signatures) {
                signatory.signature = signature;
            }
        }
        let first_number = match settings.numbered {
            Numbered::No => None,
            Numbered::Through => {
                *number += indices.len();
                Some(*number - indices.len())
            }
            Numbered::Anew => Some(1),
        };
        Some(SignatoryGroup {
            heading,
            lead: if named { settings.lead.clone() } else { Vec::new() },
            note: if named { settings.note.clone() } else { Vec::new() },
            layout: settings.layout,
            columns: if settings.layout == Layout::List { settings.columns } else { Columns::Auto },
            first_number,
            heads: self.heads(reader, source, settings, &indices),
            signatories,
        })
    }

    /// The words over a table's columns: the author's, or the fixed ones.
    fn heads(
        &self,
        reader: &mut Reader<'_>,
        source: Source<'_>,
        settings: &GroupSettings,
        indices: &[usize],
    ) -> Vec<String> {
        if settings.layout != Layout::Table {
            return Vec::new();
        }
        let columns = signatory_text::columns(source, settings, indices);
        match &settings.heads {
            Some((heads, _)) if heads.is_empty() || heads.len() == columns.len() => heads.clone(),
            Some((heads, origin)) => {
                let message = format!(
                    "the table has {} columns, but `heads` has {} words",
                    columns.len(),
                    heads.len()
                );
                let help = format!("its columns are {}", columns.join(", "));
                reader.error_with_help("wrong-value", message, origin, help);
                Vec::new()
            }
            None => {
                let wording = Wording::of(self.language);
                let head = |column: &String| wording.head(column).unwrap_or(column).to_owned();
                columns.iter().map(head).collect()
            }
        }
    }
}
