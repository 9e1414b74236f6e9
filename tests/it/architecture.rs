//! The layers of ARCHITECTURE.md, checked against the code.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Each module with the modules it may use, lowest layer first.
///
/// A module may name only modules above it in this table, so there can be no cycle.
const LAYERS: &[(&str, &[&str])] = &[
    ("diagnostic", &[]),
    ("files", &[]),
    ("clock", &[]),
    ("interrupt", &[]),
    ("parallel", &[]),
    ("encoding", &["diagnostic"]),
    ("git", &[]),
    ("office", &[]),
    ("table", &["diagnostic", "encoding"]),
    ("model", &[]),
    ("picture", &["model"]),
    ("project", &["clock", "diagnostic", "encoding", "files", "model", "picture"]),
    ("history", &["clock", "files"]),
    ("source", &["clock", "diagnostic", "model", "picture"]),
    ("typeset", &["model", "parallel", "picture"]),
    ("fonts", &["files", "typeset"]),
    ("render", &["clock", "model", "parallel", "picture", "typeset"]),
    (
        "signatories",
        &["clock", "diagnostic", "encoding", "files", "history", "model", "office", "table"],
    ),
    ("addressees", &["diagnostic", "files", "model", "table"]),
    ("draft", &["clock", "diagnostic", "files", "model", "render", "source"]),
    ("agreement", &["clock", "draft", "model"]),
    (
        "letters",
        &[
            "clock",
            "diagnostic",
            "draft",
            "encoding",
            "files",
            "model",
            "picture",
            "project",
            "signatories",
            "source",
        ],
    ),
    ("check", &["agreement", "clock", "diagnostic", "model", "signatories", "source"]),
    ("export", &["clock", "diagnostic", "model", "render", "signatories", "source"]),
    (
        "mail",
        &[
            "clock",
            "diagnostic",
            "encoding",
            "files",
            "history",
            "model",
            "project",
            "render",
            "source",
            "table",
        ],
    ),
    (
        "review",
        &[
            "agreement",
            "clock",
            "diagnostic",
            "draft",
            "files",
            "history",
            "mail",
            "model",
            "office",
            "render",
            "signatories",
            "source",
            "table",
        ],
    ),
    ("output", &["diagnostic", "files", "model", "parallel", "source"]),
    ("preview", &["diagnostic", "files", "model", "render"]),
    ("console", &["diagnostic"]),
    ("completion", &[]),
    ("manual", &[]),
    (
        "failure",
        &[
            "addressees",
            "clock",
            "console",
            "diagnostic",
            "draft",
            "export",
            "files",
            "git",
            "letters",
            "mail",
            "output",
            "preview",
            "project",
            "render",
            "review",
            "signatories",
            "typeset",
        ],
    ),
    (
        "commands",
        &[
            "addressees",
            "agreement",
            "check",
            "clock",
            "completion",
            "console",
            "diagnostic",
            "draft",
            "export",
            "failure",
            "fonts",
            "git",
            "history",
            "interrupt",
            "letters",
            "mail",
            "manual",
            "model",
            "output",
            "parallel",
            "preview",
            "project",
            "render",
            "review",
            "signatories",
            "source",
            "typeset",
        ],
    ),
    ("cli", &["commands", "completion", "console", "failure", "interrupt"]),
];

/// Crates that only these modules may name. `cli` reads the arguments that `commands` declares;
/// `completion` and `manual` describe them.
const OWNERS: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["console"]),
    ("base64", &["render"]),
    ("chardetng", &["encoding"]),
    ("clap", &["cli", "commands", "completion", "manual"]),
    ("clap_complete", &["completion"]),
    ("clap_mangen", &["manual"]),
    ("csv", &["table"]),
    ("encoding_rs", &["encoding"]),
    ("fastrand", &["signatories"]),
    ("flate2", &["render"]),
    ("getrandom", &["preview"]),
    ("harfrust", &["typeset"]),
    ("httparse", &["preview"]),
    ("hypher", &["typeset"]),
    ("idna", &["mail"]),
    ("icu_collator", &["source"]),
    ("icu_datetime", &["source"]),
    ("icu_decimal", &["source"]),
    ("icu_experimental", &["source"]),
    ("icu_locale_core", &["source"]),
    ("icu_segmenter", &["typeset"]),
    ("idna", &["mail"]),
    ("indicatif", &["console"]),
    ("jiff", &["clock"]),
    ("lettre", &["mail"]),
    ("lopdf", &["render"]),
    ("mail_parser", &["review"]),
    ("minijinja", &["source"]),
    ("notify", &["preview"]),
    ("png", &["picture"]),
    ("printpdf", &["render"]),
    ("pulldown_cmark", &["source"]),
    // `signatories` reads back what it wrote in its tests.
    ("rust_xlsxwriter", &["export", "signatories"]),
    ("rapidfuzz", &["signatories"]),
    ("rustls_native_certs", &["mail"]),
    // `render` reads back what it wrote in its tests.
    ("quick_xml", &["office", "render"]),
    ("serde_saphyr", &["signatories"]),
    ("signal_hook", &["files", "interrupt"]),
    ("similar", &["draft"]),
    ("skrifa", &["typeset"]),
    ("strsim", &["diagnostic"]),
    ("subsetter", &["render"]),
    // `mail` and `preview` have folders of their own in their tests.
    ("tempfile", &["files", "fonts", "mail", "preview"]),
    ("tokio", &["mail"]),
    ("tokio_rustls", &["mail"]),
    ("toml_edit", &["project"]),
    ("usvg", &["picture", "render"]),
    ("zip", &["office", "render", "signatories"]),
    ("zune_jpeg", &["picture"]),
];

#[test]
fn a_module_uses_only_the_modules_that_it_may() {
    let mut faults = Vec::new();
    for (file, module, text) in sources() {
        let Some(position) = LAYERS.iter().position(|(name, _)| *name == module) else {
            faults.push(format!("{file}: `{module}` is in no layer"));
            continue;
        };
        for used in names_after(&text, "crate::") {
            let above = LAYERS[..position].iter().any(|(name, _)| *name == used);
            let allowed = LAYERS[position].1.contains(&used.as_str()) && above;
            if used != module && !allowed {
                faults.push(format!("{file}: `{module}` may not use `{used}`"));
            }
        }
        let own_tests = text.matches("use super::*;").count();
        if text.matches("super::").count() > own_tests {
            faults.push(format!("{file}: `super::` hides what is used; write `crate::`"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_crate_is_named_by_its_owner_alone() {
    let mut faults = Vec::new();
    for (file, module, text) in sources() {
        for (name, owners) in OWNERS {
            let named = names_before(&text, name);
            if named && !owners.contains(&module.as_str()) {
                faults.push(format!("{file}: `{name}` belongs to {owners:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn nothing_waits_asynchronously_but_for_the_mail_server() {
    let asynchronous: Vec<_> = sources()
        .filter(|(file, _, text)| !file.starts_with("mail/transport/") && text.contains("async "))
        .map(|(file, ..)| file)
        .collect();
    assert!(asynchronous.is_empty(), "{asynchronous:?}");
}

#[test]
fn the_map_names_every_module() {
    let map = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let modules: BTreeSet<_> = sources().map(|(_, module, _)| module).collect();
    let missing: Vec<_> =
        modules.iter().filter(|module| !map.contains(&format!("`{module}`"))).collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md lacks {missing:?}");
}

#[test]
fn no_file_grows_past_six_hundred_lines_and_no_command_past_eighty() {
    let sizes: BTreeMap<_, _> =
        sources().map(|(file, _, text)| (file, text.lines().count())).collect();
    let limit = |file: &str| if file.starts_with("commands/") { 80 } else { 600 };
    let grown: Vec<_> = sizes.iter().filter(|(file, lines)| **lines > limit(file)).collect();
    assert!(grown.is_empty(), "{grown:?}");
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of the library: its path below `src`, its module, its text.
fn sources() -> impl Iterator<Item = (String, String, String)> {
    let mut files = Vec::new();
    collect(&root().join("src"), &mut files);
    files.sort();
    files.into_iter().filter_map(|path| {
        let file = path.strip_prefix(root().join("src")).ok()?.to_string_lossy().into_owned();
        let module = file.split('/').next()?.trim_end_matches(".rs").to_owned();
        let text = std::fs::read_to_string(&path).ok()?;
        (module != "lib" && module != "main").then_some((file, module, text))
    })
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            collect(&entry.path(), files);
        } else if entry.path().extension().is_some_and(|extension| extension == "rs") {
            files.push(entry.path());
        }
    }
}

/// The names that follow `prefix` in a text, those within braces too.
fn names_after(text: &str, prefix: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, _) in text.match_indices(prefix) {
        let rest = &text[at + prefix.len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let group = group.split('}').next().unwrap_or_default();
            names.extend(group.split(',').map(|item| first_name(item.trim())));
        } else {
            names.insert(first_name(rest));
        }
    }
    names.remove("");
    names
}

fn first_name(text: &str) -> String {
    text.chars().take_while(|character| character.is_alphanumeric() || *character == '_').collect()
}

/// Whether `name::` stands in a text as a path of its own.
fn names_before(text: &str, name: &str) -> bool {
    let path = format!("{name}::");
    text.match_indices(&path).any(|(at, _)| {
        !text[..at].ends_with(|character: char| {
            character.is_alphanumeric() || character == '_' || character == ':'
        })
    })
}
