//! Carries out the mends of findings, in the files that they were found in.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use crate::diagnostic::{Diagnostic, Mend, Place};
use crate::files;
use crate::output::OutputError;
use crate::output::edit::{Edit, edited};

/// Mends what can be mended, file by file, and returns for each which findings those are. A file
/// is replaced as a whole or not at all; a finding whose lines are no longer as they were seen is
/// left alone. With `dry`, only tells what it would do.
pub fn mend<'a>(
    findings: &'a [Diagnostic],
    root: &Path,
    dry: bool,
) -> impl Iterator<Item = Result<Vec<&'a Diagnostic>, OutputError>> {
    let mut files: BTreeMap<&Path, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in findings {
        if let Some(mend) = finding.mends.first() {
            files.entry(&mend.place.file).or_default().push(finding);
        }
    }
    files.into_iter().map(move |(file, findings)| mend_file(file, &findings, root, dry))
}

fn mend_file<'a>(
    file: &Path,
    findings: &[&'a Diagnostic],
    root: &Path,
    dry: bool,
) -> Result<Vec<&'a Diagnostic>, OutputError> {
    let path = root.join(file);
    // A file that has become something else since it was read is left alone.
    let Ok(text) = String::from_utf8(files::read(&path)?) else { return Ok(Vec::new()) };
    let mut mended = Vec::new();
    let mut edits = Vec::new();
    for finding in findings {
        if let Some(found) = edits_of(&text, file, finding)
            && !found.iter().any(|edit| edits.iter().any(|other| edit.overlaps(other)))
        {
            edits.extend(found);
            mended.push(*finding);
        }
    }
    if !(dry || edits.is_empty()) {
        files::replace(&path, edited(text, edits).as_bytes())?;
    }
    Ok(mended)
}

/// All edits of one finding, or none where one of them does not fit the text any more.
fn edits_of(text: &str, file: &Path, finding: &Diagnostic) -> Option<Vec<Edit>> {
    let edit = |mend: &Mend| {
        let bytes = (mend.place.file == file).then(|| seen(text, &mend.place))??;
        Some(Edit { bytes, replacement: mend.replacement.clone() })
    };
    finding.mends.iter().map(edit).collect()
}

/// The bytes of a place, if its line is as it was.
fn seen(text: &str, place: &Place) -> Option<Range<usize>> {
    let mut lines = text.split_inclusive('\n');
    let above: usize = lines.by_ref().take(place.line.checked_sub(1)?).map(str::len).sum();
    let line = lines.next()?.trim_end_matches('\n').trim_end_matches('\r');
    (line == place.excerpt).then(|| above + place.span.start..above + place.span.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(text: &str, parts: &[(&str, &str)]) -> Diagnostic {
        parts.iter().fold(Diagnostic::note("x", "x"), |finding, (typed, replacement)| {
            let start = text.find(typed).unwrap();
            let place = Place::new(Path::new("x.md"), text, start..start + typed.len());
            finding.mend(place, *replacement)
        })
    }

    #[test]
    fn only_a_line_that_is_as_it_was_seen_is_edited() {
        let seen = "\u{FEFF}a\r\nb's  c's\r\n";
        let finding = finding(seen, &[("'s  ", "’s  "), ("'s\r", "’s")]);
        let after = |text: &str| {
            let edits = edits_of(text, Path::new("x.md"), &finding)?;
            Some(edited(text.to_owned(), edits))
        };
        assert_eq!(after(seen).as_deref(), Some("\u{FEFF}a\r\nb’s  c’s\r\n"));
        assert_eq!(after("changed\nb's  c's\n").as_deref(), Some("changed\nb’s  c’s\n"));
        for other in ["", "a\n", "a\r\nb's c's\r\n", "b's  c's\r\n", "a\r\n\r\nb's  c's\r\n"] {
            assert_eq!(after(other), None, "{other:?}");
        }
    }
}
