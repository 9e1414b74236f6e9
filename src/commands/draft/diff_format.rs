//! Which formats `draft diff` is asked for.

use crate::commands::Result;
use crate::commands::draft::diff::DiffArgs;
use crate::failure::Failure;
use crate::render::changes::ChangesFormat;

impl DiffArgs {
    /// The formats that the command line names, else the one of the output's ending, else that of
    /// a terminal.
    pub(crate) fn formats(&self) -> Result<Vec<ChangesFormat>> {
        let mut formats: Vec<_> =
            self.to.iter().filter_map(|name| ChangesFormat::named(name)).collect();
        formats.dedup();
        if formats.len() > 1 && self.output.is_some() {
            return Err(Failure::usage("several formats cannot go to one file")
                .hint("leave `-o` out, and they go to `out/`"));
        }
        match self.output.as_deref().filter(|output| *output != "-") {
            _ if !formats.is_empty() => Ok(formats),
            None => Ok(vec![ChangesFormat::Terminal]),
            Some(output) => {
                let ending = output.rsplit_once('.').map_or("", |(_, ending)| ending);
                let format = ChangesFormat::of_ending(ending).ok_or_else(|| {
                    Failure::usage(format!("the ending of `{output}` names no format"))
                        .hint("name the format with `--to`")
                })?;
                Ok(vec![format])
            }
        }
    }

    /// Whether what changed goes to standard output: a Word file only when it is asked to.
    pub(crate) fn is_data(&self, formats: &[ChangesFormat]) -> bool {
        match self.output.as_deref() {
            Some(output) => output == "-",
            None => formats.len() == 1 && formats[0] != ChangesFormat::Docx,
        }
    }
}
