//! What a frozen version keeps of `letterctl.toml`: what makes the letter, and nothing of mail.

use toml_edit::{DocumentMut, Item, Table};

/// The settings that make a letter, with the keys that are kept of a table; all, where none is
/// named.
const KEPT: [(&str, &[&str]); 4] =
    [("template", &[]), ("letter", &[]), ("signatories", &["public"]), ("fonts", &[])];

/// The text of settings with nothing in it but what makes the letter; comments and order stay. A
/// comment that a blank line sets apart goes where anything goes, since it may belong to that, and so
/// does one with a mail address.
pub(crate) fn settings(text: &str) -> String {
    // Settings that cannot be read stop a project from being opened.
    let Ok(mut document) = text.parse::<DocumentMut>() else { return String::new() };
    let mut is_whole = true;
    let mut keep = |kept: bool| {
        is_whole &= kept;
        kept
    };
    document.as_table_mut().retain(|key, item| {
        let Some((_, keys)) = KEPT.iter().find(|(kept, _)| *kept == key) else {
            return keep(false);
        };
        if let (false, Some(table)) = (keys.is_empty(), item.as_table_like_mut()) {
            let others: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
            for other in others.iter().filter(|other| !keys.contains(&other.as_str())) {
                keep(false);
                table.remove(other);
            }
        }
        true
    });
    if is_whole {
        return document.to_string();
    }
    document.set_trailing("");
    detach(document.as_table_mut());
    document.to_string().trim_start().to_owned()
}

/// Takes out the comments of a table's keys and tables that a blank line sets apart from them, or
/// that hold a mail address.
fn detach(table: &mut Table) {
    for (mut key, item) in table.iter_mut() {
        let decor = match item {
            Item::Table(table) => table.decor_mut(),
            _ => key.leaf_decor_mut(),
        };
        let prefix = decor.prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default();
        let lines: Vec<&str> = prefix.split_inclusive('\n').collect();
        let blank = lines.iter().rposition(|line| line.trim().is_empty()).unwrap_or(0);
        // A line on who sends mail may stand right before what follows `[mail]`.
        let attached = lines[blank..].iter().filter(|line| !line.contains('@'));
        decor.set_prefix(attached.copied().collect::<String>());
        match item {
            Item::Table(table) => detach(table),
            Item::ArrayOfTables(tables) => tables.iter_mut().for_each(detach),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_makes_the_letter_is_kept_with_its_comments() {
        let text = "# Our letter.\ntemplate = 'x' # this one\n\n[mail]\nhost = 'mail.example.org'\n\
                    from = 'jane@example.org'\n# username = 'jane'\n\n# For all.\n[letter]\n\
                    # Ours.\nclose = \"Respectfully,\"\n\n[letter.page]\npaper = 'a4'\n\n\
                    [signatories]\nfile = 'list.csv'\npublic = [ 'vip' ]\n\n\
                    [signatories.import]\nname = 'Your name'\n\n[review]\ndeadline = '3 days'\n\n\
                    [fonts]\nfolder = 'type'\n\n# from = 'joe@example.org'\n";
        assert_eq!(
            settings(text),
            "# Our letter.\ntemplate = 'x' # this one\n\n# For all.\n[letter]\n# Ours.\n\
             close = \"Respectfully,\"\n\n[letter.page]\npaper = 'a4'\n\n[signatories]\n\
             public = [ 'vip' ]\n\n[fonts]\nfolder = 'type'\n"
        );
    }

    #[test]
    fn comments_of_what_is_left_out_go_with_it() {
        let text = "[mail]\r\nhost = 'x'\r\n# port = 25\r\n\r\n# Ours.\r\n[fonts]\r\nfallback = []\r\n\
                    [mail.x]\n# from = 'jane@example.org'\n[letter]\n";
        assert_eq!(settings(text), "# Ours.\n[fonts]\nfallback = []\n[letter]\n");
    }

    #[test]
    fn settings_of_the_letter_alone_stay_as_they_are() {
        let text = "# All of them are optional.\n\n# [letter]\n\n[fonts]\nfallback = []\n# end\n";
        assert_eq!(settings(text), text);
        assert_eq!(settings(""), "");
    }
}
