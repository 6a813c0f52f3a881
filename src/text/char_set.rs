//! A set of characters that is asked for at every place of a text.

/// Characters of the basic plane, a bit for each; others are in no set.
///
/// ```
/// use zhengmai::text::CharSet;
/// let ends = CharSet::new("河江湖");
/// assert!(ends.contains('江') && !ends.contains('山'));
/// ```
#[derive(Clone, Debug)]
pub struct CharSet(Box<[u64; 1024]>);

impl CharSet {
    /// Makes a set of the characters of a string.
    pub fn new(chars: &str) -> Self {
        chars.chars().collect()
    }

    /// Tells whether a character is in it.
    #[inline]
    pub fn contains(&self, c: char) -> bool {
        let bits = self.0.get(c as usize / 64);
        bits.is_some_and(|bits| bits >> (c as usize % 64) & 1 == 1)
    }
}

impl FromIterator<char> for CharSet {
    fn from_iter<I: IntoIterator<Item = char>>(chars: I) -> Self {
        let mut set = Box::new([0; 1024]);
        for c in chars {
            if let Some(bits) = set.get_mut(c as usize / 64) {
                *bits |= 1 << (c as usize % 64);
            }
        }
        Self(set)
    }
}
