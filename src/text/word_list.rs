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
    /// The low bits of the first characters, and of words of one.
    firsts: [u64; 64],
    singles: [u64; 64],
    /// Words of one character, by it.
    ones: Vec<(char, u32)>,
    /// Which two characters begin a word or are one, which three do.
    pairs: Vec<u64>,
    triples: Vec<u64>,
    /// Whether some word has two characters, by those.
    twos: Vec<u64>,
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

const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

fn hash_of_two(one: char, two: char) -> u64 {
    (u64::from(one as u32) << 21 | u64::from(two as u32)).wrapping_mul(MIX)
}

/// The hash of three characters, by that of the first two.
fn hash_of_three(two: u64, three: char) -> u64 {
    (two ^ u64::from(three as u32)).wrapping_mul(MIX)
}

/// One bit of a field whose length is a power of two, by the high bits of a hash.
fn place(field: &[u64], hash: u64) -> (usize, u64) {
    let bit = (hash >> 32) as usize & (field.len() * 64 - 1);
    (bit / 64, 1 << (bit % 64))
}

fn is_set(field: &[u64], hash: u64) -> bool {
    let (i, bit) = place(field, hash);
    field[i] & bit != 0
}

fn set(field: &mut [u64], hash: u64) {
    let (i, bit) = place(field, hash);
    field[i] |= bit;
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
            firsts: [0; 64],
            singles: [0; 64],
            pairs: vec![0; size],
            twos: vec![0; size],
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
            list.firsts[one as usize / 64 % 64] |= 1 << (one as usize % 64);
            let Some(two) = chars.next() else {
                list.singles[one as usize / 64 % 64] |= 1 << (one as usize % 64);
                list.ones.push((one, *number));
                continue;
            };
            if last != (one, two) {
                list.close(last, from);
                (last, from) = ((one, two), list.entries.len());
            }
            let third = chars.next();
            let pair = hash_of_two(one, two);
            let triple = hash_of_three(pair, third.unwrap_or('\0'));
            set(&mut list.pairs, pair);
            match third {
                None => set(&mut list.twos, pair),
                Some(_) => set(&mut list.triples, triple),
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
            if self.firsts[one as usize / 64 % 64] & 1 << (one as usize % 64) == 0 {
                (start, one) = (second, two);
                (second, two) = (third, three);
                continue;
            }
            if self.singles[one as usize / 64 % 64] & 1 << (one as usize % 64) != 0 {
                let words = self.ones.iter().filter(|(c, _)| *c == one);
                words.for_each(|(_, word)| found(start, second, *word));
            }
            let pair = hash_of_two(one, two);
            if is_set(&self.pairs, pair)
                && (is_set(&self.triples, hash_of_three(pair, three)) || is_set(&self.twos, pair))
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
