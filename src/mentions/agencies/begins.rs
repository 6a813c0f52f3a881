//! Where an agency's name can begin, told by the characters on both sides of the place.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{LEVELS, Reader, headless, heads, villages};
use crate::base::Span;
use crate::mentions::scan::{Landmark, Word};

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
    ("会同让请按是兼", ALONE),
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

/// The words for a level of jurisdiction that open with the first character of a string.
pub(super) fn levels(s: &str) -> &'static [&'static str] {
    static BY_FIRST: LazyLock<FxHashMap<char, Vec<&'static str>>> = LazyLock::new(|| {
        let mut by_first: FxHashMap<char, Vec<&'static str>> = FxHashMap::default();
        for level in LEVELS {
            by_first.entry(first(level)).or_default().push(level);
        }
        by_first
    });
    let c = first(s);
    let known = is_han(c) && class(c) & LEVEL != 0;
    known
        .then(|| BY_FIRST.get(&c))
        .flatten()
        .map_or(&[], Vec::as_slice)
}

/// The first character of a string, a line's end for none.
pub(super) fn first(s: &str) -> char {
    s.chars().next().unwrap_or('\n')
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Whether a division of the Corps may open with a character.
pub(super) fn is_corps(c: char) -> bool {
    is_han(c) && class(c) & CORPS != 0
}

/// What the name of a mobile operator's branch opens with: 移动, 联通, 电信, 铁塔.
pub(super) fn is_operator(c: char) -> bool {
    matches!(c, '移' | '联' | '电' | '铁')
}

impl Reader<'_> {
    /// Which names can begin at `at`, by what stands before it.
    pub(super) fn begins(&self, at: usize) -> u8 {
        // 经济开发区管委会 does not begin behind its 经.
        let before = &self.s[..at];
        match before.chars().next_back() {
            Some('经') if self.s[at..].starts_with('济') => 0,
            // 代表第一师甲市党委, but 市人大代表公安局局长.
            Some('表') if before.ends_with("代表") && !before.ends_with("大代表") => {
                NAME | ALONE
            }
            // 市委常委人武部部长, 市政府党组成员市公安局局长: nothing parts the two posts.
            Some('委' | '员') if before.ends_with("委常委") || before.ends_with("党组成员") => {
                ALONE
            }
            before => before.map_or(ANY, class) & ANY,
        }
    }

    /// The first place from `at` on in a line at which an agency can begin, with the names that
    /// can; in one go, for at most places none does.
    ///
    /// # Panics
    /// In debug builds if an agency begins at a place that is passed over.
    pub(super) fn opening(&self, at: usize, line: Span) -> Option<(usize, u8)> {
        let mut behind = self.begins(at);
        let mut before = '\0';
        self.s[at..line.end()].char_indices().find_map(|(i, c)| {
            let (place, here) = (at + i, class(c));
            // Behind these more than one character tells.
            let begins = match before {
                '经' | '表' | '委' | '员' => self.begins(place),
                _ => behind,
            };
            debug_assert_eq!(begins, self.begins(place), "{}", &self.s[place..]);
            (behind, before) = (here & ANY, c);
            // Most places have none of what the others are looked at for.
            let plain = (here & (LEVEL | PARTY) | begins) == 0 && !self.scan.starts(place);
            let nothing = plain || self.opens_no_name(place, c, here, begins);
            debug_assert!(
                !nothing || self.longest_agency(place, line, begins).is_none(),
                "{}",
                &self.s[place..]
            );
            (!nothing).then_some((place, begins))
        })
    }

    /// Whether nothing that an agency begins with stands at `at`: no word of the lexicons, no
    /// level, party or prefix; and what stands before, told by `begins`, does not let a name of
    /// other words begin.
    pub(super) fn opens_nothing(&self, at: usize, begins: u8) -> bool {
        let first = self.s[at..].chars().next();
        first.is_some_and(|c| self.opens_no_name(at, c, class(c), begins))
    }

    /// The same for the character that stands there and its class.
    fn opens_no_name(&self, at: usize, c: char, here: u8, begins: u8) -> bool {
        let named = |word| match word {
            Word::National(_) | Word::Division | Word::Short => true,
            Word::Title(_) | Word::ListedBody(_) => false,
            _ => begins != 0 || matches!(c, '政' | '人'),
        };
        here & (LEVEL | PARTY) == 0
            && !self.scan.starting(at).any(|hit| named(hit.word))
            && (begins == 0 || here & CORPS == 0 && !is_operator(c) && !self.ends_ahead(at, begins))
    }

    /// Whether what ends a name of other words is so near that one may begin at `at`.
    fn ends_ahead(&self, at: usize, begins: u8) -> bool {
        let near = |kind, from, bytes| {
            let next = self.scan.next(kind, from);
            next.is_some_and(|end| end - at <= bytes)
        };
        begins & ALONE != 0
            && (near(Landmark::Ending, at, headless::LONGEST_NAME)
                || near(Landmark::Bureau, at, headless::LONGEST_FIELDS))
            || begins & NAME != 0
                && (near(Landmark::Branch, at, heads::LONGEST_BRANCH)
                    || near(Landmark::Zone, at, heads::LONGEST_ZONE))
            || begins & VILLAGE != 0 && near(Landmark::Village, at + 1, villages::LONGEST)
    }
}
