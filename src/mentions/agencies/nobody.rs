//! What looks like an agency and names none: plurals, rooms, datelines, parts of other words.

use std::sync::LazyLock;

use super::Reader;
use crate::base::Span;
use crate::mentions::names::is_country;
use crate::mentions::scan::Word;
use crate::text::{Regex, after, jieba};

impl Reader<'_> {
    /// 新华社北京1月10日电: the agency that reports is none of the article's.
    pub(super) fn is_dateline(&self, span: Span, line: Span) -> bool {
        let media = ["社", "报", "网", "台", "中心"]
            .iter()
            .any(|w| self.s[span.range()].ends_with(w));
        let rest = after(&self.s[..line.end()], span.end(), 24);
        media
            && span.start() - line.start() <= 6
            && ["电", "讯", "记者", "报道", "消息"]
                .iter()
                .any(|w| rest.contains(w))
    }

    /// 各县（市、区）政府, 各乡镇党委, and rooms (在县会展中心举行): no agency in particular.
    pub(super) fn names_nobody(&self, span: Span) -> bool {
        static PLURAL: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(?:各|其他|其它|每个|全体|有关|相关|所有|各级|多个|部分)(?:[辖省市县区州盟旗乡镇街道、]|（[^）]*）)*$|各\p{Han}{1,6}（$").expect("a valid pattern")
        });
        static ROOM: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(
                r"^(?:[\p{Han}\d]{0,5}(?:会议室|会议厅|报告厅|礼堂|\d+号楼|楼)|召开|举行|隆重)",
            )
            .expect("a valid pattern")
        });
        let line = self.s[..span.start()].rfind('\n').map_or(0, |i| i + 1);
        let before = &self.s[line..span.start()];
        let name = &self.s[span.range()];
        let numbered = before.ends_with([
            '两', '三', '四', '五', '六', '七', '八', '九', '十', '个', '家',
        ]) && name.starts_with(['省', '市', '县', '区', '州', '镇']);
        let foreign = (2..=6).any(|n| {
            let abroad = |part: &str| {
                is_country(part)
                    && !["中国", "中华", "全国", "我国", "国内", "境内"].contains(&part)
            };
            let before = before
                .char_indices()
                .rev()
                .nth(n - 1)
                .is_some_and(|(i, _)| abroad(&before[i..]));
            before
                || name
                    .char_indices()
                    .nth(n)
                    .is_some_and(|(i, _)| abroad(&name[..i]))
        });
        // 各县（市、区）分管副县长、水利局局长: one of each.
        let of_each = ["长、", "任、", "记、"].iter().any(|w| before.ends_with(w))
            && !name.starts_with(['省', '市', '县', '区', '州', '盟', '旗'])
            && {
                let from = before.rfind(['，', '。', '；', '：']).unwrap_or(0);
                let list = before[from..].trim_start_matches(['，', '。', '；', '：']);
                list.starts_with('各') && list.chars().count() <= 24
            };
        // 部分乡镇人大: no 分乡镇.
        let cut = before.ends_with('部') && name.starts_with("分乡");
        // 部分甲市政协委员 are of that one.
        let particular = ["部分", "有关", "相关", "全体"]
            .iter()
            .any(|w| before.ends_with(w))
            && self
                .scan
                .starting(span.start())
                .any(|h| h.word == Word::Division && h.span.end() < span.end());
        // 来省政协机关通报工作: a house.
        let house =
            name.ends_with("机关") && before.ends_with(['来', '到', '在', '赴', '进', '于']);
        // What the pattern may end in.
        let plural =
            before.ends_with(|c| "各他它个体关有级分辖省市县区州盟旗乡镇街道、）（".contains(c));
        debug_assert!(plural || !PLURAL.is_match(before), "{before}");
        plural && !particular && PLURAL.is_match(before)
            || house
            || of_each
            || cut
            || numbered
            || foreign
            || name.contains("三家")
            || name.contains("两家")
            || name.contains("多家")
            || before.ends_with('在')
                && name.ends_with("中心")
                && ROOM.is_match(&self.s[span.end()..])
            || name.starts_with("乡镇")
            || name.starts_with("街道办")
            || name.starts_with("市州")
            || name.starts_with("县区")
    }

    /// Whether a national name is one here: 中央 only with what it decides or convenes, and short
    /// ones (全总, 环保部) not within other words.
    pub(super) fn stands_national(&self, at: usize, end: usize) -> bool {
        static CENTRE: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^(?:\p{Han}{2,8}工作会议|第\p{Han}{1,4}\p{Han}{0,16}组|决策|部署|政治局|领导同志|关于|要求|精神|和国务院|和国家|和省委|、省委|、自治区党委)").expect("a valid pattern")
        });
        let name = &self.s[at..end];
        match name {
            "中共" => !["二十大", "十九大", "十八大", "第"]
                .iter()
                .any(|w| self.s[end..].starts_with(w)),
            "中央" => CENTRE.is_match(&self.s[end..]),
            _ if name.ends_with('部')
                && ["门", "署", "分", "队", "件", "位"]
                    .iter()
                    .any(|w| self.s[end..].starts_with(w)) =>
            {
                false
            }
            // 中办国办: short names in a row.
            _ => {
                name.len() > 9
                    || self.opens_word(at, end)
                    || self
                        .scan
                        .ending(at)
                        .any(|h| matches!(h.word, Word::National(_)))
            }
        }
    }

    /// Whether a short name of a place is not made of the ends of two words: 创新和人才 holds no 新和.
    pub(super) fn cuts_no_word(&self, at: usize, end: usize) -> bool {
        let before = self.s[..at].chars().next_back();
        end - at != "新和".len()
            || before.is_none_or(|c| !('\u{4e00}'..='\u{9fff}').contains(&c))
            || self.scan.ending(at).next().is_some()
            || self.opens_word(at, end)
    }

    /// Whether a word of the segmenter begins at `at`.
    pub(super) fn opens_word(&self, at: usize, end: usize) -> bool {
        let before = crate::text::before(self.s, at, 3);
        let after = crate::text::after(self.s, end, 2);
        let window = &self.s[at - before.len()..end + after.len()];
        let mut edge = 0;
        before.is_empty()
            || jieba().cut(window, false).iter().any(|t| {
                edge += t.word.len();
                edge == before.len()
            })
    }

    /// Whether a short body name is not the beginning of another word: 市委 before 托.
    pub(super) fn closes(&self, span: Span) -> bool {
        let rest = &self.s[span.end()..];
        let name = &self.s[span.range()];
        match name {
            "委" => !["托", "员", "任", "派", "屈", "婉", "书长"]
                .iter()
                .any(|w| rest.starts_with(w)),
            // 宣传部长会议 is one of many heads.
            _ if name.ends_with('部')
                && ["长会", "长座谈会", "长培训"]
                    .iter()
                    .any(|w| rest.starts_with(w)) =>
            {
                false
            }
            "政府" => !["性", "间"].iter().any(|w| rest.starts_with(w)),
            _ => true,
        }
    }
}
