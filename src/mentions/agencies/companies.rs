//! Companies in lists that say what they are at the end: 三一集团、蓝思科技、楚天科技等企业.

use std::sync::LazyLock;

use super::{Mention, Reader, generic, mention};
use crate::base::{Span, Spans};
use crate::text::{Regex, Text, jieba};

/// What companies' short names end in.
const TRADES: [&str; 40] = [
    "集团", "公司", "科技", "股份", "控股", "电子", "重工", "化工", "钢铁", "能源", "药业", "制药",
    "食品", "建工", "建设", "水泥", "热力", "燃气", "汽车", "电力", "实业", "农业", "生物", "材料",
    "物流", "机械", "智能", "光电", "纺织", "酒业", "矿业", "乳业", "环保", "电气", "动力", "精密",
    "置业", "水务", "重机", "铝业",
];

/// The end of such a list: 等企业负责人, 等6家企业代表.
static CLOSE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^等(?:\d{1,2}家|[一二三四五六七八九十]{1,3}家|多家)?(?:重点|民营|骨干|龙头|规上|参会)?(?:企业|公司)",
        "(?:的)?(?:主要|相关|有关)?(?:负责人|负责同志|代表|董事长|总经理|企业家|先后|分别|参加|作|发言)"
    ))
    .expect("a valid pattern")
});

/// Whether a list goes on at `rest` and closes as one of companies.
pub(super) fn closes(rest: &str) -> bool {
    let end = rest.find(['，', '。', '；', '\n']).unwrap_or(rest.len());
    rest[..end]
        .find('等')
        .is_some_and(|i| CLOSE.is_match(&rest[i..]))
}

impl Reader<'_> {
    /// Adds the companies of lists that close with 等企业 and what their leaders do; all of
    /// them, or none where one is a line of business (钢铁、化工等企业).
    pub(super) fn companies(&self, text: &Text, masked: &Spans, out: &mut Vec<Mention>) {
        for paragraph in text.read() {
            let line = text.str(paragraph.span);
            for (close, _) in line.match_indices('等') {
                if !CLOSE.is_match(&line[close..]) {
                    continue;
                }
                let from = line[..close]
                    .char_indices()
                    .rev()
                    .find(|(_, c)| "，。；：！？”》）\u{3000} ".contains(*c))
                    .map_or(0, |(i, c)| i + c.len_utf8());
                let mut at = paragraph.span.start() + from;
                let mut spans = Vec::new();
                for item in line[from..close].split(['、', '和']) {
                    spans.push(Span::new(at, at + item.len()));
                    at += item.len() + '、'.len_utf8();
                }
                if spans.len() < 2 || !spans.iter().all(|s| self.is_company(*s)) {
                    continue;
                }
                let traded = |s: &&Span| TRADES.iter().any(|t| self.s[s.range()].ends_with(t));
                if spans.iter().filter(traded).count() * 2 < spans.len() {
                    continue;
                }
                for span in spans {
                    let taken = out.iter().any(|m| m.span.overlaps(span));
                    if !taken && !masked.overlap(span) {
                        out.push(mention(text, span, "agency-list"));
                    }
                }
            }
        }
    }

    /// Whether an item of a list can be a company's name and is no common noun.
    fn is_company(&self, item: Span) -> bool {
        let name = &self.s[item.range()];
        let length = name.chars().count();
        (3..=14).contains(&length) && generic::plain(name) && !jieba().has_word(name)
    }
}
