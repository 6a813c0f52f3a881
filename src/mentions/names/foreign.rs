//! Names that are transliterated: of foreigners without a surname, and of parts joined by `·`.

use super::doubt::holds_verb;
use super::{Parsed, follow};

/// Characters that transliterate foreign names.
const FOREIGN: &str = "阿埃艾安奥巴贝本比宾波伯布查达戴丹德迪蒂杜多厄恩尔法菲费芬弗福夫盖冈戈格古哈海汉赫亨洪胡华怀惠霍基吉加贾杰金卡凯坎康考科克肯库奎拉莱兰劳勒雷里利莉连列林琳卢鲁路伦罗洛马玛迈麦曼芒梅门蒙米密明摩莫默姆木穆纳奈南内尼涅宁努诺欧帕潘庞佩彭皮平普齐奇乔切琴丘让热茹瑞萨塞桑森沙山尚舍申圣施史斯松苏索塔泰坦汤陶特腾提廷图托瓦万旺威韦维温翁沃乌武西希锡夏肖谢辛休雅亚扬耶叶伊因英尤约泽扎詹珍朱茨兹佐";

/// Whether a character transliterates foreign names.
pub fn is_transliterating(c: char) -> bool {
    FOREIGN.contains(c)
}

/// Parses a foreign name without surname: transliterating characters up to a word that can
/// follow a name.
///
/// ```
/// use zhengmai::mentions::names::foreign;
/// let s = "总统马克龙访问北京";
/// assert_eq!(foreign(s, "总统".len()).map(|end| &s["总统".len()..end]), Some("马克龙"));
/// ```
pub fn foreign(s: &str, at: usize) -> Option<usize> {
    let run: Vec<usize> = s[at..]
        .char_indices()
        .take_while(|&(_, c)| FOREIGN.contains(c) || c == '龙' || c == '京')
        .map(|(i, c)| at + i + c.len_utf8())
        .take(8)
        .collect();
    let closed = |&&end: &&usize| follow(s, end) > 0;
    run.iter().skip(1).rev().find(closed).copied()
}

/// A name of parts joined by `·`, the last of which is closed off by what follows.
pub(super) fn dotted(s: &str, chars: &[char], ends: &[usize], dot: usize) -> Option<Parsed> {
    if dot == 0 {
        return None;
    }
    let mut start = dot + 1;
    while let Some(next) = chars[start..].iter().take(8).position(|&c| c == '·') {
        if next == 0 {
            return None;
        }
        start += next + 1;
    }
    (2..=6)
        .filter_map(|length| {
            let end = *ends.get(start + length - 1)?;
            let follow = follow(s, end);
            let part = &s[ends[start - 1]..end];
            (follow > 0 && !holds_verb(part)).then_some((follow, std::cmp::Reverse(length), end))
        })
        .max()
        .or_else(|| {
            let end = *ends.get(start)?;
            (follow(s, end) == 3).then_some((3, std::cmp::Reverse(1), end))
        })
        .map(|(follow, _, end)| Parsed { end, follow })
}
