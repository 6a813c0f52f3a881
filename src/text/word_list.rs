//! Every word of a list in a text, in one pass that hardly looks at places where none begins.

use rustc_hash::FxHashMap;

/// Words to be found in texts, each with a number.
///
/// Most places of a text are the beginning of no word: two bits, for the next two and the
/// next three characters, tell so. It is built in one go from the sorted words, so that a list
/// may as well be made for one article.
///
/// ```
/// use zhengmai::text::WordList;
/// let words = WordList::new([("市委", 0), ("市委办", 1), ("办公室", 2), ("县", 3)]);
/// let mut found = Vec::new();
/// words.each("县市委办公室", |start, end, word| found.push((start, end, word)));
/// assert_eq!(found, [(0, 3, 3), (3, 9, 0), (3, 12, 1), (9, 18, 2)]);
/// assert_eq!(words.longest("县市委办公室"), [(0, 3, 3), (3, 12, 1)]);
/// ```
#[derive(Debug)]
pub struct WordList {
    /// Whether a character opens a word ([`FIRST`]) or is one ([`SINGLE`]), by its low bits.
    opens: Box<[u8; LOW + 1]>,
    /// Words of one character, by it.
    ones: Vec<(char, u32)>,
    /// Whether two characters begin a word, and beside it whether they are one.
    pairs: Vec<u64>,
    /// Whether three characters begin a word.
    triples: Vec<u64>,
    /// By the first two characters of words where their entries are.
    ranges: FxHashMap<(char, char), (u32, u32)>,
    /// Words of two and more characters, sorted.
    entries: Vec<Entry>,
    /// What comes after the third character, of all entries.
    rests: String,
}

#[derive(Debug)]
struct Entry {
    /// The third character; NUL, which no word holds, after a word of two.
    third: char,
    rest: (u32, u32),
    word: u32,
}

const LOW: usize = 0xfff;
const FIRST: u8 = 1;
const SINGLE: u8 = 2;

/// Of the two bits of a pair: that it begins a longer word, that it is a word.
const LONGER: u64 = 1;
const WHOLE: u64 = 2;

const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

fn hash_of_two(one: char, two: char) -> u64 {
    (u64::from(one as u32) << 21 | u64::from(two as u32)).wrapping_mul(MIX)
}

/// The hash of three characters, by that of the first two.
fn hash_of_three(two: u64, three: char) -> u64 {
    (two ^ u64::from(three as u32)).wrapping_mul(MIX)
}

/// The word and the lowest place within it of so many bits of a field whose length is a power of
/// two, by the high bits of a hash.
fn place(field: &[u64], hash: u64, bits: usize) -> (usize, usize) {
    let bit = ((hash >> 32) as usize * bits) & (field.len() * 64 - 1);
    (bit / 64, bit % 64)
}

impl WordList {
    /// Makes a list of distinct words; empty ones are left out.
    pub fn new<W: AsRef<str>>(words: impl IntoIterator<Item = (W, u32)>) -> Self {
        let mut words: Vec<(W, u32)> = words.into_iter().collect();
        if !words.is_sorted_by(|a, b| a.0.as_ref() <= b.0.as_ref()) {
            words.sort_unstable_by(|a, b| a.0.as_ref().cmp(b.0.as_ref()));
        }
        // Sixteen bits a word, so that few places without a word are looked at.
        let size = (words.len() / 4).next_power_of_two().clamp(16, 1 << 13);
        let mut list = Self {
            ones: Vec::new(),
            opens: Box::new([0; LOW + 1]),
            pairs: vec![0; 2 * size],
            triples: vec![0; size],
            ranges: FxHashMap::default(),
            entries: Vec::with_capacity(words.len()),
            rests: String::new(),
        };
        let mut last = ('\0', '\0');
        let mut from = 0;
        for (word, number) in &words {
            let mut chars = word.as_ref().chars();
            let Some(one) = chars.next() else { continue };
            list.opens[one as usize & LOW] |= FIRST;
            let Some(two) = chars.next() else {
                list.opens[one as usize & LOW] |= SINGLE;
                list.ones.push((one, *number));
                continue;
            };
            if last != (one, two) {
                list.close(last, from);
                (last, from) = ((one, two), list.entries.len());
            }
            let third = chars.next();
            let pair = hash_of_two(one, two);
            let (i, bit) = place(&list.pairs, pair, 2);
            list.pairs[i] |= if third.is_some() { LONGER } else { WHOLE } << bit;
            if let Some(third) = third {
                let (i, bit) = place(&list.triples, hash_of_three(pair, third), 1);
                list.triples[i] |= 1 << bit;
            }
            let start = list.rests.len() as u32;
            list.rests.push_str(chars.as_str());
            list.entries.push(Entry {
                third: third.unwrap_or('\0'),
                rest: (start, list.rests.len() as u32),
                word: *number,
            });
        }
        list.close(last, from);
        list
    }

    fn close(&mut self, first: (char, char), from: usize) {
        let to = self.entries.len();
        if to > from {
            self.ranges.insert(first, (from as u32, to as u32));
        }
    }

    /// Calls `found` with start, end (bytes) and number of every word in the text, overlapping
    /// ones too: by start, the shortest first.
    pub fn each(&self, text: &str, mut found: impl FnMut(usize, usize, u32)) {
        let mut chars = text.char_indices();
        let mut next = || chars.next().unwrap_or((text.len(), '\0'));
        let (mut start, mut one) = next();
        let (mut second, mut two) = next();
        while start < text.len() {
            let (third, three) = next();
            let opens = self.opens[one as usize & LOW];
            if opens & SINGLE != 0 {
                let words = self.ones.iter().filter(|(c, _)| *c == one);
                words.for_each(|(_, word)| found(start, second, *word));
            }
            if opens & FIRST != 0
                && self.may_begin(one, two, three)
                && let Some(&(from, to)) = self.ranges.get(&(one, two))
            {
                let mut entries = &self.entries[from as usize..to as usize];
                if let [of_two, longer @ ..] = entries
                    && of_two.third == '\0'
                {
                    found(start, third, of_two.word);
                    entries = longer;
                }
                let longer = &entries[entries.partition_point(|entry| entry.third < three)..];
                for entry in longer.iter().take_while(|entry| entry.third == three) {
                    let at = third + three.len_utf8();
                    let rest = &self.rests[entry.rest.0 as usize..entry.rest.1 as usize];
                    if text.as_bytes()[at..].starts_with(rest.as_bytes()) {
                        found(start, at + rest.len(), entry.word);
                    }
                }
            }
            (start, one) = (second, two);
            (second, two) = (third, three);
        }
    }

    /// Whether a word may begin with three characters, or be the first two.
    #[inline]
    fn may_begin(&self, one: char, two: char, three: char) -> bool {
        let pair = hash_of_two(one, two);
        let (i, bit) = place(&self.pairs, pair, 2);
        let kinds = self.pairs[i] >> bit & (LONGER | WHOLE);
        kinds & WHOLE != 0
            || kinds != 0 && {
                let (i, bit) = place(&self.triples, hash_of_three(pair, three), 1);
                self.triples[i] >> bit & 1 != 0
            }
    }

    /// Start, end and number of words that do not overlap: from left to right, the longest that
    /// begins at a place.
    pub fn longest(&self, text: &str) -> Vec<(usize, usize, u32)> {
        let mut out: Vec<(usize, usize, u32)> = Vec::new();
        self.each(text, |start, end, word| match out.last_mut() {
            Some(last) if last.0 == start => *last = (start, end, word),
            Some(last) if last.1 > start => {}
            _ => out.push((start, end, word)),
        });
        out
    }
}

#[cfg(test)]
mod tests {
    use super::WordList;

    #[test]
    fn finds_what_a_plain_search_finds() {
        let words = [
            "a", "ab", "abc", "abcd", "b", "bc", "县", "县委", "c县", "委",
        ];
        let list = WordList::new((0..).zip(words).map(|(i, w)| (w, i)));
        for text in ["", "a", "ab", "abcd县委ab", "xx", "c县abab", "委"] {
            let mut found = Vec::new();
            list.each(text, |start, end, word| found.push((start, end, word)));
            let mut plain = Vec::new();
            for (start, _) in text.char_indices() {
                let here = (0..)
                    .zip(words)
                    .filter(|(_, w)| text[start..].starts_with(w));
                let mut here: Vec<_> = here.map(|(i, w)| (start, start + w.len(), i)).collect();
                here.sort_unstable();
                plain.extend(here);
            }
            assert_eq!(found, plain, "{text}");
        }
    }

    #[test]
    fn holds_words_of_a_nul_free_text_only() {
        let list = WordList::new([("县委", 7)]);
        assert!(list.longest("\0县\0\0").is_empty());
        assert_eq!(list.longest("\0县委"), [(1, 7, 7)]);
    }
}
