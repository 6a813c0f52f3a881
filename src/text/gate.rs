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
    /// The first bit of each word, looked at before any other.
    firsts: Vec<Bit>,
    /// The other bits of each word, one word after the other.
    others: Vec<Bit>,
    /// Where each word's other bits end.
    ends: Vec<u16>,
}

impl Gate {
    /// A gate that opens for each of some words, none of them empty.
    pub fn new<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> Self {
        let (mut firsts, mut others, mut ends) = (Vec::new(), Vec::new(), Vec::new());
        for word in words {
            // Pairs first, of which fewer occur.
            let chars: Vec<char> = word.as_ref().chars().collect();
            let pairs = chars.windows(2).map(|two| pair(two[0], two[1]));
            let mut bits = pairs.chain(chars.iter().map(|&c| single(c)));
            let Some(first) = bits.next() else { continue };
            firsts.push(first);
            others.extend(bits);
            ends.push(others.len() as u16);
        }
        Self {
            firsts,
            others,
            ends,
        }
    }

    /// Whether a block, with the one behind it, may hold one of the words.
    fn opens(&self, block: &Block, next: &Block) -> bool {
        // A word of three and more characters may go on in the next block.
        let other = |bit: &Bit| (block.get(*bit) | next.get(*bit)) != 0;
        let others = |word: usize| {
            let from = word.checked_sub(1).map_or(0, |before| self.ends[before]);
            &self.others[usize::from(from)..usize::from(self.ends[word])]
        };
        // Most words have none of their bits set: many are told so at once.
        self.firsts.chunks(MANY).enumerate().any(|(n, firsts)| {
            firsts.iter().fold(0, |any, bit| any | block.get(*bit)) != 0
                && firsts
                    .iter()
                    .enumerate()
                    .any(|(i, bit)| block.get(*bit) != 0 && others(n * MANY + i).iter().all(other))
        })
    }
}

/// So many words are looked at at once.
const MANY: usize = 8;

/// Bytes of a block, each of eight bits.
const WIDTH: usize = 1024;

/// Bytes of text in a block: it ends behind so many, or with a line behind so few.
const MOST: usize = 512;
const LEAST: usize = 128;

/// The place of a hash in a block.
#[derive(Clone, Copy, Debug)]
struct Bit {
    byte: u16,
    mask: u8,
}

impl Bit {
    fn new(hash: u32) -> Self {
        let bit = hash >> (32 - (WIDTH * 8).ilog2());
        Self {
            byte: (bit / 8) as u16,
            mask: 1 << (bit % 8),
        }
    }
}

const ONE: u32 = 0x9e37_79b1;
const TWO: u32 = 0x85eb_ca77;

fn pair(one: char, two: char) -> Bit {
    let both = (one as u32).wrapping_mul(ONE) ^ (two as u32).wrapping_mul(TWO);
    Bit::new(both.wrapping_mul(ONE))
}

fn single(c: char) -> Bit {
    Bit::new((c as u32).wrapping_mul(TWO))
}

/// Which characters and pairs of characters occur, as bits of their hashes.
#[derive(Clone, Debug)]
struct Block([u8; WIDTH]);

impl Block {
    fn get(&self, bit: Bit) -> u8 {
        self.0[usize::from(bit.byte) % WIDTH] & bit.mask
    }

    fn set(&mut self, bit: Bit) {
        self.0[usize::from(bit.byte) % WIDTH] |= bit.mask;
    }
}

/// For each block of a text which pairs of characters begin in it, and which characters do or
/// follow one that does.
#[derive(Clone, Debug)]
pub(super) struct Occurring {
    blocks: Vec<Block>,
    /// Where each block starts.
    starts: Vec<u32>,
}

impl Occurring {
    /// Whether one of the gate's words may stand in these bytes; if not, none does.
    pub(super) fn may_hold(&self, start: usize, end: usize, gate: &Gate) -> bool {
        let next = self.starts.partition_point(|&from| from as usize <= start);
        let first = next.saturating_sub(1);
        let starts = self.starts[first..].iter();
        let within = starts.take_while(|&&from| (from as usize) < end).count();
        start < end
            && (first..first + within).any(|i| {
                let block = &self.blocks[i];
                gate.opens(block, self.blocks.get(i + 1).unwrap_or(block))
            })
    }
}

/// Notes what occurs, character by character.
pub(super) struct Noting {
    noted: Occurring,
    block: Block,
    before: char,
    /// The byte at which the block ends at the latest.
    end: usize,
}

impl Noting {
    /// For a text of so many bytes.
    pub(super) fn new(bytes: usize) -> Self {
        let blocks = bytes / LEAST / 2 + 1;
        let mut starts = Vec::with_capacity(blocks);
        starts.push(0);
        Self {
            noted: Occurring {
                blocks: Vec::with_capacity(blocks),
                starts,
            },
            block: Block([0; WIDTH]),
            before: '\n',
            end: MOST,
        }
    }

    /// Notes that `c` stands at a byte, right behind what was noted last.
    #[inline]
    pub(super) fn note(&mut self, byte: usize, c: char) {
        self.block.set(pair(self.before, c));
        self.block.set(single(c));
        if byte >= self.end {
            self.close(byte);
            self.block.set(single(c));
        }
        self.before = c;
    }

    /// Notes that a line ends before a byte.
    pub(super) fn end_line(&mut self, byte: usize) {
        if byte + MOST >= self.end + LEAST {
            self.end = byte;
        }
    }

    fn close(&mut self, byte: usize) {
        self.noted.blocks.push(self.block.clone());
        self.noted.starts.push(byte as u32);
        self.block = Block([0; WIDTH]);
        self.end = byte + MOST;
    }

    /// What was noted.
    pub(super) fn end(mut self) -> Occurring {
        self.noted.blocks.push(self.block);
        self.noted
    }
}

#[cfg(test)]
mod tests {
    use super::{Gate, Noting};

    #[test]
    fn opens_for_every_word_that_is_there() {
        let text: String = ('一'..'龠')
            .filter(|c| (*c as u32).is_multiple_of(7))
            .collect();
        let mut noting = Noting::new(text.len());
        for (byte, c) in text.char_indices() {
            noting.note(byte, c);
        }
        let occurring = noting.end();
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
