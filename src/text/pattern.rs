//! Regular expressions over folded text.

use std::ops::Deref;

/// A regular expression whose classes are narrow: `\p{Han}` leaves out radicals and numeral
/// signs, `\d` is 0–9, for folded text has no other digits.
///
/// The classes of Unicode are made of so many ranges that a pattern with bounded repeats of
/// them takes milliseconds to compile, and its automaton thousands of states to run.
///
/// ```
/// use zhengmai::text::Regex;
/// let year = Regex::new(r"^\p{Han}{2,7}(\d+)年$").unwrap();
/// assert_eq!(&year.captures("二〇年代至2021年").unwrap()[1], "2021");
/// ```
#[derive(Clone, Debug)]
pub struct Regex(regex::Regex);

impl Regex {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// If the pattern is malformed.
    pub fn new(pattern: &str) -> Result<Self, regex::Error> {
        // To the end of its plane, though the last characters of it are none as yet: that
        // makes far fewer states.
        const HAN: &str = r"[々〇㐀-䶿一-鿿\x{f900}-\x{faff}\x{20000}-\x{3ffff}]";
        let narrow = pattern.replace(r"\p{Han}", HAN).replace(r"\d", "[0-9]");
        regex::Regex::new(&narrow).map(Self)
    }
}

/// Tells whether a character is one that `\p{Han}` stands for.
///
/// ```
/// use zhengmai::text::is_han;
/// assert!("会〇々".chars().all(is_han) && !"，1a".chars().any(is_han));
/// ```
pub fn is_han(c: char) -> bool {
    matches!(c, '一'..='\u{9fff}' | '㐀'..='䶿' | '々' | '〇' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

impl Deref for Regex {
    type Target = regex::Regex;

    fn deref(&self) -> &regex::Regex {
        &self.0
    }
}
