//! Where pages stand on the web, and which others stand beside them.

use crate::commands::render::job::Job;
use crate::model::percent_encoded;
use crate::output::Target;
use crate::render::{Format, LanguagePage, WebPlace};

/// Tells the pages of a run where they stand: at an address that settings name, and beside those in
/// the letter's other languages. A letter to one of many addressees is no page of the web.
pub(crate) fn place(jobs: &mut [Job], url: Option<&str>) {
    let is_page = |job: &Job| job.format == Format::Html && job.addressee.is_none();
    let pages: Vec<LanguagePage> = jobs
        .iter()
        .filter(|job| is_page(job))
        .map(|job| {
            let path = file_name(&job.target).unwrap_or_default();
            let address = url.and_then(|url| address(url, &path));
            LanguagePage { language: job.language().clone(), path, address }
        })
        .collect();
    let is_alone = pages.len() < 2;
    for (job, page) in jobs.iter_mut().filter(|job| is_page(job)).zip(&pages) {
        let languages = if is_alone { Vec::new() } else { pages.clone() };
        // An address without a folder is that of the letter alone.
        let own = url.filter(|url| is_alone && !url.ends_with('/')).map(str::to_owned);
        job.place = WebPlace { address: own.or(page.address.clone()), languages };
    }
}

/// The address of a file in a folder of the web; an index is what the folder itself shows.
fn address(folder: &str, path: &str) -> Option<String> {
    let path_in = if path == "index.html" { "" } else { path };
    (folder.ends_with('/') && !path.is_empty()).then(|| format!("{folder}{path_in}"))
}

/// The name of a file as an address has it (RFC 3986, 2.1).
fn file_name(target: &Target) -> Option<String> {
    let Target::File(path) = target else { return None };
    let name = path.file_name()?.to_string_lossy();
    Some(percent_encoded(&name, |byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)))
}
