//! A workbook of either kind.

use std::path::Path;

use crate::diagnostic::{Diagnostic, visible};
use crate::office::{Archive, OfficeError};
use crate::signatories::form::Form;
use crate::signatories::form::limits::MOST_BYTES;
use crate::signatories::form::problem::problem_at;
use crate::signatories::form::workbook::error::WorkbookError;
use crate::signatories::form::workbook::{ods, xlsx};

/// Reads the answers of a workbook: its first sheet that is not hidden and not empty.
///
/// Its parts are read as they are unpacked, by events, and everything that is kept is counted
/// against a limit: nothing that an archive says of itself is believed.
pub(crate) fn read(bytes: &[u8], shown: &Path) -> Result<Form, Box<Diagnostic>> {
    read_within(MOST_BYTES, bytes, shown)
}

/// The same, unless its parts unpack to more than `most` bytes.
pub(crate) fn read_within(
    most: usize,
    bytes: &[u8],
    shown: &Path,
) -> Result<Form, Box<Diagnostic>> {
    let form = Archive::open(bytes, most).map_err(WorkbookError::from).and_then(|mut archive| {
        if archive.has("content.xml") {
            ods::read(&mut archive, shown)
        } else if archive.has("xl/workbook.bin") {
            Err(WorkbookError::Binary)
        } else if archive.has("xl/workbook.xml") || archive.has("[Content_Types].xml") {
            xlsx::read(&mut archive, shown)
        } else {
            Err(WorkbookError::NoWorkbook)
        }
    });
    form.map_err(|error| {
        let help = match &error {
            WorkbookError::Office(OfficeError::Password) => "save it without a password",
            WorkbookError::Empty => "a sheet that is hidden is not read",
            WorkbookError::TooLarge(_) | WorkbookError::Office(OfficeError::TooLarge { .. }) => {
                "import it in parts"
            }
            WorkbookError::Binary => "open it in a spreadsheet program and save it as `.xlsx`",
            WorkbookError::NoWorkbook => "unpack it, and import the file of answers in it",
            WorkbookError::Office(OfficeError::Damaged(_)) => {
                "open it in a spreadsheet program and save it anew, or export it as CSV"
            }
        };
        let message = format!("`{}` {error}", shown.display());
        Box::new(problem_at("workbook", message, shown, 1, 1).help(help))
    })
}

/// Which sheet was read, where there are several to choose from.
pub(crate) fn sheets_remark(shown: &Path, sheets: usize, read: &str) -> Option<String> {
    let file = shown.display();
    (sheets > 1).then(|| format!("`{file}` has {sheets} sheets: read `{}`", visible(read)))
}
