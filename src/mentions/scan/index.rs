//! Which hits begin at a byte of a text: a bit for each byte, for most have none, and a rank.

use std::ops::Range;

/// Where things lie that are sorted by their place in a text.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Whether something lies at a byte.
    bits: Vec<u64>,
    /// For each word of 64 bits how many bits are set before it.
    ranks: Vec<u32>,
    /// For each set bit the first thing there; then how many things there are.
    firsts: Vec<u32>,
}

impl Index {
    /// Indexes places in ascending order, in a text of so many bytes.
    pub(super) fn new(length: usize, places: impl Iterator<Item = usize>) -> Self {
        let words = length / 64 + 1;
        let (mut bits, mut firsts) = (vec![0_u64; words], Vec::new());
        let mut last = usize::MAX;
        let mut count = 0;
        for place in places {
            if place != last {
                bits[place / 64] |= 1 << (place % 64);
                firsts.push(count);
                last = place;
            }
            count += 1;
        }
        firsts.push(count);
        let mut before = 0;
        let ranks = bits.iter().map(|word: &u64| {
            let rank = before;
            before += word.count_ones();
            rank
        });
        let ranks = ranks.collect();
        Self {
            bits,
            ranks,
            firsts,
        }
    }

    /// Whether something lies at a byte.
    #[inline]
    pub(super) fn holds(&self, place: usize) -> bool {
        self.bits[place / 64] >> (place % 64) & 1 != 0
    }

    /// Which things lie at a byte.
    #[inline]
    pub(super) fn at(&self, place: usize) -> Range<usize> {
        let bits = self.bits[place / 64];
        let bit = 1 << (place % 64);
        if bits & bit == 0 {
            return 0..0;
        }
        let rank = self.ranks[place / 64] + (bits & (bit - 1)).count_ones();
        let rank = rank as usize;
        self.firsts[rank] as usize..self.firsts[rank + 1] as usize
    }

    /// How many things lie before a byte.
    pub(super) fn before(&self, place: usize) -> usize {
        let bits = self.bits[place / 64] & ((1 << (place % 64)) - 1);
        self.firsts[(self.ranks[place / 64] + bits.count_ones()) as usize] as usize
    }
}

#[cfg(test)]
mod tests {
    use super::Index;

    #[test]
    fn tells_what_lies_where() {
        let places = [0, 3, 3, 63, 64, 64, 64, 130];
        let index = Index::new(130, places.into_iter());
        for at in 0..=130 {
            let here = places.iter().filter(|p| **p == at).count();
            let before = places.iter().filter(|p| **p < at).count();
            assert_eq!(index.before(at), before, "{at}");
            assert_eq!(index.at(at).len(), here, "{at}");
            assert_eq!(index.holds(at), here > 0, "{at}");
            assert!(here == 0 || index.at(at).start == before, "{at}");
        }
    }
}
