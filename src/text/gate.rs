//! What cannot stand in a stretch of text, told without reading it.
//!
//! Most rules find something only where one of a few words stands. The text keeps for each
//! stretch of it which characters and which pairs of them occur, as bits of a hash; to ask for
//! a dozen words is then far cheaper than to search the stretch, let alone by a pattern.

/// Words without one of which a rule finds nothing.
///
/// ```
/// use std::sync::LazyLock;
/// use zhengmai::{ingest::Article, text::{Gate, Text}};
/// static HELD: LazyLock<Gate> = LazyLock::new(|| Gate::new(["召开", "举行"]));
/// let text = Text::new(&Article::new("会议传达了文件。"));
/// assert!(!text.may_hold(text.sentences[0], &HELD));
/// ```
#[derive(Debug)]
pub struct Gate {
    /// The bits of each word, one word after the other.
    bits: Vec<u16>,
    /// Where each word's bits end.
    ends: Vec<u16>,
}

impl Gate {
    /// A gate that opens for each of some words, none of them empty.
    pub fn new<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> Self {
        let (mut bits, mut ends) = (Vec::new(), Vec::new());
        for word in words {
            // Pairs first, of which fewer occur.
            let chars: Vec<char> = word.as_ref().chars().collect();
            bits.extend(chars.windows(2).map(|two| pair(two[0], two[1])));
            bits.extend(chars.iter().map(|&c| single(c)));
            ends.push(bits.len() as u16);
        }
        Self { bits, ends }
    }
}

/// Bits of a block, and words of 64 that they take.
const BITS: u32 = 8192;
const WIDTH: usize = BITS as usize / 64;

/// Bytes of text in a block.
const BLOCK: usize = 512;

fn pair(one: char, two: char) -> u16 {
    let both = (one as u32).wrapping_mul(0x9e37_79b1) ^ (two as u32).wrapping_mul(0x85eb_ca77);
    (both.wrapping_mul(0x9e37_79b1) >> (32 - BITS.ilog2())) as u16
}

fn single(c: char) -> u16 {
    ((c as u32).wrapping_mul(0x85eb_ca77) >> (32 - BITS.ilog2())) as u16
}

/// For each block of a text which pairs of characters begin in it, and which characters do or
/// follow one that does.
#[derive(Clone, Debug)]
pub(super) struct Occurring(Vec<u64>);

impl Occurring {
    /// For a text of so many bytes.
    pub(super) fn new(bytes: usize) -> Self {
        Self(Vec::with_capacity((bytes / BLOCK + 2) * WIDTH))
    }

    /// Notes that `c` stands at a byte, behind `before`; bytes never go back.
    pub(super) fn note(&mut self, byte: usize, before: char, c: char, before_len: usize) {
        let of = |at: usize| at / BLOCK * WIDTH;
        if self.0.len() <= of(byte) {
            self.0.resize(of(byte) + WIDTH, 0);
        }
        let mut set = |at: usize, bit: u16| {
            self.0[of(at) + usize::from(bit / 64)] |= 1 << (bit % 64);
        };
        let first = byte.saturating_sub(before_len);
        set(first, pair(before, c));
        set(first, single(c));
        if of(first) != of(byte) {
            set(byte, single(c));
        }
    }

    /// Whether one of the gate's words may stand in these bytes; if not, none does.
    pub(super) fn may_hold(&self, start: usize, end: usize, gate: &Gate) -> bool {
        if start == end {
            return false;
        }
        let last = ((end - 1) / BLOCK * WIDTH).min(self.0.len() - WIDTH);
        (start / BLOCK * WIDTH..=last).step_by(WIDTH).any(|at| {
            let block = &self.0[at..at + WIDTH];
            let next = self.0.get(at + WIDTH..at + 2 * WIDTH).unwrap_or(block);
            let is_set =
                |block: &[u64], bit: u16| block[usize::from(bit / 64)] & 1 << (bit % 64) != 0;
            let mut from = 0;
            gate.ends.iter().any(|&end| {
                let word = &gate.bits[from..usize::from(end)];
                from = usize::from(end);
                // A word of three and more characters may go on in the next block.
                word.split_first().is_some_and(|(first, others)| {
                    is_set(block, *first)
                        && others
                            .iter()
                            .all(|&bit| is_set(block, bit) || is_set(next, bit))
                })
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Gate, Occurring};

    #[test]
    fn opens_for_every_word_that_is_there() {
        let text: String = ('一'..'龠')
            .filter(|c| (*c as u32).is_multiple_of(7))
            .collect();
        let mut occurring = Occurring::new(text.len());
        let mut before = '\n';
        for (byte, c) in text.char_indices() {
            occurring.note(byte, before, c, before.len_utf8());
            before = c;
        }
        let starts: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
        for ends in starts.windows(4) {
            for word in [&text[ends[0]..ends[3]], &text[ends[0]..ends[1]]] {
                let gate = Gate::new(["不在其中", word]);
                assert!(
                    occurring.may_hold(ends[0], ends[0] + word.len(), &gate),
                    "{word}"
                );
            }
        }
        assert!(!occurring.may_hold(0, 60, &Gate::new(["不在其中"])));
    }
}
