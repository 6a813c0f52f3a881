//! What is too much for one question: parser and evaluation call themselves for brackets within
//! brackets and along chains of operators, and a stack that runs out ends the process.

/// Brackets that may be open at once.
pub(super) const DEEPEST: usize = 500;

/// Operators and clauses of a query.
pub(super) const LONGEST: usize = 1_000;

/// Words that open a clause around what stands before them.
const CLAUSES: [&str; 8] = [
    "as", "bind", "filter", "graph", "minus", "optional", "service", "union",
];

/// Whether a query is within the limits. Lists of values have none, nor have plain patterns:
/// they call for no recursion.
pub(super) fn is_answerable(sparql: &str) -> bool {
    let bytes = sparql.as_bytes();
    let (mut open, mut steps, mut at) = (0_usize, 0_usize, 0_usize);
    while at < bytes.len() {
        let mut next = at + 1;
        match bytes[at] {
            b'#' => next = end(bytes, next, |byte| byte == b'\n'),
            b'"' | b'\'' => next = string_end(bytes, at),
            b'<' => {
                // An IRI has neither blanks nor braces; anything else is a comparison.
                let close = end(bytes, next, |byte| b">{}\"".contains(&byte) || byte <= b' ');
                if bytes.get(close) == Some(&b'>') {
                    next = close + 1;
                }
            }
            // A language: `@zh-hans`.
            b'@' => next = end(bytes, next, |byte| !is_word(byte) && byte != b'-'),
            b'(' | b'[' | b'{' => {
                open += 1;
                steps += usize::from(bytes[at] == b'{');
            }
            b')' | b']' | b'}' => open = open.saturating_sub(1),
            // The type of a value: `^^xsd:date`.
            b'^' if bytes.get(next) == Some(&b'^') => next += 1,
            b'|' | b'&' | b'+' | b'*' | b'/' | b'!' | b'^' | b'-' => steps += 1,
            byte if is_word(byte) => {
                next = end(bytes, next, |byte| !is_word(byte));
                let word = &bytes[at..next];
                let is_clause = |clause: &&str| word.eq_ignore_ascii_case(clause.as_bytes());
                steps += usize::from(CLAUSES.iter().any(is_clause));
            }
            _ => {}
        }
        if open > DEEPEST || steps > LONGEST {
            return false;
        }
        at = next;
    }
    true
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// The next place where a byte is one that ends, or the end.
fn end(bytes: &[u8], from: usize, ends: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    let length = rest.iter().position(|&byte| ends(byte));
    from + length.unwrap_or(rest.len())
}

/// Where the string that begins at a quotation mark ends.
fn string_end(bytes: &[u8], at: usize) -> usize {
    let mark = bytes[at];
    let long = bytes.get(at..at + 3) == Some(&[mark; 3]);
    let close: &[u8] = if long { &[mark; 3] } else { &[mark] };
    let mut place = at + close.len();
    while place < bytes.len() {
        match bytes[place] {
            b'\\' => place += 2,
            // A string of one line that does not end is an error, which the parser tells.
            b'\n' if !long => return place,
            _ if bytes[place..].starts_with(close) => return place + close.len(),
            _ => place += 1,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::is_answerable;

    #[test]
    fn values_and_patterns_may_be_as_many_as_there_are() {
        let names =
            "\"陈志伟 (甲) - {\"@zh-hans \"1\"^^xsd:integer <https://example.org/a-b/c-d*> "
                .repeat(5_000);
        assert!(is_answerable(&format!(
            "SELECT * {{ VALUES ?n {{ {names} }} }}"
        )));
        assert!(is_answerable(&"?s ?p ?o . # {{{ + + +\n".repeat(5_000)));
        assert!(is_answerable(
            &"'it\\'s' \"\"\"a \" { b\"\"\" ".repeat(5_000)
        ));
    }

    #[test]
    fn what_nests_or_chains_has_an_end() {
        for part in [
            "(",
            "[",
            "{} UNION ",
            "1 + ",
            "- ",
            "?a || ",
            "zm:a / ",
            "BIND(1 AS ?x) ",
            "OPTIONAL {} ",
            "filter(?a < 1) ",
        ] {
            assert!(is_answerable(&part.repeat(10)), "{part}");
            assert!(!is_answerable(&part.repeat(5_000)), "{part}");
        }
    }
}
