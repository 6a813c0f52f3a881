//! Where an agency's name can begin, told by the characters on both sides of the place.

use super::Reader;

/// Before a name that opens with its own words: 雄安新区管委会, 长航公安局荆州分局.
pub(super) const NAME: u8 = 1;
/// Before a department without a head: 自然资源局, 科技创新和人才工作局.
pub(super) const ALONE: u8 = 1 << 1;
/// Before a village's or town's name.
pub(super) const VILLAGE: u8 = 1 << 2;

/// Which names can begin behind a character: all behind punctuation, some behind words that join
/// or govern.
fn behind(c: char) -> u8 {
    match c {
        '由' | '和' | '与' | '及' => NAME | ALONE | VILLAGE,
        '向' | '对' | '经' => NAME | ALONE,
        '据' | '在' | '从' | '受' => NAME,
        '会' | '同' | '让' | '请' | '按' | '是' => ALONE,
        '镇' | '乡' => VILLAGE,
        '\u{4e00}'..='\u{9fff}' => 0,
        _ => NAME | ALONE | VILLAGE,
    }
}

/// Whether a word for a level of jurisdiction ([`super::LEVELS`], 乡) may open with a character.
pub(super) fn is_level(c: char) -> bool {
    matches!(
        c,
        '自' | '开'
            | '高'
            | '经'
            | '综'
            | '示'
            | '度'
            | '试'
            | '实'
            | '合'
            | '新'
            | '管'
            | '地'
            | '街'
            | '省'
            | '市'
            | '县'
            | '区'
            | '州'
            | '盟'
            | '旗'
            | '镇'
            | '乡'
    )
}

/// Whether a name that opens with a party's, or with 中共 or 武警, may do so with a character.
fn is_party(c: char) -> bool {
    matches!(
        c,
        '民' | '农' | '致' | '九' | '台' | '共' | '团' | '中' | '武'
    )
}

impl Reader<'_> {
    /// Whether a name of a kind can begin at `at`, by what stands before it.
    pub(super) fn begins(&self, at: usize, kind: u8) -> bool {
        let before = self.s[..at].chars().next_back();
        before.is_none_or(|c| behind(c) & kind != 0)
    }

    /// Whether nothing that an agency begins with stands at `at`: no word of the lexicons, no
    /// level, party or prefix; and what stands before does not let a name of other words begin.
    pub(super) fn opens_nothing(&self, at: usize) -> bool {
        !self.s[at..].starts_with(|c| is_level(c) || is_party(c))
            && self.scan.starting(at).next().is_none()
            && !self.begins(at, NAME | ALONE | VILLAGE)
    }
}
