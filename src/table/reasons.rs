//! Some rows of a table, each with a reason: to be looked at, corrected and used again.

use std::collections::BTreeMap;

use crate::table::Table;

impl Table {
    /// The file with these rows alone, by their numbers, each with its id and a reason: the columns
    /// that it has, as they are written there, and the reason in one that is added behind them unless
    /// there is one. A made id is written down, for without the other rows another one might be made.
    ///
    /// # Panics
    ///
    /// When there is no such row or column.
    pub fn with_reasons(
        mut self,
        rows: &BTreeMap<usize, (&str, &str)>,
        [id, reason]: [Option<usize>; 2],
    ) -> Vec<u8> {
        let numbers: Vec<_> = self.rows().collect();
        for number in numbers.into_iter().filter(|number| !rows.contains_key(number)) {
            self.remove(number);
        }
        let id = id.unwrap_or_else(|| self.add_column("id"));
        let reason = reason.unwrap_or_else(|| self.add_column("reason"));
        for (number, (own, why)) in rows {
            if self.cell(*number, id).is_empty() {
                self.set(*number, id, own);
            }
            self.set(*number, reason, &harmless(why));
        }
        self.to_bytes()
    }
}

/// What no spreadsheet runs as a formula: servers begin with a number, but who knows.
fn harmless(reason: &str) -> String {
    if reason.starts_with(char::is_alphanumeric) {
        reason.to_owned()
    } else {
        format!("refused: {reason}")
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::table::Excerpt;

    fn written(text: &str, row: usize, id: &str, reason: &str) -> String {
        let table = Table::parse(text.as_bytes(), Path::new("x.csv"), |_| Excerpt::Cell).unwrap();
        let column = |name| table.headers().position(|header| header == name);
        let columns = [column("id"), column("reason")];
        let rows = BTreeMap::from([(row, (id, reason))]);
        String::from_utf8(table.with_reasons(&rows, columns)).unwrap()
    }

    #[test]
    fn the_rows_keep_their_bytes_and_get_their_id_and_the_reason() {
        let text = "Name;\"E-mail\";own\r\nA; a@x.org;\"1\"\r\n\r\nB;b@x.org;\"2\"\r\n";
        assert_eq!(
            written(text, 1, "b", "550 no; never"),
            "Name;\"E-mail\";own;id;reason\r\n\r\nB;b@x.org;\"2\";b;\"550 no; never\"\r\n"
        );
    }

    #[test]
    fn rows_that_fail_again_get_new_reasons() {
        assert_eq!(
            written("id,name,reason\na,A,550\nb,B,552\n", 0, "x", "=cmd()"),
            "id,name,reason\na,A,refused: =cmd()\n"
        );
    }
}
