//! Where an agency's name can begin, told by the characters on both sides of the place.

use std::sync::LazyLock;

use super::Reader;

/// Before a name that opens with its own words: 雄安新区管委会, 长航公安局荆州分局.
pub(super) const NAME: u8 = 1;
/// Before a department without a head: 自然资源局, 科技创新和人才工作局.
pub(super) const ALONE: u8 = 1 << 1;
/// Before a village's or town's name.
pub(super) const VILLAGE: u8 = 1 << 2;
/// All of them: behind punctuation.
pub(super) const ANY: u8 = NAME | ALONE | VILLAGE;

/// At a word for a level of jurisdiction ([`super::LEVELS`], 乡).
const LEVEL: u8 = 1 << 3;
/// At a name that opens with a party's, or with 中共 or 武警.
const PARTY: u8 = 1 << 4;
/// At a division of the Corps.
const CORPS: u8 = 1 << 5;

/// Characters behind which names begin, and characters that open them.
const CLASSES: [(&str, u8); 8] = [
    ("由和与及", ANY),
    ("向对经", NAME | ALONE),
    ("据在从受", NAME),
    ("会同让请按是", ALONE),
    ("镇乡", VILLAGE),
    ("自开高经综示度试实合新管园地街省市县区州盟旗镇乡", LEVEL),
    ("民农致九台共团中武", PARTY),
    ("新兵第一二三四五六七八九十师", CORPS),
];

const FIRST: u32 = 0x4e00;
const LAST: u32 = 0x9fff;

static TABLE: LazyLock<Box<[u8]>> = LazyLock::new(|| {
    let mut table = vec![0; (LAST - FIRST + 1) as usize];
    for (chars, class) in CLASSES {
        for c in chars.chars() {
            table[(c as u32 - FIRST) as usize] |= class;
        }
    }
    table.into()
});

/// The classes of a character; any name can begin behind one that is not Chinese.
fn class(c: char) -> u8 {
    let place = (c as u32).wrapping_sub(FIRST) as usize;
    TABLE.get(place).copied().unwrap_or(ANY)
}

/// Whether a word for a level of jurisdiction may open with a character.
pub(super) fn is_level(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) && class(c) & LEVEL != 0
}

/// Whether a division of the Corps may open with a character.
pub(super) fn is_corps(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) && class(c) & CORPS != 0
}

impl Reader<'_> {
    /// Which names can begin at `at`, by what stands before it.
    pub(super) fn begins(&self, at: usize) -> u8 {
        // 经济开发区管委会 does not begin behind its 经.
        match self.s[..at].chars().next_back() {
            Some('经') if self.s[at..].starts_with('济') => 0,
            before => before.map_or(ANY, class) & ANY,
        }
    }

    /// Whether nothing that an agency begins with stands at `at`: no word of the lexicons, no
    /// level, party or prefix; and what stands before, told by `begins`, does not let a name of
    /// other words begin.
    pub(super) fn opens_nothing(&self, at: usize, begins: u8) -> bool {
        begins == 0
            && self.s[at..]
                .chars()
                .next()
                .is_some_and(|c| class(c) & (LEVEL | PARTY) == 0)
            && self.scan.starting(at).next().is_none()
    }
}
