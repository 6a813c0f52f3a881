//! Parses an embedded table: tab-separated, a header line first, no comments, no quoting.

/// A row's fields and its line number in the file (the header is line 1).
pub(super) struct Row<const N: usize> {
    pub(super) file: &'static str,
    pub(super) line: usize,
    pub(super) fields: [&'static str; N],
}

impl<const N: usize> Row<N> {
    /// Stops loading: the table is at fault, and the message says where.
    pub(super) fn malformed(&self, problem: &str) -> ! {
        malformed(self.file, self.line, problem)
    }

    /// Parses a field, empty for none.
    pub(super) fn optional<T: std::str::FromStr>(&self, field: usize, what: &str) -> Option<T> {
        let text = self.fields[field];
        if text.is_empty() {
            return None;
        }
        match text.parse() {
            Ok(value) => Some(value),
            Err(_) => self.malformed(&format!("`{text}` is not {what}")),
        }
    }
}

/// Returns the rows under a header that must be as expected.
///
/// # Panics
/// If the header differs or, while iterating, if a row has not as many fields as the header.
pub(super) fn rows<const N: usize>(
    file: &'static str,
    text: &'static str,
    header: [&str; N],
) -> impl Iterator<Item = Row<N>> {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    if first != header.join("\t") {
        let expected = header.join(" ");
        malformed(
            file,
            1,
            &format!("the header is `{first}`, expected `{expected}`"),
        );
    }
    lines.enumerate().map(move |(index, text)| {
        let line = index + 2;
        let mut fields = [""; N];
        let mut count = 0;
        for field in text.split('\t') {
            if let Some(slot) = fields.get_mut(count) {
                *slot = field;
            }
            count += 1;
        }
        if count != N {
            malformed(
                file,
                line,
                &format!("{count} fields, but the header has {N}"),
            );
        }
        Row { file, line, fields }
    })
}

/// Splits a `|`-separated field; an empty field has no items.
pub(super) fn list(field: &'static str) -> Vec<&'static str> {
    field.split('|').filter(|item| !item.is_empty()).collect()
}

fn malformed(file: &str, line: usize, problem: &str) -> ! {
    panic!("data/{file}:{line}: {problem}")
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn reads_rows_with_empty_fields() {
        let found: Vec<_> = rows("t.tsv", "a\tb\n1\t\n\t2\n", ["a", "b"])
            .map(|row| (row.line, row.fields))
            .collect();
        assert_eq!(found, [(2, ["1", ""]), (3, ["", "2"])]);
    }

    #[test]
    #[should_panic(expected = "data/t.tsv:3: 1 fields, but the header has 2")]
    fn says_where_a_row_is_short() {
        rows("t.tsv", "a\tb\n1\t2\n3\n", ["a", "b"]).for_each(drop);
    }

    #[test]
    #[should_panic(expected = "data/t.tsv:1: the header is `a`")]
    fn says_that_the_header_differs() {
        rows("t.tsv", "a\n1\n", ["b"]).for_each(drop);
    }

    #[test]
    #[should_panic(expected = "data/t.tsv:2: `x` is not a year")]
    fn says_which_field_does_not_parse() {
        for row in rows("t.tsv", "a\nx\n", ["a"]) {
            row.optional::<i16>(0, "a year");
        }
    }
}
